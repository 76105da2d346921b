"""Of the answers "not held", how many are right."""

from __future__ import annotations

from eval.cases import Case
from rag.types import Answer, Outcome


def refusal_precision(case: Case, answer: Answer) -> float | None:
    """1 where "not held" was answered rightly, 0 wrongly; None for any other answer.

    The mean over a run is true "not held" answers / "not held" answers: precision (Manning et al.,
    Introduction to Information Retrieval, 2008, section 8.3) of the outcome `not_held`.
    """
    if answer.outcome is not Outcome.NOT_HELD:
        return None
    return float(case.outcome is Outcome.NOT_HELD)
