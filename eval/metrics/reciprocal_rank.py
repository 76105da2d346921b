"""How far down the first passage with gold stands."""

from __future__ import annotations

from ir_measures import RR

from eval.cases import Case
from eval.metrics.ranking import ranked_measure
from rag.types import Answer


def reciprocal_rank(case: Case, answer: Answer) -> float | None:
    """1 / rank of the first passage that covers half or more of a place of gold; 0 if none does.

    None where there is no gold. Source: Voorhees, The TREC-8 Question Answering Track Report, 1999;
    computed by ir-measures.
    """
    return ranked_measure(case, answer, RR)
