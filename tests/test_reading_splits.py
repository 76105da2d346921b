"""A sentence broken by a page, a blank line or a footnote is one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag.sentences import sentences
from tests.reading_examples import assert_tiles, read, shown, words_of


def sentence_texts(folder: Path, text: str) -> list[str]:
    document = read(folder, text)
    return [document.cut(span) for span in sentences(document)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "They could no longer be installed in\n\nsensitive sites because of “risks.” So it is.",
            id="blank line",
        ),
        pytest.param(
            "They could no longer be installed in\fsensitive sites because of “risks.” So it is.",
            id="page end",
        ),
        pytest.param(
            "They could no longer be installed in\n\n\n7\n\f\nsensitive sites because of “risks.” So it is.\n8\n",
            id="page number between",
        ),
        pytest.param(
            "They could no longer be installed in sensi-\n\ntive sites because of “risks.” So it is.",
            id="hyphen at the split",
        ),
        pytest.param(
            "They could no longer be installed in\n\nPage 3 of 9\n\nsensitive sites because of “risks.” So it is.",
            id="page label alone",
        ),
    ],
)
def test_split_sentences_are_whole(tmp_path: Path, text: str) -> None:
    assert sentence_texts(tmp_path, text) == [
        "They could no longer be installed in sensitive sites because of “risks.”",
        "So it is.",
    ]


def test_a_footnote_in_the_midst_comes_after_the_paragraph(tmp_path: Path) -> None:
    text = (
        "The Minister had said¹ in the House that\n\n¹ Hansard, col. 12.\n\nit would end. It did."
    )
    document = read(tmp_path, text)
    assert shown(document) == [
        ("paragraph", 1, "The Minister had said¹ in the House that it would end. It did."),
        ("footnote", None, "¹ Hansard, col. 12."),
    ]
    assert_tiles(document)


def test_a_footnote_and_a_page_end_in_the_midst_of_a_list(tmp_path: Path) -> None:
    text = "We ask for¹:\n\n(a) a list of the\n\n¹ See below.\n\fcontracts; and\n\n(b) the rest.\n"
    assert words_of(read(tmp_path, text)) == [
        "We ask for¹:",
        "(a) a list of the contracts; and",
        "(b) the rest.",
        "¹ See below.",
    ]


def test_a_capital_after_a_full_line_at_a_page_end_goes_on(tmp_path: Path) -> None:
    text = (
        "The letter was long and it was read out in full to the\n"
        "house on the day that it was received from the members\n"
        "of the committee, who had asked that it be sent to the\n"
        "clerk for the record and not to the office of the Home\f"
        "Secretary. That was done.\n"
    )
    assert sentence_texts(tmp_path, text)[0].endswith("office of the Home Secretary.")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "apples from the north of England\n\npears\n\nplums\n", id="items in lower case"
        ),
        pytest.param("Dear Sir\n\nthank you for this.\n", id="after a salutation"),
        pytest.param("It is done.\n\nand so on\n", id="after a full stop"),
        pytest.param("We ask for the following:\n\nthe names\n", id="after a colon"),
        pytest.param("Smith & Sons\n\nestablished 1901\n", id="short lines"),
    ],
)
def test_what_only_looks_split_stays_apart(tmp_path: Path, text: str) -> None:
    assert len(words_of(read(tmp_path, text))) == len(text.split("\n\n"))
