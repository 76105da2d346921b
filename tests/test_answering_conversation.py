"""Follow-ups become questions that stand alone."""

import pytest

from rag.answering.conversation import standalone_question
from rag.types import Turn

TURNS = (Turn("Who wrote the report on vans?", "Ann."), Turn("And when?", "In May."))


@pytest.mark.parametrize(
    "question",
    [
        "Who attended the meeting in Leeds on 4 May?",
        "What did the Inspector say about its brakes and lights in Leeds?",
    ],
)
def test_a_question_that_names_its_subject_stays(question: str) -> None:
    assert standalone_question(question, TURNS) == question


@pytest.mark.parametrize("question", ["And in Scotland?", "Who paid for it?", "What about buses?"])
def test_a_follow_up_takes_the_last_subject(question: str) -> None:
    assert standalone_question(question, TURNS) == f"Who wrote the report on vans? {question}"


def test_with_nothing_before_it_a_question_stays() -> None:
    assert standalone_question("  And   in Scotland? ", ()) == "And in Scotland?"
