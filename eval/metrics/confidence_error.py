"""How far confidence was from what turned out."""

from __future__ import annotations

from eval.case_file import HOLDS_AN_ANSWER
from eval.cases import Case
from rag.types import Answer, Outcome


def confidence_error(case: Case, answer: Answer) -> float | None:
    """(confidence - 1 where an answer is held, else 0) squared: lower is better.

    None for questions too bare to be asked. Source: Brier, Verification of forecasts expressed in
    terms of probability, 1950. Unlike the calibration error of a whole run it has a value for each
    question, so that two runs can be compared question by question.
    """
    if case.outcome is Outcome.NEEDS_CLARIFICATION:
        return None
    return (answer.confidence - float(case.outcome in HOLDS_AN_ANSWER)) ** 2
