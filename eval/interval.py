"""A mean and how sure it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

RESAMPLES = 2_000


@dataclass(frozen=True, slots=True)
class Figure:
    """The mean of a measure over the cases it applies to, with its 95 % interval."""

    mean: float
    low: float
    high: float
    cases: int


def figure(values: Sequence[float], seed: int = 0) -> Figure | None:
    """The mean with a percentile bootstrap interval; None where there are no values.

    The seed makes two readings of the same values give the same interval. Source: Efron and
    Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13.
    """
    if not values:
        return None
    given = np.asarray(values, dtype=np.float64)
    draws = np.random.default_rng(seed).integers(len(given), size=(RESAMPLES, len(given)))
    low, high = np.percentile(given[draws].mean(axis=1), [2.5, 97.5])
    return Figure(float(given.mean()), float(low), float(high), len(given))


def share_figure(counts: Sequence[tuple[float, float]], seed: int = 0) -> Figure | None:
    """The share of cases with a property, from (having it, all) of each group of cases.

    For cases that come in groups whose members are alike, as the questions of a letter are: whole
    groups are drawn, so the interval is not narrower than the groups allow. None where there are
    no cases. Source: Davison and Hinkley, Bootstrap Methods and their Application, 1997, 3.8.
    """
    given = np.asarray([c for c in counts if c[1]], dtype=np.float64)
    if not len(given):
        return None
    draws = np.random.default_rng(seed).integers(len(given), size=(RESAMPLES, len(given)))
    having, cases = np.moveaxis(given[draws].sum(axis=1), 1, 0)
    low, high = np.percentile(having / cases, [2.5, 97.5])
    whole = given.sum(axis=0)
    return Figure(float(whole[0] / whole[1]), float(low), float(high), int(whole[1]))
