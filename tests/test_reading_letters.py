"""Letters: what stands on lines of its own, what is prose, and what a reader would count."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading_examples import LETTER_WRAPPED_AT_72, assert_tiles, read, shown, words_of


def test_a_letter_wrapped_at_72_columns_reads_as_on_paper(tmp_path: Path) -> None:
    document = read(tmp_path, LETTER_WRAPPED_AT_72)
    assert_tiles(document)
    assert shown(document) == [
        (
            "paragraph",
            None,
            "Department for Transport\nGreat Minster House\n33 Horseferry Road\nLondon\nSW1P 4DR",
        ),
        ("paragraph", None, "Tel: 0300 330 3000\nOur Ref: FOI-00123"),
        (
            "paragraph",
            None,
            "Mr J. Smith\nThe Secretary\n"
            "Campaign for Better Buses, Northern and Midlands Regional Association,\n"
            "14 High Street\nAnytown\nAB1 2CD",
        ),
        ("paragraph", None, "3 March 2014"),
        ("paragraph", None, "Dear Mr Smith"),
        ("heading", None, "Freedom of Information Act 2000: Request for Information"),
        (
            "paragraph",
            1,
            "Thank you for your letter of 12 February 2014, in which you asked the Department about "
            "the sums paid to contractors. You asked for the following:",
        ),
        (
            "list_item",
            1,
            "(a) the total sum paid in each of the last five financial years, including any sums "
            "paid to Balfour and Co. Ltd. under the contract;",
        ),
        ("list_item", 1, "(b) the names of the contractors; and"),
        ("list_item", 1, "(c) any correspondence with the office of Mr Jones."),
        (
            "paragraph",
            2,
            "I can confirm that the Department holds the information you asked for. In 2012 the "
            "Department paid £5 million to contractors in the North West, and Mr Jones of the "
            "Highways Agency was told so by the Permanent Secretary of State. The Department's "
            "well-known co-operation with Transport Scotland is not at issue here, nor is the "
            "co-operation of others.",
        ),
        ("paragraph", 3, "The committee consists of:"),
        ("list_item", 3, "Ms A. Green, Chair"),
        ("list_item", 3, "Mr B. Brown"),
        ("list_item", 3, "Dr C. White, Scottish Office"),
        (
            "paragraph",
            4,
            "Further spending is at http://www.gov.uk/government/publications/spending-2013 and is "
            "set out in Annex A.",
        ),
        ("paragraph", None, "Yours sincerely,\nJane Doe\nHead of Information Rights"),
        ("heading", None, "ANNEX A"),
        (
            "paragraph",
            5,
            "Spending in each year is set out here. It is not complete, as the figures for 2014 are "
            "not known.",
        ),
    ]


def test_salutation_and_closing_part_from_prose_without_blank_lines(tmp_path: Path) -> None:
    document = read(tmp_path, "Dear Tom,\nThanks for the report.\nBest wishes\nAnn Other\n")
    assert shown(document) == [
        ("paragraph", None, "Dear Tom,"),
        ("paragraph", 1, "Thanks for the report."),
        ("paragraph", None, "Best wishes\nAnn Other"),
    ]


@pytest.mark.parametrize(
    "closing",
    [
        "Yours sincerely",
        "Yours faithfully,",
        "Kind regards,",
        "With kind regards",
        "Best wishes",
        "Yours ever",
    ],
)
def test_what_follows_the_closing_is_not_counted(tmp_path: Path, closing: str) -> None:
    document = read(tmp_path, f"Dear Sir\n\nWe agree.\n\n{closing}\n\nA. Person\n\nHead of It")
    assert [b.paragraph for b in document.blocks] == [None, 1, None, None, None]


def test_a_document_without_salutation_counts_from_its_first_paragraph(tmp_path: Path) -> None:
    document = read(tmp_path, "One.\n\nTwo.\n\nDearly bought experience follows here.\n")
    assert [b.paragraph for b in document.blocks] == [1, 2, 3]


def test_a_letter_quoted_in_a_report_does_not_reset_the_count(tmp_path: Path) -> None:
    long = "This report is about letters. " * 20
    document = read(tmp_path, f"{long}\n\nDear Sir\n\nWe agree.\n")
    assert [b.paragraph for b in document.blocks] == [1, None, 2]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "2 Marsham Street\nLondon\nSW1P 4DF",
            ["2 Marsham Street\nLondon\nSW1P 4DF"],
            id="address",
        ),
        pytest.param(
            "OFFICE OF THE KEEPER\nAND RECORDER\nOF DEEDS",
            ["OFFICE OF THE KEEPER AND RECORDER OF DEEDS"],
            id="letterhead in capitals",
        ),
        pytest.param(
            "10 DOWNING STREET\nLONDON\nSW1A 2AA",
            ["10 DOWNING STREET\nLONDON\nSW1A 2AA"],
            id="address in capitals",
        ),
        pytest.param(
            "Present:\nAnn One\nBen Two", ["Present:", "Ann One", "Ben Two"], id="head in the block"
        ),
        pytest.param(
            "They were:\n\nAnn One\nBen Two", ["They were:", "Ann One", "Ben Two"], id="head before"
        ),
        pytest.param(
            "These were the schemes of 2020¹:\n\n¹ Report, p. 3.\n\nAlpha Scheme for\nthe North\nBeta",
            [
                "These were the schemes of 2020¹:",
                "Alpha Scheme for the North",
                "Beta",
                "¹ Report, p. 3.",
            ],
            id="footnote between head and list",
        ),
        pytest.param(
            "It was said:\n\nNo more.", ["It was said:", "No more."], id="one line is no list"
        ),
    ],
)
def test_separate_lines(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert words_of(read(tmp_path, text)) == expected
