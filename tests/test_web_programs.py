"""What other programs can ask by name: the contract's JSON, and clear errors."""

from __future__ import annotations

import asyncio
import json
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError
from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client
from mcp.types import TextContent

from rag.errors import BadSetting
from rag.settings import Settings
from rag.web import server
from rag.web.keeping import Keeping
from rag.web.work import Work
from tests.browser import served
from tests.fakes_web import LETTER, FakeDesk

NAMES = ["/ask", "/check_quote", "/search", "/split_letter"]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(FakeDesk()) as started:
        yield started


@pytest.fixture(scope="module")
def client(address: str) -> Iterator[Client]:
    made = Client(address, verbose=False, analytics_enabled=False)
    yield made
    made.close()


def test_four_endpoints_are_offered_and_nothing_else(address: str) -> None:
    with urllib.request.urlopen(address + "/gradio_api/info", timeout=20) as response:
        offered = json.load(response)
    assert sorted(offered["named_endpoints"]) == NAMES
    assert offered["unnamed_endpoints"] == {}


def test_a_question_is_answered_with_citations(client: Client) -> None:
    answer = client.predict(question="What was it worth?", api_name="/ask")
    assert answer["outcome"] == "answered"
    first = answer["citations"][0]
    assert LETTER.text[first["start"] : first["end"]] == first["quote"]


def test_history_and_filters_reach_the_assistant() -> None:
    desk = FakeDesk()
    with served(desk) as address:
        client = Client(address, verbose=False, analytics_enabled=False)
        turns = [{"question": "Who?", "answer": "A. Writer"}]
        client.predict(question="And when?", history=turns, api_name="/ask")
        client.close()
    assert [(t.question, t.answer) for t in desk.asked[0][1]] == [("Who?", "A. Writer")]


def test_passages_are_found(client: Client) -> None:
    found = client.predict(question="worth", limit=5, api_name="/search")
    assert [p["document"] for p in found] == [LETTER.source.path]
    assert LETTER.text[found[0]["start"] : found[0]["end"]] == found[0]["text"]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("It was worth 42,000 pounds.", "verbatim"),
        ("It was worth 43,000 pounds.", "altered"),
        ("Nothing of the kind was ever said by anybody.", "not_found"),
    ],
)
def test_a_quotation_is_checked(client: Client, text: str, verdict: str) -> None:
    assert client.predict(text=text, api_name="/check_quote")["verdict"] == verdict


def test_a_letter_is_split_into_its_questions(client: Client) -> None:
    letter = "Dear Sir,\n\n1. How many vans were sold?\n2. Who bought them?\n\nYours,\nA. B."
    found = client.predict(text=letter, api_name="/split_letter")
    assert [q["label"] for q in found] == ["1", "2"]
    assert all(letter[q["start"] : q["end"]] == q["text"] for q in found)


WRONG = {
    "no text": ("/ask", {"question": 5}, "question must be a text"),
    "empty": ("/ask", {"question": " "}, "question is empty"),
    "too long": ("/ask", {"question": "a" * 20_001}, "question has 20,001 characters"),
    "history": ("/ask", {"question": "a", "history": "b"}, "history must be a list"),
    "turns": ("/ask", {"question": "a", "history": [{"question": 1}]}, "each turn of"),
    "filters": ("/ask", {"question": "a", "filters": [1]}, "filters must be an object"),
    "a filter": ("/ask", {"question": "a", "filters": {"x": "y"}}, "unknown filter 'x'"),
    "a date": ("/ask", {"question": "a", "filters": {"date_to": "May"}}, "May"),
    "limit": ("/search", {"question": "a", "limit": 0}, "limit must be a whole number"),
    "limit as text": ("/search", {"question": "a", "limit": "9"}, "limit must be a whole number"),
    "quotation": ("/check_quote", {"text": "a" * 10_001}, "text has 10,001 characters"),
    "letter": ("/split_letter", {"text": "a" * 200_001}, "text has 200,001 characters"),
    "no quotation": ("/check_quote", {"text": None}, "text must be a text"),
}


@pytest.mark.parametrize(("name", "given", "told"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_one_line(
    client: Client, name: str, given: dict[str, Any], told: str
) -> None:
    with pytest.raises(AppError) as raised:
        client.predict(**given, api_name=name)
    assert told in str(raised.value)
    assert "Traceback" not in str(raised.value) and "\n" not in str(raised.value)


def test_a_fault_in_the_program_tells_nothing_of_it() -> None:
    def broken(question: str) -> Any:
        raise KeyError("/secret/path")

    with served(FakeDesk(answers=broken)) as address:
        client = Client(address, verbose=False, analytics_enabled=False)
        with pytest.raises(AppError, match="fault in the program") as raised:
            client.predict(question="Why?", api_name="/ask")
        client.close()
    assert "secret" not in str(raised.value)


def test_as_an_mcp_server_the_same_tools_are_offered() -> None:
    with served(FakeDesk(), mcp=True) as address:
        names, verdict = asyncio.run(mcp_tools(f"{address}/gradio_api/mcp/"))
    assert sorted(names) == [n.removeprefix("/") for n in NAMES]
    assert verdict["verdict"] == "verbatim"


async def mcp_tools(address: str) -> tuple[list[str], dict[str, Any]]:
    async with (
        streamable_http_client(address) as (reads, writes, _),
        ClientSession(reads, writes) as session,
    ):
        await session.initialize()
        listed = await session.list_tools()
        text = {"text": "It was worth 42,000 pounds."}
        called = await session.call_tool("check_quote", text)
    told = called.content[0]
    assert isinstance(told, TextContent)
    return [t.name for t in listed.tools], json.loads(told.text)


def test_without_the_setting_there_is_no_mcp_server(address: str) -> None:
    request = urllib.request.Request(f"{address}/gradio_api/mcp/", b"{}")
    with pytest.raises(urllib.error.HTTPError) as raised:
        urllib.request.urlopen(request, timeout=20)
    assert raised.value.code == 404
    raised.value.close()


def test_a_missing_package_is_one_line_that_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(server, "find_spec", lambda name: None)
    with pytest.raises(BadSetting, match=r"pip install 'chapter-and-verse\[mcp\]'"):
        server.application(
            Work(FakeDesk(), Keeping.of(tmp_path)), Settings.model_validate({"mcp": True})
        )
