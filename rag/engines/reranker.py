"""The reranker: any sentence-transformers CrossEncoder, loaded when first used; off unless set."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from rag import offline  # noqa: F401 - before any model library
from rag.engines.encoder import find_cached
from rag.errors import RerankerMissing

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

    from rag.types import Vectors

BATCH = 32


class CrossEncoderReranker:
    """Reads a question and a passage together; safe to share between threads, one at a time.

    Raises RerankerMissing if the name is neither a folder of a model nor one held on this machine.
    """

    def __init__(self, name: str) -> None:
        self.folder = _find(name)
        self._lock = threading.Lock()

    @cached_property
    def _model(self) -> CrossEncoder:
        # The import takes seconds: only who reranks pays for it.
        from sentence_transformers import CrossEncoder  # noqa: PLC0415

        try:
            model: CrossEncoder = CrossEncoder(
                str(self.folder), device="cpu", local_files_only=True
            )
        except (OSError, ValueError, KeyError) as error:
            raise RerankerMissing(
                f"{self.folder}: not a complete cross-encoder ({str(error).splitlines()[0]}); "
                "set `reranker` to another, or to none"
            ) from None
        return model

    def scores(self, question: str, texts: Sequence[str]) -> Vectors:
        """How well each text answers the question, shape (len(texts),); higher is better."""
        if not texts:
            return np.zeros(0, dtype=np.float32)
        with self._lock:
            given = self._model.predict(
                [(question, text) for text in texts], batch_size=BATCH, show_progress_bar=False
            )
        return np.asarray(given, dtype=np.float32).reshape(len(texts), -1)[:, -1]


def _find(name: str) -> Path:
    folder = Path(name).expanduser()
    if (folder / "config.json").is_file():
        return folder
    found = None if folder.exists() else find_cached(name)
    if found is None:
        raise RerankerMissing(
            f"reranker {name!r}: neither a folder with a cross-encoder nor a model on this machine; "
            "download it yourself and set `reranker` to its folder, or to none"
        )
    return found
