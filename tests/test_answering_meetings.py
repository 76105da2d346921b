"""When and where a meeting was held: from the head of its note, and only where it is certain which."""

from __future__ import annotations

import pytest

from rag.answering.meetings import meeting_stated, with_meeting_named
from rag.types import Document
from tests.fakes import make_document

HEAD = (
    "Note of the meeting of the Harbour Board and the Boat Club\n\n{head}\n\n"
    "The Board thanked the Club for its letter of 3 January 2019, which it had read in Leeds."
)


def note(head: str) -> Document:
    return make_document(
        HEAD.format(head=head), "note.txt", title="Meeting with the Boat Club", kind="minutes"
    )


NOTE = note("Tuesday 4 May 2021, Town Hall, Whitby\n\n2.15 pm to 4 pm")
LABELLED = note("Date: 4 May 2021\n\nVenue: Town Hall, Whitby")
LETTER = make_document("4 May 2021, Whitby\n\nDear all", "letter.txt", title="Dues", kind="letter")


def stated(question: str, *documents: Document) -> tuple[list[str], str | None] | None:
    found = meeting_stated(question, documents)
    by_id = {d.id: d for d in documents}
    if found is None:
        return None
    return [by_id[s.document_id].cut(s) for s in found.spans], found.short_answer


DAY = "Tuesday 4 May 2021, Town Hall, Whitby"
TIME = "2.15 pm to 4 pm"


@pytest.mark.parametrize(
    ("question", "lines", "short"),
    [
        ("When was the meeting?", [DAY], "4 May 2021"),
        ("On what date did the Harbour Board meet the Boat Club?", [DAY], "4 May 2021"),
        ("Where did the meeting with the Club take place?", [DAY], "Town Hall, Whitby"),
        ("In which town was the 2021 meeting held?", [DAY], "Town Hall, Whitby"),
        ("When and where was the meeting held?", [DAY], None),
        ("What time did the meeting start and end?", [TIME], TIME),
        ("How long did the talks last?", [TIME], TIME),
    ],
)
def test_the_head_of_a_note_says_it(question: str, lines: list[str], short: str | None) -> None:
    found = stated(question, NOTE, LETTER)
    assert found is not None
    assert found[0] == lines
    if len(lines) == 1 and short:
        assert found[1] == short


@pytest.mark.parametrize(
    "question",
    [
        "When did the Harbour Board meet the Fishermen?",
        "When was the meeting in 2019?",
        "When was the meeting requested?",
        "When was the next meeting held?",
        "What was the meeting about?",
        "Who wrote the note of the meeting?",
    ],
)
def test_another_meeting_or_another_question_is_left_alone(question: str) -> None:
    assert stated(question, NOTE, LETTER) is None


def test_a_labelled_line_is_the_place() -> None:
    assert stated("Where was the meeting held?", LABELLED) == (
        ["Venue: Town Hall, Whitby"],
        "Town Hall, Whitby",
    )
    assert stated("What time did the meeting start?", LABELLED) is None


def test_nothing_is_taken_from_a_letter_or_the_text_of_a_note() -> None:
    assert stated("When was the meeting?", LETTER) is None
    assert stated("When was the meeting?", note("Chair: Ann Lee")) is None


def test_it_is_the_meeting_just_spoken_of() -> None:
    named = with_meeting_named("How long did it last?", "Where was the meeting held?")
    assert named == "How long did the meeting last?"
    assert with_meeting_named("How long did it last?", "Is the bridge old?") == (
        "How long did it last?"
    )
