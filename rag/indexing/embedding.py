"""Vectors for texts: from the cache where they are known, else computed and kept there at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rag.indexing.memory import give_back_memory
from rag.types import Encoder, VectorCache, Vectors


class Embedder:
    """An encoder that never encodes a text twice; `computed` counts what it did encode."""

    def __init__(self, encoder: Encoder, cache: VectorCache) -> None:
        self._encoder = encoder
        self._cache = cache
        self.computed = 0

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row per text. What was computed is kept before this returns."""
        known = self._cache.get(texts)
        missing = [text for text in dict.fromkeys(texts) if text not in known]
        if missing:
            vectors = self._encoder.encode(missing)
            self._cache.put(missing, vectors)
            give_back_memory()
            self.computed += len(missing)
            known |= dict(zip(missing, vectors, strict=True))
        return np.stack([known[text] for text in texts])
