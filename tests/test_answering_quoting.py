"""Quotes are cut by position and never hold a word the source does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answering.quoting import cut_quote, still_stands
from rag.types import Quote, Span
from tests.fakes import make_document


@given(st.text(min_size=1), st.data())
def test_a_quote_is_the_text_at_its_place(text: str, data: st.DataObject) -> None:
    document = make_document(text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    if not text[start:end].strip():
        with pytest.raises(ValueError, match="runs forward"):
            cut_quote(document, Span(document.id, start, end))
        return
    quote = cut_quote(document, Span(document.id, start, end))
    assert document.text[quote.span.start : quote.span.end] == quote.text
    assert quote.text == text[start:end].strip()
    assert still_stands(document, quote)


@pytest.mark.parametrize(
    "span", [Span("other", 0, 1), Span("x" * 16, 0, 99)], ids=["other", "past"]
)
def test_a_place_outside_the_document_is_refused(span: Span) -> None:
    with pytest.raises(ValueError, match="does not lie in"):
        cut_quote(make_document("Short."), span)


def test_a_quote_that_was_altered_does_not_stand() -> None:
    document = make_document("It shall not be used.")
    assert not still_stands(document, Quote(Span(document.id, 0, 12), "It shall be"))
    assert not still_stands(document, Quote(Span(document.id, 0, 99), document.text))
