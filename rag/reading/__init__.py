"""A file's way in: bytes on disk to a Document with canonical text.

A new format is one new module and one line in `_FORMATS`.
"""

from __future__ import annotations

import hashlib
import re
import stat
from collections.abc import Callable
from pathlib import Path

from rag.errors import UnreadableFile
from rag.reading import markdown, plain_text
from rag.reading.canonical import make_canonical
from rag.reading.cleaning import remove_invisible, unify_lines
from rag.reading.decoding import decode_text
from rag.reading.guesses import guess_metadata
from rag.reading.metadata import (
    build_metadata,
    is_sidecar,
    read_sidecar,
    split_front_matter,
)
from rag.reading.raw import Reading
from rag.types import Document, Source

__all__ = ["READER_VERSION", "is_readable_name", "is_sidecar", "read_document"]

READER_VERSION = "1"
"""Changes whenever the same bytes would give another canonical text or other blocks."""

_LARGEST_BYTES = 200_000_000
_ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,9}")


def is_readable_name(path: Path) -> bool:
    """Whether a file's name promises a document: a known ending or none, not hidden, no sidecar."""
    return not path.name.startswith(".") and not is_sidecar(path) and _ending(path) in _FORMATS


def read_document(path: Path, relative_path: str, *, file_bytes: int = _LARGEST_BYTES) -> Document:
    """The document in a file; `relative_path` is how it is cited, with "/".

    Raises UnreadableFile, saying what to do, for a file that is larger than `file_bytes`, is not of
    a known format, holds no text, or has malformed metadata.
    """
    read = _FORMATS.get(_ending(path))
    if read is None:
        known = ", ".join(sorted(ending for ending in _FORMATS if ending))
        raise UnreadableFile(relative_path, f"not a format that can be read: use one of {known}")
    data = _read_bytes(path, relative_path, file_bytes)
    reading = read(data, relative_path)
    text, blocks = make_canonical(reading.blocks)
    if not text:
        raise UnreadableFile(relative_path, "no text: nothing in it can be read; remove or mend it")
    sidecar, notes = read_sidecar(path, relative_path)
    digest = hashlib.sha256(data).hexdigest()
    return Document(
        id=digest[:16],
        text=text,
        blocks=blocks,
        source=Source(relative_path, digest, reading.media_type, len(data)),
        metadata=build_metadata(
            sidecar, reading.stated, guess_metadata(text, blocks, relative_path)
        ),
        notes=reading.notes + notes,
    )


def _ending(path: Path) -> str:
    """The ending in lower case; "letter 16.08.2021" has none."""
    return path.suffix.lower() if _ENDING.fullmatch(path.suffix) else ""


def _read_bytes(path: Path, relative_path: str, file_bytes: int) -> bytes:
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise UnreadableFile(relative_path, "not a regular file: only files can be read")
        if found.st_size > file_bytes:
            raise UnreadableFile(
                relative_path,
                f"too large: {found.st_size:,} bytes, the limit is {file_bytes:,}; split the file",
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFile(relative_path, "not there: it was moved or removed") from None
    except PermissionError:
        raise UnreadableFile(relative_path, "cannot read: check the permission") from None
    except OSError as error:
        raise UnreadableFile(relative_path, f"cannot read: {error.strerror}") from None
    if not data:
        raise UnreadableFile(relative_path, "empty: the file has no bytes; remove or mend it")
    return data


def _read_text(data: bytes, relative_path: str, is_markdown: bool) -> Reading:
    decoded, notes = decode_text(data, relative_path)
    stated, text = split_front_matter(unify_lines(decoded), relative_path)
    text = remove_invisible(text)
    if is_markdown or markdown.has_markdown(text):
        return Reading(markdown.read_blocks(text), markdown.MEDIA_TYPE, stated, notes)
    return Reading(plain_text.read_blocks(text), plain_text.MEDIA_TYPE, stated, notes)


def _read_plain(data: bytes, relative_path: str) -> Reading:
    return _read_text(data, relative_path, is_markdown=False)


def _read_markdown(data: bytes, relative_path: str) -> Reading:
    return _read_text(data, relative_path, is_markdown=True)


_FORMATS: dict[str, Callable[[bytes, str], Reading]] = {
    **dict.fromkeys(plain_text.SUFFIXES, _read_plain),
    **dict.fromkeys(markdown.SUFFIXES, _read_markdown),
}
