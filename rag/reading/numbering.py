"""Paragraph numbers as a reader would count them."""

from __future__ import annotations

from collections.abc import Sequence

from rag.reading.letters import is_closing, is_salutation, salutation_at
from rag.reading.raw import RawBlock
from rag.types import BlockKind

_IN_RUNS = (BlockKind.LIST_ITEM, BlockKind.TABLE_ROW)


def number(blocks: Sequence[RawBlock]) -> list[int | None]:
    """The paragraph number of each block, from 1.

    In a letter the count begins after the salutation and rests from the closing to the next heading
    or salutation. Headings and footnotes have none. The items of a list and the rows of a table share
    the number of the paragraph just before them, or take a new one.
    """
    opening = salutation_at(blocks)
    counts = opening is None
    numbers: list[int | None] = []
    last, governing = 0, None
    before: RawBlock | None = None
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.FOOTNOTE:
            numbers.append(None)
            continue
        counts = _counts_now(block, counts, index, opening)
        if not counts or block.kind is BlockKind.HEADING or is_salutation(block.text):
            governing = None
        elif block.kind not in _IN_RUNS or governing is None or _is_new_run(before, block):
            last += 1
            governing = last
        numbers.append(governing)
        before = block
    return numbers


def _counts_now(block: RawBlock, counts: bool, index: int, opening: int | None) -> bool:
    if opening is not None and index <= opening:
        return index == opening
    if block.kind is BlockKind.HEADING:
        return True
    first = block.text.split("\n", 1)[0]
    if block.kind is BlockKind.PARAGRAPH and is_salutation(first):
        return True
    return counts and not is_closing(first)


def _is_new_run(before: RawBlock | None, block: RawBlock) -> bool:
    """Whether a list follows a list, or a table a table, without a paragraph between them."""
    if before is None or before.kind not in _IN_RUNS:
        return False
    return (before.kind, before.run) != (block.kind, block.run)
