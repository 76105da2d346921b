"""The optional judge, against a model played back over a real connection."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from eval.judge import Endpoint, JudgeFailed, grade_in, judge, prompt_of, with_grades
from eval.runner import run
from rag.types import Outcome
from tests.eval_examples import DOCUMENT, answer, case

CASES = [case("a", must_say=(("42,000", "forty-two"),)), case("b", Outcome.NOT_HELD), case("c")]


class _Model(BaseHTTPRequestHandler):
    """Grades by turns; keeps what it was sent."""

    replies: Iterator[str]
    seen: list[tuple[str | None, dict[str, object]]]

    def do_POST(self) -> None:
        sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.seen.append((self.headers.get("Authorization"), sent))
        message = {"message": {"content": next(self.replies)}}
        body = json.dumps({"choices": [message]} if "elsewhere" not in self.path else {})
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture
def url() -> Iterator[str]:
    _Model.replies = iter(
        ["RIGHT", "right.", "WRONG", "I say: PARTLY", "hm", "partly", *["WRONG"] * 3]
    )
    _Model.seen = []
    server = HTTPServer(("127.0.0.1", 0), _Model)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    thread.join()
    server.server_close()


def test_grades_readings_and_their_agreement(url: str) -> None:
    results = run(CASES, lambda _c: answer(text="42,000 staff"), [DOCUMENT], repeats=2).results
    judged = judge(results, Endpoint(url, "tiny", "secret").read, readings=3)
    assert judged.grades == pytest.approx({"a": 2 / 3, "b": 0.5, "c": 0})
    assert judged.agreement == pytest.approx((1 + 1 + 3) / (3 + 1 + 3))
    assert judged.unreadable == 1
    key, sent = _Model.seen[0]
    assert (key, sent["model"], len(_Model.seen)) == ("Bearer secret", "tiny", 9)
    assert judged.as_json()["mean"] == pytest.approx((2 / 3 + 0.5) / 3)
    assert [r.scores["judge"] for r in with_grades(results, judged)][2:4] == [0.5, 0.5]
    assert judged.told().startswith("judge: 0.389 over 3 cases, its readings agree on 0.71, 1")


def test_the_judge_sees_what_is_wanted_and_no_score() -> None:
    prompt = prompt_of(CASES[0], answer(text="It has 42,000."))
    assert "42,000 or forty-two" in prompt and "It has 42,000." in prompt
    assert "score" not in prompt


@pytest.mark.parametrize(
    ("reply", "grade"),
    [("RIGHT", 1), ("Not RIGHT but WRONG", 0), ("partly", 0.5), ("upright", None)],
)
def test_the_last_grade_counts(reply: str, grade: float | None) -> None:
    assert grade_in(reply) == grade


def test_an_endpoint_that_does_not_answer_is_named_in_one_line(url: str) -> None:
    for address in ("http://127.0.0.1:9/v1", f"{url}/elsewhere"):
        with pytest.raises(JudgeFailed) as failed:
            Endpoint(address, "tiny").read("?")
        assert address in str(failed.value) and "\n" not in str(failed.value)
