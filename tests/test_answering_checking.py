"""A draft of prose becomes an answer that its sources bear out, or quotes alone."""

import time

import pytest

from rag.answering.attribution import attribution_line
from rag.answering.checking import check
from rag.types import BlockKind, Document, Draft, Span
from tests.fakes import make_document

LETTER = make_document(
    "Dear Bob\n"
    "The Leeds depot sold 1,250 vans in 2020. It is not true that the depot closed.\n"
    "Ann Marsh said that the roof of the York depot leaks. We shall mend it in May 2021.",
    path="letter.txt",
    title="Letter on the depots",
    author="Ada Okafor",
    addressee="Bob Reed",
    date="2021-03-04",
)
RULES = make_document(
    "Visitors must not:\nlight a fire;\nfeed the geese.",
    path="rules.txt",
    kinds=[BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.LIST_ITEM],
)
HELD = {d.id: d for d in (LETTER, RULES)}


def place(words: str, document: Document = LETTER) -> Span:
    start = document.text.index(words)
    return Span(document.id, start, start + len(words))


SOLD = place("The Leeds depot sold 1,250 vans in 2020.")
LEAKS = place("Ann Marsh said that the roof of the York depot leaks.")
MENDED = place("We shall mend it in May 2021.")


def draft(text: str, *spans: Span, short: str | None = None) -> Draft:
    return Draft(text, spans or (SOLD, LEAKS, MENDED), short)


def test_a_true_sentence_keeps_its_marker_and_its_quote_follows() -> None:
    checked = check(draft("In 2020 the depot in Leeds sold 1,250 vans [1]."), HELD)
    assert checked.text == (
        "In 2020 the depot in Leeds sold 1,250 vans [1].\n\n"
        "“The Leeds depot sold 1,250 vans in 2020.” [1]\n"
        f"{attribution_line(checked.citations[0])}"
    )
    assert [c.quote.span for c in checked.citations] == [SOLD]
    assert checked.left_out == ()


def test_a_wrong_sentence_is_left_out_and_what_is_wrong_is_named() -> None:
    text = "The Leeds depot sold 1,350 vans in 2020 [1]. The York depot’s roof leaks, Ann Marsh said [2]."
    checked = check(draft(text), HELD)
    assert "1,350" not in checked.text
    assert checked.text.startswith("The York depot’s roof leaks, Ann Marsh said [1].")
    assert "One sentence was left out" in checked.text
    (left_out,) = checked.left_out
    assert left_out.findings[0].words == "1,350"
    assert [c.quote.span for c in checked.citations] == [LEAKS]


@pytest.mark.parametrize(
    "wrong",
    [
        "The Leeds depot sold 1,250 vans in 2021 [1].",
        "The Leeds depot did not sell 1,250 vans in 2020 [1].",
        "The York depot sold 1,250 vans in 2020 [1].",
        "The Leeds depot may have sold 1,250 vans in 2020 [1].",
        "Bob Reed said that the roof of the York depot leaks [2].",
        "The roof of the York depot leaks [1].",
        "The Leeds depot sold 1,250 vans in 2020 [99].\nPenguins swim well [1].",
    ],
)
def test_if_nothing_is_borne_out_the_quotes_stand_alone(wrong: str) -> None:
    checked = check(draft(wrong.replace("[99]", "")), HELD) if "[99]" not in wrong else None
    if checked is None:
        checked = check(draft("Penguins swim well [99]."), HELD)
        assert checked.unknown_markers == 1
    assert checked.left_out
    assert [c.quote.span for c in checked.citations] == [SOLD, LEAKS, MENDED]
    assert checked.text.startswith("“The Leeds depot sold 1,250 vans in 2020.” [1]")


def test_a_marker_that_names_nothing_goes_and_is_counted() -> None:
    checked = check(draft("The Leeds depot sold 1,250 vans in 2020 [1][99]."), HELD)
    assert checked.text.startswith("The Leeds depot sold 1,250 vans in 2020 [1].")
    assert checked.unknown_markers == 1


