"""Lists come whole: the items, and the line that governs them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.sentences import sentences
from rag.types import Block, BlockKind, Document, Span

ASKS_FOR_A_LIST = re.compile(
    r"\b(?:list|name (?:all|the|each|every)|every(?:body|one) who|who (?:all|else|were|are)|"
    r"who (?:attended|was (?:present|there|at|in)))\b|"
    r"\b(?:what|which) (?:(?!was\b|is\b|does\b|has\b)[\w-]+ ){0,3}?"
    r"(?!was\b|is\b|does\b|has\b|its\b|his\b|this\b)[\w-]{2,}(?<!s)s\b|"
    r"\b(?:what|which) (?:are|were)\b",
    re.IGNORECASE,
)


LINES_TOGETHER = 7
"""Lines of an address or a signature, at most."""
BLOCKS_TOGETHER = 3
"""Single lines, each in a paragraph of its own, of one signature, at most."""
LINE_WORDS = 9
"""Words of a line that is no sentence, at most."""


def asks_for_a_list(question: str) -> bool:
    """Whether a question wants every item of something."""
    return bool(ASKS_FOR_A_LIST.search(question))


def is_list(span: Span, document: Document) -> bool:
    """Whether a span is a list: it ends in an item, and begins before it."""
    block = document.block_at(span.end - 1)
    return block is not None and block.kind is BlockKind.LIST_ITEM and span.start < block.start


def widened(span: Span, document: Document, *, wants_list: bool) -> Span:
    """A sentence that governs a list, or an item of a list asked for, becomes the whole list."""
    at = next((i for i, b in enumerate(document.blocks) if b.start <= span.start < b.end), None)
    if at is None:
        return span
    block = document.blocks[at]
    if block.kind is BlockKind.LIST_ITEM and wants_list:
        return _list_around(document, at)
    if (lines := _lines_around(document, at)) is not None:
        return lines
    governs = span.end == block.end and document.text[span.end - 1] == ":"
    if governs and _is_item(document.blocks, at + 1):
        return _run_from(document, at + 1, span.start)
    return span


def _lines_around(document: Document, at: int) -> Span | None:
    """The short lines among which a short line stands: an address, a signature with its office.

    None where it stands alone, or where so many follow each other that they are no such group.
    """
    block = document.blocks[at]
    lines = _lines_of(document, at)
    if len(lines) > 1:
        together = len(lines) <= LINES_TOGETHER and all(map(_is_short, lines))
        return Span(document.id, block.start, block.end) if together else None
    first = last = at
    while _is_line(document, first - 1):
        first -= 1
    while _is_line(document, last + 1):
        last += 1
    if not _is_line(document, at) or not 1 < last - first + 1 <= BLOCKS_TOGETHER:
        return None
    return Span(document.id, document.blocks[first].start, document.blocks[last].end)


def _is_line(document: Document, at: int) -> bool:
    """Whether a block is one short line, as of a letterhead or a signature."""
    lines = _lines_of(document, at)
    return len(lines) == 1 and _is_short(lines[0])


def _lines_of(document: Document, at: int) -> list[str]:
    if not 0 <= at < len(document.blocks) or document.blocks[at].kind is not BlockKind.PARAGRAPH:
        return []
    return document.text[document.blocks[at].start : document.blocks[at].end].split("\n")


def _is_short(line: str) -> bool:
    return len(line.split()) <= LINE_WORDS and line[-1:] not in ".?!:;"


def _list_around(document: Document, at: int) -> Span:
    first = at
    while _is_item(document.blocks, first - 1):
        first -= 1
    start = document.blocks[first].start
    if first and (line := _governing_line(document, first - 1)) is not None:
        start = line
    return _run_from(document, first, start)


def _governing_line(document: Document, at: int) -> int | None:
    block = document.blocks[at]
    if document.text[block.end - 1] != ":":
        return None
    inside = sentences(document, Span(document.id, block.start, block.end))
    return inside[-1].start if inside else None


def _run_from(document: Document, first: int, start: int) -> Span:
    last = first
    while _is_item(document.blocks, last + 1):
        last += 1
    return Span(document.id, start, document.blocks[last].end)


def _is_item(blocks: Sequence[Block], at: int) -> bool:
    return 0 <= at < len(blocks) and blocks[at].kind is BlockKind.LIST_ITEM


def lists_in(span: Span, document: Document) -> list[Span]:
    """The lists that a span touches, each whole and with the line that governs it."""
    return [
        _list_around(document, at)
        for at, block in enumerate(document.blocks)
        if block.kind is BlockKind.LIST_ITEM and block.start < span.end and span.start < block.end
    ]
