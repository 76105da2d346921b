"""How the marks of a letter stand inside each other: which goes on with a series, which begins one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rag.enquiries.marks import Mark


@dataclass(frozen=True, slots=True)
class Level:
    """How far one series has come: its kind and style, and the last place given."""

    kind: str
    style: str
    place: int


def place_in(levels: Sequence[Level], mark: Mark, may_open: bool) -> tuple[int, Level]:
    """At which depth a mark stands, and how its level is left.

    It goes on with a series already open (the innermost first), or opens one inside it.
    """
    for exact in (True, False):
        for depth in range(len(levels) - 1, -1, -1):
            level = levels[depth]
            number = mark.place(level.kind)
            if number is None or (exact and mark.style != level.style):
                continue
            if mark.is_bullet or number == level.place + 1:
                return depth, Level(level.kind, mark.style, number)
    first = next(((k, n) for k, n in mark.readings if n == 1), None)
    if first is not None:
        for depth, level in enumerate(levels):
            if level.kind == first[0] and (level.style == mark.style or not may_open):
                return depth, Level(first[0], mark.style, 1)  # the series begins anew
        return len(levels), Level(first[0], mark.style, 1)
    for depth in range(len(levels) - 1, -1, -1):
        number = mark.place(levels[depth].kind)
        if number is not None:  # a number left out, or given twice
            return depth, Level(levels[depth].kind, mark.style, number)
    kind, number = mark.readings[0]
    return len(levels), Level(kind, mark.style, number)
