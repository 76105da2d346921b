"""A file's way in: bytes on disk to Documents with canonical text, one for it and each attachment.

A new format is one new module and one line in `_FORMATS`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from rag.errors import UnreadableFile
from rag.reading import (
    mail,
    markdown,
    outlook,
    pdf,
    pictures,
    plain_text,
    slides,
    spreadsheets,
    web_pages,
    word,
)
from rag.reading.canonical import make_canonical
from rag.reading.cleaning import remove_invisible, unify_lines
from rag.reading.contents import content_of, old_format
from rag.reading.decoding import decode_text
from rag.reading.files import read_bytes
from rag.reading.formats import Format
from rag.reading.guesses import guess_metadata
from rag.reading.limits import DEFAULT_LIMITS, Limits
from rag.reading.metadata import (
    build_metadata,
    read_sidecar,
    split_front_matter,
)
from rag.reading.raw import Attachment, Reading
from rag.reading.sidecars import is_sidecar
from rag.reading.word_places import place_words
from rag.types import Document, Source

__all__ = [
    "DEFAULT_LIMITS",
    "READER_VERSION",
    "Limits",
    "attachments_in",
    "is_readable_name",
    "is_sidecar",
    "read_document",
    "read_documents",
]

READER_VERSION = "11"
"""Changes whenever the same bytes would give another canonical text, other blocks or other guesses."""

_ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,9}")


def is_readable_name(path: Path) -> bool:
    """Whether a file's name promises a document: a known ending or none, not hidden, no sidecar."""
    return (
        not path.name.startswith(".") and not is_sidecar(path) and _ending(path.name) in _BY_ENDING
    )


def read_documents(
    path: Path, relative_path: str, limits: Limits = DEFAULT_LIMITS
) -> tuple[Document, ...]:
    """The document in a file, then those of its attachments, each after the one it is attached to.

    `relative_path` is how the file is cited, with "/"; an attachment's path goes on from there. An
    attachment that cannot be read is a note of the document it is attached to, and one that stands
    there twice is one document with two paths.

    Raises UnreadableFile, saying what to do, for a file that is too large, is not of a known format,
    holds no text, or has malformed metadata.
    """
    _format_of(relative_path)  # before any byte is read: a film is refused by its name
    data = read_bytes(path, relative_path, limits.file_bytes)
    sidecar, notes = read_sidecar(path, relative_path)
    unpacking = _Unpacking(limits)
    unpacking.take(_File(relative_path, data, None, sidecar), notes)
    return tuple(unpacking.documents.values())


def read_document(path: Path, relative_path: str, *, file_bytes: int | None = None) -> Document:
    """The document in a file, without its attachments. Raises UnreadableFile."""
    limits = replace(DEFAULT_LIMITS, file_bytes=file_bytes or DEFAULT_LIMITS.file_bytes)
    return read_documents(path, relative_path, limits)[0]


def attachments_in(data: bytes, path: str, limits: Limits) -> tuple[Attachment, ...]:
    """What is attached to an e-mail; nothing for a file of any other kind. Raises UnreadableFile."""
    named = _BY_ENDING.get(_ending(path))
    is_mail = named is not None and named.read in (mail.read, outlook.read)
    return named.read(data, path, limits).attachments if named and is_mail else ()


@dataclass(frozen=True, slots=True)
class _File:
    """A file or attachment before it is read. `stated` is its sidecar."""

    path: str
    data: bytes
    parent: str | None
    stated: Mapping[str, str]
    depth: int = 0


class _Unpacking:
    """The documents of one file and its attachments, by id, as they are found."""

    def __init__(self, limits: Limits) -> None:
        self.documents: dict[str, Document] = {}
        self._limits = limits
        self._left = limits.attachments

    def take(self, file: _File, notes: tuple[str, ...] = ()) -> None:
        """Reads a file and what is attached to it. Raises UnreadableFile for the file itself."""
        reading = _read(file, self._limits)
        document = _document(file, reading, notes, self._limits.alive)
        if held := self.documents.get(document.id):
            names = (*held.source.other_paths, file.path)
            self.documents[held.id] = replace(held, source=replace(held.source, other_paths=names))
            return
        self.documents[document.id] = document
        failed = tuple(self._attached(file, reading.attachments))
        if failed:
            self.documents[document.id] = replace(document, notes=document.notes + failed)

    def _attached(self, parent: _File, attachments: tuple[Attachment, ...]) -> Iterator[str]:
        """Reads attachments; gives a note for each that cannot be read."""
        for attachment, name in zip(attachments, _distinct(attachments), strict=True):
            path = f"{parent.path}/{name}"
            try:
                self._require_room(path, parent.depth)
                self.take(_File(path, attachment.data, parent.path, {}, parent.depth + 1))
            except UnreadableFile as error:
                yield f"attachment {name!r} was not read: {error.reason}"

    def _require_room(self, path: str, depth: int) -> None:
        if depth == self._limits.depth:
            raise UnreadableFile(path, "attached too deep: save it as a file of its own")
        if not self._left:
            raise UnreadableFile(path, "too many attachments: save it as a file of its own")
        self._left -= 1


