"""An enquiry with its parts answered from canned documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from rag.enquiries.enquiry import Enquiry, Letter, LetterQuestion, Part
from rag.types import Answer, Document
from tests.fakes_web import LETTER, answer, not_held

WORTH = "It was worth 42,000 pounds."
AWARDED = "The tender was awarded in March 2021."


def question(text: str, label: str = "1", context: str = "") -> LetterQuestion:
    return LetterQuestion(label, text, 0, len(text), context)


def answered(text: str, label: str, quotes: Sequence[str], document: Document = LETTER) -> Part:
    return Part(question(text, label), answer(text, document, quotes=quotes))


def unanswered(text: str, label: str, *near: Document) -> Part:
    return Part(question(text, label), not_held_by(text, *near))


def not_held_by(text: str, *near: Document) -> Answer:
    made = not_held(text, *near)
    return replace(made, document_paths={d.id: d.source.path for d in near})


def enquiry(*parts: Part) -> Enquiry:
    given = parts or (
        answered("What was the tender worth?", "1", [WORTH]),
        answered("When was it awarded, and what was it worth?", "2(a)", [AWARDED, WORTH]),
        unanswered("Who lost it?", "2(b)", LETTER),
    )
    text = "\n".join(p.question.text for p in given)
    letter = Letter(text, sender="Ms A. Asker", reference="REF/7", subject="The tender")
    return Enquiry("abc", letter, date(2026, 3, 2), None, tuple(given))
