"""What a question learns to stay away from; apart from `rag.types`, so that `--help` stays light."""

from __future__ import annotations

from enum import StrEnum


class Negatives(StrEnum):
    """What a question learns to stay away from: the answers to others, and which others."""

    ANY = "any"
    TOPIC = "topic"
    """Answers to questions on the same topic."""
    HARD = "hard"
    """Answers to any, and a passage much like its own answer."""
