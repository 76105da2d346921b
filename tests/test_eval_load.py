"""Many people at once: what is measured, and what is called a fault."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval import load
from eval.__main__ import app
from eval.load import Load, Wait
from rag.errors import RagError, WrongUse
from tests.browser import served
from tests.fakes_web import LETTER, FakeDesk, answer


def test_a_few_people_at_once_each_get_their_own_answer(tmp_path: Path) -> None:
    desk = FakeDesk()
    out = tmp_path / "load.json"
    with served(desk) as address:
        given = ["load", "--url", address, "--people", "4", "--alone", "2", "--out", str(out)]
        done = CliRunner().invoke(app, given)
    assert done.exit_code == 0, done.output
    assert "faults: []" in done.output
    assert '"people": 4' in out.read_text()
    asked = [question for question, _ in desk.asked]
    assert sorted(asked) == sorted(load.shipped_questions(6))


def test_an_answer_with_the_words_of_another_question_and_none_at_all_are_faults() -> None:
    first, second = "What was it worth?", "Who wasn't there?"
    desk = FakeDesk(answers=lambda q: answer(first, LETTER, text=f"For {first} it was so [1]."))
    with served(desk) as address:
        page = load.page_at(address)
        measured = load.measure(page, [first], [first, second])
    assert measured.faults == [f"{second}: got the words of {first!r}"]
    none = Load((Wait(first, 1.0, ""),), (Wait(second, 1.0, "", "the server answered 503"),))
    assert none.faults == [f"{first}: no answer came", f"{second}: the server answered 503"]


def test_the_slowest_twentieth_is_told_as_a_multiple_of_one_person() -> None:
    alone = tuple(Wait("?", seconds, "") for seconds in (0.5, 1.0, 9.0))
    together = tuple(Wait("?", float(seconds), "") for seconds in range(100, 0, -1))
    measured = Load(alone, together)
    assert (measured.alone_seconds, measured.p95_seconds, measured.ratio) == (1.0, 95.0, 95.0)


def test_where_no_page_answers_it_is_said_in_one_line() -> None:
    with pytest.raises(WrongUse, match="no address of a page"):
        load.page_at("127.0.0.1")
    with pytest.raises(RagError, match="no ask page answers there"):
        load.page_at("http://127.0.0.1:1")
    with pytest.raises(WrongUse, match="100000 questions"):
        load.shipped_questions(100_000)
