"""Whose words a quote holds, and the line that says where it stands."""

import pytest

from rag.answering.attribution import attribution_line, plain_date, speaker_of
from rag.answering.checking import citation_of
from rag.answering.quoting import cut_quote
from rag.types import Span, Speech
from tests.fakes import make_document


@pytest.mark.parametrize(
    ("sentence", "speaker", "speech"),
    [
        ("We bought nine vans in May.", "Ann Author", Speech.OWN),
        ("I confirm that no van was sold.", "Ann Author", Speech.OWN),
        ("The vans are kept in Leeds.", "Ann Author", Speech.OWN),
        ("The Inspector stated that the vans were unsafe.", "The Inspector", Speech.REPORTED),
        (
            "However, the Inspector also explained that it was late.",
            "the Inspector",
            Speech.REPORTED,
        ),
        ("Acme Vans Ltd responded that it knew nothing.", "Acme Vans Ltd", Speech.REPORTED),
        ("It was also noted that no fee had been paid.", None, Speech.REPORTED),
        ("Fees rose, according to the Audit Office.", "the Audit Office", Speech.REPORTED),
        (
            "The report concluded that ‘no van in the whole fleet was safe.’",
            "The report",
            Speech.QUOTED,
        ),
        ("“No van in the whole fleet was safe at any time.”", None, Speech.QUOTED),
        (
            "Lady Ann Brown defined a van in the debate as “any car with more than six seats that is used to carry goods.”",
            "Lady Ann Brown",
            Speech.QUOTED,
        ),
        (
            'In the 2020 report, the former judge Ann Brown concluded, "We find no fault in it at all, and none in those who built it then."',
            "the former judge Ann Brown",
            Speech.QUOTED,
        ),
        (
            "In May 2020, the Audit Office announced that vans were fined.",
            "the Audit Office",
            Speech.REPORTED,
        ),
        ("In May 2020, the Audit Office announced a fine.", "Ann Author", Speech.OWN),
        ("It is clear that vans are kept in Leeds.", "Ann Author", Speech.OWN),
    ],
)
def test_speaker_and_speech(sentence: str, speaker: str | None, speech: Speech) -> None:
    document = make_document(sentence, author="Ann Author")
    quote = cut_quote(document, Span(document.id, 0, len(sentence)))
    assert speaker_of(document, quote) == (speaker, speech)


@pytest.mark.parametrize(
    ("metadata", "line"),
    [
        (
            {"kind": "letter", "author": "Ann", "addressee": "Bob", "date": "2023-11-06"},
            "Letter from Ann to Bob, 6 November 2023, paragraph 1",
        ),
        ({"title": "Note of a meeting", "date": "2023"}, "Note of a meeting, 2023, paragraph 1"),
        ({}, "letter.txt, paragraph 1"),
    ],
    ids=["letter", "note", "nothing known"],
)
def test_attribution_line(metadata: dict[str, str], line: str) -> None:
    document = make_document("We agree.", "letter.txt", (), **metadata)
    citation = citation_of(1, Span(document.id, 0, 9), document)
    assert attribution_line(citation) == line


def test_the_line_names_a_reported_speaker_first() -> None:
    document = make_document("The Inspector stated that it was late.", title="Note")
    citation = citation_of(1, Span(document.id, 0, len(document.text)), document)
    assert attribution_line(citation) == "The Inspector, as reported in “Note”, paragraph 1"


@pytest.mark.parametrize(
    ("iso", "plain"),
    [("2021-08-01", "1 August 2021"), ("summer 2021", "summer 2021"), (None, None)],
)
def test_plain_date(iso: str | None, plain: str | None) -> None:
    assert plain_date(iso) == plain
