"""The parts of a letter: salutation, subject line, closing; and lines governed by one before them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rag.reading.raw import RawBlock
from rag.types import BlockKind

_SALUTATION = re.compile(r"(?:dear [^\n]{1,150}?|to whom it may concern)[^.?!\n]?", re.IGNORECASE)
_CLOSING = re.compile(
    r"(?:yours (?:sincerely|faithfully|truly|ever|aye|respectfully)"
    r"|(?:sincerely|faithfully|respectfully) yours|yours|sincerely"
    r"|(?:with )?(?:(?:kind(?:est)?|best|warm(?:est)?|many|very best) )+(?:regards|wishes)|regards)"
    r"[,.]?",
    re.IGNORECASE,
)
_SUBJECT_LABEL = re.compile(r"(?:re|subject|our ref|your ref)\s*[:.]", re.IGNORECASE)
_SUBJECT_LENGTH = 120
_OPENING_BLOCKS = 40
_OPENING_LENGTH = 300


def is_salutation(text: str) -> bool:
    """Whether a line greets the addressee of a letter."""
    return _SALUTATION.fullmatch(text) is not None


def is_closing(text: str) -> bool:
    """Whether a line ends a letter ("Yours sincerely")."""
    return _CLOSING.fullmatch(text) is not None


def salutation_at(blocks: Sequence[RawBlock]) -> int | None:
    """Place of the salutation that opens a letter: only a letterhead's short lines stand before it."""
    for index, block in enumerate(blocks[:_OPENING_BLOCKS]):
        if block.kind is BlockKind.PARAGRAPH and is_salutation(block.text):
            return index
        if len(block.text) > _OPENING_LENGTH:
            return None
    return None


def part_letters(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """The blocks, with salutation and closing apart from the prose, and the subject as a heading."""
    parted = [part for block in blocks for part in _part(block)]
    index = salutation_at(parted)
    if index is not None and index + 2 < len(parted):
        subject, body = parted[index + 1], parted[index + 2]
        if _is_subject(subject, body):
            parted[index + 1] = replace(subject, kind=BlockKind.HEADING, level=1)
    return parted


def govern(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """The blocks, with separate lines that follow a line ending in ":" as the items of a list."""
    result: list[RawBlock] = []
    governing: RawBlock | None = None
    for index, block in enumerate(blocks):
        lines = block.text.split("\n")
        if block.kind is BlockKind.FOOTNOTE:
            result.append(block)
            continue
        if block.kind is BlockKind.PARAGRAPH and len(lines) > 1:
            head = None if governing and governing.text.endswith(":") else lines.pop(0)
            if head is None or (head.endswith(":") and len(lines) > 1):
                run = -1_000_000_000 - index
                result += [replace(block, text=head)] if head else []
                result += [replace(block, kind=BlockKind.LIST_ITEM, text=t, run=run) for t in lines]
                governing = result[-1]
                continue
        result.append(block)
        governing = block if block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING) else None
    return result


def belong_together(before: RawBlock, after: RawBlock) -> bool:
    """Whether a footnote between two blocks interrupts a list or the line that governs it."""
    listed = (BlockKind.LIST_ITEM, BlockKind.TABLE_ROW)
    if after.kind not in listed:
        return False
    return before.kind is after.kind or before.text.endswith(":")


def _part(block: RawBlock) -> Iterator[RawBlock]:
    if block.kind is not BlockKind.PARAGRAPH or "\n" not in block.text:
        yield block
        return
    lines = block.text.split("\n")
    if is_salutation(lines[0]):
        yield replace(block, text=lines.pop(0))
    closing = next((i for i, line in enumerate(lines) if is_closing(line)), 0)
    if closing:
        yield replace(block, text="\n".join(lines[:closing]))
    yield replace(block, text="\n".join(lines[closing:]))


def _is_subject(block: RawBlock, body: RawBlock) -> bool:
    text = block.text
    if block.kind is not BlockKind.PARAGRAPH or "\n" in text or len(text) > _SUBJECT_LENGTH:
        return False
    labelled = bool(_SUBJECT_LABEL.match(text))
    return labelled or (text[-1].isalnum() and len(body.text) > len(text))
