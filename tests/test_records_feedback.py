"""Feedback on an answer: written and read back, and one line for every fault."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rag.answering.answer_json import as_json
from rag.errors import WrongUse
from rag.records.feedback import Feedback, ShownQuote, Verdict, read_feedback, shown, write_feedback
from rag.types import Turn
from tests.eval_examples import answer, citation

ANSWER = answer(text="In Leeds. [1]", citations=[citation("The plant stands in Leeds.")])
GIVEN = {"question": "Where?", "verdict": "wrong", "answer": as_json(ANSWER)}


def test_feedback_comes_back_as_it_was_written(tmp_path: Path) -> None:
    given = Feedback("Wo, bitte – „dort“?", Verdict.GOOD, shown(ANSWER), (Turn("a", "b"),), "Ja\n")
    write_feedback(given, tmp_path / "new" / "f.json")
    assert read_feedback(tmp_path / "new" / "f.json") == given


def test_an_answer_of_the_contract_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "f.json").write_text(json.dumps(GIVEN), encoding="utf-8")
    read = read_feedback(tmp_path / "f.json")
    assert read.answer == shown(ANSWER)
    assert read.answer.citations == (ShownQuote("plant.txt", "The plant stands in Leeds."),)
    assert (read.verdict, read.history, read.comment) == (Verdict.WRONG, (), "")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "no record of feedback: Invalid JSON"),
        ("[]", "no record of feedback"),
        (json.dumps(GIVEN | {"verdict": "bad"}), "key 'verdict'.*'good', 'wrong' or 'incomplete'"),
        (json.dumps(GIVEN | {"question": " "}), "the question and every turn .* need words"),
        (json.dumps(GIVEN | {"question": 3}), "key 'question'"),
        (json.dumps(GIVEN | {"history": [{"question": "a"}]}), "key 'history.0.answer'"),
        (json.dumps(GIVEN | {"answer": None}), "key 'answer'"),
    ],
)
def test_a_fault_is_one_line(tmp_path: Path, content: str, said: str) -> None:
    file = tmp_path / "f.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(WrongUse, match=said) as told:
        read_feedback(file)
    assert str(file) in str(told.value) and "\n" not in str(told.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match=r"absent\.json: cannot be read"):
        read_feedback(tmp_path / "absent.json")
