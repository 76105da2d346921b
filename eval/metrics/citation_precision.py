"""How many of the citations point at gold."""

from __future__ import annotations

from eval.cases import Case
from eval.metrics.places import is_touched
from rag.types import Answer


def citation_precision(case: Case, answer: Answer) -> float | None:
    """Citations that share a character with gold / citations. None without gold or citations.

    Source: citation precision of Gao et al., Enabling Large Language Models to Generate Text with
    Citations, 2023, with gold places instead of an entailment model.
    """
    if not case.gold or not answer.citations:
        return None
    on_gold = [
        any(is_touched(place, [citation.quote.span]) for place in case.gold)
        for citation in answer.citations
    ]
    return sum(on_gold) / len(on_gold)
