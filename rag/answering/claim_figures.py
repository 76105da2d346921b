"""Whether the numbers, units and dates of a claim stand in the words it cites."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rag.answering.claim_words import alike, stem_of
from rag.answering.findings import Finding, Lack, Matter, is_close, matter_of
from rag.answering.meaning_words import ABOUT_THE_DOCUMENT
from rag.answering.quantities import Day, Quantity

_SIGNS = {
    ">": "more than",
    "<": "less than",
    ">=": "at least",
    "<=": "at most",
    "~": "about",
    "": "exactly",
}
_WEIGHTY_UNITS = ("£", "$", "€", "%")


def lacking_figures(claim: Matter, source: Matter, standing: Matter) -> Iterator[Finding]:
    """A finding for each number, unit, qualifier or date that the source does not give."""
    dated = any(d.day for d in source.days)
    about = standing if claim.lowers & ABOUT_THE_DOCUMENT and not dated else matter_of([])
    for quantity in claim.quantities:
        finding = _lacking_number(quantity, source, about)
        if finding:
            yield finding
    for day in claim.days:
        if not (_date_stands(day, source, standing) or any(day.within(d) for d in about.days)):
            yield Finding(
                Lack.DATE, day.words, f"The cited words do not give the date “{day.words}”."
            )
    yield from _given_too_often(claim, source)


def _given_too_often(claim: Matter, source: Matter) -> Iterator[Finding]:
    """A number or date given once in the source and twice in a claim that says it over."""
    if not is_close(claim, source):
        return
    ours = Counter(q.value for q in claim.quantities)
    theirs = Counter(q.value for q in source.quantities)
    for quantity in claim.quantities:
        if ours[quantity.value] > theirs[quantity.value] > 0:
            yield Finding(
                Lack.NUMBER,
                quantity.words,
                f"The claim gives “{quantity.words}” where the cited words give another number.",
            )
    our_days = Counter((d.year, d.month, d.day) for d in claim.days)
    their_days = Counter((d.year, d.month, d.day) for d in source.days)
    for day in claim.days:
        key = (day.year, day.month, day.day)
        if our_days[key] > their_days[key] > 0:
            yield Finding(
                Lack.DATE,
                day.words,
                f"The claim gives “{day.words}” where the cited words give another date.",
            )


def _lacking_number(quantity: Quantity, source: Matter, standing: Matter) -> Finding | None:
    if _is_year(quantity) and _year_stands(quantity, source, standing):
        return None
    same = [q for q in source.quantities if q.value == quantity.value and _same_sort(q, quantity)]
    if not same:
        if _is_article(quantity, source):
            return None
        return Finding(
            Lack.NUMBER,
            quantity.words,
            f"The cited words do not give the number “{quantity.words}”.",
        )
    united = [q for q in same if q.unit == quantity.unit or _unit_in_words(quantity, q, source)]
    if not united:
        return Finding(
            Lack.UNIT,
            quantity.words,
            f"The cited words give “{same[0].words}”, not “{quantity.words}”.",
        )
    if counted := _counts_another(quantity, united, source):
        return counted
    if all(not _as_sure(quantity, q) for q in united):
        said = _SIGNS[united[0].qualifier]
        return Finding(
            Lack.COMPARATIVE,
            quantity.words,
            f"The cited words say {said} {united[0].words}, the claim {_SIGNS[quantity.qualifier]}.",
        )
    return None


def _same_sort(one: Quantity, other: Quantity) -> bool:
    return (one.unit == "ordinal") == (other.unit == "ordinal")


def _is_article(quantity: Quantity, source: Matter) -> bool:
    """ "one depot" for "a depot", "two" for "both", "first" for "original"."""
    if quantity.unit == "ordinal":
        return quantity.value == 1 and bool({"original", "initial", "earliest"} & source.lowers)
    if quantity.unit:
        return False
    forms = {1: ("a", "an", "single", "sole"), 2: ("both", "pair", "couple"), 12: ("dozen",)}
    return any(form in source.lowers for form in forms.get(int(quantity.value), ()))


def _is_year(quantity: Quantity) -> bool:
    return (
        not quantity.unit
        and quantity.value == int(quantity.value)
        and 1000 <= quantity.value < 2200
    )


def _year_stands(quantity: Quantity, source: Matter, standing: Matter) -> bool:
    year = int(quantity.value)
    return any(d.year == year for d in (*source.days, *standing.days))


def _unit_in_words(quantity: Quantity, other: Quantity, source: Matter) -> bool:
    """Whether one of the two has no unit of its own, and none is lost that matters."""
    if quantity.unit and other.unit:
        return False
    if other.unit:
        return other.unit not in _WEIGHTY_UNITS
    return quantity.unit in source.lowers or any(q.unit == quantity.unit for q in source.quantities)


def _as_sure(quantity: Quantity, other: Quantity) -> bool:
    return quantity.qualifier == other.qualifier


def _counts_another(quantity: Quantity, same: list[Quantity], source: Matter) -> Finding | None:
    """Another number before the very thing that is counted, where this one counts other things."""
    if not quantity.counted or quantity.unit:
        return None
    counted = stem_of(quantity.counted)
    if any(not q.counted or alike(stem_of(q.counted), counted) for q in same):
        return None
    other = next(
        (
            q
            for q in source.quantities
            if q.value != quantity.value and q.counted and stem_of(q.counted) == counted
        ),
        None,
    )
    if other is None:
        return None
    return Finding(
        Lack.NUMBER,
        quantity.words,
        f"The cited words count {other.words} {other.counted}, not {quantity.words}.",
    )


def _date_stands(day: Day, source: Matter, standing: Matter) -> bool:
    years = [int(q.value) for q in source.quantities if _is_year(q)]
    if any(day.within(d) for d in source.days):
        return True
    # The source may give the year elsewhere, or the document's own date does.
    known_years = {*years, *(d.year for d in (*source.days, *standing.days))}
    bare = Day(None, day.month, day.day, day.words)
    stands = any(bare.within(d) and (d.year is None or d.year == day.year) for d in source.days)
    return stands and day.year in known_years
