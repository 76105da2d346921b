"""A claimed text laid along a stretch of source, token by token."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_STRETCH, _MARGIN = 120, 60
"""Claimed tokens laid along the source at a time, and source tokens looked at beyond twice as many."""

_OPEN, _EACH = 0.8, 0.15
"""Cost of leaving out source tokens: so much to begin with, so much for each."""

_TINY = 1e-4


@dataclass(frozen=True, slots=True)
class Step:
    """Claimed tokens `first` up to `last` answer to source tokens `source_first` up to `source_last`.

    Where `same` is true both are one token and the same. Elsewhere one side may be empty.
    """

    same: bool
    first: int
    last: int
    source_first: int
    source_last: int


def align(claimed: Sequence[str], source: Sequence[str]) -> list[Step]:
    """The cheapest way to lay a text along a stretch of source, whose ends may hang over.

    Source left over before and after belongs to no step. Neighbouring differences are one step. A
    long text is laid stretch by stretch, each from where the one before ended, so that time is
    linear in its length.
    """
    pairs: list[tuple[int, int, bool]] = []
    done = 0
    for first in range(0, len(claimed), _STRETCH):
        stretch = claimed[first : first + _STRETCH]
        window = source[done : done + 2 * len(stretch) + _MARGIN] if first else source
        pairs += [(first + i, done + j, same) for i, j, same in _lay(stretch, window)]
        done = pairs[-1][1] + 1 if pairs else 0
    return _steps(pairs, len(claimed))


def _lay(claimed: Sequence[str], source: Sequence[str]) -> list[tuple[int, int, bool]]:
    """(claimed, source, same) of tokens laid on each other, by dynamic programming row by row.

    Costs: 1 for another token and for a claimed token that the source lacks; source tokens left out
    cost less the more of them stand together, so that a footer inside is stepped over whole.
    """
    if not claimed or not source:
        return []
    ids = {key: i for i, key in enumerate(dict.fromkeys((*claimed, *source)))}
    columns = np.array([ids[key] for key in source])
    places = np.arange(len(source) + 1) * _EACH
    total: NDArray[np.float64] = np.zeros((len(claimed) + 1, len(source) + 1))
    direct = np.zeros_like(total)
    for row, key in enumerate(claimed, 1):
        step = direct[row]
        step[0] = row
        np.minimum(
            total[row - 1, :-1] + (columns != ids[key]), total[row - 1, 1:] + 1, out=step[1:]
        )
        total[row] = step
        skipped = np.minimum.accumulate(step - places)[:-1] + places[1:] + _OPEN
        np.minimum(step[1:], skipped, out=total[row, 1:])
    return _trace(total, direct, [ids[key] for key in claimed], columns.tolist())


def _trace(
    total: NDArray[np.float64],
    direct: NDArray[np.float64],
    claimed: list[int],
    source: list[int],
) -> list[tuple[int, int, bool]]:
    row, column = len(claimed), int(np.argmin(direct[-1]))
    pairs: list[tuple[int, int, bool]] = []
    while row and column:
        if direct[row, column] > total[row, column] + _TINY:
            costs = direct[row, :column] + _OPEN + _EACH * (column - np.arange(column))
            column = int(np.flatnonzero(costs <= total[row, column] + _TINY)[-1])
            continue
        same = claimed[row - 1] == source[column - 1]
        if direct[row, column] >= total[row - 1, column - 1] + (not same) - _TINY:
            pairs.append((row - 1, column - 1, same))
            column -= 1
        row -= 1
    return pairs[::-1]


def _steps(pairs: Sequence[tuple[int, int, bool]], claimed: int) -> list[Step]:
    """Steps that cover all claimed tokens, and the source between the first and last pair."""
    if not pairs:
        return []
    steps: list[Step] = []
    done, source_done = 0, pairs[0][1]
    for one, other, same in pairs:
        if same:
            if done < one or source_done < other:
                steps.append(Step(False, done, one, source_done, other))
            steps.append(Step(True, one, one + 1, other, other + 1))
            done, source_done = one + 1, other + 1
    last = max((other + 1 for _, other, _ in pairs), default=source_done)
    if done < claimed or source_done < last:
        steps.append(Step(False, done, claimed, source_done, max(last, source_done)))
    return steps
