"""Each question of a letter is put so that it can be understood alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pytest

from rag.enquiries.answering_parts import answered, answered_parts
from rag.enquiries.enquiry import LetterQuestion
from rag.enquiries.premises import premise_dealt_with
from rag.types import NO_FILTERS, Answer, Filters, Outcome, Turn
from tests.fakes_web import LETTER, answer, not_held


@dataclass
class FakeAssistant:
    """Remembers what it was asked; what is not among its answers is not held."""

    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, list[str]]] = field(default_factory=list)

    def ask(
        self, question: str, turns: Sequence[Turn] = (), filters: Filters = NO_FILTERS
    ) -> Answer:
        self.asked.append((question, [t.question for t in turns]))
        return self.answers.get(question) or not_held(question, LETTER)


def asked(text: str, context: str = "") -> LetterQuestion:
    return LetterQuestion("1", text, 0, len(text), context)


@pytest.mark.parametrize(
    ("question", "put"),
    [
        (asked("How many\nvans are there?"), ("How many vans are there?", [])),
        (
            asked("How many are there?", "This is about vans."),
            ("How many are there?", ["This is about vans."]),
        ),
        (asked("who drove it", "One van crashed."), ("who drove it", ["One van crashed."])),
        (
            asked("the cost of each", "For each van, please give:"),
            ("For each van, please give: the cost of each", []),
        ),
    ],
)
def test_context_is_told_before_a_question_and_with_what_is_none(
    question: LetterQuestion, put: tuple[str, list[str]]
) -> None:
    assistant = FakeAssistant()
    answered(question, assistant)
    assert assistant.asked == [put]


def test_where_it_is_unclear_the_context_is_put_with_it() -> None:
    unclear = replace(answer("Which?", LETTER, []), outcome=Outcome.NEEDS_CLARIFICATION)
    assistant = FakeAssistant({"Which?": unclear})
    answered(asked("Which?", "About vans."), assistant)
    assert [question for question, _ in assistant.asked] == ["Which?", "About vans. Which?"]


def test_a_premise_that_the_documents_deal_with_is_told_as_a_part() -> None:
    question = "Given that the office was sold in May, who bought it?"
    about = answer("?", LETTER, ["It was worth 42,000 pounds."])
    assistant = FakeAssistant({"Is it true that the office was sold in May?": about})
    found = answered(asked(question), assistant)
    assert found.outcome is Outcome.PARTLY_ANSWERED
    assert found.citations == about.citations
    assert premise_dealt_with(found) == "Is it true that the office was sold in May?"
    assert found.text.endswith(f"- {question}")
    assert answered(asked(question), FakeAssistant()).outcome is Outcome.NOT_HELD


def test_parts_stand_in_order_and_progress_is_told() -> None:
    told: list[tuple[str, int, int]] = []
    questions = [asked("Who came?"), asked("Who left?")]
    parts = answered_parts(questions, FakeAssistant(), lambda *step: told.append(step))
    assert [p.question.text for p in parts] == ["Who came?", "Who left?"]
    assert told == [("answering", 1, 2), ("answering", 2, 2)]
