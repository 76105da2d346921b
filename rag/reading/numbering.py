"""Paragraph numbers as a reader would count them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from rag.reading.letters import is_closing, is_salutation, salutation_at
from rag.reading.raw import RawBlock
from rag.types import BlockKind

_IN_RUNS = (BlockKind.LIST_ITEM, BlockKind.TABLE_ROW)
_PRINTED = re.compile(r"\s*(\d{1,4})\.\s")
_FEWEST_PRINTED = 4
_PARAGRAPH_LENGTH = 120
_LARGEST_GAP = 3


def take_printed_numbers(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """The blocks, with paragraphs again where a document numbers its own: they are no list.

    They are told from a list by their length, and by numbers that rise through the whole document.
    """
    found = {
        index: int(match[1])
        for index, block in enumerate(blocks)
        if block.kind is BlockKind.LIST_ITEM and (match := _PRINTED.match(block.text))
    }
    lengths = [len(blocks[index].text) for index in found]
    rising = all(0 < b - a <= _LARGEST_GAP for a, b in pairwise(found.values()))
    if len(found) < _FEWEST_PRINTED or median(lengths) < _PARAGRAPH_LENGTH or not rising:
        return list(blocks)
    return [
        replace(block, kind=BlockKind.PARAGRAPH, run=0, printed=found[index])
        if index in found
        else block
        for index, block in enumerate(blocks)
    ]


def number(blocks: Sequence[RawBlock]) -> list[int | None]:
    """The paragraph number of each block: as printed, else counted from 1.

    Where numbers are printed, what stands below a numbered paragraph shares its number, up to the
    next heading.

    In a letter the count begins after the salutation and rests from the closing to the next heading
    or salutation. Headings and footnotes have none. The items of a list and the rows of a table share
    the number of the paragraph just before them, or take a new one.
    """
    if any(block.printed for block in blocks):
        return _as_printed(blocks)
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


def _as_printed(blocks: Sequence[RawBlock]) -> list[int | None]:
    numbers: list[int | None] = []
    current: int | None = None
    for block in blocks:
        if block.kind is BlockKind.HEADING or is_closing(block.text.split("\n", 1)[0]):
            current = None
        current = block.printed or current
        numbers.append(None if block.kind is BlockKind.FOOTNOTE else current)
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
