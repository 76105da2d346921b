"""Whether quotes are cut where a cut does not turn what the source says."""

from __future__ import annotations

from collections.abc import Mapping

from rag.answering.edges import honest_span
from rag.sentences import sentences
from rag.types import Answer, Citation, Document


def edges_honest(answer: Answer, documents: Mapping[str, Document]) -> float | None:
    """Citations cut at honest edges / citations of documents that are held; None without any.

    Honest is a quote that begins and ends with a sentence, and whose edges `honest_span` leaves as
    they are.
    """
    judged = [
        _is_honest(c, document)
        for c in answer.citations
        if (document := documents.get(c.quote.span.document_id))
    ]
    return sum(judged) / len(judged) if judged else None


def _is_honest(citation: Citation, document: Document) -> bool:
    span = citation.quote.span
    if span.end > len(document.text):
        return False
    whole = sentences(document, span)
    at_sentences = bool(whole) and (whole[0].start, whole[-1].end) == (span.start, span.end)
    return at_sentences and honest_span(document, span) == span
