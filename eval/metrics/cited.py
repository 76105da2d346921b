"""Whether a citation points at gold at all."""

from __future__ import annotations

from eval.cases import Case
from eval.metrics.places import is_touched
from rag.types import Answer


def cited(case: Case, answer: Answer) -> float | None:
    """1 where at least one citation shares a character with gold, else 0; None without gold."""
    if not case.gold:
        return None
    spans = [c.quote.span for c in answer.citations]
    return float(any(is_touched(place, spans) for place in case.gold))
