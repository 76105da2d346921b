"""Which documents of a large library one claimed quotation may come from, by its words."""

from __future__ import annotations

from rag.answering.ellipsis import pieces_of
from rag.answering.words import words_of
from rag.types import Document, Library

SMALL = 100
"""Documents up to which all are looked at: folding them takes less time than it could save."""

_PASSAGES_A_PIECE = 200


def likely_sources(library: Library, text: str) -> list[Document]:
    """The documents with the passages nearest to each piece of the text by its words."""
    if library.counts()[0] <= SMALL:
        return list(library.documents())
    ids: dict[str, None] = {}
    for piece in pieces_of(text) or [text]:
        words = list(dict.fromkeys(words_of(piece)))
        found = library.matches(words, _PASSAGES_A_PIECE)
        passages = library.passages([passage_id for passage_id, _ in found])
        ids |= dict.fromkeys(p.span.document_id for p in passages)
    return [library.document(i) for i in ids]
