"""How long an answer took."""

from __future__ import annotations

from rag.types import Answer


def seconds_taken(answer: Answer) -> float | None:
    """Seconds from question to answer on the machine of the run; None where nobody timed it."""
    return answer.seconds.get("total")
