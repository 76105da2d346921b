"""The only maker of quotes: words are cut from the stored text by position, never copied.

From a span it cuts the words; from a claimed text that was checked, what the source has in its place.
"""

from __future__ import annotations

from rag.answering.verdicts import CheckedQuote
from rag.types import Document, Quote, Span


def cut_quote(document: Document, span: Span) -> Quote:
    """The quote at a span of a document, shrunk to leave out white space at its edges.

    Raises ValueError if the span does not lie in the document or holds only white space.
    """
    words = document.cut(span)
    start = span.start + len(words) - len(words.lstrip())
    end = span.end - len(words) + len(words.rstrip())
    inner = Span(document.id, start, end)
    return Quote(inner, document.cut(inner))


def quotes_of(checked: CheckedQuote) -> tuple[Quote, ...]:
    """The quotes that a claimed text amounts to, in order: one, or one for each piece of it.

    None where the words do not stand in the source: what is altered is no quote.
    """
    if checked.document is None or not checked.stands:
        return ()
    return tuple(cut_quote(checked.document, span) for span in checked.spans)


def still_stands(document: Document, quote: Quote) -> bool:
    """Whether the words at the quote's place are the quote's words; asked whenever one is shown."""
    return (
        quote.span.document_id == document.id
        and quote.span.end <= len(document.text)
        and document.cut(quote.span) == quote.text
    )
