"""Whether a difference between paired scores is more than chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import comb

import numpy as np

SHUFFLES = 10_000
_SAME = 1e-9

Pairs = Sequence[tuple[float | None, float | None]]
"""One question's score before and after; None where the measure does not apply."""


def mcnemar(only_before: int, only_after: int) -> float:
    """Probability of so uneven a split, or a more uneven one, of the pairs that differ.

    Exact and two-sided. Source: McNemar, Note on the sampling error of the difference between
    correlated proportions, 1947, with the binomial in place of its approximation.
    """
    differing = only_before + only_after
    if not differing:
        return 1.0
    fewer = min(only_before, only_after)
    tail = sum(comb(differing, k) for k in range(fewer + 1))
    return min(1.0, float(2 * tail / 2**differing))


def permutation(pairs: Pairs, seed: int = 0) -> float:
    """Probability of so large a difference of means if before and after could change places.

    Each pair is swapped at random, wherever the measure applies to one or both of it, so that a
    measure that applies to other questions than before is compared rightly too. Two-sided, with
    one added so that it is never 0. Source: Good, Permutation, Parametric and Bootstrap Tests of
    Hypotheses, 2005, chapter 3.
    """
    differing = [p for p in pairs if not _alike(*p)]
    if not differing:
        return 1.0
    before, after = (np.array([_number(p[i]) for p in pairs]) for i in (0, 1))
    swapped = np.random.default_rng(seed).integers(2, size=(SHUFFLES, len(pairs)), dtype=np.int8)
    drawn = _mean_differences(before, after, swapped.astype(bool))
    seen = _mean_differences(before, after, np.zeros((1, len(pairs)), dtype=bool))[0]
    as_large = np.nansum(np.abs(drawn) >= abs(seen) - _SAME)
    return float((1 + as_large) / (1 + SHUFFLES))


def difference_interval(pairs: Pairs, seed: int = 0) -> tuple[float, float]:
    """The 95 % interval of after minus before over the pairs where both apply; paired bootstrap.

    Source: Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13.
    """
    differences = np.array([a - b for b, a in pairs if a is not None and b is not None])
    if not len(differences):
        return (0.0, 0.0)
    draws = np.random.default_rng(seed).integers(
        len(differences), size=(SHUFFLES // 5, len(differences))
    )
    low, high = np.percentile(differences[draws].mean(axis=1), [2.5, 97.5])
    return float(low), float(high)


def chance_of(pairs: Pairs, seed: int = 0) -> float:
    """McNemar's test where every score is yes or no on both sides, the permutation test elsewhere."""
    if all(p in _YES_OR_NO for p in pairs if p != (None, None)):
        return mcnemar(sum(p == (1, 0) for p in pairs), sum(p == (0, 1) for p in pairs))
    return permutation(pairs, seed)


_YES_OR_NO = {(b, a) for b in (0, 1) for a in (0, 1)}


def adjusted(tested: Mapping[str, Pairs], alpha: float, seed: int = 0) -> dict[str, float]:
    """The probability of each difference, adjusted for how many were looked at.

    A measure of which so few questions changed that it could not fall below the line whichever way
    they went is no chance of a false alarm: it is not counted and has 1. Source: Tarone, A modified
    Bonferroni method for discrete data, 1990; then Holm's procedure over those counted.
    """
    least = {n: 2.0 ** (1 - sum(not _alike(*p) for p in pairs)) for n, pairs in tested.items()}
    divisor = 1
    while sum(p <= alpha / divisor for p in least.values()) > divisor:
        divisor += 1
    counted = {n: chance_of(tested[n], seed) for n, p in least.items() if p <= alpha / divisor}
    return dict.fromkeys(tested, 1.0) | holm(counted)


def holm(chances: Mapping[str, float]) -> dict[str, float]:
    """Each probability adjusted for the number of them.

    Source: Holm, A simple sequentially rejective multiple test procedure, 1979.
    """
    stepped: dict[str, float] = {}
    reached = 0.0
    for place, name in enumerate(sorted(chances, key=chances.__getitem__)):
        reached = max(reached, min(1.0, (len(chances) - place) * chances[name]))
        stepped[name] = reached
    return stepped


def _mean_differences(
    before: np.ndarray[tuple[int], np.dtype[np.float64]],
    after: np.ndarray[tuple[int], np.dtype[np.float64]],
    swapped: np.ndarray[tuple[int, int], np.dtype[np.bool_]],
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """After's mean minus before's for each row of swaps; nan where one side is left empty."""
    means = []
    for own, other in ((before, after), (after, before)):
        given = np.where(swapped, other, own)
        counted = ~np.isnan(given)
        totals = np.where(counted, given, 0).sum(axis=1)
        counts = counted.sum(axis=1).astype(np.float64)
        means.append(totals / np.where(counts == 0, np.nan, counts))
    difference: np.ndarray[tuple[int], np.dtype[np.float64]] = means[1] - means[0]
    return difference


def _number(value: float | None) -> float:
    return np.nan if value is None else value


def _alike(before: float | None, after: float | None) -> bool:
    if before is None or after is None:
        return before is after
    return abs(before - after) < _SAME
