"""Misspelt words are put right by what the documents hold, else by common words of the dictionary."""

import pytest

from rag.answering.spelling import respelled
from tests.fakes import hold, make_document

HELD = hold(make_document("The Hatherleigh depot keeps surveilance vans for the goverment."))


@pytest.mark.parametrize(
    ("asked", "searched"),
    [
        ("Where is the Hahterleigh depot?", "Where is the Hatherleigh depot?"),
        ("who keeps survaillance vans", "who keeps surveilance vans"),
        ("Which depott?", "Which depot?"),
        ("Is there a report on vans?", "Is there a report on vans?"),
        ("What of Zmrzlina?", "What of Zmrzlina?"),
        ("wots in the speach on vans", "what is in the speech on vans"),
        ("What of Mr Speach?", "What of Mr Speach?"),
        ("Is the organisation licenced?", "Is the organisation licenced?"),
        ("TC179H2TH, p. 12", "TC179H2TH, p. 12"),
    ],
    ids=[
        "name",
        "as the documents misspell it",
        "slip",
        "a dictionary word",
        "unknown",
        "by the dictionary",
        "a name",
        "British",
        "figures",
    ],
)
def test_spelling(asked: str, searched: str) -> None:
    assert respelled(asked, HELD.library) == searched
