"""Question to ranked passages: meaning and keywords, fused."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rag.answering.words import content_words
from rag.types import NO_FILTERS, Encoder, Filters, Hit, Holdings, Library, Vectors


@dataclass(frozen=True, slots=True)
class Retriever:
    """Finds passages in one generation.

    `candidates` is how many passages each of the two searches puts forward; `keyword_weight` is
    the weight of the keyword score beside that of meaning, which has 1.
    """

    holdings: Holdings
    encoder: Encoder
    candidates: int = 100
    keyword_weight: float = 0.5

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
        return self._ranked(ids, vector, keyword)[:limit]

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
