"""How near the top everything worth finding stands."""

from __future__ import annotations

from ir_measures import nDCG

from eval.cases import Case
from eval.metrics.ranking import ranked_measure
from rag.types import Answer


def ndcg(case: Case, answer: Answer, rank: int) -> float | None:
    """Sum of gain / log2(place + 1) down to a rank / the same of the best order; None without gold.

    Gains as in `ranking`. Source: Järvelin and Kekäläinen, Cumulated gain-based evaluation of IR
    techniques, 2002; computed by ir-measures (trec_eval's ndcg_cut).
    """
    return ranked_measure(case, answer, nDCG @ rank)
