"""How much a reader has to read."""

from __future__ import annotations

from eval.cases import Case
from rag.types import Answer


def quoted_words(case: Case, answer: Answer) -> float | None:
    """Words in all quotes together (parted by white space); None where there is no gold."""
    if not case.gold:
        return None
    return float(sum(len(c.quote.text.split()) for c in answer.citations))
