"""Quotation marks in prose: what stands in a source keeps them, in the source's own words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rag.answering.edges import honest_span
from rag.answering.quotations import settle_quotations
from rag.answering.quote_check import QuoteChecker
from rag.sentences import sentences
from rag.types import Document, Span


@dataclass(slots=True)
class ProseQuotes:
    """Places the quotations of a draft in the documents it was written from."""

    documents: Mapping[str, Document]
    _checker: QuoteChecker | None = field(default=None, init=False)

    def placed(self, sentence: str) -> tuple[str, tuple[Span, ...]]:
        """The sentence with the source's words in its quotation marks, and where those stand.

        What stands in no document, or was cut so that it says something else, loses its marks.
        """
        if self._checker is None:
            self._checker = QuoteChecker(list(self.documents.values()))
        settled = settle_quotations(sentence, self._checker)
        return settled.text, tuple(quote.span for quote in settled.quotes)

    def sentence_around(self, span: Span) -> Span | None:
        """The whole sentences in which quoted words stand, with honest edges."""
        document = self.documents[span.document_id]
        whole = sentences(document, span)
        if not whole:
            return None
        return honest_span(document, Span(document.id, whole[0].start, whole[-1].end))


def outside(spans: Iterable[Span], cited: Iterable[Span]) -> list[Span]:
    """The spans that lie in none of the cited ones."""
    held = list(cited)
    return [s for s in spans if not any(c.contains(s) for c in held)]
