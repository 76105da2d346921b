"""Where words stand on their pages, packed small enough to be kept for every word of a document."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

_RECORD = struct.Struct("<IHH4H")
_WHOLE = 65_535
_SAME_LINE = 0.5
_LONGEST_GAP = 0.05


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page (from 1), in shares (0 to 1) of the page from its top left corner."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word, or the part of one that stands on one line: `text[start:end]` of its document."""

    start: int
    end: int
    box: Box


class WordPlaces:
    """The place of each word of a document, in the order of its canonical text.

    The packed form takes 16 bytes a word. Where it is kept in a file, it is given as a function and
    read when it is asked for, so that a document costs no more memory than its text.
    """

    def __init__(self, packed: bytes | Callable[[], bytes]) -> None:
        self._packed = packed

    @staticmethod
    def pack(words: Iterable[PlacedWord]) -> WordPlaces:
        """The places of words given in any order; they must not overlap in the text."""
        ordered = sorted(words, key=lambda word: word.start)
        return WordPlaces(b"".join(map(_pack, ordered)))

    @property
    def packed(self) -> bytes:
        """One record a word: start, length, page, and the box in shares of 65,535."""
        return self._packed if isinstance(self._packed, bytes) else self._packed()

    def words(self, start: int, end: int) -> list[PlacedWord]:
        """The words that share a character with `text[start:end]`; cut where they reach beyond."""
        packed = self.packed
        starts = _Starts(packed)
        first = max(0, bisect_right(starts, start) - 1)
        found = []
        for index in range(first, len(starts)):
            word = _unpack(packed, index)
            if word.start >= end:
                break
            if word.end > start:
                found.append(_cut(word, start, end))
        return found

    def boxes(self, start: int, end: int) -> tuple[Box, ...]:
        """What to mark on the pages for `text[start:end]`: one box for each line or part of one."""
        joined: list[Box] = []
        for word in self.words(start, end):
            if joined and _goes_on(joined[-1], word.box):
                joined[-1] = _around(joined[-1], word.box)
            else:
                joined.append(word.box)
        return tuple(joined)

    def __len__(self) -> int:
        return len(self.packed) // _RECORD.size

    def __eq__(self, other: object) -> bool:
        return isinstance(other, WordPlaces) and self.packed == other.packed

    def __hash__(self) -> int:
        return hash(self.packed)


class _Starts:
    """The words' starts as a sequence that can be searched without unpacking it all."""

    def __init__(self, packed: bytes) -> None:
        self._packed = packed

    def __len__(self) -> int:
        return len(self._packed) // _RECORD.size

    def __getitem__(self, index: int) -> int:
        start: int = struct.unpack_from("<I", self._packed, index * _RECORD.size)[0]
        return start


def _pack(word: PlacedWord) -> bytes:
    box = word.box
    sides = (box.left, box.top, box.right, box.bottom)
    shares = (round(min(1.0, max(0.0, side)) * _WHOLE) for side in sides)
    return _RECORD.pack(word.start, word.end - word.start, box.page, *shares)


def _unpack(packed: bytes, index: int) -> PlacedWord:
    start, length, page, *sides = _RECORD.unpack_from(packed, index * _RECORD.size)
    return PlacedWord(start, start + length, Box(page, *(side / _WHOLE for side in sides)))


def _cut(word: PlacedWord, start: int, end: int) -> PlacedWord:
    """The part of a word within a stretch of text, its box cut in proportion to the characters."""
    first, last = max(word.start, start), min(word.end, end)
    width = (word.box.right - word.box.left) / (word.end - word.start)
    left = word.box.left + width * (first - word.start)
    box = replace(word.box, left=left, right=left + width * (last - first))
    return PlacedWord(first, last, box)


def _goes_on(before: Box, after: Box) -> bool:
    """Whether a box stands on the same line, just right of the one before."""
    shared = min(before.bottom, after.bottom) - max(before.top, after.top)
    height = min(before.bottom - before.top, after.bottom - after.top)
    gap = after.left - before.right
    return (
        before.page == after.page and shared > _SAME_LINE * height and -0.02 <= gap <= _LONGEST_GAP
    )


def _around(one: Box, other: Box) -> Box:
    return Box(
        one.page,
        min(one.left, other.left),
        min(one.top, other.top),
        max(one.right, other.right),
        max(one.bottom, other.bottom),
    )
