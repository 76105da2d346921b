"""Answers as the records keep them: whole, so that they can be shown and exported again."""

from __future__ import annotations

from pydantic import TypeAdapter

from rag.types import Answer

_ANSWER = TypeAdapter(Answer)


def answer_to_keep(answer: Answer) -> str:
    """An answer as JSON that `kept_answer` reads back."""
    return _ANSWER.dump_json(answer).decode()


def kept_answer(kept: str) -> Answer:
    """The answer as it was. Its quotes are as they were cut: verify them before they are shown.

    Raises ValueError where the JSON is no answer that was kept.
    """
    return _ANSWER.validate_json(kept)
