"""Which files a generation was made from, by path, and the documents they hold."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from rag.types import Document, Source


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file as it was read: hashes of its bytes and of its sidecar, and the documents in it.

    `documents` are ids by where in the file they stand: "" is the file's own document,
    "report.pdf" one that is attached to it.
    """

    sha256: str
    sidecar: str
    documents: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A document's names, the first being the one it is cited by, and a hash of all it says.

    `sidecar` is the hash of the sidecar it was described with.
    """

    paths: tuple[str, ...]
    sidecar: str
    digest: str
    passages: int


@dataclass(frozen=True, slots=True)
class Sources:
    """The files and documents of a generation."""

    files: Mapping[str, FileRecord]
    documents: Mapping[str, DocumentRecord]

    def corpus_version(self, settings: str) -> str:
        """Names what is held and the settings it was made with: the same for the same content."""
        lines = sorted(
            json.dumps([i, record.digest, record.paths]) for i, record in self.documents.items()
        )
        return hashlib.sha256("\n".join([settings, *lines]).encode()).hexdigest()[:16]


def digest_of(document: Document) -> str:
    """A hash over a document's text, blocks, metadata and the places of its words: not its names."""
    source = document.source
    nameless = Source("", source.sha256, source.media_type, source.size_bytes)
    values = asdict(replace(document, source=nameless, places=None))
    places = document.places.packed if document.places is not None else b""
    values["places"] = hashlib.sha256(places).hexdigest()
    text = values.pop("text").encode("utf-8", "surrogatepass")
    content = json.dumps(values, sort_keys=True).encode()
    return hashlib.sha256(hashlib.sha256(text).digest() + content).hexdigest()


def write_sources(path: Path, sources: Sources) -> None:
    """Writes the table as JSON."""
    path.write_text(json.dumps(asdict(sources), sort_keys=True), encoding="ascii")


def read_sources(path: Path) -> Sources:
    """The table that `write_sources` was given; its file has been checked by its hash."""
    values = json.loads(path.read_bytes())
    return Sources(
        {p: FileRecord(**record) for p, record in values["files"].items()},
        {
            i: DocumentRecord(**{**record, "paths": tuple(record["paths"])})
            for i, record in values["documents"].items()
        },
    )
