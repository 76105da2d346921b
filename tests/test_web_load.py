"""A hundred chats at once through the server: no error, no answer mixed up, nobody kept waiting by one."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field

import pytest

from rag.web.work import AT_ONCE
from tests.browser import served
from tests.fakes_web import LETTER, FakeDesk, answer

CHATS = 100
TABS = 50
"""Of the chats, those that one asker has open; each other chat is an asker of its own."""
MANY = "one with many tabs"
PATIENCE_SECONDS = 120
JOIN = "/gradio_api/queue/join"
EVENTS = "/gradio_api/queue/data?session_hash="


@pytest.fixture
def desk() -> FakeDesk:
    quote = ["It was worth 42,000 pounds."]
    return FakeDesk(
        answers=lambda q: answer(q, LETTER, quote, text=f"For {q} only [1]"), hold=threading.Event()
    )


@pytest.fixture
def address(desk: FakeDesk) -> Iterator[str]:
    with served(desk) as started:
        yield started.removeprefix("http://")


@dataclass
class Chat:
    """One browser window, as the server sees it: a question, and every event that comes back."""

    address: str
    number: int
    taken: threading.Barrier
    events: list[str] = field(default_factory=list)
    fault: Exception | None = None

    @property
    def has_many_tabs(self) -> bool:
        return self.number < TABS

    @property
    def question(self) -> str:
        asker = MANY if self.has_many_tabs else "somebody else"
        return f"Question {self.number:03} of {asker}"

    def __call__(self) -> None:
        try:
            self._send()
            self._listen()
        except (OSError, AssertionError, threading.BrokenBarrierError) as error:
            self.fault = error
            self.taken.abort()

    def _send(self) -> None:
        data = [self.question, *[""] * 6, None]
        body = json.dumps({"fn_index": 1, "data": data, "session_hash": f"chat{self.number}"})
        with closing(self._connection()) as connection:
            connection.request("POST", JOIN, body, {"Content-Type": "application/json"})
            assert connection.getresponse().status == 200

    def _listen(self) -> None:
        with closing(self._connection()) as connection:
            connection.request("GET", f"{EVENTS}chat{self.number}")
            with connection.getresponse() as reply:
                self._read(reply)

    def _read(self, reply: http.client.HTTPResponse) -> None:
        waits = True
        while line := reply.readline().decode():
            self.events.append(line)
            if waits and self.question in line:  # it stands in the line
                self.taken.wait(PATIENCE_SECONDS)
                waits = False
            if "process_completed" in line:
                break

    def _connection(self) -> http.client.HTTPConnection:
        """Each asker has an address of its own, of those that mean this machine."""
        own = "127.0.0.1" if self.has_many_tabs else f"127.0.1.{self.number}"
        return http.client.HTTPConnection(
            self.address, timeout=PATIENCE_SECONDS, source_address=(own, 0)
        )


def test_a_hundred_chats_are_answered_each_its_own_and_in_turn(
    desk: FakeDesk, address: str
) -> None:
    taken = threading.Barrier(CHATS + 1)
    chats = [Chat(address, number, taken) for number in range(CHATS)]
    threads = [threading.Thread(target=chat) for chat in chats]
    for thread in threads:
        thread.start()
    taken.wait(PATIENCE_SECONDS)
    assert desk.hold is not None
    desk.hold.set()
    for thread in threads:
        thread.join(PATIENCE_SECONDS)
    assert [c.fault for c in chats if c.fault] == []
    questions = {c.question for c in chats}
    for chat in chats:
        told = "".join(chat.events)
        assert f"For {chat.question} only" in told
        assert {q for q in questions if q in told} == {chat.question}
    order = [question for question, _ in desk.asked]
    assert sorted(order) == sorted(questions)
    last_of_others = max(at for at, question in enumerate(order) if MANY not in question)
    before = [question for question in order[:last_of_others] if MANY in question]
    assert len(before) <= AT_ONCE + 1  # begun before the others came, and one of their round
