"""The server: headers on every response, only what the pages need, and a quick end."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import Message
from pathlib import Path
from typing import NamedTuple

import pytest

from rag.web.guarding import HEADERS, REQUEST_BYTES, host_name, is_used
from tests.browser import served
from tests.fakes_web import FakeDesk

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(FakeDesk()) as started:
        yield started


class Fetched(NamedTuple):
    status: int
    headers: Message
    text: str


def fetch(url: str, body: bytes | None = None, **headers: str) -> Fetched:
    request = urllib.request.Request(url, body, headers)
    try:
        with urllib.request.urlopen(request, timeout=20) as response:
            return Fetched(response.status, response.headers, response.read().decode())
    except urllib.error.HTTPError as error:
        with error:
            return Fetched(error.code, error.headers, "")


@pytest.mark.parametrize(
    "path",
    ["/", "/config", "/theme.css", "/page.js", "/nothing", "/gradio_api/upload", "/assets/x"],
)
def test_every_response_carries_the_policy(address: str, path: str) -> None:
    headers = fetch(address + path).headers
    for name, value in HEADERS.items():
        assert headers.get_all(name) == [value]


def test_the_page_and_its_script_are_served(address: str) -> None:
    page, script = fetch(address + "/"), fetch(address + "/page.js")
    assert (page.status, script.status) == (200, 200)
    assert "Chapter &amp; Verse" in page.text
    assert script.headers.get_content_type() == "text/javascript"


@pytest.mark.parametrize(
    "path",
    [
        "/docs",
        "/openapi.json",
        "/gradio_api/openapi.json",
        "/gradio_api/upload",
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/file=rag/web/server.py",
        "/gradio_api/proxy=http://127.0.0.1:1/",
        "/gradio_api/runs",
        "/gradio_api/call/ask",
        "/gradio_api/run/predict",
        "/gradio_api/vibe-edit",
        "/monitoring",
        "/svelte/../../app.py",
        "//config",
    ],
)
def test_what_the_pages_do_not_use_is_not_there(address: str, path: str) -> None:
    assert fetch(address + path).status == 404
    assert fetch(address + path, b"{}").status == 404


def test_a_page_of_another_name_cannot_ask(address: str) -> None:
    assert fetch(address + "/config", Host="rebound.test").status == 421
    assert fetch(address + "/config", Host="localhost:1").status == 200


def test_huge_requests_are_turned_away(address: str) -> None:
    join = address + "/gradio_api/queue/join"
    assert fetch(join, b"{}", **{"Content-Length": str(REQUEST_BYTES + 1)}).status == 413
    assert (
        fetch(join, b"{}", **{"Transfer-Encoding": "chunked", "Content-Length": ""}).status >= 400
    )


def test_paths_cannot_be_dressed_up() -> None:
    assert is_used("/assets/index.js")
    assert not is_used("/assetsx")
    assert not is_used("/config/../gradio_api/upload")


@pytest.mark.parametrize(
    ("given", "name"),
    [("a:1", "a"), ("LocalHost", "localhost"), ("[::1]:80", "::1"), ("", ""), ("[::1", "::1")],
)
def test_host_names_are_read_without_their_port(given: str, name: str) -> None:
    assert host_name(given) == name


@pytest.mark.slow
def test_the_program_listens_where_it_is_told_and_ends_within_five_seconds(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {
        "RAG_PORT": str(port),
        "RAG_STORE": str(tmp_path / "s"),
        "RAG_CORPUS": str(tmp_path),
    }
    with subprocess.Popen(
        [sys.executable, "app.py"], cwd=ROOT, env={**os.environ, **settings}, stdout=subprocess.PIPE
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline().decode() == f"Chapter & Verse: http://127.0.0.1:{port}\n"
        assert fetch(f"http://127.0.0.1:{port}/").status == 200
        begun = time.monotonic()
        program.send_signal(signal.SIGTERM)
        program.wait(20)
        assert time.monotonic() - begun < 5


@pytest.mark.slow
def test_an_impossible_setting_is_one_line() -> None:
    ended = subprocess.run(
        [sys.executable, "app.py"],
        cwd=ROOT,
        env={**os.environ, "RAG_PORT": "70000"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ended.returncode == 2
    assert ended.stderr.startswith("rag: variable RAG_PORT: setting 'port' is '70000'")
    assert ended.stderr.count("\n") == 1
