"""What other programs can ask of the server, by name: through Gradio's API, and as MCP tools."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any, TypeVar

import gradio as gr
from gradio.events import api

from rag.answering import answer_json, quote_json
from rag.answering.quote_check import LONGEST
from rag.enquiries.letters import LETTER_CHARACTERS
from rag.enquiries.splitting import split_letter as questions_of
from rag.errors import BadQuestion, RagError, WrongUse
from rag.web.desk import Desk

log = logging.getLogger(__name__)

MOST_PASSAGES = 100
MOST_TURNS = 100
UNEXPECTED = "this could not be done because of a fault in the program; its log says more"

T = TypeVar("T")


class Programs:
    """The endpoints: plain values in, the JSON of the contract out; what is wrong is one line."""

    def __init__(self, desk: Desk, question_characters: int) -> None:
        self._desk = desk
        self._question_characters = question_characters

    def ask(
        self,
        question: str,
        history: list[dict[str, str]] | None = None,
        filters: dict[str, str] | None = None,
    ) -> dict[str, Any]:
        """Answers a question from the documents, in their own words, with citations.

        Args:
            question: What is asked.
            history: Earlier turns, oldest first, each {"question", "answer"}.
            filters: Of some documents only: document, author, addressee, organisation, kind, date_from, date_to (YYYY-MM-DD).
        """
        return _told(lambda: self._ask(question, history, filters))

    def search(
        self, question: str, limit: int = 10, filters: dict[str, str] | None = None
    ) -> list[dict[str, Any]]:
        """Finds the passages of the documents nearest to a question, best first.

        Args:
            question: What is looked for.
            limit: How many passages at most, up to 100.
            filters: As for ask.
        """
        return _told(lambda: self._search(question, limit, filters))

    def check_quote(self, text: str) -> dict[str, Any]:
        """Says whether a quotation is real: verbatim, typographic, altered or not_found, and where.

        Args:
            text: The words somebody attributes to a document, without their quotation marks.
        """
        return _told(lambda: self._check_quote(text))

    def split_letter(self, text: str) -> list[dict[str, Any]]:
        """Splits a letter or e-mail into the questions it asks, in order, numbered as the writer did.

        Args:
            text: The letter.
        """
        return _told(lambda: self._split_letter(text))

    def _ask(self, question: Any, history: Any, filters: Any) -> dict[str, Any]:
        given = {"question": _text("question", question, self._question_characters)}
        asked = _asked({**given, "history": _turns(history), "filters": _filters(filters)})
        for _, answer in self._desk.steps(asked.question, asked.turns, asked.filters):
            if answer is not None:
                return answer_json.as_json(answer)
        raise AssertionError("the steps end with an answer")

    def _search(self, question: Any, limit: Any, filters: Any) -> list[dict[str, Any]]:
        if isinstance(limit, bool) or not isinstance(limit, int) or not 1 <= limit <= MOST_PASSAGES:
            raise WrongUse(f"limit must be a whole number from 1 to {MOST_PASSAGES}")
        looked_for = _text("question", question, self._question_characters)
        asked = _asked({"question": looked_for, "filters": _filters(filters)})
        hits = self._desk.search(looked_for, limit, asked.filters)
        ids = {h.passage.span.document_id for h in hits}
        paths = {i: self._desk.document(i).source.path for i in ids}
        return answer_json.hits_as_json(hits, paths)

    def _check_quote(self, text: Any) -> dict[str, Any]:
        checked = self._desk.check_quote(_text("text", text, LONGEST))
        return quote_json.as_json(None, checked)

    def _split_letter(self, text: Any) -> list[dict[str, Any]]:
        letter = _text("text", text, LETTER_CHARACTERS)
        return [asdict(q) | {"asked": q.asked} for q in questions_of(letter)]


def add_to(blocks: gr.Blocks, programs: Programs) -> None:
    """Names the endpoints; everything else that the pages do stays private. Called last."""
    for handler in blocks.fns.values():
        handler.api_name = f"page_{handler._id}"  # no page's handler takes an endpoint's name
    blocks.current_page = ""
    with blocks:
        for do in (programs.ask, programs.search, programs.check_quote, programs.split_letter):
            api(do, api_name=do.__name__)


def speak_json(blocks: gr.Blocks) -> None:
    """Makes the MCP server of mounted pages return JSON. Gradio 6.31 gives Python's own notation."""
    from mcp.types import TextContent  # noqa: PLC0415 - an extra: it need not be installed

    def as_json(data: list[Any], _: str) -> list[TextContent]:
        return [TextContent(type="text", text=json.dumps(d, ensure_ascii=False)) for d in data]

    if blocks.mcp_server_obj is not None:
        setattr(blocks.mcp_server_obj, "postprocess_output_data", as_json)  # noqa: B010


def _told(do: Callable[[], T]) -> T:
    """What comes of it; a fault is told in one line, without where in the program it arose."""
    try:
        return do()
    except RagError as error:
        raise gr.Error(str(error)) from None
    except Exception:
        log.exception("a program's request failed")
        raise gr.Error(UNEXPECTED) from None


def _text(name: str, given: Any, longest: int) -> str:
    if not isinstance(given, str):
        raise WrongUse(f"{name} must be a text")
    if not given.strip():
        raise BadQuestion(f"{name} is empty: give some text")
    if len(given) > longest:
        raise BadQuestion(f"{name} has {len(given):,} characters: give at most {longest:,}")
    return given


def _turns(given: Any) -> list[Any]:
    if given is None:
        return []
    if not isinstance(given, list) or not all(isinstance(t, dict) for t in given):
        raise WrongUse('history must be a list of {"question", "answer"}')
    if len(given) > MOST_TURNS:
        raise WrongUse(f"history has {len(given):,} turns: give at most {MOST_TURNS}")
    return given


def _filters(given: Any) -> Mapping[str, Any]:
    if given is not None and not isinstance(given, dict):
        raise WrongUse('filters must be an object such as {"author": "Smith"}')
    return given or {}


def _asked(given: dict[str, Any]) -> answer_json.Asked:
    try:
        return answer_json.asked_from(given)
    except ValueError as error:
        raise WrongUse(str(error)) from None
