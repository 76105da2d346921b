"""What stands on a page before it is put in order: words with their places, rules, pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from unicodedata import bidirectional

from rag.types import Box


@dataclass(frozen=True, slots=True)
class PageWord:
    """A word, or what stands between two spaces, with its sides in points from the page's top left.

    Sides are those of an upright page; `box` is where the word stands on the page as it is shown.
    `order` is its place in the file, which tells columns from tables; -1 where it means nothing.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    box: Box
    bold: bool = False
    order: int = -1

    @property
    def height(self) -> float:
        """From the top of the line to its bottom, near the size of the type."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruled line, by its ends."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class PageContent:
    """The words of one page, in the order of the file, and its ruled lines.

    What was `recognised` in a picture has less certain sizes.
    """

    number: int
    width: float
    height: float
    words: tuple[PageWord, ...]
    rules: tuple[Rule, ...] = ()
    recognised: bool = False


class Row:
    """Words that stand beside each other, from left to right."""

    def __init__(self, words: Sequence[PageWord]) -> None:
        self.words = words

    @cached_property
    def left(self) -> float:
        """Where it begins."""
        return self.words[0].left

    @cached_property
    def right(self) -> float:
        """Where it ends."""
        return max(word.right for word in self.words)

    @cached_property
    def top(self) -> float:
        """The highest top of a full-sized word."""
        return min(word.top for word in self._full_sized)

    @cached_property
    def bottom(self) -> float:
        """The lowest bottom of a full-sized word: near the line that the words stand on."""
        return max(word.bottom for word in self._full_sized)

    @cached_property
    def size(self) -> float:
        """The height of most of its letters."""
        heights = sorted((word.height, len(word.text)) for word in self.words)
        half, passed = sum(length for _, length in heights) / 2, 0
        for height, length in heights:
            passed += length
            if passed >= half:
                return height
        return heights[-1][0]

    @cached_property
    def bold(self) -> bool:
        """Whether most of its letters are bold."""
        bold = sum(len(word.text) for word in self.words if word.bold)
        return bold * 2 > sum(len(word.text) for word in self.words)

    @property
    def text(self) -> str:
        """Its words with spaces between them."""
        return " ".join(word.text for word in self.words_as_read)

    @cached_property
    def words_as_read(self) -> Sequence[PageWord]:
        """Its words in the order they are read: Hebrew and Arabic ones from right to left."""
        leftward = [runs_leftward(word.text) for word in self.words]
        return list(_as_read(self.words, leftward)) if any(leftward) else self.words

    @cached_property
    def _full_sized(self) -> list[PageWord]:
        size = max(word.height for word in self.words)
        return [word for word in self.words if word.height > size * 0.8]


def runs_leftward(text: str) -> bool:
    """Whether a word is of a script that is written from right to left, by its first letter."""
    if text.isascii():
        return False
    return next((b != "L" for b in map(bidirectional, text) if b in ("L", "R", "AL")), False)


def _as_read(words: Sequence[PageWord], leftward: Sequence[bool]) -> Iterator[PageWord]:
    """The words of a line with both scripts: the one of most words leads, the other is put in."""
    leads_leftward = 2 * sum(leftward) > len(words)
    pairs = list(zip(words, leftward, strict=True))
    for runs, run in groupby(pairs[::-1] if leads_leftward else pairs, key=lambda pair: pair[1]):
        ordered = [word for word, _ in run]
        yield from ordered if runs == leads_leftward else reversed(ordered)


def rows_of(words: Sequence[PageWord]) -> list[Row]:
    """The rows of some words, from top to bottom."""
    rows: list[list[PageWord]] = []
    for word in sorted(words, key=lambda word: (word.top + word.bottom, word.left)):
        if rows and _stands_in(word, rows[-1]):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [Row(sorted(row, key=lambda word: word.left)) for row in rows]


def _stands_in(word: PageWord, row: Sequence[PageWord]) -> bool:
    """Whether a word is level with the last words of a row."""
    last = max(row[-3:], key=lambda each: each.height)
    shared = min(word.bottom, last.bottom) - max(word.top, last.top)
    return shared > 0.5 * min(word.height, last.height)
