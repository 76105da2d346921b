"""Whether a statement is given to the one who made it."""

from __future__ import annotations

from eval.cases import Case
from eval.metrics.places import is_touched
from eval.metrics.saying import says
from rag.types import Answer


def said_by_right(case: Case, answer: Answer) -> float | None:
    """1 where the first citation on gold names the right speaker, else 0.

    None where the case asks for no speaker or no citation is on gold (`cited` counts that).
    """
    if not case.said_by:
        return None
    for citation in answer.citations:
        if any(is_touched(place, [citation.quote.span]) for place in case.gold):
            return float(says(citation.speaker or "", case.said_by))
    return None
