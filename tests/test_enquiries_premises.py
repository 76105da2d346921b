"""What a question takes for granted is told apart, and met in the reply with what the documents say."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document as WordFile

from rag.enquiries.answering_parts import answered
from rag.enquiries.default_replies import default_reply
from rag.enquiries.enquiry import Enquiry, LetterQuestion, Part
from rag.enquiries.premises import premise_dealt_with, premise_of
from rag.enquiries.replies import reply_as_text, reply_as_word, reply_of
from rag.enquiries.templates import read_templates
from rag.types import Answer, Outcome
from tests.fakes import make_document
from tests.fakes_enquiries import enquiry
from tests.fakes_web import answer
from tests.test_enquiries_answering_parts import FakeAssistant

WHY = "Why did the council shut the pier?"
GIVEN = "Given that the council shut the pier, who pays?"
PREMISE = "Did the council shut the pier?"
DENIED = "The council did not shut the pier."
HELD = "The pier was shut because its floor was rotten."
NOTE = make_document(f"{DENIED} {HELD} The council shut the pier.", title="A note", path="n.txt")
TEMPLATES = read_templates()
LEAD_IN = f"Your question takes it that the answer to this is yes: {PREMISE}"


@pytest.mark.parametrize(
    ("question", "premise"),
    [
        ("Given that the pier is shut, who pays?", "Is it true that the pier is shut?"),
        ("Since the council sold the pier, who runs it?", "Is it true that the council sold the pier?"),
        ("Why did you\nshut the pier?", "Did you shut the pier?"),
        ("Why was the pier shut, and who decided it?", "Was the pier shut?"),
        ("Why has the council not replied?", "Has the council not replied?"),
        ("Since the start of the year, how many came?", ""),
        ("As a resident of the town, what must I pay?", ""),
        ("Who owns the pier?", ""),
        ("Why?", ""),
    ],
)  # fmt: skip
def test_what_a_question_takes_for_granted(question: str, premise: str) -> None:
    assert premise_of(question) == premise


@pytest.mark.parametrize(
    ("asked", "quote", "premise"),
    [
        pytest.param(WHY, DENIED, PREMISE, id="denied"),
        pytest.param(WHY, HELD, "", id="not denied"),
        pytest.param("Who shut the pier?", DENIED, "", id="takes nothing for granted"),
        pytest.param(GIVEN, DENIED, "Is it true that the council shut the pier?", id="given"),
        pytest.param(GIVEN, "The council shut the pier.", "", id="given and true"),
    ],
)
def test_only_where_the_words_cited_deny_it_an_answer_deals_with_the_premise(
    asked: str, quote: str, premise: str
) -> None:
    found = answer(asked, NOTE, [quote])
    assert premise_dealt_with(found) == premise
    assert premise_dealt_with(replace(found, outcome=Outcome.NOT_HELD)) == ""


def with_premise_only() -> Answer:
    """Nothing says why; something speaks of what the question takes for granted."""
    assistant = FakeAssistant({PREMISE: answer(PREMISE, NOTE, [HELD])})
    return answered(LetterQuestion("1", WHY, 0, len(WHY)), assistant)


@pytest.mark.parametrize("made", [answer(WHY, NOTE, [DENIED]), with_premise_only()])
def test_the_reply_says_first_what_is_taken_for_granted(made: Answer) -> None:
    reply = default_reply(made, TEMPLATES, {NOTE.id: NOTE}.__getitem__)
    lead_in, says, *rest = reply.split("\n\n")
    assert lead_in == LEAD_IN
    assert says == "The documents that we have searched say this about it:"
    assert "\n\n".join(rest).startswith(made.text.partition("\n\n")[0])
    partly = made.outcome is Outcome.PARTLY_ANSWERED
    assert ("found nothing in them that answers this part" in reply) == partly


def test_the_letter_back_has_it_as_text_and_in_word() -> None:
    made = of(answer(WHY, NOTE, [DENIED]))
    reply = reply_of(made, TEMPLATES, {NOTE.id: NOTE}.__getitem__)
    assert reply.faults == ()
    written = reply_as_text(reply)
    assert written.index(WHY) < written.index(LEAD_IN) < written.index(f"“{DENIED}”")
    paragraphs = [p.text for p in WordFile(BytesIO(reply_as_word(reply))).paragraphs]
    at = paragraphs.index(LEAD_IN)
    assert paragraphs[at + 1].startswith("The documents that we have searched")
    assert DENIED in paragraphs[at + 2]


def test_the_paragraph_is_edited_like_the_others(tmp_path: Path) -> None:
    (tmp_path / "premise.md").write_text("You ask as if this were so. {premise} We found:")
    reply = default_reply(
        answer(WHY, NOTE, [DENIED]), read_templates(tmp_path), {NOTE.id: NOTE}.__getitem__
    )
    assert reply.startswith(f"You ask as if this were so. {PREMISE} We found:\n\n")


def test_markers_in_a_question_stay_text() -> None:
    asked = "Why did the council shut the pier [1]?"
    reply = default_reply(answer(asked, NOTE, [DENIED]), TEMPLATES, {NOTE.id: NOTE}.__getitem__)
    assert "Did the council shut the pier (1)?" in reply.partition("\n")[0]


def of(made: Answer) -> Enquiry:
    return enquiry(Part(LetterQuestion("1", WHY, 0, len(WHY)), made))
