"""Texts without blank lines, in which each line is a paragraph of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from rag.reading.raw import HARD_BREAK, RawBlock
from rag.types import BlockKind

_WIDEST_WRAP = 200  # nobody wraps prose at a wider column
_USUAL_WRAP = 110
_FULL_SHARE = 0.5
_MARKER = re.compile(r"\s*(?:\((?:\d{1,3}|[A-Za-z]{1,4})\)|(?:\d{1,3}|[A-Za-z])[.)])\s*")


def part_long_lines(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """The blocks, with a paragraph whose lines are too long and uneven to be wrapped taken apart."""
    return [part for block in blocks for part in _part(block)]


def _part(block: RawBlock) -> Iterator[RawBlock]:
    lines = [line for line in block.text.split("\n") if line.strip()]
    if (
        block.kind is BlockKind.PARAGRAPH
        and HARD_BREAK not in block.text
        and _are_paragraphs(lines)
    ):
        yield from (replace(block, text=line) for line in _with_markers(lines))
    else:
        yield block


def _with_markers(lines: list[str]) -> Iterator[str]:
    """The lines; a number or letter alone on a line stands before the next one."""
    marker = ""
    for line in lines:
        if not marker and _MARKER.fullmatch(line):
            marker = f"{line.strip()} "
            continue
        yield marker + line
        marker = ""
    if marker:
        yield marker


def _are_paragraphs(lines: list[str]) -> bool:
    """Whether lines end where paragraphs end: most have room for the next line's first word."""
    prose = [line.strip() for line in lines if " " in line.strip()]  # a long address is no prose
    if len(lines) < 2 or not prose:
        return False
    longest = max(map(len, prose))
    if longest > _WIDEST_WRAP:
        return True
    full = sum(len(a) + 1 + len(b.split(" ", 1)[0]) > longest for a, b in pairwise(prose))
    return longest > _USUAL_WRAP and full < _FULL_SHARE * (len(prose) - 1)