def _distinct(attachments: tuple[Attachment, ...]) -> Iterator[str]:
    """The names of attachments; the second "a.txt" is "a (2).txt"."""
    taken: set[str] = set()
    for attachment in attachments:
        name = PurePosixPath(attachment.name.replace("/", "_"))
        candidate, number = str(name), 1
        while candidate in taken:
            number += 1
            candidate = f"{name.stem} ({number}){name.suffix}"
        taken.add(candidate)
        yield candidate


def _document(
    file: _File, reading: Reading, notes: tuple[str, ...], alive: Callable[[], None]
) -> Document:
    text, blocks = make_canonical(reading.blocks, alive)
    if not text:
        raise UnreadableFile(file.path, "no text: nothing in it can be read; remove or mend it")
    digest = hashlib.sha256(file.data).hexdigest()
    source = Source(file.path, digest, reading.media_type, len(file.data), parent=file.parent)
    stated_kind = file.stated.get("kind") or reading.stated.get("kind")
    kind = stated_kind or reading.properties.get("kind")
    guesses = guess_metadata(text, blocks, file.path, kind)
    return Document(
        id=digest[:16],
        text=text,
        blocks=blocks,
        source=source,
        metadata=build_metadata(file.stated, reading, guesses),
        notes=reading.notes + notes,
        places=place_words(reading.blocks, text),
        recognised=reading.recognised,
    )


def _ending(name: str) -> str:
    """The ending in lower case; "letter 16.08.2021" has none."""
    suffix = PurePosixPath(name).suffix
    return suffix.lower() if _ENDING.fullmatch(suffix) else ""


def _format_of(path: str) -> Format:
    """The format that a file's name promises. Raises UnreadableFile for names of other formats."""
    ending = _ending(path)
    if found := _BY_ENDING.get(ending):
        return found
    if old := old_format(ending):
        raise UnreadableFile(path, f"{old.name}: {old.remedy}")
    known = ", ".join(sorted(ending for ending in _BY_ENDING if ending))
    raise UnreadableFile(path, f"not a format that can be read: use one of {known}")


def _read(file: _File, limits: Limits) -> Reading:
    """What stands in a file. Its contents decide where its name has no ending or it is attached."""
    content = content_of(file.data)
    named = _BY_ENDING.get(_ending(file.path))
    is_loosely_named = file.parent is not None or not _ending(file.path)
    if is_loosely_named and (named is None or content.kind not in named.kinds):
        named = _BY_KIND.get(content.kind, named)
    if named is None and file.parent is not None and not old_format(_ending(file.path)):
        raise UnreadableFile(file.path, f"{content.name}, not a format that can be read")
    named = named or _format_of(file.path)
    named.require(content, file.data, file.path)
    return named.read(file.data, file.path, limits)


def _read_text(
    data: bytes, relative_path: str, alive: Callable[[], None], *, is_markdown: bool
) -> Reading:
    decoded, notes = decode_text(data, relative_path)
    stated, text = split_front_matter(unify_lines(decoded), relative_path)
    text = remove_invisible(text)
    alive()
    if is_markdown or markdown.has_markdown(text):
        return Reading(markdown.read_blocks(text), markdown.MEDIA_TYPE, stated, notes)
    return Reading(plain_text.read_blocks(text, alive), plain_text.MEDIA_TYPE, stated, notes)


def _read_plain(data: bytes, relative_path: str, limits: Limits) -> Reading:
    return _read_text(data, relative_path, limits.alive, is_markdown=False)


def _read_markdown(data: bytes, relative_path: str, limits: Limits) -> Reading:
    return _read_text(data, relative_path, limits.alive, is_markdown=True)


_FORMATS = (
    Format("text", plain_text.SUFFIXES, ("text",), _read_plain),
    Format("text", markdown.SUFFIXES, ("text",), _read_markdown),
    Format("a web page", web_pages.SUFFIXES, ("text",), web_pages.read),
    Format("an e-mail", mail.SUFFIXES, ("text",), mail.read),
    Format("an Outlook message", outlook.SUFFIXES, ("msg",), outlook.read),
    Format("a Word file", word.SUFFIXES, ("docx",), word.read),
    Format("an Excel file", spreadsheets.SUFFIXES, ("xlsx",), spreadsheets.read),
    Format("a PowerPoint file", slides.SUFFIXES, ("pptx",), slides.read),
    Format("a PDF", pdf.SUFFIXES, ("pdf",), pdf.read),
    Format("a picture", pictures.SUFFIXES, pictures.KINDS, pictures.read),
)
_BY_ENDING = {ending: known for known in _FORMATS for ending in known.endings}
_BY_KIND = {kind: known for known in _FORMATS for kind in known.kinds if kind != "text"}
