"""A block as the rules read it: sentences with their frames, quotations, parties."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from rag.answering.speech.parties import Parties, parties_in
from rag.answering.speech.quotations import Quotation, find_quotations, quotations_around
from rag.answering.speech.speakers import Sentence, read_sentence, voices_of
from rag.sentences import sentence_bounds
from rag.types import Block, Document, Span

_CHARACTERS_BEFORE = 2_500
_CHARACTERS_AFTER = 500
_LARGEST = 12_000
"""Characters of a block that are read at most, so that a giant one takes no longer."""
_MOST_BLOCKS = 40


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block, or the part of a giant one around a span, at places of its document."""

    document: Document
    block: Block
    quotations: Sequence[Quotation]
    sentences: Sequence[Sentence]
    parties: Parties

    def voices(self, number: int) -> list[str | None]:
        """Those who are reported in a sentence, from outside inwards."""
        return voices_of(self.sentences[number], self.sentences[:number], self.parties)

    def quoted_characters(self, start: int, end: int) -> int:
        """How many characters of a stretch stand in quotation marks."""
        return sum(
            max(0, min(q.end, end) - max(q.start, start)) for q in self.quotations if q.depth == 0
        )


def blocks_in(document: Document, span: Span) -> list[Block]:
    """The blocks that share a character with a span, the first few dozen of them."""
    first = max(0, bisect_right(document.blocks, span.start, key=lambda b: b.start) - 1)
    last = bisect_right(document.blocks, span.end - 1, key=lambda b: b.start)
    touched = document.blocks[first:last]
    return [b for b in touched if b.start < span.end and span.start < b.end][:_MOST_BLOCKS]


def block_before(document: Document, block: Block) -> Block | None:
    """The block that stands before another, or None for the first."""
    number = bisect_right(document.blocks, block.start, key=lambda b: b.start) - 2
    return document.blocks[number] if number >= 0 else None


def read_paragraph(document: Document, block: Block, span: Span) -> Paragraph:
    """A block read around a span: what comes before it in the block, and a little beyond."""
    start = max(block.start, span.start - _CHARACTERS_BEFORE)
    end = min(block.end, start + _LARGEST, max(span.end, start) + _CHARACTERS_AFTER)
    if (start, end) == (block.start, block.end):
        quotations = quotations_around(document, block)
    else:
        found = find_quotations(document.text[start:end])
        quotations = [Quotation(q.start + start, q.end + start, q.depth, q.closed) for q in found]
    parties = parties_in(document, block)
    sentences = [
        read_sentence(
            document.text[start + a : start + b], start + a, quotations, parties.is_minutes
        )
        for a, b in sentence_bounds(document.text[start:end])
    ]
    window = Block(block.kind, start, end, block.page, block.paragraph, block.level)
    return Paragraph(document, window, quotations, sentences, parties)
