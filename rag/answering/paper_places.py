"""Where a paper states who wrote it, to whom, when and under which reference."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rag.answering.contact_details import contact_details, is_line, text_of
from rag.answering.meetings import meeting_stated, with_meeting_named
from rag.answering.papers_asked import STANDS_BY, Fact, PaperAsked, fact_of_it, paper_asked
from rag.answering.quantities import Day, read_quantities
from rag.answering.words import stems, words_of
from rag.types import Block, Document, Evidence, Library, Span

SALUTATION = re.compile(r"^\W*dear\s+", re.IGNORECASE)
SIGNED_WITH = 2
"""Lines under a signature that may give the office held."""


SURE = 0.9
"""Confidence in such an answer: what is asked is a field of what is known of the paper."""


@dataclass(frozen=True, slots=True)
class Stated:
    """The lines of papers that state what is asked of them, and the short answer if it is one.

    `sought` is whether it was certain that this is asked of a paper just spoken of: then nothing
    else answers.
    """

    evidence: tuple[Evidence, ...] = ()
    short_answer: str | None = None
    sought: bool = False

    def __bool__(self) -> bool:
        return bool(self.evidence) or self.sought


NOTHING_STATED = Stated()


def stated_in_papers(
    question: str,
    library: Library,
    spoken_of: Sequence[str] = (),
    allowed: frozenset[str] | None = None,
) -> Stated:
    """What papers state of themselves, where a question asks that; else nothing.

    `spoken_of` are the ids of the documents that "it" would mean; only those `allowed` may answer.
    """
    fact = fact_of_it(question)
    asked = PaperAsked(fact, tuple(spoken_of)) if fact else paper_asked(question, library)
    if asked is None:
        return NOTHING_STATED
    ids = [i for i in asked.document_ids if allowed is None or i in allowed]
    documents = [library.document(i) for i in ids]
    documents.sort(key=lambda d: d.metadata.get("date") or "9999")
    found = [(d, span) for d in documents if (span := stated_at(asked.fact, d))]
    lines = {line_of(asked.fact, d, span) for d, span in found}
    evidence = tuple(Evidence(span, SURE) for _, span in found)
    return Stated(evidence, lines.pop() if len(lines) == 1 else None, sought=fact is not None)


def details_stated(question: str, documents: Iterable[Document]) -> Stated:
    """The address, number or website that a question asks for, where these documents state it."""
    return Stated(tuple(Evidence(span, SURE) for span in contact_details(question, documents)))


def of_meetings(question: str, told_before: str, documents: Iterable[Document]) -> Stated:
    """When and where a meeting was held, where these documents are notes of it.

    `told_before` is what "it" in the question may mean.
    """
    told = meeting_stated(with_meeting_named(question, told_before), documents)
    if told is None:
        return NOTHING_STATED
    return Stated(tuple(Evidence(span, SURE) for span in told.spans), told.short_answer)


def named_in(text: str, documents: Iterable[Document]) -> tuple[str, ...]:
    """Ids of the documents that an earlier answer names: by title, or by author and date."""
    said = " ".join(text.split())
    days = read_quantities(said)[1]
    return tuple(d.id for d in documents if _is_named(d, said, days))


def _is_named(document: Document, said: str, days: Sequence[Day]) -> bool:
    known = document.metadata
    if known.title and known.title.value in said:
        return True
    dated = any(_is_that_day(day, known.get("date") or "") for day in days)
    return dated and (known.get("author") or document.title) in said


def stated_at(fact: Fact, document: Document) -> Span | None:
    """The lines that state a fact the index knows of a document, or None where none states it."""
    value = document.metadata.get(STANDS_BY[fact])
    if not value:
        return None
    if fact is Fact.DATE:
        return _first(document, [b for b in document.blocks if _is_dated(document, b, value)])
    if fact is Fact.REFERENCE:
        return _first(document, [b for b in document.blocks if value in text_of(document, b)])
    lines = [b for b in document.blocks if is_line(document, b) and _names(document, b, value)]
    if fact in (Fact.AUTHOR, Fact.OFFICE):
        return _signature(document, lines)
    return _first(document, lines)


def line_of(fact: Fact, document: Document, span: Span) -> str | None:
    """The words of a stated fact that are the short answer: of several lines, the one that names it."""
    value = document.metadata.get(fact.value) or ""
    lines = document.cut(span).splitlines()
    if fact is Fact.OFFICE:
        return value if value and value in lines else None
    if fact is Fact.DATE:
        days = [d for d in read_quantities(document.cut(span))[1] if _is_that_day(d, value)]
        return days[0].words if days else lines[0]
    if fact is Fact.REFERENCE:
        return value
    naming = next((line for line in lines if _last_names(value) & stems(line)), lines[0])
    return SALUTATION.sub("", naming).strip(" ,")


def _signature(document: Document, lines: Sequence[Block]) -> Span | None:
    """The last line that names the author, with the office under it; it signs, where one signs."""
    if not lines:
        return None
    signed = lines[-1]
    following = [b for b in document.blocks if b.start >= signed.end][:SIGNED_WITH]
    end = signed.end
    for block in following:
        if not is_line(document, block) or text_of(document, block).endswith((".", "?", "!", ":")):
            break
        end = block.end
    return Span(document.id, signed.start, end)


def _first(document: Document, blocks: Sequence[Block]) -> Span | None:
    """The first short block, or else the first, as a place."""
    short = [b for b in blocks if is_line(document, b)] or list(blocks)
    return Span(document.id, short[0].start, short[0].end) if short else None


def _is_dated(document: Document, block: Block, value: str) -> bool:
    return any(_is_that_day(d, value) for d in read_quantities(text_of(document, block))[1])


def _is_that_day(day: Day, value: str) -> bool:
    parts = (day.year, day.month, day.day)
    return [f"{p:02}" if p else "" for p in parts] == value.split("-")


def _names(document: Document, block: Block, value: str) -> bool:
    return bool(_last_names(value) & stems(text_of(document, block)))


def _last_names(value: str) -> set[str]:
    """The stem of the last word of each of several names; of one in brackets, the word before."""
    names = (words_of(name.split("(")[0]) for name in value.split(";"))
    return {next(iter(stems(name[-1]))) for name in names if name}
