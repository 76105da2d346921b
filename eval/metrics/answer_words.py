"""How long an answer is."""

from __future__ import annotations

from rag.types import Answer


def answer_words(answer: Answer) -> float:
    """Words of the answer's text, parted by white space."""
    return float(len(answer.text.split()))
