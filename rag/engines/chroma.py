"""Passage vectors in Chroma: written once, then read from a private working folder."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, cast

import chromadb
import numpy as np
from chromadb.api.client import Client
from chromadb.config import Settings

from rag.engines.working_folder import WorkingFolder
from rag.errors import DamagedStore, ForeignStore
from rag.types import Vectors

DATABASE = "chroma.sqlite3"
COLLECTION = "passages"
BATCH = 5_000
"""Chroma takes 5,461 rows at most in one call."""

CANDIDATES_EACH, CANDIDATES_LEAST = 4, 200
"""The graph is built anew each time a little differently: asking for several times what is needed
and ranking by the exact cosine keeps the first results the same."""

# Written through to the graph's files after every batch: what waits in Chroma's queue is replayed
# into those files by whoever opens them next, and published files must not change.
GRAPH = {
    "space": "cosine",
    "max_neighbors": 32,
    "ef_construction": 200,
    "ef_search": 200,
    "sync_threshold": 1,
}


class ChromaVectors:
    """A published set of vectors, read only; the published files are never opened in place.

    Opening a Chroma store writes to its database, so this works on a copy of that (small) file with
    links to the graph's files. Raises DamagedStore if there is no store in the folder: Chroma would
    open an empty one. Raises ForeignStore if another version of Chroma wrote it: what one version
    makes of another's files is not to be trusted, and to write them anew takes little.
    """

    def __init__(self, folder: Path) -> None:
        if not (folder / DATABASE).is_file():
            raise DamagedStore(f"{folder / DATABASE} is missing; run: rag index --rebuild")
        self._working = WorkingFolder(folder, copied=(DATABASE,))
        try:
            self._client = _client(self._working.path)
            self._collection = self._client.get_collection(COLLECTION, embedding_function=None)
            self._count = self._collection.count()
            facts = self._collection.metadata or {}
            self._dimensions = int(facts["dimensions"])
            _require_version(folder, str(facts.get("chromadb", "of another time")))
            # Loads the graph now, so that the published files may be deleted under a reader.
            self.nearest(np.ones(self._dimensions, dtype=np.float32), 1)
        except ForeignStore:
            self._client.close()
            self._working.remove()
            raise
        except Exception as error:
            # whatever Chroma and its Rust core raise on damaged files
            self._working.remove()
            raise DamagedStore(
                f"{folder}: Chroma cannot open it ({type(error).__name__}: {error});"
                " run: rag index --rebuild"
            ) from error

    def count(self) -> int:
        """How many vectors there are."""
        return self._count

    def nearest(self, vector: Vectors, limit: int) -> list[tuple[str, float]]:
        """Passage ids and exact cosines, best first, equal ones by id."""
        wanted = min(max(CANDIDATES_EACH * limit, CANDIDATES_LEAST), self._count)
        if wanted < 1 or limit < 1:
            return []
        found = self._collection.query(
            query_embeddings=vector[np.newaxis, :], n_results=wanted, include=["embeddings"]
        )
        assert found["embeddings"] is not None
        ids = found["ids"][0]
        cosines = _cosines(np.asarray(found["embeddings"][0], dtype=np.float32), vector)
        best = sorted(zip(ids, cosines, strict=True), key=lambda pair: (-pair[1], pair[0]))
        return best[:limit]

    def vectors(self, passage_ids: Sequence[str]) -> Vectors:
        """Vectors in the order of the ids. Raises KeyError if an id is not there."""
        known: dict[str, Vectors] = {}
        wanted = list(dict.fromkeys(passage_ids))
        for ids in _batches(wanted):
            # which come in an order of their own
            found = self._collection.get(ids=ids, include=["embeddings"])
            rows = np.asarray(found["embeddings"], dtype=np.float32)
            known.update(zip(found["ids"], rows, strict=True))
        if not wanted:
            return np.empty((0, self._dimensions), dtype=np.float32)
        return np.stack([known[i] for i in passage_ids])

    def close(self) -> None:
        """Closes Chroma and removes the working folder."""
        self._client.close()
        self._working.remove()


class ChromaVectorWriter:
    """A set of vectors being made, or a copy of one being changed; nobody else reads the folder."""

    def __init__(self, folder: Path, dimensions: int) -> None:
        self._folder = folder
        self._dimensions = dimensions
        self._waiting: dict[str, Vectors] = {}
        folder.mkdir(parents=True, exist_ok=True)
        self._client = _client(folder)
        configuration: Any = {"hnsw": GRAPH}
        if (folder / DATABASE).is_file() and self._client.count_collections():
            self._collection = self._client.get_collection(COLLECTION, embedding_function=None)
        else:
            self._collection = self._client.create_collection(
                COLLECTION,
                configuration=configuration,
                metadata={"dimensions": dimensions, "chromadb": chromadb.__version__},
                embedding_function=None,
            )

    def add(self, passage_ids: Sequence[str], vectors: Vectors) -> None:
        """Adds vectors, one row per id. Raises ValueError if an id is already there or twice."""
        if vectors.shape != (len(passage_ids), self._dimensions):
            raise ValueError(f"vectors of shape {vectors.shape} for {len(passage_ids)} passages")
        if len(set(passage_ids)) < len(passage_ids):
            raise ValueError("an id is given twice")
        if known := self._held(passage_ids):
            raise ValueError(f"already there: {sorted(known)}")
        self._waiting.update(zip(passage_ids, vectors, strict=True))
        if len(self._waiting) >= BATCH:
            self._write_waiting()

    def remove(self, passage_ids: Sequence[str]) -> None:
        """Removes vectors. Raises KeyError if one is not there."""
        self._write_waiting()
        if missing := set(passage_ids) - self._held(passage_ids):
            raise KeyError(f"not there: {sorted(missing)}")
        for ids in _batches(passage_ids):
            self._collection.delete(ids=ids)

    def finish(self) -> None:
        """Closes Chroma and tidies its database, which keeps room for all that passed through."""
        self._write_waiting()
        self._client.close()
        database = sqlite3.connect(self._folder / DATABASE)
        database.execute("VACUUM")
        database.close()

    def _write_waiting(self) -> None:
        """Hands over all that waits: each call of Chroma's makes it write the whole graph."""
        for ids in _batches(list(self._waiting)):
            self._collection.add(ids=ids, embeddings=np.stack([self._waiting[i] for i in ids]))
        self._waiting.clear()

    def _held(self, passage_ids: Sequence[str]) -> set[str]:
        """Which of the ids are there: Chroma passes over known ids and unknown ones in silence."""
        held = self._waiting.keys() & set(passage_ids)
        for ids in _batches(passage_ids):
            held.update(self._collection.get(ids=ids, include=[])["ids"])
        return held


def _batches(passage_ids: Sequence[str]) -> Iterator[list[str]]:
    for start in range(0, len(passage_ids), BATCH):
        yield list(passage_ids[start : start + BATCH])


def _client(folder: Path) -> Client:
    settings = Settings(anonymized_telemetry=False)
    # The declared type lacks `close` (chromadb 1.5.9).
    return cast(Client, chromadb.PersistentClient(path=str(folder), settings=settings))


def _require_version(folder: Path, written_by: str) -> None:
    if written_by != chromadb.__version__:
        raise ForeignStore(
            f"{folder} was written by chromadb {written_by}, and {chromadb.__version__} is"
            " installed; run: rag index"
        )


def _cosines(rows: Vectors, vector: Vectors) -> list[float]:
    lengths = np.linalg.norm(rows, axis=1) * np.linalg.norm(vector)
    cosines = (rows @ vector) / np.maximum(lengths, np.finfo(np.float32).tiny)
    return [float(c) for c in cosines]
