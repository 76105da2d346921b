"""How well an encoder finds passages, alone and with keywords: from vectors, without an index run."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from eval.question_sets import PublicQuestion, QuestionSets
from rag import wiring
from rag.answering.retrieval import Retriever
from rag.indexing.passages import passages_of
from rag.reading import read_document
from rag.settings import Settings
from rag.types import Encoder, Hit, Library, Progress, Vectors

RETURNED = 20
"""Passages scored of each question; more words than any budget of the scoring."""

FIGURES = ("found@300w", "mrr", "confidence_auroc", "found@300w_ci")


class ExactVectors:
    """Vectors in memory, all compared: the figures owe nothing to an approximate search."""

    def __init__(self, ids: Sequence[str], vectors: Vectors) -> None:
        self._ids = list(ids)
        self._at = {id: at for at, id in enumerate(self._ids)}
        self._vectors = vectors

    def count(self) -> int:
        """How many vectors there are."""
        return len(self._ids)

    def nearest(self, vector: Vectors, limit: int) -> list[tuple[str, float]]:
        """Passage ids and cosines, best first."""
        cosines = self._vectors @ vector
        return [(self._ids[i], float(cosines[i])) for i in np.argsort(-cosines)[:limit]]

    def vectors(self, passage_ids: Sequence[str]) -> Vectors:
        """Vectors in the order of the ids."""
        found: Vectors = self._vectors[[self._at[id] for id in passage_ids]]
        return found

    def close(self) -> None:
        """Nothing is held."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A set's documents with one encoder's vectors, as a retriever wants them."""

    library: Library
    vectors: ExactVectors
    folder: Path
    corpus_version: str = "measured"
    notice: str | None = None

    def close(self) -> None:
        """Lets go of the library's file."""
        self.library.close()


def fill_library(known: QuestionSets, name: str, settings: Settings, folder: Path) -> Library:
    """A set's documents, read, cut as the index cuts them and written with their keywords."""
    known.write_corpus(name, folder / "corpus")
    splitter = wiring.splitter(settings, wiring.encoder(settings))
    storage = wiring.storage()
    writer = storage.write_library(folder / "library.sqlite")
    read = (read_document(file, file.name) for file in sorted((folder / "corpus").iterdir()))
    for document in {d.id: d for d in read}.values():  # equal files are one document
        writer.add(document, passages_of(document, splitter))
    writer.finish()
    return storage.open_library(folder / "library.sqlite")


def shelve(library: Library, encoder: Encoder, folder: Path, tell: Progress) -> Shelf:
    """The library with the vectors that an encoder makes of its passages."""
    passages = [p for d in library.documents() for p in library.passages_of(d.id)]
    batches = []
    for start in range(0, len(passages), 256):
        batches.append(encoder.encode([p.indexed_text for p in passages[start : start + 256]]))
        tell("encoding", start, len(passages))
    return Shelf(library, ExactVectors([p.id for p in passages], np.concatenate(batches)), folder)


def write_found(
    questions: Sequence[PublicQuestion],
    shelf: Shelf,
    encoder: Encoder,
    keyword_weight: float,
    file: Path,
) -> None:
    """What is found for each question, a line each; confidence is the best passage's cosine."""
    retriever = Retriever(shelf, encoder, keyword_weight=keyword_weight)
    paths = {d.id: d.source.path for d in shelf.library.documents()}
    with file.open("w", encoding="utf-8") as stream:
        for question in questions:
            hits = retriever.search(question.question, RETURNED)
            stream.write(json.dumps(_as_answer(question.id, hits, paths)) + "\n")


def _as_answer(id: str, hits: Sequence[Hit], paths: dict[str, str]) -> dict[str, Any]:
    return {
        "id": id,
        "outcome": "answered",
        "confidence": max(0.0, hits[0].cosine) if hits else 0.0,
        "passages": [
            {"document": paths[h.passage.span.document_id], "text": h.passage.text} for h in hits
        ],
        "citations": [],
    }


def score(
    known: QuestionSets,
    name: str,
    questions: Sequence[PublicQuestion],
    shelf: Shelf,
    encoder: Encoder,
    keyword_weight: float,
) -> dict[str, dict[str, Any]]:
    """FIGURES by way of searching: meaning alone, and fused with keywords."""
    scored = {}
    for way, weight in (("meaning", 0.0), ("fused", keyword_weight)):
        file = shelf.folder / f"{way}.jsonl"
        write_found(questions, shelf, encoder, weight, file)
        figures = known.score(name, file)
        scored[way] = {figure: figures.get(figure) for figure in FIGURES}
    return scored
