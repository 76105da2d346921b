"""The quote check page, step by step: from pasted text to verdicts, and the place of each."""

from __future__ import annotations

from html import unescape

import pytest

from rag.answering.differences import Difference
from rag.answering.verdicts import CheckedQuote
from rag.errors import NothingIndexed
from rag.web import checking, verdicts
from rag.web.checking import Checked, Screen
from tests.fakes_web import FakeDesk

ARTICLE = (
    "The letter says “The tender was awarded in May 2021.” It adds that “It was worth 42,000 "
    "pounds.” Nobody wrote “that all of it was given back”."
)


def last(desk: FakeDesk, text: str) -> Screen:
    *_, screen = checking.check(desk, text)
    return screen


def test_each_quotation_of_an_article_is_judged() -> None:
    screens = list(checking.check(FakeDesk(), ARTICLE))
    assert "Checking 1 of 3" in (screens[0].pending or "")
    told = screens[-1].copy or ""
    assert told.startswith("3 quotations checked: 1 real, 1 altered, 1 not found.")
    assert "1. Altered" in told and "2. Real, word for word" in told and "3. Not found" in told
    assert "the quotation has “May”, the document has “March”" in told
    assert "Letter from A. Writer to B. Reader, 4 March 2021, paragraph 2" in told
    assert screens[-1].checked is not None
    assert [p.citation.number for p in screens[-1].checked.places] == [1, 2]


def test_what_is_quoted_inside_a_quotation_is_checked_where_the_whole_is_not_found() -> None:
    inside = "“Quite other people said ‘It was worth 42,000 pounds.’ at some other time and place”"
    told = last(FakeDesk(), inside).copy or ""
    assert told.startswith("2 quotations checked: 1 real, 1 not found.")


REFUSED = {
    "empty": (" ", checking.NOTHING_PASTED),
    "marks": ("“”", checking.NOTHING_PASTED),
    "long": ("a" * (checking.LONGEST_TEXT + 1), "This text has 50,001 characters."),
    "many": ("“a b” " * 1001, "This text has 1001 quotations."),
}


@pytest.mark.parametrize(("text", "line"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_checked_is_told_in_one_line(text: str, line: str) -> None:
    screen = last(FakeDesk(), text)
    assert line in unescape(screen.pending or "")
    assert (screen.results, screen.copy) == ("", "")


def test_nothing_held_is_told() -> None:
    assert "No documents are held" in (last(FakeDesk(held=()), ARTICLE).announcement or "")


class Broken(FakeDesk):
    trouble: Exception = RuntimeError("secret")

    def check_quote(self, text: str) -> CheckedQuote:
        raise self.trouble


def test_a_fault_tells_nothing_of_the_program_and_an_error_what_to_do() -> None:
    desk = Broken()
    assert "secret" not in str(last(desk, ARTICLE))
    assert "fault in the program" in str(last(desk, ARTICLE))
    desk.trouble = NothingIndexed("the documents are still being read")
    assert "the documents are still being read" in str(last(desk, ARTICLE))


def test_the_place_of_a_quotation_is_shown_and_stepped_through() -> None:
    desk = FakeDesk()
    checked = last(desk, ARTICLE).checked or Checked()
    second = checking.pick(desk, "1.2 5", checked)
    assert "Quotation 2 of 3" in (second.source or "")
    assert "<mark>It was worth 42,000 pounds.</mark>" in unescape(second.source or "")
    around = checking.step(desk, 1, second.checked or checked)
    assert "Quotation 1 of 3" in (around.source or "")
    for nonsense in ("1.3", "1.99", "x", ""):
        shown = checking.pick(desk, nonsense, checked)
        assert shown.source is None or "Quotation 1 of 3" in shown.source
    assert checking.step(desk, 1, Checked()) == Screen()


def test_a_document_that_has_left_the_index_is_told() -> None:
    checked = last(FakeDesk(), ARTICLE).checked or Checked()
    gone = checking.look(FakeDesk(held=()), checked)
    assert "has left the index" in (gone.source or "")


def test_a_wording_that_differs_in_two_ways_is_told_once() -> None:
    differences = [
        Difference("date", "May", "March"),
        Difference("modal", "May", "March"),
        Difference("spacing", "", ""),
        Difference("negation", "", "not"),
        Difference("unheard of", "a", ""),
    ]
    assert verdicts.difference_lines(differences) == [
        "A date: the quotation has “May”, the document has “March”",
        "Spacing",
        "A word that says no: the document has “not”",
        "Unheard of: the quotation has “a”",
    ]
