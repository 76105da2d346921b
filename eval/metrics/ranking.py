"""Ranked passages as ir-measures takes them: what is to be found, and at which rank it was."""

from __future__ import annotations

import ir_measures

from eval.cases import Case
from eval.metrics.places import is_found
from rag.types import Answer

_QUESTION = "q"


def ranked_measure(case: Case, answer: Answer, measure: ir_measures.Measure) -> float | None:
    """A measure of ir-measures for one ranking; None where there is no gold.

    A passage's gain is the number of places of gold that it is the first to cover by half or more
    of their characters: a place found twice is found once. Each place that no passage covers counts
    as a passage of gain 1 that was not returned.
    """
    if not case.gold:
        return None
    gains = _gains(case, answer)
    unfound = len(case.gold) - sum(gains)
    wanted = {f"rank {rank}": gain for rank, gain in enumerate(gains, 1) if gain}
    wanted |= {f"unfound {number}": 1 for number in range(unfound)}
    # Falling scores: ir-measures sorts by them, and by name where they are equal.
    given = {f"rank {rank}": float(-rank) for rank in range(1, len(gains) + 1)}
    if not given:
        return 0.0
    found = ir_measures.calc_aggregate([measure], {_QUESTION: wanted}, {_QUESTION: given})
    return float(found[measure])


def _gains(case: Case, answer: Answer) -> list[int]:
    left = list(case.gold)
    gains = []
    for hit in answer.passages:
        still = [place for place in left if not is_found(place, [hit.passage.span])]
        gains.append(len(left) - len(still))
        left = still
    return gains
