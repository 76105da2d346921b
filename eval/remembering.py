"""An encoder that encodes each text once: the questions of a run are asked of the same sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from rag.answering.assistant import Assistant
from rag.types import Encoder, TokenVectors, Vectors


@dataclass(frozen=True, slots=True)
class RememberingEncoder:
    """Another encoder's vectors, kept in memory for the length of a run."""

    encoder: Encoder
    _known: dict[str, Vectors] = field(default_factory=dict)

    @property
    def fingerprint(self) -> str:
        """That of the encoder behind."""
        return self.encoder.fingerprint

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return self.encoder.dimensions

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row per text, shape (len(texts), dimensions), float32, each of length 1."""
        new = [t for t in dict.fromkeys(texts) if t not in self._known]
        if new:
            self._known.update(zip(new, self.encoder.encode(new), strict=True))
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        return np.stack([self._known[t] for t in texts])

    def token_vectors(self, texts: Sequence[str]) -> list[TokenVectors]:
        """The word pieces of each text; not kept here, for those of a shelf fill gigabytes."""
        return self.encoder.token_vectors(texts)


def remembering(assistant: Assistant) -> Assistant:
    """The same assistant with an encoder that remembers."""
    encoder = RememberingEncoder(assistant.encoder)
    return replace(assistant, retriever=replace(assistant.retriever, encoder=encoder))
