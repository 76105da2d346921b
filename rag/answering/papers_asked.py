"""Questions about a paper itself: who signed it, to whom, when, under which reference.

What they ask for stands in a letterhead, date line or signature block, whose words have little in
common with the question; the index knows it as metadata. A question is only taken for one of these
where every other word of it tells which paper is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rag.answering.claim_words import is_known
from rag.answering.quantities import Day, read_quantities
from rag.answering.said_filters import ALIKE, PAPERS, filters_said, preferred
from rag.answering.words import stem, stems, telling_words
from rag.types import Library


class Fact(StrEnum):
    """What may be asked about a paper."""

    AUTHOR = "author"
    OFFICE = "role"
    ADDRESSEE = "addressee"
    DATE = "date"
    REFERENCE = "reference"


STANDS_BY = {fact: fact.value for fact in Fact} | {Fact.OFFICE: "author"}
"""What must be known of a paper, so that the place of a fact can be found in it."""


@dataclass(frozen=True, slots=True)
class PaperAsked:
    """A fact that is asked for, and the ids of the papers that are meant."""

    fact: Fact
    document_ids: tuple[str, ...]


MOST_PAPERS = 3
"""More papers than this cannot all be meant."""
KINDS = rf"(?:{'|'.join(sorted(PAPERS, key=len, reverse=True))}|document)s?"
SENDING = r"(?:sign(?:ed|s)?|wr(?:ote|ites?|itten)|sent|sends|authored|penned|issued|drafted)"
SENDER = r"(?:author|sender|signatory|signatories|writer)s?"
SOMEBODY = r"(?:person|people|man|woman|official|officer|one|author|sender|signatory|writer)"
OFFICE = r"(?:job|job title|title|position|role|post|office|rank)"
_PUT_AS: tuple[tuple[Fact, str], ...] = (
    (Fact.ADDRESSEE, rf"\bwho(?:m)?\b.*\b{KINDS}\b.*\b(?:addressed|sent|written|directed|to)\W*$"),
    (Fact.ADDRESSEE, rf"\bto whom\b.*\b{KINDS}\b"),
    (Fact.ADDRESSEE, rf"\b(?:addressee|recipient)s?\b.*\b{KINDS}\b"),
    (Fact.OFFICE, rf"\b{OFFICE}\b.*\b{SOMEBODY}\b.*\b(?:signed|wrote|sent)\b.*\b{KINDS}\b"),
    (Fact.OFFICE, rf"\b{OFFICE} of the {SENDER} of\b.*\b{KINDS}\b"),
    (Fact.AUTHOR, rf"\bwho\b.*\b{SENDING}\b.*\b{KINDS}\b"),
    (Fact.AUTHOR, rf"\bwho\b.*\b{KINDS}\b.*\b(?:from|by)\W*$"),
    (Fact.AUTHOR, rf"\b(?:by|from) whom\b.*\b{KINDS}\b"),
    (Fact.AUTHOR, rf"\b{SENDER} of\b.*\b{KINDS}\b"),
    (Fact.DATE, rf"\b(?:when|(?:what|which) (?:date|day))\b.*\b{KINDS}\b.*\b(?:written|sent|dated|signed|issued|from|bear|carry)\b"),
    (Fact.DATE, rf"\b(?:what|which)\b.*\bdates?\b.*\b{KINDS}\b"),
    (Fact.REFERENCE, rf"\breference\b(?: (?:number|code|no))?.*\b{KINDS}\b"),
)  # fmt: skip
PUT_AS = tuple((fact, re.compile(pattern, re.IGNORECASE)) for fact, pattern in _PUT_AS)
IT = r"(?:it|this|that|them)"
_PUT_SHORT: tuple[tuple[Fact, str], ...] = (
    (Fact.ADDRESSEE, rf"who(?:m)? (?:is|was|were) {IT} (?:addressed|sent|written|directed)? ?to"),
    (Fact.ADDRESSEE, rf"to whom (?:is|was|were) {IT} (?:addressed|sent|written|directed)"),
    (Fact.AUTHOR, rf"who (?:signed|wrote|sent|authored|drafted|issued) {IT}"),
    (Fact.AUTHOR, rf"who (?:is|was|were) {IT} (?:from|(?:signed|written|sent) by)"),
    (Fact.DATE, rf"(?:when|on what date|what date) (?:is|was|were) {IT} (?:written|sent|dated|signed|issued)"),
    (Fact.REFERENCE, r"what(?:'s| is| was) (?:its|the) reference(?: number)?"),
)  # fmt: skip
PUT_SHORT = tuple(
    (fact, re.compile(rf"^\W*(?:(?:and|so|but|then)\s+)?{pattern}\W*$", re.IGNORECASE))
    for fact, pattern in _PUT_SHORT
)
"""The same asked of a paper that was just spoken of."""
OF_ITS_CONTENTS = re.compile(
    r"\b(?:about|on behalf|before|after|against|in (?:the|his|her|their|this|that|it)|not|never)\b|n['’]t\b",
    re.IGNORECASE,
)
"""Function words with which a question is about what a paper says, or about another than is named."""
NAME = r"(?P<name>[A-Z][\w\-]+)"
SIDES = (
    (re.compile(rf"\b{NAME}['’]s\s+(?:\w+\s+)?{KINDS}\b"), ("author", "role", "organisation")),
    (re.compile(rf"\b{KINDS} (?:from|by) (?:(?:the|[A-Z]\w*)\s+)*{NAME}"), ("author", "role", "organisation")),
    (re.compile(rf"\b{KINDS} to (?:(?:the|[A-Z]\w*)\s+)*{NAME}"), ("addressee",)),
)  # fmt: skip
"""Who sends and who is written to, by where the name stands."""
FREE = frozenset(
    """
    sign signed signs wrote write writes written sent send sends author authored penned issued
    drafted sender signatory signatories writer addressee recipient addressed directed job title
    position role post office rank person people man woman official officer one date dates dated
    day bear bears carry carries reference number code no name called held hold file files record
    document documents paper papers got exactly actually please mr mrs ms miss dr sir dame lord lady prof professor
    """.split()  # noqa: SIM905 - easier to read than a list
)
"""Words that say what is asked, or nothing: they need not stand in what is known of the paper."""
PARTIES = ("kind", "author", "role", "organisation", "addressee", "reference")
"""What is known of a paper by which most questions name it: "the Council's letter to Ann Smith"."""
TELLING = (*PARTIES, "title", "subject")
"""What is known of a paper whose words may name it in a question."""
_NUMERIC_DAY = re.compile(r"\b(\d{1,2})[./](\d{1,2})[./](\d{2}|\d{4})\b")
_CENTURY = 2000


def paper_asked(question: str, library: Library) -> PaperAsked | None:
    """The fact that a question asks of papers that are held, or None where it asks anything else."""
    fact = next((fact for fact, pattern in PUT_AS if pattern.search(question)), None)
    if fact is None or OF_ITS_CONTENTS.search(question):
        return None
    known = {key: library.known(key) for key in (*TELLING, "date")}
    held = {i: _of(known, i) for i in sorted(known[STANDS_BY[fact]])}
    for keys in (PARTIES, TELLING):
        meant = tuple(i for i, about in held.items() if _is_meant(question, about, keys))
        if meant := _said_most_of(meant, question, library):
            return PaperAsked(fact, meant) if len(meant) <= MOST_PAPERS else None
    return None


def fact_of_it(question: str) -> Fact | None:
    """The fact that a question asks of a paper just spoken of: "Who signed it?"."""
    return next((fact for fact, pattern in PUT_SHORT if pattern.search(question)), None)


def _said_most_of(ids: tuple[str, ...], question: str, library: Library) -> tuple[str, ...]:
    """Of several papers those of which the question says most: by whom, to whom, of which day."""
    said = preferred(filters_said(question, library), library)
    most = max((said.get(i, 0) for i in ids), default=0)
    return tuple(i for i in ids if said.get(i, 0) == most)


def _of(known: Mapping[str, Mapping[str, str]], document_id: str) -> dict[str, str]:
    return {key: values[document_id] for key, values in known.items() if document_id in values}


def _is_meant(question: str, about: Mapping[str, str], keys: Sequence[str]) -> bool:
    """Whether every telling word and every date of a question is known of a paper."""
    days = list(_days(question))
    rest = _without(question, days)
    if not _is_between(rest, about):
        return False
    if not all(_is_day_of(day, about.get("date", "")) for day in days):
        return False
    named = {w for key in keys for w in stems(about.get(key, ""))}
    kinds = about.get("kind", "").lower()
    return all(
        _names_kind(word, kinds) or is_known(word, named)
        for word in telling_words(rest, FREE)
        if not _counts(word)
    )


def _is_between(question: str, about: Mapping[str, str]) -> bool:
    """Whether whoever a question calls sender or addressee is that: "the Council's letter to Ann"."""
    return all(
        stem(match["name"].lower()) in {w for key in keys for w in stems(about.get(key, ""))}
        for pattern, keys in SIDES
        for match in pattern.finditer(question)
    )


def _names_kind(word: str, kinds: str) -> bool:
    """Whether a word names a kind of paper that this one may be filed as."""
    bare = word if word in ALIKE else word.removesuffix("s")
    return any(kind in kinds for kind in ALIKE.get(bare, (bare,)))


def _counts(word: str) -> bool:
    """Whether a word only counts the papers: "the two letters"."""
    return word in {"two", "three"}


def _days(question: str) -> Iterator[Day]:
    """The dates said, in words or as 6/11/23 (day, month, year)."""
    for match in _NUMERIC_DAY.finditer(question):
        day, month, year = (int(part) for part in match.groups())
        yield Day(year + _CENTURY * (year < 100), month, day, match.group())
    found = read_quantities(_NUMERIC_DAY.sub(" ", question))[1]
    yield from found
    left = _without(question, found)
    for year in re.findall(r"\b(?:1[89]|20)\d\d\b", _NUMERIC_DAY.sub(" ", left)):
        yield Day(int(year), None, None, year)


def _without(question: str, days: Iterable[Day]) -> str:
    for day in days:
        question = question.replace(day.words, " ")
    return question


def _is_day_of(day: Day, known: str) -> bool:
    try:
        of_paper = date.fromisoformat(known)
    except ValueError:
        return False
    said = ((day.year, of_paper.year), (day.month, of_paper.month), (day.day, of_paper.day))
    return all(one is None or one == other for one, other in said)
