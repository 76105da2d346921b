"""Quotes that give different figures are told apart, oldest first."""

from rag.answering.checking import check
from rag.answering.differing import told_apart
from rag.types import Document, Draft, Span
from tests.fakes import make_document

NEW = make_document("The York depot has 30 vans.", path="new.txt", date="2023-05-03")
OLD = make_document("The York depot has 12 vans.", path="old.txt", date="2021-05-03")
SAME = make_document("The York depot now has 30 vans.", path="same.txt", date="2024-05-03")
OTHER = make_document("The Leeds garage has 9 vans.", path="other.txt", date="2024-05-03")
QUESTION = "How many vans does the York depot have?"


def answered(*documents: Document, short: str | None = "30") -> str:
    spans = tuple(Span(d.id, 0, len(d.text)) for d in documents)
    text = "\n\n".join(f"[{n}]" for n in range(1, len(spans) + 1))
    checked = told_apart(QUESTION, check(Draft(text, spans, short), {d.id: d for d in documents}))
    assert (checked.short_answer is None) is checked.text.startswith("The sources do not")
    return checked.text


def test_different_figures_are_shown_in_order_of_date_and_no_short_answer_is_given() -> None:
    text = answered(NEW, OLD)
    assert text.startswith(
        "The sources do not give the same answer:\n- 12 [2], 3 May 2021\n- 30 [1], 3 May 2023\n\n“"
    )


def test_the_same_figure_is_no_difference() -> None:
    assert answered(NEW, SAME).startswith("30 [1]")


def test_a_figure_for_something_else_is_no_difference() -> None:
    assert answered(NEW, OTHER).startswith("30 [1]")
