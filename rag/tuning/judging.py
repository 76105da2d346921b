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

    @property
    def uncertainty(self) -> float:
        """Standard error of the mean reciprocal rank."""
        return float(np.std([1 / rank for rank in self.ranks]) / np.sqrt(len(self.ranks)))

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
    """The smallest share of new weights that is as good as the best, within a standard error.

    What a smaller share leaves unchanged keeps its use for questions of other kinds. The error is
    that of one mean, not of the differences from question to question, which tell more: by those
    the packaged encoder would have been all new weights, with which the shipped corpus and a set
    of other questions fared worse. Source of the rule: Breiman and others, Classification and
    Regression Trees, 1984, section 3.4.3.
    """
    best = max(judged.values(), key=lambda j: j.reciprocal_rank)
    enough = best.reciprocal_rank - best.uncertainty
    return min(share for share, j in judged.items() if j.reciprocal_rank >= enough)
