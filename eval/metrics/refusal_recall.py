"""Of what is not held, how much is said to be so."""

from __future__ import annotations

from eval.cases import Case
from rag.types import Answer, Outcome


def refusal_recall(case: Case, answer: Answer) -> float | None:
    """1 where what is not held is said to be so, else 0; None where something is held.

    The mean over a run is true "not held" answers / cases not held: recall (Manning et al., 2008,
    section 8.3) of the outcome `not_held`.
    """
    if case.outcome is not Outcome.NOT_HELD:
        return None
    return float(answer.outcome is Outcome.NOT_HELD)
