"""Quotation marks: any style, nested, unclosed, over several paragraphs."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answering.speech.quotations import find_quotations, quotations_around
from tests.fakes import make_document


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "yes" twice.', ['"yes"']),
        ("She said ‘it isn’t so’ again.", ["‘it isn’t so’"]),
        ("It's the board's view, they're 'sure' of it.", ["'sure'"]),
        ("the 'drivers' union said so' today", ["'drivers' union said so'"]),
        ("The board 's view: `` what is law ? '' they asked .", ["`` what is law ? ''"]),
        ("Back in the '90s and rock 'n' roll.", []),
        ("« Oui », said he.", ["« Oui »"]),
        ('The report said " tokenised text " here.', ['" tokenised text "']),
        ("No marks at all.", []),
    ],
)
def test_quotations(text: str, expected: list[str]) -> None:
    assert [text[q.start : q.end] for q in find_quotations(text)] == expected


def test_quotations_nest() -> None:
    text = "“Ann said ‘no “real” need’ to it”"
    found = [(text[q.start : q.end], q.depth) for q in find_quotations(text)]
    assert found == [(text, 0), ("‘no “real” need’", 1), ("“real”", 2)]


def test_straight_marks_nest_where_all_of_them_close() -> None:
    text = '"Why is it a "great van"? Because of its wheels."'
    assert [(q.start, q.depth) for q in find_quotations(text)] == [(0, 0), (13, 1)]


def test_a_mark_behind_a_bracket_opens() -> None:
    text = '"Two vans ("Big Red" is one) were sold."'
    assert [(q.start, q.depth) for q in find_quotations(text)] == [(0, 0), (11, 1)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("They wrote “we agree. Nothing more is known of it.", "“we agree."),
        ('to "build and run the van. It is a "joint" van.', '"build and run the van.'),
    ],
)
def test_a_lost_mark_does_no_harm_beyond_its_sentence(text: str, first: str) -> None:
    found = find_quotations(text)[0]
    assert (text[found.start : found.end], found.closed) == (first, False)


def test_a_quotation_of_several_paragraphs_holds_each_to_its_end() -> None:
    document = make_document("Ann said: “One. Two.\n\n“Three. Four.”\n\nFive.")
    first, second, third = document.blocks
    held = [
        document.text[q.start : q.end]
        for block in (first, second, third)
        for q in quotations_around(document, block)
    ]
    assert held == ["“One. Two.", "“Three. Four.”"]


@given(st.text(alphabet="ab .\n“”‘’\"'`«»—,s", max_size=80))
def test_any_text_gives_quotations_that_lie_in_it_and_nest(text: str) -> None:
    found = find_quotations(text)
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    for q in found:
        around = [p for p in found if p.start <= q.start and q.end <= p.end and p is not q]
        assert len(around) >= q.depth


@pytest.mark.parametrize("mark", ["“", '"', "'", "‘", "``", "” "])
def test_many_marks_take_little_time(mark: str) -> None:
    started = time.perf_counter()
    find_quotations(f"{mark}a " * 5_000)
    assert time.perf_counter() - started < 2
