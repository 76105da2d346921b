"""Whether the outcome is the honest one."""

from __future__ import annotations

from eval.cases import Case
from rag.types import Answer


def outcome_right(case: Case, answer: Answer) -> float:
    """1 where the answer's outcome is exactly the one expected, else 0."""
    return float(answer.outcome is case.outcome)
