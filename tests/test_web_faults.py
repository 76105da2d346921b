"""What anybody can send to the server without its pages: nothing breaks, nothing is given away."""

from __future__ import annotations

import json
import socket
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any, NamedTuple

import gradio as gr
import pytest

from rag.web import frame
from rag.web.guarding import REQUEST_BYTES
from rag.web.receiving import mended
from tests.browser import served
from tests.fakes_web import FakeDesk

JOIN, DATA = "/gradio_api/queue/join", "/gradio_api/queue/data?session_hash="
TELLTALES = ("Traceback", 'File \\"', ".py", "Error:", "object at 0x", "/tmp/")
SECRET = "Of the sealed bids, which was opened first?"


class Reply(NamedTuple):
    status: int
    text: str


def send(url: str, body: bytes | None = None) -> Reply:
    headers = {"Content-Type": "application/json"}
    try:
        with urllib.request.urlopen(
            urllib.request.Request(url, body, headers), timeout=20
        ) as reply:
            return Reply(reply.status, reply.read().decode())
    except urllib.error.HTTPError as error:
        with error:
            return Reply(error.code, error.read().decode())


def call(address: str, handler: int, data: list[Any], session: str) -> str:
    """Everything the server sends back for one event."""
    body = {"fn_index": handler, "data": data, "session_hash": session}
    joined = send(address + JOIN, json.dumps(body).encode())
    return send(address + DATA + session).text if joined.status == 200 else joined.text


def handlers(address: str) -> dict[int, int]:
    """How many values each handler takes, by number."""
    return {h["id"]: len(h["inputs"]) for h in configuration(address)["dependencies"]}


