"""Question to ranked passages: meaning and keywords, fused."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from rag.answering.words import content_words
from rag.types import NO_FILTERS, Encoder, Filters, Hit, Holdings, Library, Reranker, Vectors

RERANKED = 30
"""Passages that a reranker reads."""


@dataclass(frozen=True, slots=True)
class Retriever:
    """Finds passages in one generation.

    `candidates` is how many passages each of the two searches puts forward; `keyword_weight` is
    the weight of the keyword score beside that of meaning, which has 1. A reranker, where there is
    one, orders the best RERANKED anew.
    """

    holdings: Holdings
    encoder: Encoder
    candidates: int = 100
    keyword_weight: float = 0.5
    reranker: Reranker | None = None

    def search(self, question: str, limit: int, filters: Filters = NO_FILTERS) -> list[Hit]:
        """The best passages for a question, best first, `limit` at most."""
        vector = self.encoder.encode([question])[0]
        library = self.holdings.library
        allowed = library.document_ids(filters) if filters else None
        if allowed is not None and not allowed:
            return []
        depth = max(self.candidates, limit)
        near = self._near(vector, depth, allowed)
        keyword = dict(library.matches(content_words(question), depth, allowed))
        ids = sorted(near | keyword.keys())
        ranked = self._ranked(ids, vector, keyword)
        return self._reranked(question, ranked)[:limit]

    def _near(self, vector: Vectors, depth: int, allowed: frozenset[str] | None) -> set[str]:
        if allowed is None:
            return {i for i, _ in self.holdings.vectors.nearest(vector, depth)}
        return _passage_ids(self.holdings.library, allowed)

    def _ranked(self, ids: list[str], vector: Vectors, keyword: dict[str, float]) -> list[Hit]:
        if not ids:
            return []
        cosines = self.holdings.vectors.vectors(ids) @ vector
        keywords = np.array([keyword.get(i, 0.0) for i in ids])
        scores = fused(cosines, keywords, self.keyword_weight)
        order = np.argsort(-scores, kind="stable")
        passages = self.holdings.library.passages([ids[i] for i in order])
        return [
            Hit(passage, float(scores[i]), float(cosines[i]), float(keywords[i]))
            for passage, i in zip(passages, order, strict=True)
        ]

    def _reranked(self, question: str, hits: list[Hit]) -> list[Hit]:
        """The best hits in the reranker's order; each rank keeps its score, whose scale others rely on."""
        if self.reranker is None:
            return hits
        best = hits[:RERANKED]
        scores = self.reranker.scores(question, [h.passage.indexed_text for h in best])
        order = np.argsort(-scores, kind="stable")
        moved = [replace(best[i], score=at.score) for i, at in zip(order, best, strict=True)]
        return moved + hits[RERANKED:]


def fused(cosines: Vectors, keywords: Vectors, keyword_weight: float) -> Vectors:
    """Cosine plus weighted BM25, each brought to mean 0 and deviation 1 over the candidates.

    Shapes: (candidates,) each and returned. Standardising before adding keeps either signal from
    drowning the other whatever the length of the question.
    """
    return standardised(cosines) + keyword_weight * standardised(keywords)


def standardised(values: Vectors) -> Vectors:
    """Mean 0 and standard deviation 1; all zeros where the values do not differ."""
    spread = values.std()
    if spread < 1e-9:
        return np.zeros_like(values)
    result: Vectors = (values - values.mean()) / spread
    return result


def _passage_ids(library: Library, document_ids: frozenset[str]) -> set[str]:
    return {p.id for d in document_ids for p in library.passages_of(d)}
