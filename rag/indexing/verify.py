"""Checks a new generation from its files alone, in a process that had no part in making it."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np

from rag.errors import DamagedStore
from rag.indexing.canaries import check_canaries
from rag.indexing.manifest import LIBRARY, VECTORS, check_files, read_manifest
from rag.indexing.parts import Storage
from rag.indexing.reporting import Reporter
from rag.types import Document, Library, Passage, VectorIndex

UNIT = 1e-2
"""How far from 1 the length of a stored vector may be."""


def verify_generation(folder: Path, storage: Storage, reporter: Reporter) -> None:
    """Raises DamagedStore unless files, counts, passages, vectors and canaries are all sound."""
    manifest = read_manifest(folder)
    check_files(folder, manifest)
    library = storage.open_library(folder / LIBRARY)
    vectors = storage.open_vectors(folder / VECTORS)
    try:
        expected = (manifest.documents, manifest.passages)
        if library.counts() != expected or vectors.count() != manifest.passages:
            raise DamagedStore(
                f"{folder}: {library.counts()} documents and passages and {vectors.count()}"
                f" vectors, where {expected} were written"
            )
        _check_documents(library, vectors, reporter)
        check_canaries(manifest.canaries, library, vectors)
    finally:
        vectors.close()
        library.close()


def _check_documents(library: Library, vectors: VectorIndex, reporter: Reporter) -> None:
    documents = library.documents()
    for done, document in enumerate(documents):
        reporter.progress("verifying", done, len(documents), document.source.path)
        passages = library.passages_of(document.id)
        _check_tiling(document, passages)
        _check_vectors(passages, vectors)
    reporter.progress("verifying", len(documents), len(documents))


def _check_tiling(document: Document, passages: list[Passage]) -> None:
    ends = [0, *(p.span.end for p in passages)]
    starts = [*(p.span.start for p in passages), len(document.text)]
    between = (document.text[end:start] for end, start in zip(ends, starts, strict=True))
    if any(b < a for a, b in pairwise(starts)) or any(gap.strip() for gap in between):
        raise DamagedStore(f"the passages of {document.source.path} leave words out")
    for passage in passages:
        if document.cut(passage.span) != passage.text:
            raise DamagedStore(f"passage {passage.id} does not hold the words at its place")


def _check_vectors(passages: list[Passage], vectors: VectorIndex) -> None:
    try:
        rows = vectors.vectors([p.id for p in passages])
    except KeyError as error:
        raise DamagedStore(f"there is no vector for passage {error}") from None
    if rows.size and not np.allclose(np.linalg.norm(rows, axis=1), 1, atol=UNIT):
        raise DamagedStore(f"a vector of document {passages[0].span.document_id} is damaged")
