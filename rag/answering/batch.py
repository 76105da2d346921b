"""Many questions, one line of JSON each; a question that cannot be asked spoils no other."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from rag.answering.answer_json import Asked, as_json
from rag.answering.assistant import Assistant
from rag.errors import BadQuestion
from rag.types import Answer, Outcome


def answer_lines(assistant: Assistant, asked: Iterable[Asked]) -> Iterator[str]:
    """The answers as lines of JSON, in order.

    A question that is empty or too long gets the outcome `needs_clarification`, saying why.
    """
    for one in asked:
        try:
            answer = assistant.ask(one.question, one.turns, one.filters, one.id)
        except BadQuestion as error:
            answer = _unclear(assistant, one, str(error))
        yield json.dumps(as_json(answer), ensure_ascii=False)


def _unclear(assistant: Assistant, one: Asked, reason: str) -> Answer:
    return Answer(
        id=one.id,
        question=one.question,
        standalone_question=one.question,
        outcome=Outcome.NEEDS_CLARIFICATION,
        text=f"{reason[0].upper()}{reason[1:]}.",
        short_answer=None,
        citations=(),
        passages=(),
        confidence=0.0,
        searched=assistant.searched(one.filters),
        composer=assistant.composer.name,
        seconds={"total": 0.0},
    )
