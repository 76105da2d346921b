"""Lists that are only typed: lines that begin with a bullet, a number or a letter in sequence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rag.reading.raw import RawBlock
from rag.types import BlockKind

_SURE_BULLETS = "•‣◦▪▫●○■□⁃∙\uf0b7\uf0a7"
_BULLET = re.compile(rf"[ \t]*(?P<glyph>[{_SURE_BULLETS}]|[-*–—+o·](?=[ \t]))[ \t]*(?=\S)")
_NUMBERED = re.compile(
    r"[ \t]*[\"“‘']?(?:\((?P<both>\d{1,3}|[a-z]|[ivxlc]{1,7})\)|(?P<one>\d{1,3}|[a-z]|[ivxlc]{1,7})(?P<end>[.)]))"
    r"[ \t]+(?=\S)",
    re.IGNORECASE,
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_NEAR_BLOCKS = 8


@dataclass(frozen=True, slots=True)
class _Marker:
    """A line that may begin an item. `values` are the numbers it can mean, by style; none: a bullet."""

    block: int
    line: int
    style: str
    values: tuple[tuple[str, int], ...]
    width: int


def find_lists(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """The blocks with typed lists taken apart: bullets dropped, numbers and letters kept.

    A number or letter begins an item only if its predecessor or successor does so nearby; a dash,
    asterisk or "o" only if there is another one in the same or the next block.
    """
    sure = _confirmed(list(_markers(blocks)))
    result: list[RawBlock] = []
    run = 0
    for index, block in enumerate(blocks):
        if index not in sure:
            result.append(block)
            continue
        pieces = list(_take_apart(block, sure[index]))
        if pieces[0].kind is not BlockKind.LIST_ITEM or not _goes_on(result, run):
            run -= 1
        result += [replace(p, run=run) if p.kind is BlockKind.LIST_ITEM else p for p in pieces]
    return result


def _markers(blocks: Sequence[RawBlock]) -> Iterator[_Marker]:
    for b, block in enumerate(blocks):
        if block.kind is not BlockKind.PARAGRAPH:
            continue
        for n, line in enumerate(block.text.split("\n")):
            if match := _BULLET.match(line):
                yield _Marker(b, n, match["glyph"], (), match.end())
            elif match := _NUMBERED.match(line):
                yield _Marker(b, n, *_numbers(match), match.end())


def _numbers(match: re.Match[str]) -> tuple[str, tuple[tuple[str, int], ...]]:
    """The style of a marker ("()", ")" or ".") and what its number can mean."""
    mark = match["both"] or match["one"]
    style = "()" if match["both"] else match["end"]
    if mark.isdigit():
        return style, (("digits", int(mark)),)
    case = "upper" if mark.isupper() else "lower"
    mark = mark.lower()
    values = [(f"{case} letter", ord(mark) - ord("a") + 1)] if len(mark) == 1 else []
    if set(mark) <= _ROMAN.keys():
        values.append((f"{case} roman", _roman_value(mark)))
    return style, tuple(values)


def _roman_value(mark: str) -> int:
    total = 0
    for letter, after in zip(mark, (*mark[1:], ""), strict=True):
        value = _ROMAN[letter]
        total += -value if after and _ROMAN[after] > value else value
    return total


def _confirmed(markers: Sequence[_Marker]) -> dict[int, list[_Marker]]:
    """The markers that have a neighbour in sequence, by block."""
    sure: set[_Marker] = {m for m in markers if m.style in _SURE_BULLETS}
    latest: dict[tuple[str, str, int], _Marker] = {}
    for marker in markers:
        for kind, value in marker.values or (("bullet", 0),):
            step = 1 if marker.values else 0
            before = latest.get((marker.style, kind, value - step))
            if before and marker.block - before.block <= (_NEAR_BLOCKS if step else 1):
                sure |= {before, marker}
            latest[marker.style, kind, value] = marker
    by_block: defaultdict[int, list[_Marker]] = defaultdict(list)
    for marker in markers:
        if marker in sure:
            by_block[marker.block].append(marker)
    return by_block


def _take_apart(block: RawBlock, markers: Sequence[_Marker]) -> Iterator[RawBlock]:
    lines = block.text.split("\n")
    if markers[0].line:
        yield replace(block, text="\n".join(lines[: markers[0].line]))
    ends = [m.line for m in markers[1:]] + [len(lines)]
    for marker, end in zip(markers, ends, strict=True):
        item = lines[marker.line : end]
        if not marker.values:
            item[0] = item[0][marker.width :]
        yield replace(block, kind=BlockKind.LIST_ITEM, text="\n".join(item))


def _goes_on(result: Sequence[RawBlock], run: int) -> bool:
    """Whether the last block but for footnotes is an item of the run."""
    last = next((b for b in reversed(result) if b.kind is not BlockKind.FOOTNOTE), None)
    return last is not None and last.kind is BlockKind.LIST_ITEM and last.run == run
