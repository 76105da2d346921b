"""Which documents a question says it is about: "in the 2021 letter", "what did the Minister say".

Read by general patterns of English and matched against what the index knows of its documents. What
is said prefers documents and never shuts others out: a misread question is still answered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, replace
from datetime import date, timedelta

from rag.answering.quantities import Day, read_quantities
from rag.answering.words import FUNCTION_WORDS, words_of
from rag.types import Filters, Library

ALIKE = {
    "reply": ("reply", "response", "letter", "email"),
    "response": ("response", "reply", "letter", "email"),
    "correspondence": ("correspondence", "letter", "email"),
    "letter": ("letter", "correspondence"),
    "email": ("email", "e-mail"),
    "e-mail": ("email", "e-mail"),
    "note": ("note", "minutes", "memo"),
    "minutes": ("minutes", "note"),
    "memo": ("memo", "memorandum", "note"),
    "memorandum": ("memorandum", "memo", "note"),
    "briefing": ("briefing", "brief"),
}
"""What a kind of paper may be filed as."""
PAPERS = (
    *ALIKE,
    *("report", "statement", "agreement", "contract", "policy", "guidance", "notice", "circular"),
    *("speech", "press release", "submission", "decision", "judgment", "order", "plan", "form"),
    *("paper", "leaflet", "newsletter", "invoice", "presentation", "answer", "code of practice"),
)
"""Kinds of paper that a question may name."""
PAPER = rf"(?P<paper>{'|'.join(sorted(PAPERS, key=len, reverse=True))})\b"
WHEN = r"(?P<when>(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:(?:of\s+)?[A-Z][a-z]{2,8}\.?,?\s+)?(?:1[89]|20)\d\d|\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?[A-Z][a-z]{2,8})"
BETWEEN = r"(?:[\w’'\-]+\s+){0,3}?"
PLACED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{WHEN}\s+{BETWEEN}{PAPER}",
        rf"\b{PAPER}\s+{BETWEEN}(?:of|dated|from|on|in)\s+(?:the\s+)?{WHEN}",
        rf"\b(?:in|from|according to|does|did|by)\s+(?:the|that|this)\s+{BETWEEN}{PAPER}",
        rf"\b(?:the|that|this)\s+{BETWEEN}{PAPER}\s+(?:say|said|state|mention|give|call|describe|ask)",
    )
)
"""A paper named as the place of what is asked, with its date or without."""
BEFORE = r"(?P<before>[\w.\-]+(?:\s+[\w.\-]+){0,5})"
AFTER = r"(?P<after>[\w.\-]+(?:\s+[\w.\-]+){0,5})"
"""Words of which those next to the pattern may name somebody: the last of BEFORE, the first of AFTER."""
SAYS = (
    r"(?:say|said|says|saying|write|wrote|writes|written|state|stated|states|claim|claimed|claims|"
    r"argue|argued|argues|think|thinks|tell|told|tells|ask|asked|asks|confirm|confirmed|confirms|"
    r"describe|described|describes|explain|explained|explains|reply|replied|replies|respond|"
    r"responded|answer|answered|promise|promised|offer|offered|accuse|accused|conclude|concluded|"
    r"recommend|recommended|suggest|suggested|propose|proposed|request|requested|mention|mentioned)"
)
SAID_BY = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{BEFORE}\s+(?:[a-z]+ly\s+|not\s+)?{SAYS}\b",
        rf"\baccording to\s+{AFTER}",
        rf"\b{BEFORE}['’]s?\s+{BETWEEN}{PAPER}",
        rf"\b{PAPER}\s+{BETWEEN}(?:from|by)\s+{AFTER}",
        rf"\b(?:view|opinion|position|words)\s+of\s+{AFTER}",
    )
)
SAID_TO = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{PAPER}\s+{BETWEEN}to\s+{AFTER}",
        rf"\b(?:say|said|write|wrote|written|writing|reply|replied|respond|responded|sent|send|"
        rf"addressed)\s+to\s+{AFTER}",
        rf"\b(?:tell|told|ask|asked|inform|informed)\s+{AFTER}",
        rf"\b(?:was|were|is|are)\s+{BEFORE}\s+(?:told|asked|informed|advised|warned|promised)\b",
    )
)
PARTY: Mapping[str, Callable[[str], Filters]] = {
    "author": lambda name: Filters(author=name),
    "organisation": lambda name: Filters(organisation=name),
    "addressee": lambda name: Filters(addressee=name),
}
PASSIVE = {"was", "were", "is", "are", "been"}
"""Before somebody who is told, not telling: "What was Ann told?"."""
FILE = re.compile(r"[\w\-.()]+\.(?:pdf|docx?|odt|txt|md|html?|eml|msg|xlsx?|pptx?|csv)\b", re.I)
REFERENCE_LETTERS = 4
"""Letters and digits of a reference that is looked for; a shorter one may stand anywhere."""


def filters_said(question: str, library: Library) -> tuple[Filters, ...]:
    """What the question says of the documents it is asked of; each one is met by some, not by all."""
    parties = list(_parties(question, library))
    papers = list(_papers(question, library))
    joined = [_joined(a, b) for a in parties for b in papers]
    found = dict.fromkeys((*_named_documents(question, library), *joined, *parties, *papers))
    documents = library.counts()[0]
    return tuple(f for f in found if 0 < len(library.document_ids(f)) < documents)


def preferred(said: Iterable[Filters], library: Library) -> dict[str, int]:
    """Document ids with the number of things said that the best-fitting filter holds of each."""
    found: dict[str, int] = {}
    for filters in said:
        things = _things_said(filters)
        for document_id in library.document_ids(filters):
            found[document_id] = max(things, found.get(document_id, 0))
    return found


def _things_said(filters: Filters) -> int:
    """The document itself counts for two; a range of dates is one thing."""
    texts = sum(
        getattr(filters, f.name) is not None
        for f in fields(filters)
        if not f.name.startswith("date_")
    )
    dated = filters.date_from is not None or filters.date_to is not None
    return texts + dated + (filters.document is not None)


def _named_documents(question: str, library: Library) -> Iterator[Filters]:
    """Files named by their names, papers by their reference or whole title."""
    for name in FILE.findall(question):
        yield Filters(document=name)
    asked = f" {' '.join(words_of(question))} "
    for key in ("reference", "title"):
        for value in dict.fromkeys(library.known(key).values()):
            words = words_of(value)
            long = any(c.isdigit() for c in value) if key == "reference" else len(words) > 2
            if (
                long
                and len("".join(words)) >= REFERENCE_LETTERS
                and f" {' '.join(words)} " in asked
            ):
                yield Filters(document=value)


def _papers(question: str, library: Library) -> Iterator[Filters]:
    kinds = library.known("kind").values()
    seen = set()  # a paper named with its date is not any paper of its kind as well
    for match in (m for pattern in PLACED for m in pattern.finditer(question)):
        if match.start("paper") not in seen:
            start, end = days_said(match.groupdict().get("when") or "")
            seen.add(match.start("paper"))
            for kind in _kinds(match["paper"].lower(), kinds):
                yield Filters(kind=kind, date_from=start, date_to=end)


def _kinds(paper: str, held: Iterable[str]) -> list[str]:
    """The kinds of the index that a kind named in a question may be filed as."""
    wanted = ALIKE.get(paper, (paper,))
    return [k for k in dict.fromkeys(held) if any(w in k.lower() for w in wanted)]


def days_said(when: str) -> tuple[date | None, date | None]:
    """First and last day of a year, month or day that is said; of a day without a year, nothing."""
    days = read_quantities(when)[1]
    given = days[0] if days else Day(_year_in(when), None, None, when)
    if given.year is None:
        return None, None
    first = date(given.year, given.month or 1, 1)
    if given.day is not None:
        try:
            return (first.replace(day=given.day),) * 2
        except ValueError:
            return None, None
    months = 1 if given.month else 12
    after = date(first.year + (first.month + months > 12), (first.month + months - 1) % 12 + 1, 1)
    return first, after - timedelta(days=1)


def _year_in(when: str) -> int | None:
    found = re.search(r"(?:1[89]|20)\d\d", when)
    return int(found.group()) if found else None


def _parties(question: str, library: Library) -> Iterator[Filters]:
    for patterns, keys in ((SAID_BY, ("author", "organisation")), (SAID_TO, ("addressee",))):
        names = _names(library, keys)
        for match in (m for p in patterns for m in p.finditer(question)):
            before = match.groupdict().get("before") or ""
            if patterns is SAID_TO or not PASSIVE & set(words_of(before)):
                yield from _meant(match, names)


def _names(library: Library, keys: tuple[str, ...]) -> dict[Filters, frozenset[str]]:
    """The words by which a party may be called; an author also by the office held."""
    offices = library.known("role")
    names: dict[Filters, frozenset[str]] = {}
    for key in keys:
        for document_id, value in library.known(key).items():
            filters = PARTY[key](value)
            office = offices.get(document_id, "") if key == "author" else ""
            called = frozenset(words_of(f"{value} {office}"))
            names[filters] = names.get(filters, frozenset()) | called
    return names


def _meant(match: re.Match[str], names: Mapping[Filters, frozenset[str]]) -> tuple[Filters, ...]:
    """Who is called by the longest run of words next to a pattern that calls anybody."""
    found = match.groupdict()
    before = "before" in found
    words = words_of(found["before" if before else "after"])
    for length in range(len(words), 0, -1):
        run = words[-length:] if before else words[:length]
        wanted = {w for w in run if w not in FUNCTION_WORDS}
        called = tuple(f for f, name in names.items() if wanted and wanted <= name)
        if called:
            return called
    return ()


def _joined(a: Filters, b: Filters) -> Filters:
    """Both at once; the two set different fields."""
    return replace(a, kind=b.kind, date_from=b.date_from, date_to=b.date_to)
