"""The sources of one reply: numbered over all its parts, verified, and given word for word in an annex."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rag.answering.quote_check import QuoteChecker
from rag.answering.speech.quotations import find_quotations
from rag.enquiries.enquiry import Enquiry, Part
from rag.exports.answers import with_faults
from rag.exports.paper import (
    Block,
    Heading,
    Mark,
    Role,
    Source,
    Table,
    Text,
    marks_of,
    with_numbers,
)
from rag.exports.running_text import blocks_of, unknown_markers
from rag.exports.standing import CheckedSource, DocumentOf, checked_today, source_of
from rag.types import Citation, Document, Span

ANNEX = "Annex: the sources in their own words"
SHORT_WORDS = 2
"""Words in quotation marks up to which they may be a term rather than somebody's words."""
_GLIMPSE_CHARACTERS = 80


class ReplySources:
    """Gives each cited place one number in the whole reply; `faults` grows as parts are placed."""

    def __init__(self, enquiry: Enquiry, document_of: DocumentOf) -> None:
        self.document_of = document_of
        self.faults: list[str] = []
        self._letter = enquiry.letter.text
        self._numbers: dict[tuple[Span, str], int] = {}
        self._checked: list[CheckedSource] = []

    def placed(self, part: Part, name: str, words: str) -> Iterator[Text]:
        """The blocks of a part's reply with the numbers of the whole reply, faults marked."""
        citations = part.answer.citations if part.answer else ()
        blocks = blocks_of(words, citations)
        used = {m.number for b in blocks for m in marks_of(b)}
        numbers = {c.number: self._number(c) for c in citations if c.number in used}
        mine = [self._checked[n - 1] for n in numbers.values()]
        self.faults += [f"{_capital(name)}, source: {c.fault}." for c in mine if c.fault]
        for number in unknown_markers(words, citations):
            self.faults.append(f"{_capital(name)}: [{number}] names no source of its answer.")
        for glimpse in self._foreign(blocks, citations):
            told = "stand in none of its sources: mend them, or take away the quotation marks."
            self.faults.append(f"{_capital(name)}: the words “{glimpse}” {told}")
        moved = [b for block in blocks if isinstance(b := with_numbers(block, numbers), Text)]
        yield from with_faults(moved, mine)

    def listed(self) -> tuple[Source, ...]:
        """All sources with their numbers, in the order in which the parts brought them."""
        return tuple(source_of(c, c.citation.number) for c in self._checked)

    def annex(self, blocks: Sequence[Block]) -> Iterator[Block]:
        """A table of the sources that these blocks cite, in order, each quote word for word."""
        cited = dict.fromkeys(m.number for b in blocks for m in marks_of(b))
        known = {c.citation.number: c for c in self._checked}
        rows = tuple(
            (
                (Mark(n),),
                (source_of(known[n], n).line,),
                (f"“{known[n].citation.quote.text}”",),
            )
            for n in cited
            if n in known
        )
        if rows:
            yield Heading(ANNEX)
            yield Table(("No.", "Where it stands", "The words"), rows, (1, 5, 8))

    def _number(self, citation: Citation) -> int:
        key = (citation.quote.span, citation.quote.text)
        if key not in self._numbers:
            self._numbers[key] = len(self._checked) + 1
            numbered = replace(citation, number=self._numbers[key])
            self._checked.append(checked_today(numbered, self.document_of))
        return self._numbers[key]

    def _foreign(self, blocks: Sequence[Text], citations: Sequence[Citation]) -> Iterator[str]:
        """What stands in quotation marks and is neither a source's nor the enquirer's own words."""
        known = [*(c.quote.text for c in citations), *(c.title for c in citations), self._letter]
        checker: QuoteChecker | None = None
        for block in blocks:
            if block.role in (Role.QUOTE, Role.ATTRIBUTION):
                continue
            for words in _quoted(block):
                if len(words.split()) <= SHORT_WORDS or any(words in k for k in known):
                    continue
                checker = checker or QuoteChecker(self._documents(citations))
                if not checker.check(words).stands:
                    yield words[:_GLIMPSE_CHARACTERS]

    def _documents(self, citations: Sequence[Citation]) -> list[Document]:
        found: dict[str, Document] = {}
        for citation in citations:
            id = citation.quote.span.document_id
            try:
                found[id] = self.document_of(id)
            except KeyError:  # told as a fault of its source
                continue
        return list(found.values())


def _quoted(block: Text) -> Iterator[str]:
    """The words in each outermost pair of quotation marks of a block."""
    words = "".join(p if isinstance(p, str) else " " for p in block.pieces)
    done = 0
    for found in find_quotations(words):
        if found.start >= done:
            done = found.end
            yield words[found.start : found.end].strip("“”\"'‘’«»„` ")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
