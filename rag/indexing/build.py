"""Builds the next generation from a folder, standing on the one that answers now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rag.errors import CorpusShrank, RagError, UnreadableFile, WrongUse
from rag.indexing.assembling import Assembly
from rag.indexing.base import NOTHING, Base, Recipe, open_base, passage_settings
from rag.indexing.canaries import choose_canaries
from rag.indexing.changes import (
    Changes,
    SameBytes,
    count_changes,
    group_by_bytes,
    plan_changes,
)
from rag.indexing.draft import Draft
from rag.indexing.embedding import Embedder
from rag.indexing.gathering import Failures, ReadsFiles, gather
from rag.indexing.hashing import HashedFile, hash_file
from rag.indexing.manifest import FORMAT, SOURCES, Manifest, flush_all, hash_files, write_manifest
from rag.indexing.parts import LateSplitter, Parts
from rag.indexing.reporting import Reporter
from rag.indexing.scanning import Scan, scan_folder
from rag.indexing.sources import write_sources
from rag.types import Encoder, Library

CACHE = "embeddings.sqlite"

LARGEST_COPIED_SHARE = 0.25
"""Where more of the documents change, or more of the passages went over time, all is built anew."""


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What is asked of the building process; folders as text, for the way through a pipe.

    With `repair` a generation is published even if nothing has changed since the base.
    """

    folder: str
    store: str
    base: str | None
    target: str
    rebuild: bool
    repair: bool
    allow_mass_delete: bool
    vanished_share: float


@dataclass(frozen=True, slots=True)
class Built:
    """What came of it; not `published` where nothing had changed."""

    read: int
    unchanged: int
    changed: int
    removed: int
    renamed: int
    passages: int
    embedded: int
    corpus_version: str
    published: bool
    failed: Mapping[str, str]
    notes: Mapping[str, Sequence[str]]

    def as_json(self) -> dict[str, Any]:
        """Plain values, for the way through a pipe."""
        return asdict(self)


