"""Whether the short answer, where one is given, stands in what is cited. Below 1 is a broken promise."""

from __future__ import annotations

from rag.types import Answer


def short_answer_held(answer: Answer) -> float | None:
    """1 where the short answer stands, character for character, in a quote, else 0; None without one."""
    if not answer.short_answer:
        return None
    return float(any(answer.short_answer in c.quote.text for c in answer.citations))
