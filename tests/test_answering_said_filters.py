"""What a question says of its documents is matched with what is known of them."""

from __future__ import annotations

from datetime import date

import pytest

from rag.answering.said_filters import filters_said, preferred
from rag.types import Filters
from tests.fakes import hold, make_document

LETTER = make_document(
    "The bridge is safe.",
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
    "The bridge sways.", "reply.txt", kind="email", author="Tom Moss", date="2022-05-03"
)
NOTE = make_document("All met.", "note.pdf", kind="meeting note", date="2022-06-01")
LIBRARY = hold(LETTER, REPLY, NOTE).library


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("What is said of the bridge in the 2021 letter?", LETTER),
        ("What did the Chief Inspector say about the bridge?", LETTER),
        ("What does the Roads Office claim about swaying?", LETTER),
        ("According to Ann Lee, is it safe?", LETTER),
        ("What was Tom Moss told about the bridge?", LETTER),
        ("What did the inspector tell Tom Moss?", LETTER),
        ("In Moss's reply of 3 May 2022, what sways?", REPLY),
        ("According to the meeting note, who met?", NOTE),
        ("Who met according to the minutes?", NOTE),
        ("What does note.pdf say?", NOTE),
        ("What is the point of HR/2021/17?", LETTER),
        ("What did the May 2022 email say?", REPLY),
        ("Is the bridge safe?", None),
        ("How many people said yes in 2021?", None),
        ("What did the mayor say?", None),
        ("What does the 1999 letter say?", None),
    ],
)
def test_what_is_said_prefers_the_document_meant(question: str, best: object) -> None:
    liked = preferred(filters_said(question, LIBRARY), LIBRARY)
    first = max(liked, key=lambda i: liked[i], default=None)
    assert (first and LIBRARY.document(first)) == best


def test_filters_are_typed_and_a_range_is_whole() -> None:
    said = filters_said("Is it safe, according to the May 2021 letter from Ann Lee?", LIBRARY)
    assert (
        Filters(
            author="Ann Lee",
            kind="letter",
            date_from=date(2021, 5, 1),
            date_to=date(2021, 5, 31),
        )
        in said
    )


def test_a_filter_that_all_documents_pass_says_nothing() -> None:
    alone = hold(LETTER).library
    assert filters_said("What does the letter say?", alone) == ()
