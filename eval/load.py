"""Many people asking at once on the page: how long each waits, as a multiple of asking alone."""

from __future__ import annotations

import html
import http.client
import json
import threading
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from secrets import token_hex
from statistics import median
from typing import Any
from urllib.parse import urlsplit

from eval.case_file import read_case_file
from eval.cases import SHIPPED
from rag.errors import RagError, WrongUse

PATIENCE_SECONDS = 120
JOIN = "/gradio_api/queue/join"
EVENTS = "/gradio_api/queue/data?session_hash="
TURN = 'id=\\"turn-1\\"'
"""What the first answer of a conversation is marked with, in the JSON of an event."""
QUESTION_BOX = "question"
"""The id of the box that a question is typed into."""


@dataclass(frozen=True, slots=True)
class Page:
    """The page as a browser sees it: where it is, and what it sends when it is opened and asked."""

    host: str
    opens: int
    asks: int
    inputs: int


@dataclass(frozen=True, slots=True)
class Wait:
    """What one person saw: how long it took, every event that came back, and what went wrong."""

    question: str
    seconds: float
    told: str
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Load:
    """The waits of one person alone, one question after the other, and of many at once."""

    alone: tuple[Wait, ...]
    together: tuple[Wait, ...]

    @property
    def alone_seconds(self) -> float:
        """The median wait of one person."""
        return median(w.seconds for w in self.alone)

    @property
    def p95_seconds(self) -> float:
        """The wait that 95 of a hundred of many stay within."""
        ordered = sorted(w.seconds for w in self.together)
        return ordered[-(-95 * len(ordered) // 100) - 1]

    @property
    def ratio(self) -> float:
        """How many times as long the slowest twentieth waits."""
        return self.p95_seconds / self.alone_seconds

    @property
    def faults(self) -> list[str]:
        """What went wrong: no answer, or words of another person's question in it."""
        asked = {w.question for w in (*self.alone, *self.together)}
        return [fault for w in (*self.alone, *self.together) if (fault := _fault(w, asked))]


def _fault(wait: Wait, asked: set[str]) -> str:
    if wait.fault:
        return f"{wait.question}: {wait.fault}"
    shown = html.unescape(wait.told)
    if TURN not in shown:
        return f"{wait.question}: no answer came"
    mixed = sorted(q for q in asked if q not in wait.question and q in shown)
    return f"{wait.question}: got the words of {mixed[0]!r}" if mixed else ""


def shipped_questions(count: int) -> list[str]:
    """So many of the questions on the shipped corpus that need no turn before them.

    Raises WrongUse where there are not so many.
    """
    cases = (case for file in SHIPPED for case in read_case_file(file))
    found = list(dict.fromkeys(" ".join(c.question.split()) for c in cases if not c.history))
    if count > len(found):
        raise WrongUse(f"{count} questions: at most {len(found)} are shipped: let fewer people ask")
    return found[:count]


def page_at(url: str) -> Page:
    """The ask page of a server. Raises WrongUse or RagError where there is none."""
    parts = urlsplit(url)
    if parts.scheme != "http" or not parts.netloc:
        raise WrongUse(f"{url!r} is no address of a page: write it as http://127.0.0.1:7860")
    try:
        with closing(_connection(parts.netloc)) as connection:
            connection.request("GET", "/config")
            config = json.loads(connection.getresponse().read())
        return _page(parts.netloc, config)
    except (OSError, ValueError, KeyError, StopIteration) as error:
        told = f"{url}: no ask page answers there ({error or 'no box for a question'})"
        raise RagError(f"{told}: start it with rag serve") from error


def _page(host: str, config: dict[str, Any]) -> Page:
    components = config["components"]
    box = next(c["id"] for c in components if c["props"].get("elem_id") == QUESTION_BOX)
    handlers = config["dependencies"]
    asks = next(d for d in handlers if [box, "submit"] in d["targets"])
    opens = next(d for d in handlers if _is_of_load(d["targets"]) and box in d["outputs"])
    return Page(host, opens["id"], asks["id"], len(asks["inputs"]))


def _is_of_load(targets: Sequence[tuple[int, str]]) -> bool:
    return any(event == "load" for _, event in targets)


def opened(page: Page) -> str:
    """A window of its own with the page open in it. Raises OSError or RagError where it is not."""
    window = token_hex(8)
    _send(page, page.opens, [], window)
    _told(page, window)
    return window


def ask(page: Page, question: str, window: str) -> Wait:
    """One person's question in an open window, until its answer is there."""
    begun = time.perf_counter()
    told, fault = "", ""
    try:
        _send(page, page.asks, [question, *[""] * (page.inputs - 2), None], window)
        told = _told(page, window)
    except (OSError, http.client.HTTPException, RagError) as error:
        fault = str(error) or type(error).__name__
    return Wait(question, time.perf_counter() - begun, told, fault)


def measure(page: Page, alone: Sequence[str], together: Sequence[str]) -> Load:
    """Some questions one after the other, then others at once, each of a person with the page open."""
    one = tuple(ask(page, question, opened(page)) for question in alone)
    waits: list[Wait] = []
    windows = [opened(page) for _ in together]
    begin = threading.Barrier(len(together))

    def person(question: str, window: str) -> None:
        begin.wait()
        waits.append(ask(page, question, window))

    askers = zip(together, windows, strict=True)
    threads = [threading.Thread(target=person, args=asker) for asker in askers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Load(one, tuple(waits))


def _send(page: Page, handler: int, data: Sequence[str | None], window: str) -> None:
    body = json.dumps({"fn_index": handler, "data": data, "session_hash": window})
    with closing(_connection(page.host)) as connection:
        connection.request("POST", JOIN, body, {"Content-Type": "application/json"})
        if (status := connection.getresponse().status) != http.HTTPStatus.OK:
            raise RagError(f"the server answered {status}")


def _told(page: Page, window: str) -> str:
    lines: list[str] = []
    with closing(_connection(page.host)) as connection:
        connection.request("GET", EVENTS + window)
        with connection.getresponse() as reply:
            while line := reply.readline().decode():
                lines.append(line)
                if "process_completed" in line:
                    break
    return "".join(lines)


def _connection(host: str) -> http.client.HTTPConnection:
    return http.client.HTTPConnection(host, timeout=PATIENCE_SECONDS)
