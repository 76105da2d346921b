"""Precision and recall of one kind of outcome."""

from __future__ import annotations

from eval.cases import Case
from rag.types import Answer, Outcome


def outcome_precision(case: Case, answer: Answer, outcome: Outcome) -> float | None:
    """1 where this outcome was given rightly, 0 wrongly; None for any other answer.

    The mean over a run is right answers of this outcome / answers of this outcome. Source: Manning,
    Raghavan, Schütze, Introduction to Information Retrieval, 2008, section 8.3.
    """
    if answer.outcome is not outcome:
        return None
    return float(case.outcome is outcome)


def outcome_recall(case: Case, answer: Answer, outcome: Outcome) -> float | None:
    """1 where a case of this outcome was given it, else 0; None for cases of another outcome.

    The mean over a run is right answers of this outcome / cases of this outcome. Source: as above.
    """
    if case.outcome is not outcome:
        return None
    return float(answer.outcome is outcome)
