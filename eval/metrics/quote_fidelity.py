"""Whether every quote is the source's own words. Anything below 1 is a broken promise."""

from __future__ import annotations

from collections.abc import Mapping

from rag.types import Answer, Citation, Document


def quote_fidelity(answer: Answer, documents: Mapping[str, Document]) -> float | None:
    """Citations whose text equals `document.text[start:end]` / citations; documents by id.

    A quote of a document that is not held is not faithful. None where there are no citations.
    """
    if not answer.citations:
        return None
    return sum(_is_verbatim(c, documents) for c in answer.citations) / len(answer.citations)


def _is_verbatim(citation: Citation, documents: Mapping[str, Document]) -> bool:
    span = citation.quote.span
    document = documents.get(span.document_id)
    return document is not None and document.text[span.start : span.end] == citation.quote.text
