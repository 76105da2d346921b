"""The questions of a letter to parts with answers, each put so that it can be understood alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from rag.answering.assistant import MISSING_LINE
from rag.enquiries.asking_words import asks_without_mark, begins_asking, ends_asking
from rag.enquiries.enquiry import Enquiry, LetterQuestion, Part
from rag.enquiries.premises import premise_of
from rag.enquiries.replies import Reply
from rag.types import NO_FILTERS, Answer, Filters, Outcome, Progress, Turn


class Asked(Protocol):
    """What answers a question: the assistant."""

    def ask(
        self, question: str, turns: Sequence[Turn] = (), filters: Filters = NO_FILTERS
    ) -> Answer:
        """The answer. Raises BadQuestion."""


@dataclass(frozen=True, slots=True)
class AnsweredEnquiry:
    """What became of a letter: its enquiry, and the draft of a reply. `notice` is of the index."""

    enquiry: Enquiry
    reply: Reply
    notice: str | None = None


def ignore_progress(_: str, __: int, ___: int) -> None:
    """Where nobody watches."""


def answered_parts(
    questions: Sequence[LetterQuestion], assistant: Asked, progress: Progress = ignore_progress
) -> tuple[Part, ...]:
    """A part for each question, in order, with its answer: answered, partly answered or not held.

    `progress` is called with ("answering", done, total). Raises BadQuestion.
    """
    parts = []
    for done, question in enumerate(questions, 1):
        parts.append(Part(question, answered(question, assistant)))
        progress("answering", done, len(questions))
    return tuple(parts)


def answered(question: LetterQuestion, assistant: Asked) -> Answer:
    """The answer to one question of a letter. Where its premise alone is dealt with, that is told."""
    answer = _asked(question, assistant)
    if answer.outcome is Outcome.NOT_HELD and (premise := premise_of(question.text)):
        about = assistant.ask(premise, _turns(question))
        if about.outcome in (Outcome.ANSWERED, Outcome.PARTLY_ANSWERED):
            found = about.text.partition(f"\n\n{MISSING_LINE}\n")[0]
            text = f"{found}\n\n{MISSING_LINE}\n- {' '.join(question.text.split())}"
            return replace(
                about,
                question=answer.question,
                standalone_question=premise,
                outcome=Outcome.PARTLY_ANSWERED,
                text=text,
                short_answer=None,
            )
    return answer


def _asked(question: LetterQuestion, assistant: Asked) -> Answer:
    words = " ".join(question.text.split())
    if not (ends_asking(words) or begins_asking(words) or asks_without_mark(words)):
        return assistant.ask(question.asked)  # "the cost of each" asks only with its stem
    answer = assistant.ask(words, _turns(question))
    if answer.outcome is Outcome.NEEDS_CLARIFICATION and question.context:
        return assistant.ask(question.asked)
    return answer


def _turns(question: LetterQuestion) -> tuple[Turn, ...]:
    """The context as what was said before: it is drawn on only where the question leans on it."""
    return (Turn(question.context, ""),) if question.context else ()
