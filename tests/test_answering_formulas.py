"""Salutations and closings answer no question, unless it is about the letter."""

import pytest

from rag.answering.formulas import is_about_a_letter, is_formula


@pytest.mark.parametrize(
    "text",
    [
        "Dear Professor Ray and Staff,",
        "Yours sincerely",
        "Kind regards, Ann",
        "Thank you for your letter of 3 May.",
        "I look forward to hearing from you.",
    ],
)
def test_formulas(text: str) -> None:
    assert is_formula(text)


@pytest.mark.parametrize(
    "text",
    [
        "The lease is dear.",
        "Thank you for your letter of 3 May, in which you ask how many vans were sold and why the depot in Leeds was shut.",
        "I look forward to a decision on the lease.",
    ],
)
def test_sentences_that_say_something(text: str) -> None:
    assert not is_formula(text)


def test_a_question_about_the_letter() -> None:
    assert is_about_a_letter("Who was the letter addressed to?")
    assert not is_about_a_letter("How many staff are there?")
