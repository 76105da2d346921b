"""Reads what has changed: the documents in a file, by the very bytes that were hashed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from rag.errors import RagError, UnreadableFile
from rag.indexing.changes import SameBytes, records_of
from rag.indexing.hashing import HashedFile, hash_file
from rag.indexing.names import inner_names
from rag.indexing.scanning import FoundFile
from rag.indexing.sources import FileRecord, Sources
from rag.types import Document

KEPT = "; the version indexed before still answers"


class ReadsFiles(Protocol):
    """Reads one file after another."""

    def read(self, found: FoundFile) -> tuple[Document, ...]:
        """A file's own document, then those attached to it. Raises UnreadableFile."""


@dataclass
class Failures:
    """Why files could not be read, by path."""

    held: Sources
    reasons: dict[str, str] = field(default_factory=dict)

    def add(self, path: str, reason: str) -> None:
        """Notes a failure, and whether an older version of the file goes on answering."""
        self.reasons[path] = reason + (KEPT if path in self.held.files else "")


@dataclass(frozen=True, slots=True)
class Gathered:
    """The documents that were read from files with the same bytes, and the files' records."""

    documents: tuple[Document, ...]
    file: str
    files: dict[str, FileRecord]


def gather(
    group: SameBytes, reader: ReadsFiles, file_bytes: int, failures: Failures
) -> Gathered | None:
    """The documents in files with the same bytes, read from the first of them that can be read.

    None if no file can be read; each that was tried in vain is noted.
    """
    files = list(group)
    while files:
        first = files.pop(0)
        try:
            documents, first = _read_as_hashed(first, reader, file_bytes)
        except RagError as error:
            reason = error.reason if isinstance(error, UnreadableFile) else str(error)
            failures.add(first.found.relative_path, reason)
            continue
        path = first.found.relative_path
        same = (first, *(f for f in files if f.sha256 == first.sha256))
        return Gathered(documents, path, records_of(same, inner_names(documents, path)))
    return None


def _read_as_hashed(
    file: HashedFile, reader: ReadsFiles, file_bytes: int
) -> tuple[tuple[Document, ...], HashedFile]:
    """The documents, and the hashes of the very bytes they were read from.

    A file that changes meanwhile is tried once more. Raises UnreadableFile.
    """
    for _ in range(2):
        documents = reader.read(file.found)
        if documents[0].source.sha256 == file.sha256:
            return documents, file
        file = hash_file(file.found, file_bytes)
    raise UnreadableFile(file.found.relative_path, "it changed while it was read: run index again")
