"""Where the words of a claimed quotation may stand: every token of every document, by position."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from rag.answering.folding import Folded, fold
from rag.types import Document

_UNKNOWN = -2
_BREAK = -1
"""Stands between two documents, so that no match runs from one into the next."""

_PLACES_A_PAIR = 400
_PAIRS_ASKED = 24
_EXACT_PLACES = 200
_CASES_ASKED = 100

_COMPARED = 2_000_000
"""Tokens compared in a search for an exact run at most: only texts of one word repeated need more."""

Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Place:
    """Tokens `first` up to, not with, `last` of a document, numbered within that document."""

    document: int
    first: int
    last: int


class SourceIndex:
    """The folded tokens of some documents, searched by exact runs and by pairs of neighbours.

    Memory: about 20 bytes a token beside the documents. Safe to read from several threads.
    """

    def __init__(self, documents: Sequence[Document]) -> None:
        self.documents = tuple(documents)
        self.folded: tuple[Folded, ...] = tuple(fold(d.text) for d in self.documents)
        self._ids: dict[str, int] = {}
        self._starts: list[int] = []
        tokens = array("q")
        for folded in self.folded:
            self._starts.append(len(tokens))
            tokens.extend(self._ids.setdefault(key, len(self._ids)) for key in folded.keys)
            tokens.append(_BREAK)
        self._tokens: Ids = np.array(tokens, dtype=np.int64)
        self._width = len(self._ids) + 3

    def uses(self, key: str, document: int | None = None) -> int:
        """How often a token stands in all documents, or in one."""
        places = self._words.places(self._ids.get(key, _UNKNOWN))
        if document is None:
            return len(places)
        low, high = self._range(document)
        return int(np.searchsorted(places, high) - np.searchsorted(places, low))

    def is_common(self, key: str) -> bool:
        """Whether a token stands somewhere in small letters."""
        places = self._words.places(self._ids.get(key, _UNKNOWN))[:_CASES_ASKED]
        return any(self._begins_small(int(place)) for place in places)

    def exact(self, keys: Sequence[str], document: int | None = None) -> list[Place]:
        """Places where the very tokens stand in their order, in reading order, 200 at most."""
        wanted = self._ids_of(keys)
        if not len(wanted) or _UNKNOWN in wanted:
            return []
        offset, found = self._rarest(wanted, document)
        starts = found[: _COMPARED // len(wanted)] - offset
        for step, token in enumerate(wanted):
            starts = starts[(starts >= 0) & (starts + step < len(self._tokens))]
            starts = starts[self._tokens[starts + step] == token]
            if not len(starts):
                return []
        return [self._place(int(s), int(s) + len(wanted)) for s in starts[:_EXACT_PLACES]]

    def near(self, keys: Sequence[str], limit: int, document: int | None = None) -> list[Place]:
        """The stretches that share most pairs of neighbouring tokens with some text, best first.

        Each is wide enough to hold the text and some more on both sides.
        """
        wanted = self._ids_of(keys)
        width = max(len(wanted), 8)
        hits = self._hits(wanted, document)
        if not len(hits):
            return []
        stretches, votes = _votes(hits, width)
        best = np.argsort(-votes, kind="stable")[: limit * 2]
        places: list[Place] = []
        for first in (int(stretches[i]) * width for i in best):
            for place in self._around(first, width, document):
                if all(_apart(place, p, width) for p in places):
                    places.append(place)
        return places[:limit]

    def _hits(self, wanted: Ids, document: int | None) -> NDArray[np.int64]:
        """(position, number of the pair) of the rarest pairs, or of single words where no pair is."""
        known = (wanted[:-1] >= 0) & (wanted[1:] >= 0)
        pairs = np.where(known, wanted[:-1] * self._width + wanted[1:], _UNKNOWN)
        rows = self._rows(self._pairs, pairs, document) or self._rows(self._words, wanted, document)
        if not rows:
            return np.empty((0, 2), dtype=np.int64)
        return np.concatenate([np.column_stack((p, np.full(len(p), i))) for p, i in rows])

    def _rows(self, held: _Places, values: Ids, document: int | None) -> list[tuple[Ids, int]]:
        """(positions, place in the text) of the rarest values that are held."""
        counts = held.counts(values)
        rarest = np.argsort(counts, kind="stable")
        rows: list[tuple[Ids, int]] = []
        for i in rarest[counts[rarest] > 0]:
            found = self._within(held.places(int(values[i])), document)
            if len(found):
                rows.append((found[:_PLACES_A_PAIR], int(i)))
            if len(rows) == _PAIRS_ASKED:
                break
        return rows

    def _begins_small(self, token: int) -> bool:
        place = self._place(token, token + 1)
        folded = self.folded[place.document]
        return folded.text[folded.starts[place.first]].islower()

    def _rarest(self, wanted: Ids, document: int | None) -> tuple[int, Ids]:
        """The rarest pair (or the only word) of a text that is all known: its offset and places."""
        if len(wanted) == 1:
            return 0, self._within(self._words.places(int(wanted[0])), document)
        pairs = wanted[:-1] * self._width + wanted[1:]
        offset = int(np.argmin(self._pairs.counts(pairs)))
        return offset, self._within(self._pairs.places(int(pairs[offset])), document)

    def _ids_of(self, keys: Sequence[str]) -> Ids:
        return np.array([self._ids.get(key, _UNKNOWN) for key in keys], dtype=np.int64)

    def _range(self, document: int) -> tuple[int, int]:
        low = self._starts[document]
        return low, low + len(self.folded[document])

    def _within(self, places: Ids, document: int | None) -> Ids:
        if document is None:
            return places
        low, high = self._range(document)
        return places[np.searchsorted(places, low) : np.searchsorted(places, high)]

    def _place(self, first: int, last: int) -> Place:
        document = self._document_at(first)
        start = self._starts[document]
        return Place(document, first - start, last - start)

    def _around(self, first: int, width: int, document: int | None) -> Iterator[Place]:
        """Two stretches and some more on both sides, in each document that they lie in."""
        last = len(self._tokens) - 1
        within = sorted(
            {self._document_at(min(max(t, 0), last)) for t in (first, first + 2 * width)}
        )
        for number in within if document is None else [document]:
            low, high = self._range(number)
            start, end = max(first - width - 4, low), min(first + 3 * width + 4, high)
            if start < end:
                yield Place(number, start - low, end - low)

    def _document_at(self, token: int) -> int:
        return bisect_right(self._starts, token) - 1

    @cached_property
    def _words(self) -> _Places:
        return _Places(self._tokens)

    @cached_property
    def _pairs(self) -> _Places:
        left, right = self._tokens[:-1], self._tokens[1:]
        pairs = np.where((left >= 0) & (right >= 0), left * self._width + right, _BREAK)
        return _Places(pairs)


class _Places:
    """The positions of each value of an array, in order."""

    def __init__(self, values: Ids) -> None:
        self._order = np.argsort(values, kind="stable")
        self._values, first = np.unique(values[self._order], return_index=True)
        self._bounds = np.append(first, len(values))

    def counts(self, values: Ids) -> Ids:
        """How often each of some values stands there."""
        if not len(self._values):
            return np.zeros_like(values)
        at = np.minimum(np.searchsorted(self._values, values), len(self._values) - 1)
        held = (self._values[at] == values) & (values >= 0)
        return np.where(held, self._bounds[at + 1] - self._bounds[at], 0)

    def places(self, value: int) -> Ids:
        """The positions of one value."""
        i = int(np.searchsorted(self._values, value))
        if value < 0 or i == len(self._values) or self._values[i] != value:
            return self._order[:0]
        return self._order[self._bounds[i] : self._bounds[i + 1]]


def _votes(hits: NDArray[np.int64], width: int) -> tuple[Ids, Ids]:
    """Stretches of `width` tokens with the number of different pairs found there or just after."""
    most = int(hits[:, 1].max()) + 1
    stretch = (hits[:, 0] - hits[:, 1]) // width
    cast = np.unique(np.concatenate([stretch, stretch - 1]) * most + np.tile(hits[:, 1], 2))
    found, votes = np.unique(cast // most, return_counts=True)
    return found, votes


def _apart(one: Place, other: Place, width: int) -> bool:
    return one.document != other.document or abs(one.first - other.first) >= 2 * width
