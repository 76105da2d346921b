"""A measure: how an answer is scored, which way is better, and whether it is a promise."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from eval.cases import Case
from rag.types import Answer, Document

Metric = Callable[[Case, Answer, Mapping[str, Document]], float | None]
"""Scores one answer; the documents are those of the corpus, by id. None where it does not apply."""


class Better(StrEnum):
    """Which way a measure improves; `NEITHER` is shown, and never better or worse."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Measure:
    """A metric and how its changes are read. A promise must be 1: any fall from 1 is a regression."""

    metric: Metric
    better: Better = Better.HIGHER
    promise: bool = False

    def __call__(
        self, case: Case, answer: Answer, documents: Mapping[str, Document]
    ) -> float | None:
        """The score of one answer, or None where the measure does not apply."""
        return self.metric(case, answer, documents)
