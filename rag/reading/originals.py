"""The file a document was read from, as long as it still is that file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from rag.errors import UnreadableFile
from rag.reading import attachments_in
from rag.reading.files import read_bytes
from rag.reading.limits import DEFAULT_LIMITS, Limits
from rag.types import Document, Source

_CHANGED = "it has changed since it was indexed: run rag index"


def original(folder: Path, document: Document, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """The bytes a document was read from; an attachment's are taken out of the file that holds it.

    `folder` is the folder that was indexed. Raises UnreadableFile where none of the document's files
    is there any more with the bytes that were read.
    """
    source = document.source
    error = UnreadableFile(source.path, _CHANGED)
    for path in (source.path, *source.other_paths):
        file = _file_of(folder, path)
        if file is None:
            continue
        try:
            return _with_hash(read_bytes(file, path, limits.file_bytes), file.name, source, limits)
        except UnreadableFile as missing:
            error = missing
    raise error


def _file_of(folder: Path, path: str) -> Path | None:
    """The file that a path leads to or into: an attachment's path goes on behind its mail's."""
    root = folder.resolve()
    for candidate in (root / path, *(root / path).parents):
        if candidate.is_file() and candidate.resolve().is_relative_to(root):
            return candidate
    return None


def _with_hash(data: bytes, path: str, source: Source, limits: Limits) -> bytes:
    for candidate in _with_attachments(data, path, limits, limits.depth):
        if hashlib.sha256(candidate).hexdigest() == source.sha256:
            return candidate
    raise UnreadableFile(source.path, _CHANGED)


def _with_attachments(data: bytes, path: str, limits: Limits, depth: int) -> Iterator[bytes]:
    yield data
    if depth:
        for attachment in attachments_in(data, path, limits):
            yield from _with_attachments(attachment.data, attachment.name, limits, depth - 1)
