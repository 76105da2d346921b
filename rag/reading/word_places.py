"""Finds the words of a page again in the canonical text, so that each keeps its box."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.places import PlacedWord, WordPlaces
from rag.reading.cleaning import clean
from rag.reading.raw import RawBlock, RawWord

_HYPHENS = "-\u2010\u00ad"
_NEAR = 60
_OPENING = 24


def place_words(blocks: Sequence[RawBlock], text: str) -> WordPlaces | None:
    """Where each word stands that is left in the canonical text; None if no place is known.

    Canonical text drops bullets, hyphens at line ends and white space, and moves footnotes: so words
    are compared without white space, each block being looked for as a whole first.
    """
    if not any(block.words for block in blocks):
        return None
    return WordPlaces.pack(_Finder(text).find(blocks))


class _Finder:
    """The text without white space, and which of its characters have been given a place."""

    def __init__(self, text: str) -> None:
        self._positions = [i for i, c in enumerate(text) if not c.isspace()]
        self._letters = "".join(text.split())
        self._taken = bytearray(len(self._letters))
        self._free = 0

    def find(self, blocks: Sequence[RawBlock]) -> Iterator[PlacedWord]:
        for block in blocks:
            words = [(word, letters) for word in block.words if (letters := _letters(word.text))]
            yield from self._find_block(words)

    def _find_block(self, words: Sequence[tuple[RawWord, str]]) -> Iterator[PlacedWord]:
        opening = cursor = self._opening("".join(letters for _, letters in words[:_OPENING]))
        for word, letters in words:
            start, length = self._near(letters, cursor)
            if length:
                cursor = start + length
                end = self._positions[cursor - 1] + 1
                yield PlacedWord(self._positions[start], end, word.box)
        self._take(opening, cursor)

    def _opening(self, letters: str) -> int:
        """Where a block begins: the first free place that opens like it, else the next free one."""
        for length in (_OPENING, _OPENING // 2, _OPENING // 4):
            for skipped in (0, 1, 2):  # a bullet that was dropped
                opening = letters[skipped : skipped + length]
                found = self._free_place(opening)
                if found is not None:
                    return found
        return self._free

    def _free_place(self, letters: str) -> int | None:
        found = self._letters.find(letters, self._free) if letters else -1
        while found >= 0 and self._taken[found]:
            found = self._letters.find(letters, found + 1)
        return found if found >= 0 else None

    def _near(self, letters: str, cursor: int) -> tuple[int, int]:
        """Place and length of a word at or soon after the cursor; length 0 if it is not there."""
        for form in (letters, letters.rstrip(_HYPHENS)):
            if not form:
                continue
            found = self._letters.find(form, cursor, cursor + len(form) + _NEAR)
            # A short word is soon met by chance, inside another: only at the cursor it is sure.
            if found == cursor or (found > cursor and len(form) > (found - cursor) // 4 + 1):
                return found, len(form)
        return cursor, 0

    def _take(self, start: int, end: int) -> None:
        self._taken[start:end] = b"\1" * (end - start)
        self._free = max(0, self._taken.find(b"\0", self._free))


def _letters(text: str) -> str:
    return "".join(clean(text).split())
