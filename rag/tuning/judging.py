"""How well an encoder finds the held-back passages by the held-back questions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from rag.types import Example, Vectors

Encode = Callable[[Sequence[str]], Vectors]
"""Texts to vectors of length 1, a row each."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The rank of each question's own passage among all of them; 1 is first."""

    ranks: tuple[int, ...]

    @property
    def reciprocal_rank(self) -> float:
        """Mean of 1 / rank."""
        return float(np.mean([1 / rank for rank in self.ranks]))

    def found_within(self, places: int) -> float:
        """Share of the questions whose passage stands among the first."""
        return float(np.mean([rank <= places for rank in self.ranks]))


def judge(encode: Encode, watched: Sequence[Example]) -> Judged:
    """Asks every watched question of every watched passage; passages with equal words are one."""
    passages = list(dict.fromkeys(e.passage for e in watched))
    own = [passages.index(e.passage) for e in watched]
    cosines = encode([e.question for e in watched]) @ encode(passages).T
    ahead = cosines > cosines[np.arange(len(own)), own][:, None]
    return Judged(tuple(int(rank) for rank in ahead.sum(axis=1) + 1))


def least_change(judged: Mapping[float, Judged]) -> float:
    """The smallest share of new weights as good as the best, within a standard error.

    The error is that of the differences from question to question, all having been asked of both.
    What a smaller share leaves unchanged keeps its use for questions of other kinds. Source of the
    rule: Breiman and others, Classification and Regression Trees, 1984, section 3.4.3.
    """
    best = max(judged.values(), key=lambda j: j.reciprocal_rank)
    return min(share for share, j in judged.items() if _as_good(j, best))


def _as_good(one: Judged, best: Judged) -> bool:
    behind = 1 / np.array(best.ranks) - 1 / np.array(one.ranks)
    return bool(behind.mean() <= behind.std(ddof=1) / np.sqrt(len(behind)))
