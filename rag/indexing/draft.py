"""The next generation while it is made: documents first, then the vectors of what is new."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from rag.indexing.base import Base
from rag.indexing.manifest import LIBRARY, VECTORS
from rag.indexing.parts import Storage
from rag.indexing.room import require_room, room_for_passages, size_of
from rag.types import Document, Library, LibraryWriter, Passage, Progress, Vectors

BATCH = 256
"""Passages that are embedded and written at a time."""

Embed = Callable[[Sequence[str]], Vectors]


class Draft:
    """A folder nobody reads yet; begun with the first change, as a copy of the base or empty."""

    def __init__(self, folder: Path, storage: Storage, base: Base | None, *, copies: bool) -> None:
        self.folder = folder
        self._storage = storage
        self._base = base
        self._copies = copies
        self._writer: LibraryWriter | None = None
        self._old_library: Library | None = None
        self._gone: dict[str, list[str]] = {}
        self._new: dict[str, list[str]] = {}

    @property
    def removed_since_built(self) -> int:
        """How many vectors were taken out since they were last built anew."""
        before = self._base.manifest.removed if self._copies and self._base else 0
        return before + sum(map(len, self._gone.values()))

    def put(self, document: Document, passages: Sequence[Passage]) -> None:
        """Adds a document; it takes the place of one with the same id, put in or copied before."""
        copied = self._copies and self._held(document.id)
        old = self.old_library().passages_of(document.id) if copied else []
        if copied or document.id in self._new:
            self._library().remove(document.id)
        self._library().add(document, passages)
        embedded = {p.id: p.indexed_text for p in old}
        same = {p.id for p in passages if embedded.get(p.id) == p.indexed_text}
        self._gone[document.id] = [p.id for p in old if p.id not in same]
        self._new[document.id] = [p.id for p in passages if p.id not in same]

    def drop(self, document_id: str) -> None:
        """Leaves a document of the base out."""
        if self._copies:
            old = self.old_library().passages_of(document_id)
            self._gone[document_id] = [p.id for p in old]
            self._library().remove(document_id)

    def keep(self, document_id: str) -> None:
        """Takes a document of the base over as it is."""
        if not self._copies:
            old = self.old_library()
            self.put(old.document(document_id), old.passages_of(document_id))

    def rename(self, document_id: str, paths: Sequence[str], parent: str | None) -> None:
        """Gives a document put in before, or one of the base, other names; vectors stay."""
        if self._copies or document_id in self._new:
            self._library().rename(document_id, paths, parent)
        else:
            old = self.old_library()
            document = renamed(old.document(document_id), paths, parent)
            self.put(document, old.passages_of(document_id))

    def old_library(self) -> Library:
        """The library of the base."""
        assert self._base is not None
        if self._old_library is None:
            self._old_library = self._storage.open_library(self._base.folder / LIBRARY)
        return self._old_library

    def finish_library(self) -> Library:
        """Closes what is written and opens it for reading."""
        self._library().finish()
        if self._old_library is not None:
            self._old_library.close()
        return self._storage.open_library(self.folder / LIBRARY)

    def write_vectors(
        self, library: Library, embed: Embed, dimensions: int, progress: Progress
    ) -> None:
        """Brings the vectors in step with the library."""
        new = [passage_id for ids in self._new.values() for passage_id in ids]
        require_room(self.folder, room_for_passages(len(new), dimensions))
        if self._copies and self._base is not None:
            _copy_folder(self._base.folder / VECTORS, self.folder / VECTORS)
        writer = self._storage.write_vectors(self.folder / VECTORS, dimensions)
        writer.remove([passage_id for ids in self._gone.values() for passage_id in ids])
        for done, ids in _batches(new):
            progress("embedding", done, len(new))
            vectors = embed([p.indexed_text for p in library.passages(ids)])
            require_room(self.folder, room_for_passages(len(ids), dimensions))
            progress("writing", done, len(new))
            writer.add(ids, vectors)
        progress("writing", len(new), len(new))
        writer.finish()

    def _held(self, document_id: str) -> bool:
        return self._base is not None and document_id in self._base.sources.documents

    def _library(self) -> LibraryWriter:
        if self._writer is None:
            self.folder.mkdir(parents=True)
            if self._copies and self._base is not None:
                require_room(self.folder, 2 * size_of(self._base.folder))
                shutil.copyfile(self._base.folder / LIBRARY, self.folder / LIBRARY)
            self._writer = self._storage.write_library(self.folder / LIBRARY)
        return self._writer


def renamed(document: Document, paths: Sequence[str], parent: str | None) -> Document:
    """The document under other names."""
    source = replace(document.source, path=paths[0], other_paths=tuple(paths[1:]), parent=parent)
    return replace(document, source=source)


def _batches(ids: Sequence[str]) -> Iterator[tuple[int, Sequence[str]]]:
    for start in range(0, len(ids), BATCH):
        yield start, ids[start : start + BATCH]


def _copy_folder(original: Path, copy: Path) -> None:
    # Contents only: the copy is written to, whatever the permissions of a published file.
    shutil.copytree(original, copy, copy_function=shutil.copyfile)
