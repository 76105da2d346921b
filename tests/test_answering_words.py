"""Words that can be looked for."""

import pytest

from rag.answering.words import content_words, stems, words_of


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How many staff does the company have?", ["staff", "company"]),
        ("What did the Minister say?", ["minister"]),
        ("Who was it?", ["who", "was", "it"]),
        ("The company's company", ["company"]),
        ("£42,000 in 2023-24", ["42,000", "2023-24"]),
    ],
)
def test_content_words(question: str, expected: list[str]) -> None:
    assert content_words(question) == expected


def test_words_keep_their_order_and_lose_their_case() -> None:
    assert words_of("The Minister’s ACT of 1998") == ["the", "minister", "act", "of", "1998"]


def test_inflections_meet() -> None:
    assert stems("cameras removed") == stems("camera removing")


def test_a_compound_counts_whole_and_in_parts() -> None:
    assert stems("on-going") >= stems("going")
