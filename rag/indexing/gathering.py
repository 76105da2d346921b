"""Reads what has changed into a table of documents: new ones, kept ones, and what failed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Protocol

from rag.errors import RagError, UnreadableFile
from rag.indexing.changes import Wanted
from rag.indexing.hashing import HashedFile, hash_file
from rag.indexing.scanning import FoundFile
from rag.indexing.sources import FileRecord, Sources
from rag.types import Document

KEPT = "; the version indexed before still answers"


class ReadsFiles(Protocol):
    """Reads one file after another."""

    def read(self, found: FoundFile) -> Document:
        """The document in a file. Raises UnreadableFile."""


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
    """A document that was read, and the records of its files."""

    document: Document
    files: dict[str, FileRecord]


def gather(
    wanted: Wanted, reader: ReadsFiles, file_bytes: int, held: Sources, failures: Failures
) -> Gathered | None:
    """The document of files with the same bytes, read from the first of them that can be read.

    The others become its other paths. None if no file can be read.
    """
    files = list(wanted.files)
    while files:
        first = files.pop(0)
        try:
            document, first = _read_as_hashed(first, reader, file_bytes)
        except RagError as error:
            reason = error.reason if isinstance(error, UnreadableFile) else str(error)
            failures.add(first.found.relative_path, reason)
            continue
        same = [f for f in files if f.sha256 == first.sha256]
        return _with_other_paths(document, [first, *same], wanted.held_over, held)
    return None


def _with_other_paths(
    document: Document, files: list[HashedFile], held_over: tuple[str, ...], held: Sources
) -> Gathered:
    others = sorted((*(f.found.relative_path for f in files[1:]), *held_over))
    records = {
        f.found.relative_path: FileRecord(f.sha256, f.sidecar, document.id) for f in files
    } | {path: replace(held.files[path], document_id=document.id) for path in held_over}
    source = replace(document.source, other_paths=tuple(others))
    return Gathered(replace(document, source=source), records)


def _read_as_hashed(
    file: HashedFile, reader: ReadsFiles, file_bytes: int
) -> tuple[Document, HashedFile]:
    """The document, and the hashes of the very bytes it was read from.

    A file that changes meanwhile is tried once more. Raises UnreadableFile.
    """
    for _ in range(2):
        document = reader.read(file.found)
        if document.source.sha256 == file.sha256:
            return document, file
        file = hash_file(file.found, file_bytes)
    raise UnreadableFile(file.found.relative_path, "it changed while it was read: run index again")
