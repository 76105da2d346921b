"""A short answer is given only where one is certain."""

import pytest

from rag.answering.short_answers import short_answer


@pytest.mark.parametrize(
    ("question", "quote", "expected"),
    [
        ("How many vans were sold?", "In 2020 they sold 1,250 vans.", "1,250"),
        (
            "How many vans were sold?",
            "They sold more than 42,000 vans, 300 of which new.",
            "more than 42,000",
        ),
        (
            "How many staff are there?",
            "It has more than 42,000 employees, 20,000 of whom are engineers.",
            "more than 42,000",
        ),
        ("How many people does it employ?", "It has 42,000 employees.", "42,000"),
        ("How many people does it employ?", "It has 42,000 visitors.", None),
        ("How many vans were sold?", "They sold nine vans and kept four vans.", None),
        ("How many vans were sold?", "They sold them in 2020.", None),
        ("How many people came?", "There were 12 vans.", None),
        (
            "When did the Code take effect?",
            "The Code took effect on 16 November 2023.",
            "16 November 2023",
        ),
        ("When did the Code take effect?", "The Code of May 2020 took effect in June 2021.", None),
        ("When was the bridge opened?", "Trade grew from 1998.", None),
        (
            "How much was spent on vans?",
            "About £3.5 million was spent on vans.",
            "About £3.5 million",
        ),
        ("What percentage of vans failed?", "Of the vans, 12 per cent failed.", "12 per cent"),
        ("Who sold vans?", "They sold 9 vans.", None),
    ],
)
def test_short_answer(question: str, quote: str, expected: str | None) -> None:
    assert short_answer(question, quote) == expected
    assert expected is None or expected in quote
