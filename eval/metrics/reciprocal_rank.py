"""How far down the first passage with gold stands."""

from __future__ import annotations

from eval.cases import Case
from eval.metrics.places import is_found
from rag.types import Answer


def reciprocal_rank(case: Case, answer: Answer) -> float | None:
    """1 / rank of the first passage that covers half or more of a place of gold; 0 if none does.

    None where there is no gold. Source: Voorhees, The TREC-8 Question Answering Track Report, 1999.
    """
    if not case.gold:
        return None
    for rank, hit in enumerate(answer.passages, start=1):
        if any(is_found(place, [hit.passage.span]) for place in case.gold):
            return 1 / rank
    return 0.0
