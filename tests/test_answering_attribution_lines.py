"""The line that says where a quote stands and whose words it holds."""

import pytest

from rag.answering.attribution_lines import attribution_line, plain_date
from rag.answering.checking import citation_of
from rag.types import Span
from tests.fakes import make_document

NOTE = {"kind": "meeting note", "title": "Note of a meeting", "date": "2023-02-24"}
LETTER = {"kind": "letter", "author": "Ann", "addressee": "Bob", "date": "2023-11-06"}


@pytest.mark.parametrize(
    ("text", "metadata", "line"),
    [
        ("We agree.", LETTER, "Letter from Ann to Bob, 6 November 2023, paragraph 1"),
        ("We agree.", {"title": "Note", "date": "2023"}, "Note, 2023, paragraph 1"),
        (
            "We agree.",
            LETTER | {"role": "Van Commissioner", "organisation": "Office of the Van Commissioner"},
            "Letter from Ann (Van Commissioner) to Bob, 6 November 2023, paragraph 1",
        ),
        (
            "We agree.",
            LETTER | {"author": "Ann; Bo; Cy; Di; Ed", "addressee": "Fay; Gus"},
            "Letter from Ann, Bo and 3 others to Fay and Gus, 6 November 2023, paragraph 1",
        ),
        ("We agree.", {"title": "Bins", "author": "A; B; C"}, "Bins, by A, B and C, paragraph 1"),
        ("We agree.", {}, "letter.txt, paragraph 1"),
        (
            "We agree.",
            LETTER | {"organisation": "Acme", "role": "Director"},
            "Letter from Ann (Director, Acme) to Bob, 6 November 2023, paragraph 1",
        ),
        (
            "Ms Fox stated that it was late.",
            NOTE,
            "Ms Fox, as recorded in the meeting note of 24 February 2023, paragraph 1",
        ),
        (
            "Ms Fox stated that it was late.",
            NOTE | {"author": "the Commissioner"},
            "Ms Fox, as recorded in the Commissioner’s meeting note of 24 February 2023, paragraph 1",
        ),
        (
            "Ms Fox stated that it was late.",
            NOTE | {"organisation": "the Van Office"},
            "Ms Fox, as recorded in the Van Office’s meeting note of 24 February 2023, paragraph 1",
        ),
        (
            "You claim that it was late.",
            LETTER,
            "Bob, as reported in Ann’s letter to Bob of 6 November 2023, paragraph 1",
        ),
        (
            "It was noted that no fee was paid.",
            NOTE,
            "Somebody who is not named, as recorded in the meeting note of 24 February 2023, paragraph 1",
        ),
        ("Ms Fox said it was late.", {"title": "News"}, "Ms Fox, as reported in “News”, paragraph 1"),
        (
            "The report states: “Mr Hill’s note says ‘all is well’.”",
            LETTER,
            "Mr Hill’s note, quoted by the report, as quoted in Ann’s letter to Bob of 6 November 2023, paragraph 1",
        ),
    ],
)  # fmt: skip
def test_attribution_line(text: str, metadata: dict[str, str], line: str) -> None:
    document = make_document(text, "letter.txt", (), **metadata)
    citation = citation_of(1, Span(document.id, 0, len(text)), document)
    assert attribution_line(citation) == line


@pytest.mark.parametrize(
    ("iso", "plain"),
    [("2021-08-01", "1 August 2021"), ("summer 2021", "summer 2021"), (None, None)],
)
def test_plain_date(iso: str | None, plain: str | None) -> None:
    assert plain_date(iso) == plain
