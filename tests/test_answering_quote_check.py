"""A claimed quotation stands word for word, or what differs is named; nothing with a sense is forgiven."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.answering.quote_check import QuoteChecker
from rag.answering.quoting import quotes_of
from rag.answering.verdicts import Verdict
from rag.types import Document
from tests.store_samples import document

LAW = document(
    """\
The Agency is notable for its work. It rose by 5 % in May 2021, to -5 °C, on 10–12 km of £5m or 3.5 kg.

Mr. Prosper told the U.K. Government that the minister will re-sign the treaty. The ICO and the IGO wrote.

Do you accept this? We do not sell data, nor do we rent it. Police may, in some cases, retain data for 5 years.

Operators shall keep all records. No – more cameras are needed. They cannot leave the so-called “yard”.

Total sum 1,000 EUR in km² and 10⁶ cells, as the Report 2020¹ says [12].""",
    "law.txt",
)
SCAN = document(
    """\
The inforrnation is wrlttcn in rnodern English, and the cornrnittee rnust act on thecomplaint.

All visitors rnay leave the yard aud hall un-
less the manu­facturer ob jects to it strongly. They read 1t in the depot by the har

Annual report 2021

14

bour with great care. Bumham wrote to the a void Board. Tamsln wrote to the a void Board.""",
    "scan.txt",
)
CHECKER = QuoteChecker([LAW, SCAN])
WORDS = LAW.text.split()


@pytest.mark.parametrize(
    "claimed",
    [
        "Mr Prosper told the UK Government",
        "It rose by 5% in May 2021",
        "10-12 km of £5 m or 3.5kg",
        "They can not leave the so-called yard",
        'they cannot leave the "so called" yard',
        "as the Report 2020 says",
        "as the Report 2020 says [12]",
        "“police may, in some cases, retain data for 5 years”",
        "The information is written in modern English",
        "and the committee must act on the complaint",
        "unless the manufacturer objects to it strongly",
        "in the depot by the harbour with great care",
        "[T]he Agency is notable [sic] for its work",
        "Police may … retain data for 5 years",
        "Police may, [they] in some cases, retain data for 5 years [it says]",
        "wе do not sell data".replace("е", "e"),
    ],
)
def test_print_and_typing_are_forgiven(claimed: str) -> None:
    checked = CHECKER.check(claimed)
    assert checked.verdict is Verdict.TYPOGRAPHIC, checked
    assert checked.differences
    assert quotes_of(checked)


@pytest.mark.parametrize(
    ("claimed", "kind"),
    [
        ("The Agency is not able for its work", "negation"),
        ("It rose by 5 in May 2021", "unit"),
        ("It rose by 5", "edge"),
        ("It rose by 5 % in May 2012", "date"),
        ("It rose by 5 % in may 2021", "capitals"),
        ("in May 2021, to 5 °C", "number"),
        ("on 10–12 miles of £5m", "unit"),
        ("on 10–12 km of $5m", "currency"),
        ("on 10–12 km of £6m or 3.5 kg", "amount"),
        ("£5m or 35 kg, on 10–12 km of £5m or 35 kg", "number"),
        ("the minister will resign the treaty", "word"),
        ("The IGO and the IGO wrote", "name"),
        ("Do you accept this.", "punctuation"),
        ("We do sell data, nor do we rent it", "negation"),
        ("Police must, in some cases, retain data", "modal"),
        ("Police may, in all cases, retain data for 5 years", "quantifier"),
        ("Police … retain data for 5 years", "modal"),
        ("Operators shall keep all data", "word"),
        ("No more cameras are needed", "punctuation"),
        ("Total sum 1.000 EUR in km²", "amount"),
        ("Total sum 1,000 EUR in km and", "unit"),
        ("km² and 106 cells", "number"),
        ("Police may, in some cases, retain data for [15] years", "editorial"),
        ("Operators shall keep all records. Do you accept this?", "spliced"),
        ("all visitors may leave the yard or hall", "word"),
        ("The information is written in modem English", "word"),
        ("wе do not sell data", "word"),
        ("Tamsin wrote to the avoid Board", "word"),
        ("Burnham wrote to the Board", "name"),
        ("Police may [they] in some cases, retain data for 5 years", "punctuation"),
    ],
)
def test_what_has_a_sense_is_not_forgiven(claimed: str, kind: str) -> None:
    checked = CHECKER.check(claimed)
    assert checked.verdict is Verdict.ALTERED, checked
    assert kind in {d.kind for d in checked.differences}
    assert quotes_of(checked) == ()


@pytest.mark.parametrize(
    "claimed", ["", " ", "…", "[…]", "“”", "yard hall", "purple whale", "x" * 20_000]
)
def test_nothing_near_is_not_found(claimed: str) -> None:
    assert CHECKER.check(claimed).verdict is Verdict.NOT_FOUND


@given(st.integers(0, len(WORDS) - 1), st.integers(1, 30))
def test_words_cut_from_a_document_are_found_where_they_stand(first: int, length: int) -> None:
    claimed = " ".join(WORDS[first : first + length])
    checked = CHECKER.check(claimed, LAW.id)
    told = {d.kind for d in checked.differences}
    assert checked.stands or told == {"edge"} or not any(map(str.isalnum, claimed))
    for quote in quotes_of(checked):
        assert LAW.text[quote.span.start : quote.span.end] == quote.text
        assert "".join(quote.text.lower().split()) in "".join(claimed.lower().split())


@given(st.text(max_size=80))
@settings(max_examples=200)
def test_no_text_is_too_strange(claimed: str) -> None:
    for checked in (CHECKER.check(claimed), CHECKER.check(f"{claimed} the Agency … {claimed}")):
        assert checked.stands == bool(quotes_of(checked))


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12), st.booleans())
def test_only_the_document_named_is_looked_in(words: list[str], law: bool) -> None:
    named = LAW if law else SCAN
    found = CHECKER.check(" ".join(words), named.id).document
    assert found is None or found.id == named.id


def test_an_unknown_document_is_an_error() -> None:
    with pytest.raises(KeyError):
        CHECKER.check("words", "gone")


def test_a_short_document_beside_a_long_one_is_found() -> None:
    long = document(
        "Nothing of this sort was ever said by anybody in the long report. " * 40, "a.txt"
    )
    short = document("The wharf must not be used by night.", "b.txt")
    checker = QuoteChecker([long, short, long_copy(long)])
    checked = checker.check("The wharf may not be used by night", short.id)
    assert checked.document == short
    assert [d.kind for d in checked.differences] == ["modal"]


def long_copy(held: Document) -> Document:
    return document(held.text + "Amen.", "c.txt")


def test_words_that_stand_often_say_how_often() -> None:
    held = document("The yard is open. The yard is shut. The yard is old.", "a.txt")
    assert QuoteChecker([held]).check("the yard is").occurrences == 3


def test_a_document_without_words_does_no_harm() -> None:
    checker = QuoteChecker([document("…", "a.txt"), document("", "b.txt")])
    assert checker.check("any words at all").verdict is Verdict.NOT_FOUND
