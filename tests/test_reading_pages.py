"""Pages: numbers, running headers and footers go; everything else stays, with its page."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag.reading.pages import split_pages
from tests.reading_examples import assert_tiles, read, words_of


def body_lines(text: str) -> list[list[str]]:
    return [
        [s for line in page.split("\n") if (s := line.strip())] for _, page in split_pages(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("A\none.\n1\fA\ntwo.\n2", [["one."], ["two."]], id="header on both of two"),
        pytest.param(
            "Head\none.\fHead\ntwo.\fHead\nthree.\fother\nfour.",
            [["one."], ["two."], ["three."], ["other", "four."]],
            id="header on three of four",
        ),
        pytest.param(
            "Head\none.\fHead\ntwo.\fthree.",
            [["Head", "one."], ["Head", "two."], ["three."]],
            id="on two of three it stays",
        ),
        pytest.param(
            "one.\nReport 7, p. 1\ftwo.\nReport 7, p. 2",
            [["one."], ["two."]],
            id="footer but for digits",
        ),
        pytest.param("one.\n- 1 -\ftwo.\n- 2 -", [["one."], ["two."]], id="dashed numbers"),
        pytest.param("one.\nPage 1 of 2\ftwo.\nPage 2 of 2\n", [["one."], ["two."]], id="labels"),
        pytest.param("one.\n11\ftwo.\n12", [["one."], ["two."]], id="numbers that begin later"),
        pytest.param("one.\n1999\ftwo.\n45", [["one.", "1999"], ["two.", "45"]], id="mere figures"),
        pytest.param(
            "a\nsame\nb\nc\nd\fe\nsame\nf\ng\nh",
            [["a", "same", "b", "c", "d"], ["e", "same", "f", "g", "h"]],
            id="repeated, but not from the edge",
        ),
        pytest.param(
            "one.\n12 34\ftwo.\n56 78", [["one.", "12 34"], ["two.", "56 78"]], id="rows of figures"
        ),
        pytest.param("one.\n\nPage 1 of 2\n\ntwo.", [["one.", "two."]], id="label alone, no pages"),
        pytest.param(
            "see\nPage 1 of 2\nfor it", [["see", "Page 1 of 2", "for it"]], id="label in prose"
        ),
        pytest.param("one.\n\n3\n\ntwo.", [["one.", "3", "two."]], id="figure alone, no pages"),
    ],
)
def test_page_furniture(text: str, expected: list[list[str]]) -> None:
    assert body_lines(text) == expected


def test_blocks_know_their_page(tmp_path: Path) -> None:
    document = read(tmp_path, "One.\n\f\fThree.\n\f")
    assert [(b.page, w) for b, w in zip(document.blocks, words_of(document), strict=True)] == [
        (1, "One."),
        (3, "Three."),
    ]
    assert_tiles(document)


def test_without_form_feeds_there_are_no_pages(tmp_path: Path) -> None:
    assert [b.page for b in read(tmp_path, "One.\n\nTwo.\n").blocks] == [None, None]


def test_markdown_has_pages_too(tmp_path: Path) -> None:
    document = read(tmp_path, "# One\n\fTwo *words*.\n", "note.md")
    assert [b.page for b in document.blocks] == [1, 2]


def test_a_head_that_changes_with_the_chapter_goes_by_its_page_number() -> None:
    heads = ["Chapter 1: Aims 7", "Chapter 2: Costs 8", "Chapter 3: Risks 9"]
    words = ["We began in spring.", "It cost 12 pounds in 2020", "There were none."]
    text = "\f".join(f"{head}\n\n{each}" for head, each in zip(heads, words, strict=True))
    assert [page.strip() for _, page in split_pages(text)] == words
