"""Plain text: paragraphs, headings and typed lists, and nothing mangled."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading_examples import Shown, assert_tiles, read, shown


@pytest.mark.parametrize(
    "text",
    [
        "5 * 3 * 2 = 30",
        "snake_case_name",
        "<not a tag>",
        "1986. A great year",
        "a|b",
        "R&D &amp; so",
    ],
)
def test_plain_text_is_left_alone(tmp_path: Path, text: str) -> None:
    assert shown(read(tmp_path, text)) == [("paragraph", 1, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "One\nTWO\n\n\n \nthree",
            [("paragraph", 1, "One\nTWO"), ("paragraph", 2, "three")],
            id="blank lines",
        ),
        pytest.param(
            "SUMMARY OF FACTS\n\nText.",
            [("heading", None, "SUMMARY OF FACTS"), ("paragraph", 1, "Text.")],
            id="capitals",
        ),
        pytest.param(
            "SW1P 4DF\n\nText.",
            [("paragraph", 1, "SW1P 4DF"), ("paragraph", 2, "Text.")],
            id="postcode",
        ),
        pytest.param(
            "Summary\n=======\nText.\n\nPart\n----\n\nMore.",
            [
                ("heading", None, "Summary"),
                ("paragraph", 1, "Text."),
                ("heading", None, "Part"),
                ("paragraph", 2, "More."),
            ],
            id="underlined",
        ),
        pytest.param(
            "Text.\n\n----------\n\nMore.\n* * *\nEnd.",
            [("paragraph", 1, "Text."), ("paragraph", 2, "More."), ("paragraph", 3, "End.")],
            id="rules",
        ),
        pytest.param(
            "    Indented\n    words.", [("paragraph", 1, "Indented words.")], id="indents"
        ),
        pytest.param(
            "We ask:\n- one thing\n- another\n  thing\n\nEnd.",
            [
                ("paragraph", 1, "We ask:"),
                ("list_item", 1, "one thing"),
                ("list_item", 1, "another thing"),
                ("paragraph", 2, "End."),
            ],
            id="dashes",
        ),
        pytest.param(
            "> Ann, were they\n> bought?\n>\n> Ben\n\nYes.\n\n> 5 of them",
            [
                ("paragraph", 1, "Ann, were they bought?"),
                ("paragraph", 2, "> Ben"),
                ("paragraph", 3, "Yes."),
                ("paragraph", 4, "> 5 of them"),
            ],
            id="quoted e-mail",
        ),
        pytest.param("• only one", [("list_item", 1, "only one")], id="one round bullet"),
        pytest.param("- only one", [("paragraph", 1, "- only one")], id="one dash"),
        pytest.param(
            "o first\no second",
            [("list_item", 1, "first"), ("list_item", 1, "second")],
            id="letter o",
        ),
        pytest.param(
            "1. First\n\n2. Second",
            [("list_item", 1, "1. First"), ("list_item", 1, "2. Second")],
            id="numbers",
        ),
        pytest.param(
            "“1. How many?\n2. Who?”",
            [("list_item", 1, "“1. How many?"), ("list_item", 1, "2. Who?”")],
            id="numbers in quotation marks",
        ),
        pytest.param(
            "1) a\n(a) b\n(b) c\n2) d",
            [("list_item", 1, t) for t in ("1) a", "(a) b", "(b) c", "2) d")],
            id="nested",
        ),
        pytest.param(
            "(iv) four\n(v) five\n(vi) six",
            [("list_item", 1, t) for t in ("(iv) four", "(v) five", "(vi) six")],
            id="roman",
        ),
        pytest.param(
            "7. Seventh\n\n12. Twelfth",
            [("paragraph", 1, "7. Seventh"), ("paragraph", 2, "12. Twelfth")],
            id="numbers out of sequence",
        ),
        pytest.param(
            "It is so.¹ And so.²\n\n¹ One.\n² Two.",
            [
                ("paragraph", 1, "It is so.¹ And so.²"),
                ("footnote", None, "¹ One."),
                ("footnote", None, "² Two."),
            ],
            id="footnotes",
        ),
        pytest.param(
            "² is a mark nobody used",
            [("paragraph", 1, "² is a mark nobody used")],
            id="no footnote",
        ),
    ],
)
def test_blocks(tmp_path: Path, text: str, expected: Shown) -> None:
    document = read(tmp_path, text)
    assert shown(document) == expected
    assert_tiles(document)


def test_a_text_with_one_paragraph_a_line(tmp_path: Path) -> None:
    long = "The Department holds the information that you asked for in your letter. " * 4
    text = f"Citation\n{long}\n(a)\nthe first of the things that were asked for;\n(b)\nthe second.\n{long}"
    document = read(tmp_path, text)
    assert shown(document) == [
        ("paragraph", 1, "Citation"),
        ("paragraph", 2, long.strip()),
        ("list_item", 2, "(a) the first of the things that were asked for;"),
        ("list_item", 2, "(b) the second."),
        ("paragraph", 3, long.strip()),
    ]


@pytest.mark.parametrize("name", ["report.txt", "report.md"])
def test_numbers_that_the_document_prints_are_the_ones_to_cite(tmp_path: Path, name: str) -> None:
    long = "The Committee heard evidence from many witnesses in the course of its inquiry. " * 2
    text = (
        "".join(f"{n}. {long}\n\n" for n in (1, 2, 3))
        + f"They were:\n\n- Ann\n- Ben\n\n4. {long}\n"
    )
    document = read(tmp_path, f"REPORT\n======\n\nA preface.\n\n{text}\n5. {long}\n", name)
    assert [(b.kind.value, b.paragraph) for b in document.blocks] == [
        ("heading", None),
        ("paragraph", None),
        ("paragraph", 1),
        ("paragraph", 2),
        ("paragraph", 3),
        ("paragraph", 3),
        ("list_item", 3),
        ("list_item", 3),
        ("paragraph", 4),
        ("paragraph", 5),
    ]
    assert f"4. {long}".strip() in document.text
