"""How well a text answers to each word of a question: late interaction over word pieces.

After Khattab and Zaharia, ColBERT, 2020 (doi:10.1145/3397271.3401075), with the pieces of an encoder
that was not trained for it. Measured on five public sets, beside whole vectors alone: the best of a
passage's sentences and the best passage lead more often, on every set.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from rag.answering.words import stem, words_in_place
from rag.types import TokenVectors, Vectors


def match(question: TokenVectors, text: Vectors, weights: Vectors | None = None) -> float:
    """Mean, over the question's pieces, of the cosine to the nearest piece of the text, -1 to 1.

    `text` are pieces, shape (pieces, dimensions). `weights` are of the question's pieces and sum to
    1; without them all weigh the same. 0 where either has no pieces.
    """
    if not len(question.vectors) or not len(text):
        return 0.0
    met = (_unit(question.vectors) @ _unit(text).T).max(axis=1)
    return float(met.mean() if weights is None else met @ weights)


def weights_of(question: str, read: TokenVectors, rarity: Mapping[str, float]) -> Vectors:
    """Weights of a question's pieces, shape (pieces,), that sum to 1 unless there are none.

    Half is shared evenly, half by the rarity (by stem) of the words that the pieces stand in.
    """
    found = words_in_place(question)
    at = np.searchsorted([begins for begins, _ in found], read.starts, side="right") - 1
    rare = np.array([rarity.get(stem(found[i][1]), 0.0) if i >= 0 else 0.0 for i in at])
    even = np.full(len(at), 1 / max(1, len(at)))
    weights: Vectors = ((even + rare / rare.sum()) / 2 if rare.any() else even).astype(np.float32)
    return weights


def pieces_within(read: TokenVectors, start: int, end: int) -> Vectors:
    """The pieces between two characters, shape (pieces, dimensions).

    None where the encoder did not read so far: a part of the words would stand for all.
    """
    inside = (read.starts < end) & (read.ends > start)
    return read.vectors[inside if len(read.ends) and read.ends[-1] >= end else slice(0)]


def direction(pieces: Vectors) -> Vectors:
    """The mean of pieces, of length 1, shape (dimensions,): the vector of their words in their context.

    All zeros where there are no pieces.
    """
    total: Vectors = pieces.sum(axis=0, keepdims=True)
    [unit] = _unit(total)
    return np.asarray(unit, dtype=np.float32)


def _unit(rows: Vectors) -> Vectors:
    scaled: Vectors = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return scaled
