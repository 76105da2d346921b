"""The quotations of somebody's prose, and a quotation laid beside its source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answering.claimed_quotes import claimed_quotes
from rag.answering.library_check import LibraryChecker
from rag.answering.side_by_side import Piece, side_by_side
from rag.answering.verdicts import Verdict
from tests.fakes import hold, make_document

ARTICLES = {
    "curly": ("He said “one two” and “three”.", ["one two", "three"]),
    "straight": ('She wrote: "one two." Then left.', ["one two."]),
    "single": ("They called it ‘one two three’ then.", ["one two three"]),
    "nested": ("“He said ‘yes we did’ twice”", ["He said ‘yes we did’ twice", "yes we did"]),
    "no marks": ("  one two three \n", ["one two three"]),
    "an apostrophe": ("the drivers’ union isn’t here", ["the drivers’ union isn’t here"]),
    "lost opening": ("one two three”", ["one two three"]),
    "never closed": ("He said “one two. Then he left.", ["one two."]),
    "paragraphs": ("A “first part\n\n“second part” end", ["first part", "second part"]),
    "marks alone": ('“ ” ""', []),
    "empty": (" \n ", []),
}


@pytest.mark.parametrize(("text", "words"), ARTICLES.values(), ids=ARTICLES)
def test_quotations_are_found(text: str, words: list[str]) -> None:
    assert [c.text for c in claimed_quotes(text)] == words


@given(st.text(alphabet="ab “”‘’\"'«».\n", max_size=60))
def test_each_quotation_is_cut_from_the_text(text: str) -> None:
    for claimed in claimed_quotes(text):
        assert text[claimed.start : claimed.end] == claimed.text
        assert claimed.text == claimed.text.strip() != ""


def differing(pieces: tuple[Piece, ...]) -> list[str]:
    return [p.text for p in pieces if p.differs]


@pytest.mark.parametrize(
    ("quoted", "source", "here", "there"),
    [
        ("It was May.", "It was March.", ["May"], ["March"]),
        ("It was not so.", "It was so.", ["not"], []),
        ("It was so.", "It was never so.", [], ["never"]),
        ("It  WAS so", "“It was so”", [], []),
        ("It was", "It was so, and more", [], ["so, and more"]),
        ("entirely other", "words here", ["entirely other"], ["words here"]),
    ],
)
def test_what_differs_is_marked_word_by_word(
    quoted: str, source: str, here: list[str], there: list[str]
) -> None:
    both = side_by_side(quoted, source)
    assert differing(both.quoted) == here
    assert differing(both.source) == there


@given(st.text(alphabet="abc 1.\n“’-", max_size=40), st.text(alphabet="abc 1.\n“’-", max_size=40))
def test_the_pieces_give_both_texts_again(quoted: str, source: str) -> None:
    both = side_by_side(quoted, source)
    assert "".join(p.text for p in both.quoted) == quoted
    assert "".join(p.text for p in both.source) == source


def test_a_large_library_is_checked_as_a_small_one() -> None:
    letters = [make_document(f"Depot {n} sold {n + 3} vans.", path=f"{n}.txt") for n in range(120)]
    small, large = (LibraryChecker(hold(*some).library) for some in (letters[:50], letters))
    for checker in (small, large):
        assert checker.check("Depot 7 sold 10 vans.").verdict is Verdict.VERBATIM
        assert checker.check("Depot 7 sold 11 vans.").verdict is Verdict.ALTERED
        assert checker.check("Nobody ever said this here.").verdict is Verdict.NOT_FOUND
