"""A claimed quotation and the words of its source beside each other, cut where they differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rag.answering.aligning import Step, align
from rag.answering.folding import Folded, fold


@dataclass(frozen=True, slots=True)
class Piece:
    """Some of a text, in order, and whether the other text has something else in its place."""

    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Both texts in pieces; joined, each gives the whole text again."""

    quoted: tuple[Piece, ...]
    source: tuple[Piece, ...]


def side_by_side(quoted: str, source: str) -> SideBySide:
    """Both texts laid along each other, word by word; print (case, spacing, marks) makes no difference."""
    mine, theirs = fold(quoted), fold(source)
    steps = align(mine.keys, theirs.keys)
    if not steps:
        return SideBySide((Piece(quoted, True),), (Piece(source, True),))
    return SideBySide(
        _pieces(mine, ((s.first, s.last, s.same) for s in steps)),
        _pieces(theirs, _with_ends(steps, len(theirs))),
    )


def _with_ends(steps: list[Step], tokens: int) -> Iterator[tuple[int, int, bool]]:
    """The source's side of the steps, and what the quotation lacks of it at both ends."""
    yield 0, steps[0].source_first, False
    yield from ((s.source_first, s.source_last, s.same) for s in steps)
    yield steps[-1].source_last, tokens, False


def _pieces(folded: Folded, stretches: Iterable[tuple[int, int, bool]]) -> tuple[Piece, ...]:
    """The text cut around the stretches of tokens that differ; what lies between is the same."""
    pieces: list[Piece] = []
    at = 0
    for first, last, same in stretches:
        if same or first >= last:
            continue
        start, end = folded.starts[first], folded.ends[last - 1]
        pieces += [Piece(folded.text[at:start], False), Piece(folded.text[start:end], True)]
        at = end
    pieces.append(Piece(folded.text[at:], False))
    return tuple(p for p in pieces if p.text)
