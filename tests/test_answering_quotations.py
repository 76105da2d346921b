"""Prose goes out with the source's own words in quotation marks, or without the marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answering.quotations import settle_quotations
from rag.answering.quote_check import QuoteChecker
from rag.answering.quoting import still_stands
from rag.answering.verdicts import Verdict
from tests.fakes import make_document

DOCUMENT = make_document(
    "The yard held 42,000 records. “Nobody may enter,” she said, “without a pass.” It closes at nine."
)
CHECKER = QuoteChecker([DOCUMENT])


@pytest.mark.parametrize(
    ("prose", "settled"),
    [
        ('It "held 42,000 records".', "It “held 42,000 records”."),
        ('It "held 43,000 records".', "It held 43,000 records."),
        ("It ‘Held 42,000 records’, they say.", "It “held 42,000 records”, they say."),
        ("The yard's sign: 'it closes at nine'.", "The yard's sign: “It closes at nine”."),
        (
            "«The yard … 42,000 records. … It closes at nine»",
            "“The yard … 42,000 records. … It closes at nine”",
        ),
        ("It “held 42,000 records and never closes.", "It held 42,000 records and never closes."),
        ("“It “closes at ten” daily”", "It closes at ten daily"),
        ('A 5" pipe', 'A 5" pipe'),
        ("No marks, don't you see?", "No marks, don't you see?"),
        ("", ""),
    ],
)
def test_marks_stay_only_around_the_sources_words(prose: str, settled: str) -> None:
    assert settle_quotations(prose, CHECKER).text == settled


def test_what_lost_its_marks_is_told_with_the_reason() -> None:
    settled = settle_quotations('She said "anybody may enter" and "the moon is cheese".', CHECKER)
    assert settled.quotes == ()
    assert [u.words for u in settled.unplaced] == ["anybody may enter", "the moon is cheese"]
    assert settled.unplaced[1].checked.verdict is Verdict.NOT_FOUND


@given(st.text(alphabet="“”‘’\"'«» abyard42,0.…[]", max_size=60))
def test_every_quote_stands_in_its_document(prose: str) -> None:
    settled = settle_quotations(prose, CHECKER)
    assert all(still_stands(DOCUMENT, quote) for quote in settled.quotes)
    assert all(quote.text in settled.text for quote in settled.quotes)
