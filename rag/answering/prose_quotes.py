"""Quotation marks in prose: what stands in a source keeps them, in the source's own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rag.answering.edges import honest_span
from rag.answering.quote_check import QuoteChecker
from rag.answering.quoting import cut_quote
from rag.sentences import sentences
from rag.types import Document, Span

_QUOTED = re.compile(r"[“\"]([^“”\"]{2,2000})[”\"]")


@dataclass(slots=True)
class ProseQuotes:
    """Places the quotations of a draft in the documents it was written from."""

    documents: Mapping[str, Document]
    _checker: QuoteChecker | None = field(default=None, init=False)

    def placed(self, sentence: str) -> tuple[str, tuple[Span, ...]]:
        """The sentence with the source's words in its quotation marks, and where those stand.

        What stands in no document, or was cut so that it says something else, loses its marks.
        """
        spans: list[Span] = []

        def place(match: re.Match[str]) -> str:
            found = self._check(match[1])
            if found is None:
                return match[1]
            document, pieces = found
            spans.extend(pieces)
            words = " … ".join(cut_quote(document, piece).text for piece in pieces)
            return f"“{words}”"

        return _QUOTED.sub(place, sentence), tuple(spans)

    def _check(self, words: str) -> tuple[Document, tuple[Span, ...]] | None:
        if self._checker is None:
            self._checker = QuoteChecker(list(self.documents.values()))
        checked = self._checker.check(words.strip(" ,;"))
        if not checked.stands or checked.document is None:
            return None
        return checked.document, checked.spans

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