def configuration(address: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(send(address + "/config").text)
    return read


def handler_of(address: str, name: str) -> int:
    """The first handler of a component, by its id in the page or what is written on it."""
    config = configuration(address)
    named = {
        c["id"]
        for c in config["components"]
        if name in (c["props"].get("elem_id"), c["props"].get("value"))
    }
    bound = config["dependencies"]
    return int(next(h["id"] for h in bound if any(t[0] in named for t in h["targets"])))


@pytest.fixture(scope="module")
def desk() -> FakeDesk:
    return FakeDesk()


@pytest.fixture(scope="module")
def address(desk: FakeDesk) -> Iterator[str]:
    with served(desk) as started:
        yield started


def ask_of(address: str, question: str, session: str) -> str:
    return call(address, handler_of(address, "question"), [question, *[""] * 6, None], session)


MALFORMED = {
    "nothing": b"{}",
    "null": b"null",
    "list": b"[]",
    "no JSON": b"\xff\xfe",
    "too deep": b"[" * 100_000,
    "no such handler": b'{"fn_index": 9999, "data": [], "session_hash": "m"}',
    "negative handler": b'{"fn_index": -1, "data": [], "session_hash": "m"}',
    "handler as text": b'{"fn_index": "ask", "data": [], "session_hash": "m"}',
    "no handler": b'{"fn_index": null, "data": [], "session_hash": "m"}',
    "handler by name": b'{"fn_name": "ask", "data": ["a"], "session_hash": "m"}',
    "data as text": b'{"fn_index": 1, "data": "x", "session_hash": "m"}',
    "no data": b'{"fn_index": 1, "data": null, "session_hash": "m"}',
    "session as number": b'{"fn_index": 1, "data": [], "session_hash": 5}',
    "no session": b'{"fn_index": 1, "data": [], "session_hash": null}',
    "odd trigger": b'{"fn_index": 1, "data": [], "session_hash": "m", "trigger_id": "x"}',
}


@pytest.mark.parametrize("body", MALFORMED.values(), ids=MALFORMED)
def test_a_request_of_the_wrong_form_is_refused_without_a_word_of_the_program(
    address: str, body: bytes
) -> None:
    reply = send(address + JOIN, body)
    assert 400 <= reply.status < 500
    assert not any(telltale in reply.text for telltale in TELLTALES), reply.text


@pytest.mark.parametrize("path", ["run/predict", "run/ask", "call/ask", "api/ask", "run/page_1"])
def test_handlers_cannot_be_called_by_other_ways(address: str, path: str) -> None:
    body = json.dumps({"data": [SECRET], "fn_index": 1, "session_hash": "m"}).encode()
    assert send(f"{address}/gradio_api/{path}", body) == Reply(404, "not found")


@pytest.mark.parametrize("size", [REQUEST_BYTES + 1, 10_000_000])
def test_what_is_too_large_is_turned_away_unread(address: str, desk: FakeDesk, size: int) -> None:
    host, port = address.removeprefix("http://").split(":")
    before = len(desk.asked)
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        head = f"POST {JOIN} HTTP/1.1\r\nHost: {host}\r\nContent-Length: {size}\r\n\r\n"
        connection.sendall(head.encode() + b"x" * 1_000)
        assert connection.recv(12) == b"HTTP/1.1 413"
    assert len(desk.asked) == before


WRONG: list[Any] = [
    None,
    5,
    [[1], "x"],
    {"__type__": "update", "value": "x", "path": "/etc/passwd"},
    "\x00 1.1 open 99999999999999999999 {}",
]


def test_no_handler_tells_of_the_program_whatever_it_is_sent(address: str) -> None:
    for handler, wanted in handlers(address).items():
        data = [WRONG[(handler + at) % len(WRONG)] for at in range(wanted)]
        told = call(address, handler, data, f"wrong-{handler}")
        assert not any(telltale in told for telltale in TELLTALES), (handler, told)
    assert "42,000" in ask_of(address, "And now?", "after")


@pytest.mark.parametrize(
    ("body", "whole"),
    [
        (b'{"a": "x\\ud800y"}', b'{"a": "x\xef\xbf\xbdy"}'),
        (b'["x\xed\xa0\x80y"]', b'["x\xef\xbf\xbdy"]'),
        ('["\ud800"]'.encode("utf-16-le", "surrogatepass"), b'["\xef\xbf\xbd"]'),
        (b'["\\ud83d\\ude00", "\\\\ud800"]', b'["\\ud83d\\ude00", "\\\\ud800"]'),
        (b'{"\\udfff": 1}', b'{"\xef\xbf\xbd": 1}'),
        (b"[" * 100_000, b"[" * 100_000),
        (b"\xff\xfe", b"\xff\xfe"),
        (b"", b""),
    ],
    ids=["written out", "as bytes", "UTF-16", "no half", "name", "too deep", "no JSON", "nothing"],
)
def test_half_characters_are_replaced_where_they_come_in(body: bytes, whole: bytes) -> None:
    assert mended(body) == whole


def test_half_characters_are_taken_by_every_handler_like_any_other_text(address: str) -> None:
    for handler, wanted in handlers(address).items():
        told = call(address, handler, ["open a\ud800b"] * wanted, f"half-{handler}")
        assert "process_completed" in told, (handler, told)
        assert not any(telltale in told for telltale in TELLTALES), (handler, told)
    assert "42,000" in ask_of(address, "What \udfff now?", "half-after")


def test_a_session_sees_nothing_of_another(address: str) -> None:
    assert "sealed bids" in ask_of(address, SECRET, "mine")
    state = {"id": "mine", "session_hash": "mine"}
    for name, data in (
        ("picked", ["1.1 1", state]),
        ("Previous citation", [state]),
        ("Next citation", [state]),
    ):
        told = call(address, handler_of(address, name), data, f"stranger-{name[:4]}")
        assert "process_completed" in told
        assert "sealed bids" not in told and "42,000" not in told


def test_where_nothing_changes_one_component_is_named_and_left_as_it_is() -> None:
    assert frame.set_only({"a": None, "b": ""}) == {"b": ""}
    assert frame.set_only({"a": None, "b": None}) == {"a": gr.skip()}
