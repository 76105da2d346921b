"""Vectors kept in memory: the sentences of a shelf are read again and again, and encoding costs most."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

import numpy as np

from rag.types import Encoder, TokenVectors, Vectors

KEPT = 50_000
"""Vectors kept at most: 75 MiB at 384 dimensions, about the sentences of 2,000 letters."""
READ = 400
"""Texts whose word pieces are kept at most: 75 MiB at 128 pieces of 384 dimensions each."""

Made = TypeVar("Made")


class KeptVectors:
    """An encoder that encodes a text once while it is among the last seen.

    At most `at_most` vectors and the pieces of `read` texts are kept. Safe to share between threads:
    two that miss one text at once both encode it, to the same vector.
    """

    def __init__(self, encoder: Encoder, at_most: int = KEPT, read: int = READ) -> None:
        self.encoder = encoder
        self._vectors: _Kept[Vectors] = _Kept(self._encoded, at_most)
        self._pieces: _Kept[TokenVectors] = _Kept(encoder.token_vectors, read)

    @property
    def fingerprint(self) -> str:
        """That of the encoder."""
        return self.encoder.fingerprint

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return self.encoder.dimensions

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row per text, shape (len(texts), dimensions), float32, each of length 1."""
        return np.stack(self._vectors.of(texts)) if texts else self.encoder.encode(texts)

    def token_vectors(self, texts: Sequence[str]) -> list[TokenVectors]:
        """The word pieces of each text."""
        return self._pieces.of(texts)

    def _encoded(self, texts: Sequence[str]) -> list[Vectors]:
        # A copy each: a row that is kept must not hold the whole batch in memory.
        return [row.copy() for row in self.encoder.encode(texts)]


class _Kept(Generic[Made]):
    """What was made of the texts seen last."""

    def __init__(self, make: Callable[[Sequence[str]], Sequence[Made]], at_most: int) -> None:
        self._make, self._at_most = make, at_most
        self._kept: OrderedDict[str, Made] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, texts: Sequence[str]) -> list[Made]:
        """One for each text."""
        held = self._held(texts)
        missing = [t for t in dict.fromkeys(texts) if t not in held]
        if missing:
            new = dict(zip(missing, self._make(missing), strict=True))
            self._keep(new)
            held |= new
        return [held[t] for t in texts]

    def _held(self, texts: Sequence[str]) -> dict[str, Made]:
        with self._lock:
            found = {t: self._kept[t] for t in texts if t in self._kept}
            for text in found:
                self._kept.move_to_end(text)
            return found

    def _keep(self, new: dict[str, Made]) -> None:
        with self._lock:
            self._kept.update(new)
            while len(self._kept) > self._at_most:
                self._kept.popitem(last=False)