class Build:
    """One run of the building process."""

    def __init__(self, request: BuildRequest, parts: Parts, reporter: Reporter) -> None:
        self._request = request
        self._parts = parts
        self._reporter = reporter
        self._base: Base | None = open_base(Path(request.base)) if request.base else None
        self._held = self._base.sources if self._base else NOTHING
        self._failures = Failures(self._held)
        self._encoder: Encoder = parts.encoder()
        self._recipe = Recipe(
            self._encoder.fingerprint,  # not its dimensions: they may need its weights
            parts.reading.version,
            passage_settings(parts.passage_settings),
            dict(parts.storage.versions),
        )

    def run(self, reader: ReadsFiles) -> Built:
        """Builds the next generation if anything has changed.

        Raises WrongUse, CorpusShrank or another RagError; nothing is built then that counts.
        """
        scan = self._scan()
        files = self._hash_all(scan)
        changes = self._changes(files)
        self._refuse_loss(changes)
        self._refuse_nothing(files)
        assembly = self._assemble(changes, files, reader)
        self._refuse_nothing(files)
        self._parts.reading.forget_all_but(assembly.table.files)
        if self._in_step(assembly):
            return self._built(assembly, embedded=0, published=False)
        embedded = self._write(assembly)
        return self._built(assembly, embedded=embedded, published=True)

    def _scan(self) -> Scan:
        self._reporter.progress("scanning", 0, 1)
        scan = scan_folder(
            Path(self._request.folder), self._parts.reading.is_sidecar, Path(self._request.store)
        )
        for failed in scan.failed:
            self._failures.add(failed.path, failed.reason)
        return scan

    def _hash_all(self, scan: Scan) -> list[HashedFile]:
        hashed = []
        for done, found in enumerate(scan.files):
            self._reporter.progress("scanning", done, len(scan.files), found.relative_path)
            try:
                hashed.append(hash_file(found, self._parts.reading.limits.file_bytes))
            except UnreadableFile as error:
                self._failures.add(found.relative_path, error.reason)
        return hashed

    def _changes(self, files: Sequence[HashedFile]) -> Changes:
        read_all = self._request.rebuild or not (
            self._base and self._base.reads_alike(self._recipe)
        )
        return plan_changes(files, self._failures.reasons, self._held, read_all=read_all)

    def _refuse_loss(self, changes: Changes) -> None:
        """Raises CorpusShrank if too many files are gone from the folder."""
        gone, held = changes.vanished, len({r.sha256 for r in self._held.files.values()})
        if self._request.allow_mass_delete or gone <= self._request.vanished_share * held:
            return
        before = self._base.manifest.folder if self._base else ""
        elsewhere = f"; the index was made from {before!r}" if before != self._folder else ""
        raise CorpusShrank(
            f"{gone:,} of the {held:,} files held are gone from {self._folder!r}{elsewhere}."
            " Nothing was changed. If they are meant to go, run it with --allow-mass-delete"
        )

    def _refuse_nothing(self, files: Sequence[HashedFile]) -> None:
        """Raises an error if no file of the folder can be read."""
        failed = self._failures.reasons
        if any(f.found.relative_path not in failed for f in files):
            return
        if not failed:
            raise WrongUse(
                f"no documents in {self._folder!r}; put some there or name another folder"
            )
        path, reason = next(iter(sorted(failed.items())))
        raise RagError(
            f"none of the {len(failed):,} files in {self._folder!r} can be read;"
            f" nothing was changed. The first: {path}: {reason}"
        )

    @property
    def _folder(self) -> str:
        return str(Path(self._request.folder).resolve())

    def _assemble(
        self, changes: Changes, files: Sequence[HashedFile], reader: ReadsFiles
    ) -> Assembly:
        copies = self._copies(changes)
        draft = Draft(Path(self._request.target), self._parts.storage, self._base, copies=copies)
        splitter = LateSplitter(lambda: self._parts.splitter(self._encoder))
        assembly = Assembly(
            self._held, draft, splitter, self._failures, changes.known, self._reporter
        )

        def take(groups: Sequence[SameBytes]) -> None:
            file_bytes = self._parts.reading.limits.file_bytes
            assembly.take(groups, lambda g: gather(g, reader, file_bytes, self._failures))

        take(changes.read)
        tried: set[str] = set()
        while again := assembly.misdescribed() - tried:
            take(group_by_bytes(f for f in files if f.found.relative_path in again))
            tried |= again
        cut_alike = self._base is not None and self._base.cuts_alike(self._recipe)
        assembly.carry_over(cut_alike=cut_alike)
        assembly.drop_the_rest()
        return assembly

    def _copies(self, changes: Changes) -> bool:
        """Whether the base is copied and changed, rather than all built anew."""
        base = self._base
        if base is None or self._request.rebuild or not base.made_alike(self._recipe):
            return False
        touched = len(changes.read) + changes.vanished
        return (
            touched <= LARGEST_COPIED_SHARE * len(base.sources.files)
            and base.manifest.removed <= LARGEST_COPIED_SHARE * base.manifest.passages
        )

    def _in_step(self, assembly: Assembly) -> bool:
        """Whether the base holds just this already."""
        return (
            self._base is not None
            and not (self._request.rebuild or self._request.repair)
            and self._base.made_alike(self._recipe)
            and self._base.manifest.folder == self._folder
            and assembly.sources == self._held
        )

    def _write(self, assembly: Assembly) -> int:
        """Writes and seals the generation; gives the number of vectors computed."""
        draft, request = assembly.draft, self._request
        library = draft.finish_library()
        dimensions = self._encoder.dimensions
        cache = self._parts.storage.open_cache(
            Path(request.store) / CACHE, self._recipe.fingerprint, dimensions
        )
        embedder = Embedder(self._encoder, cache)
        draft.write_vectors(library, embedder.embed, dimensions, self._reporter.progress)
        self._seal(assembly, library, embedder)
        cache.close()
        library.close()
        return embedder.computed

    def _seal(self, assembly: Assembly, library: Library, embedder: Embedder) -> None:
        """Writes the manifest, once everything else is on disk."""
        folder, recipe, sources = assembly.draft.folder, self._recipe, assembly.sources
        self._reporter.progress("sealing", 0, 1)
        write_sources(folder / SOURCES, sources)
        flush_all(folder)
        documents, passages = library.counts()
        manifest = Manifest(
            format=FORMAT,
            folder=self._folder,
            created_at=datetime.now(UTC).isoformat(timespec="seconds"),
            documents=documents,
            passages=passages,
            removed=assembly.draft.removed_since_built,
            fingerprint=recipe.fingerprint,
            dimensions=self._encoder.dimensions,
            reader_version=recipe.reader_version,
            passage_settings=recipe.passage_settings,
            corpus_version=sources.corpus_version(recipe.settings),
            library_versions=recipe.library_versions,
            canaries=choose_canaries(library, list(sources.documents), embedder.embed),
            files=hash_files(folder),
        )
        write_manifest(folder, manifest)
        flush_all(folder)
        self._reporter.progress("sealing", 1, 1)

    def _built(self, assembly: Assembly, *, embedded: int, published: bool) -> Built:
        sources = assembly.sources
        return Built(
            **asdict(count_changes(self._held, sources)),
            passages=sum(record.passages for record in sources.documents.values()),
            embedded=embedded,
            corpus_version=sources.corpus_version(self._recipe.settings),
            published=published,
            failed=dict(sorted(self._failures.reasons.items())),
            notes=dict(sorted(assembly.notes.items())),
        )
