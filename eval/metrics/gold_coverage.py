"""How much of the gold is cited: what matters for lists."""

from __future__ import annotations

from eval.cases import Case
from eval.metrics.places import is_touched
from rag.types import Answer


def gold_coverage(case: Case, answer: Answer) -> float | None:
    """Places of gold with a citation that shares a character with them / places of gold.

    None where there is no gold. Source: citation recall of Gao et al., 2023, with gold places
    instead of an entailment model.
    """
    if not case.gold:
        return None
    spans = [c.quote.span for c in answer.citations]
    return sum(is_touched(place, spans) for place in case.gold) / len(case.gold)
