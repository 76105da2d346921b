"""Who signed a paper, to whom, when: told from its head and foot, and only where the paper is certain."""

from __future__ import annotations

import pytest

from rag.answering.assistant import Assistant
from rag.answering.composing import ExtractiveComposer
from rag.answering.paper_places import named_in, stated_in_papers
from rag.answering.retrieval import Retriever
from rag.types import Filters, Outcome, Turn
from tests.fakes import FakeEncoder, hold, make_document

LETTER = make_document(
    "Hatherleigh Roads Office\n3 May 2021\nOur reference: HR/2021/17\nMr Tom Moss\nDear Mr Moss\n"
    "The old bridge is safe, as Ann Lee has always said at each of the meetings of the parish "
    "council since the year of the flood.\nYours sincerely\nAnn Lee\nChief Inspector of Bridges",
    "2021/bridge.txt",
    title="Safety of the old bridge",
    kind="letter",
    author="Ann Lee",
    role="Chief Inspector of Bridges",
    organisation="Hatherleigh Roads Office",
    addressee="Tom Moss",
    date="2021-05-03",
    reference="HR/2021/17",
)
REPLY = make_document(
    "4 June 2022\nDear Ann\nThe bridge sways.\nTom Moss",
    "reply.txt",
    title="The bridge sways",
    kind="letter",
    author="Tom Moss",
    addressee="Ann Lee",
    date="2022-06-04",
)
NOTE = make_document("All met.", "note.pdf", kind="meeting note", date="2022-06-01", title="A note")
HELD = hold(LETTER, REPLY, NOTE)


def stated(question: str) -> list[str]:
    found = stated_in_papers(question, HELD.library)
    return [HELD.library.document(e.span.document_id).cut(e.span) for e in found.evidence]


SIGNATURE = "Ann Lee\nChief Inspector of Bridges"


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        ("Who signed the letter of 3 May 2021?", [SIGNATURE]),
        ("Who wrote the 2021 letter?", [SIGNATURE]),
        ("who sent the letter of 3/5/21", [SIGNATURE]),
        ("By whom was the letter to Mr Moss signed?", [SIGNATURE]),
        ("What is the job title of the person who signed the Roads Office's letter?", [SIGNATURE]),
        ("Who is the letter from Ann Lee addressed to?", ["Mr Tom Moss"]),
        ("To whom is Lee's letter addressed?", ["Mr Tom Moss"]),
        ("When was the letter to Ann Lee written?", ["4 June 2022"]),
        ("What are the dates of the two letters?", ["3 May 2021", "4 June 2022"]),
        ("What is the reference of Ann Lee's letter?", ["Our reference: HR/2021/17"]),
        ("Who signed the letters?", [SIGNATURE, "Tom Moss"]),
    ],
)
def test_what_a_paper_states_of_itself(question: str, lines: list[str]) -> None:
    found = stated(question)
    assert ["\n".join(line.split("\n\n")) for line in found] == lines


@pytest.mark.parametrize(
    "question",
    [
        "Who signed the letter of 3 May 2019?",
        "Who signed the letter of 4 May 2021?",
        "Who wrote the letter that was enclosed with Ann Lee's letter?",
        "Who wrote the letter to Bob Hill?",
        "Who did not sign the letter?",
        "Who is the letter about?",
        "Who wrote the note?",
        "Who wrote in the letter that the bridge is safe?",
        "Which letter gives the date of the meeting?",
        "Who signed the treaty?",
        "When was the bridge written off in the letter?",
    ],
)
def test_what_is_asked_of_no_paper_that_is_held_is_left_alone(question: str) -> None:
    assert stated(question) == []


def assistant() -> Assistant:
    encoder = FakeEncoder()
    return Assistant(HELD, ExtractiveComposer(), Retriever(HELD, encoder), 0.5, 500)


def test_a_short_answer_is_cut_from_the_lines() -> None:
    answer = assistant().ask("Who signed the letter of 3 May 2021?")
    assert answer.outcome is Outcome.ANSWERED
    assert answer.short_answer == "Ann Lee"
    assert assistant().ask("Who is Lee's letter addressed to?").short_answer == "Mr Tom Moss"
    assert assistant().ask("Who signed the letters?").short_answer is None


def test_a_paper_shut_out_by_a_filter_states_nothing() -> None:
    answer = assistant().ask("Who signed the letters?", filters=Filters(author="Tom Moss"))
    assert [c.quote.text for c in answer.citations] == ["Tom Moss"]


def test_it_is_the_paper_named_in_the_answer_before() -> None:
    said = "“The bridge sways.” [1]\nLetter from Tom Moss to Ann Lee, 4 June 2022, paragraph 1"
    answer = assistant().ask("Who signed it?", [Turn("What does the bridge do?", said)])
    assert answer.short_answer == "Tom Moss"
    assert named_in(said, [LETTER, REPLY, NOTE]) == (REPLY.id,)


def test_where_it_states_nothing_of_the_kind_nothing_else_answers() -> None:
    said = "“All met.” [1]\nA note, 1 June 2022"
    answer = assistant().ask("Who signed it?", [Turn("Who met?", said)])
    assert answer.outcome is Outcome.NOT_HELD
