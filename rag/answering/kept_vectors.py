"""Vectors kept in memory: the sentences of a shelf are read again and again, and encoding costs most."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from rag.types import Encoder, Vectors

KEPT = 50_000
"""Vectors kept at most: 75 MiB at 384 dimensions, about the sentences of 2,000 letters."""


@dataclass(frozen=True, slots=True)
class KeptVectors:
    """An encoder that encodes a text once while it is among the last `at_most` seen.

    Safe to share between threads: two that miss one text at once both encode it, to the same vector.
    """

    encoder: Encoder
    at_most: int = KEPT
    _kept: OrderedDict[str, Vectors] = field(default_factory=OrderedDict, init=False, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False, repr=False)

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
        held = self._held(texts)
        missing = [t for t in dict.fromkeys(texts) if t not in held]
        if missing:
            rows = self.encoder.encode(missing)
            # A copy each: a row that is kept must not hold the whole batch in memory.
            new = {text: row.copy() for text, row in zip(missing, rows, strict=True)}
            self._keep(new)
            held |= new
        if not texts:
            return self.encoder.encode(texts)
        return np.stack([held[t] for t in texts])

    def _held(self, texts: Sequence[str]) -> dict[str, Vectors]:
        with self._lock:
            found = {t: self._kept[t] for t in texts if t in self._kept}
            for text in found:
                self._kept.move_to_end(text)
            return found

    def _keep(self, new: dict[str, Vectors]) -> None:
        with self._lock:
            self._kept.update(new)
            while len(self._kept) > self.at_most:
                self._kept.popitem(last=False)