def test_a_sentence_without_a_marker_gets_one_or_goes() -> None:
    text = "The Leeds depot sold 1,250 vans in 2020. Bears like honey."
    checked = check(draft(text), HELD)
    assert checked.text.startswith("The Leeds depot sold 1,250 vans in 2020 [1].")
    assert "honey" not in checked.text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("The depot “sold 1,250  vans in 2020” [1].", "The depot “sold 1,250 vans in 2020” [1]."),
        (
            'Ada Okafor writes: "We shall mend it in May 2021" [3].',
            "“We shall mend it in May 2021”",
        ),
        ("The depot “sold 1,250 vans” [1].", "The depot “sold 1,250 vans” [1]."),
    ],
)
def test_quotation_marks_hold_the_sources_words(text: str, shown: str) -> None:
    assert shown in check(draft(text), HELD).text


@pytest.mark.parametrize(
    "text",
    [
        "The depot “sold 1,350 vans in 2020” [1].",
        "The depot “did not sell 1,250 vans” [1].",
        "It says that “the depot closed” [1].",
    ],
)
def test_an_altered_or_turned_quotation_is_not_passed_on(text: str) -> None:
    checked = check(draft(text, SOLD), HELD)
    assert checked.left_out
    assert text.split("“")[1].split("”")[0] not in checked.text


def test_words_quoted_from_elsewhere_in_a_document_get_a_citation_of_their_own() -> None:
    checked = check(draft("Ada Okafor wrote: “We shall mend it in May 2021” [1].", SOLD), HELD)
    assert MENDED in [c.quote.span for c in checked.citations]


def test_quotes_have_honest_edges() -> None:
    item = place("feed the geese.", RULES)
    checked = check(Draft("[1]", (item,)), HELD)
    assert checked.citations[0].quote.text == "Visitors must not:\nlight a fire;\nfeed the geese."
    turned = place("the depot closed.")
    checked = check(Draft("[1]", (turned,)), HELD)
    assert checked.citations[0].quote.text == "It is not true that the depot closed."


def test_two_spans_that_become_one_are_one_citation() -> None:
    items = place("light a fire;", RULES), place("feed the geese.", RULES)
    checked = check(Draft("[1]\n\n[2]", items), HELD)
    assert len(checked.citations) == 1
    assert checked.text.count("feed the geese.") == 1


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("<img src=x onerror=alert(1)>The Leeds depot sold 1,250 vans in 2020 [1].", id="image tag"),
        pytest.param("![x](http://evil.example/a.png) The Leeds depot sold 1,250 vans in 2020 [1].", id="picture"),
        pytest.param("<script>alert(1)</script>The Leeds depot sold 1,250 vans in 2020 [1].", id="script"),
        pytest.param("**The Leeds depot sold 1,250 vans in 2020** [1](http://evil.example).", id="link"),
        pytest.param("# The Leeds depot sold 1,250 vans in 2020 [1].", id="heading"),
        pytest.param("The Leeds depot sold 1,250 vans in 2020. [1]", id="marker behind the stop"),
        pytest.param("The Leeds depot sold 1,250 vans\u202e in 2020 [1].\x00", id="control characters"),
    ],
)  # fmt: skip
def test_markup_does_not_reach_the_reader(text: str) -> None:
    shown = check(draft(text), HELD).text
    assert shown.startswith("The Leeds depot sold 1,250 vans in 2020 [1].")
    for banned in ("<", "http", "alert", "**", "\u202e", "\x00", "#"):
        assert banned not in shown


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The depot sold vans [1]. " * 50_000, id="a megabyte of sentences"),
        pytest.param("vans " * 200_000, id="no end in sight"),
        pytest.param("“" * 100_000, id="quotation marks"),
        pytest.param("[1]" * 100_000, id="markers"),
        pytest.param("<a" * 100_000, id="tags"),
        pytest.param("not that " * 50_000, id="negations"),
        pytest.param("." * 100_000, id="stops"),
    ],
)
def test_an_endless_draft_is_cut_at_the_limit(text: str) -> None:
    began = time.perf_counter()
    checked = check(draft(text), HELD)
    assert time.perf_counter() - began < 10
    assert len(checked.text) < 20_000
    assert checked.citations


def test_a_short_answer_is_put_before_the_quote_that_holds_it() -> None:
    checked = check(draft("In May 2021 the roof will be mended [3].", short="May 2021"), HELD)
    assert checked.short_answer == "May 2021"
    assert checked.text.startswith("May 2021 [1]\n\n")
