"""The plain baseline: LlamaIndex's own splitter at 256 tokens, nearest pieces by cosine, no titles."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from llama_index.core.node_parser import SentenceSplitter

from eval.question_sets import PublicQuestion
from rag.types import Document, Encoder, Vectors

PIECE_TOKENS = 256
RETURNED = 20
CITED = 2
"""Nearest pieces that are given as the answer, as LlamaIndex's query engine does."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of all documents, (path, text), and their vectors."""

    pieces: Sequence[tuple[str, str]]
    vectors: Vectors


def split(documents: Iterable[Document], encoder: Encoder) -> Pieces:
    """The documents cut by LlamaIndex and embedded."""
    splitter = SentenceSplitter(chunk_size=PIECE_TOKENS, chunk_overlap=0)
    pieces = [(d.source.path, text) for d in documents for text in splitter.split_text(d.text)]
    return Pieces(pieces, encoder.encode([text for _, text in pieces]))


def write_answers(
    questions: Sequence[PublicQuestion], held: Pieces, encoder: Encoder, file: Path
) -> None:
    """One answer a line, as the scoring tool reads them; confidence is the best cosine."""
    vectors = encoder.encode([q.question for q in questions])
    with file.open("w", encoding="utf-8") as stream:
        for question, vector in zip(questions, vectors, strict=True):
            cosines = held.vectors @ vector
            nearest = np.argsort(-cosines, kind="stable")[:RETURNED]
            answer = {
                "id": question.id,
                "outcome": "answered",
                "confidence": float(cosines[nearest[0]]),
                "passages": list(_named(held, nearest, "text")),
                "citations": list(_named(held, nearest[:CITED], "quote")),
            }
            stream.write(json.dumps(answer, ensure_ascii=False) + "\n")


def _named(held: Pieces, chosen: Iterable[int], key: str) -> Iterator[dict[str, str]]:
    for at in chosen:
        path, text = held.pieces[at]
        yield {"document": path, key: text}
