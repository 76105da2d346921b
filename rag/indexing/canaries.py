"""A few passages that every sound index must find again, by vector and by word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from rag.errors import DamagedStore
from rag.indexing.draft import Embed
from rag.indexing.manifest import Canary
from rag.types import Library, Passage, VectorIndex

NUMBER = 5
SAME = 1e-3
"""Vectors pass through float32 and the graph unchanged; more than this apart is another vector."""


def choose_canaries(
    library: Library, document_ids: Sequence[str], embed: Embed
) -> tuple[Canary, ...]:
    """A passage from each of a few documents spread over the whole."""
    chosen = list(_spread(library, document_ids))
    vectors = embed([p.indexed_text for p in chosen])
    return tuple(
        Canary(p.id, tuple(map(float, vector)), _word_of(p))
        for p, vector in zip(chosen, vectors, strict=True)
    )


def check_canaries(canaries: Sequence[Canary], library: Library, vectors: VectorIndex) -> None:
    """Raises DamagedStore unless each canary finds itself."""
    for canary in canaries:
        expected = np.asarray(canary.vector, dtype=np.float32)
        stored = vectors.vectors([canary.passage_id])[0]
        best = vectors.nearest(expected, 1)[0][1]
        if float(np.abs(stored - expected).max()) > SAME or best < 1 - SAME:
            raise DamagedStore(f"passage {canary.passage_id} is not found by its own vector")
        if canary.word and not _found_by_word(canary, library):
            raise DamagedStore(f"passage {canary.passage_id} is not found by its own words")


def _found_by_word(canary: Canary, library: Library) -> bool:
    document_id = library.passages([canary.passage_id])[0].span.document_id
    limit = len(library.passages_of(document_id))
    found = library.matches([canary.word], limit, frozenset([document_id]))
    return canary.passage_id in {passage_id for passage_id, _ in found}


def _spread(library: Library, document_ids: Sequence[str]) -> Iterator[Passage]:
    ids = sorted(document_ids)
    number = min(NUMBER, len(ids))
    for i in range(number):
        passages = library.passages_of(ids[i * len(ids) // number])
        yield passages[len(passages) // 2]


def _word_of(passage: Passage) -> str:
    """The longest plain word: no two tokenizers disagree about its letters. "" without one."""
    plain = (w for w in passage.text.split() if w.isascii() and w.isalnum() and len(w) < 40)
    return max(plain, key=len, default="")
