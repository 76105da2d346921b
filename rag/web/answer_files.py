"""Kept answers as plain text, Markdown or Word: named by conversation and number, never by a path."""

from __future__ import annotations

from collections.abc import Callable

from fastapi.responses import PlainTextResponse, Response

from rag.errors import RagError
from rag.exports.answers import answer_as_markdown, answer_as_text, answer_as_word
from rag.records.conversations import Exchange
from rag.types import Answer
from rag.web.talking import LONGEST_ID
from rag.web.work import Work

ROUTE = "/answers/{conversation}/{number}/{form}"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NOT_KEPT = "no such answer is kept"


def route(work: Work) -> Callable[[str, int, str], Response]:
    """What answers for ROUTE; every quote is held against today's documents as it is written."""

    def answer_file(conversation: str, number: int, form: str) -> Response:
        try:
            answer = _kept(work, conversation, number)
            if answer is None:
                return PlainTextResponse(NOT_KEPT, 404)
            return _written(work, answer, number, form)
        except RagError as error:
            return PlainTextResponse(str(error), 503)

    return answer_file


def _kept(work: Work, conversation: str, number: int) -> Answer | None:
    exchanges: tuple[Exchange, ...] = ()
    if len(conversation) <= LONGEST_ID:
        exchanges = work.keeping.conversations.exchanges(conversation)
    return exchanges[number - 1].answer if 1 <= number <= len(exchanges) else None


def _written(work: Work, answer: Answer, number: int, form: str) -> Response:
    if form == "text":
        return PlainTextResponse(answer_as_text(answer, work.desk.document))
    if form == "markdown":
        return PlainTextResponse(answer_as_markdown(answer, work.desk.document))
    if form != "word":
        return PlainTextResponse(NOT_KEPT, 404)
    named = {"Content-Disposition": f'attachment; filename="answer-{number}.docx"'}
    return Response(answer_as_word(answer, work.desk.document), media_type=WORD, headers=named)
