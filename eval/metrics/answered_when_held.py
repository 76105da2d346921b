"""Of what is held, how much is answered at all."""

from __future__ import annotations

from eval.case_file import HOLDS_AN_ANSWER
from eval.cases import Case
from rag.types import Answer


def answered_when_held(case: Case, answer: Answer) -> float | None:
    """1 where what is held, wholly or in part, is answered, wholly or in part; else 0.

    None where nothing is held or the question is too bare.
    """
    if case.outcome not in HOLDS_AN_ANSWER:
        return None
    return float(answer.outcome in HOLDS_AN_ANSWER)
