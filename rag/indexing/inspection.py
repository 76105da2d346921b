"""Looks whether a store is sound and in step with its folder; changes nothing."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rag.errors import DamagedStore, ForeignStore, NothingIndexed, RagError, UnreadableFile
from rag.indexing.build import CACHE
from rag.indexing.generations import check_generation
from rag.indexing.hashing import SIDECAR_SUFFIX, HashedFile, hash_file
from rag.indexing.layout import answering_names, current_name, generation_folder, left_behind
from rag.indexing.lock import run_under_way
from rag.indexing.manifest import REBUILD, SOURCES, Manifest, read_manifest
from rag.indexing.parts import Storage
from rag.indexing.reporting import Reporter
from rag.indexing.scanning import Scan, scan_folder
from rag.indexing.sources import Sources, read_sources
from rag.indexing.verify import verify_generation

NAMED = 3
"""Files named in a line."""


INDEX, OLDER, FOLDER = "index", "older index", "folder"
LEFTOVERS, KEPT_VECTORS = "leftovers", "kept vectors"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing examined: whether it is as it should be, and what was found, with the remedy."""

    name: str
    sound: bool
    detail: str

    def as_json(self) -> dict[str, Any]:
        """The finding for other programs."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Inspection:
    """A store, the engines that keep it, the encoder in use, and how its folder is read.

    Each check gives what was found in a line, or raises RagError with what is amiss.
    """

    store: Path
    storage: Storage
    fingerprint: Callable[[], str]
    is_sidecar: Callable[[Path], bool]
    file_bytes: int

    def findings(self) -> list[Finding]:
        """Everything examined, in the order a person would mend it."""
        checks = {
            INDEX: self.index,
            OLDER: self.older_index,
            FOLDER: self.folder,
            "sidecars": self.sidecars,
            "lock": self.lock,
            LEFTOVERS: self.leftovers,
            KEPT_VECTORS: lambda: self.storage.check_cache(self.store / CACHE),
            "store": self.room,
        }
        if not answering_names(self.store):
            checks = {INDEX: self.index, "store": self.room}
        return [_finding(name, check) for name, check in checks.items()]

    def index(self) -> str:
        """Manifest, library and vectors against each other, document by document."""
        folder = generation_folder(self.store, self._answering())
        manifest = check_generation(folder)
        if manifest.fingerprint != self.fingerprint():
            raise ForeignStore(
                f"made with another encoder ({manifest.fingerprint}); run: rag index"
            )
        verify_generation(folder, self.storage, Reporter(lambda _: None))
        return (
            f"{manifest.documents:,} documents, {manifest.passages:,} passages and as many vectors,"
            f" version {manifest.corpus_version}; every file sound"
        )

    def older_index(self) -> str:
        """Whether another generation could answer, should the newest be damaged."""
        older = answering_names(self.store)[1:]
        if not older:
            return "none yet"
        manifest = check_generation(generation_folder(self.store, older[0]))
        return f"{manifest.documents:,} documents, of {manifest.created_at}; every file sound"

    def folder(self) -> str:
        """The files of the folder against those that were indexed, by their bytes."""
        manifest, sources = self._made_from()
        scan = scan_folder(Path(manifest.folder), self.is_sidecar, self.store)
        different = [
            f"{len(paths):,} {what} ({_some(paths)})"
            for what, paths in _differences(list(self._hashed(scan)), scan, sources).items()
            if paths
        ]
        if different:
            raise RagError(f"in {manifest.folder}: {', '.join(different)}; run: rag index")
        return f"{len(sources.files):,} files in {manifest.folder}, all as they were indexed"

    def sidecars(self) -> str:
        """Every sidecar must have its file, or what it says is never read."""
        folder = Path(self._made_from()[0].folder)
        found = [p for p in folder.rglob(f"*{SIDECAR_SUFFIX}") if self.is_sidecar(p)]
        alone = sorted(p.relative_to(folder).as_posix() for p in found if not _described(p))
        if alone:
            raise RagError(f"{len(alone):,} without a file ({_some(alone)}); rename or remove them")
        return f"{len(found):,}, each beside its file"

    def lock(self) -> str:
        """Who holds the store's lock: one that a killed run left is free, whatever it says."""
        holder = run_under_way(self.store)
        return f"held by an index run that goes on ({holder})" if holder else "free"

    def leftovers(self) -> str:
        """What killed runs left in the store."""
        if "held by" in self.lock():
            return "an index run goes on; what it leaves is not looked at"
        left = [p.relative_to(self.store).as_posix() for p in left_behind(self.store)]
        if left:
            raise RagError(
                f"{len(left):,} left by runs that were killed ({_some(left)}); run: rag index"
            )
        return "none"

    def room(self) -> str:
        """Whether an index run could write to the store."""
        if self.store.exists() and not os.access(self.store, os.W_OK | os.X_OK):
            raise RagError(
                f"{self.store} cannot be written to; questions work, but to index, mend its"
                " permissions or name another with --store"
            )
        return f"{self.store} can be written to"

    def _answering(self) -> str:
        names = answering_names(self.store)
        if not names:
            raise NothingIndexed(f"nothing is indexed in {str(self.store)!r} yet; run: rag index")
        if current_name(self.store) is None:
            raise DamagedStore(f"{self.store / 'CURRENT'} is missing or damaged; run: rag index")
        return names[0]

    def _made_from(self) -> tuple[Manifest, Sources]:
        folder = generation_folder(self.store, self._answering())
        try:
            return read_manifest(folder), read_sources(folder / SOURCES)
        except (OSError, ValueError, KeyError, TypeError):
            raise DamagedStore(f"{folder / SOURCES} cannot be read; {REBUILD}") from None

    def _hashed(self, scan: Scan) -> Iterable[HashedFile]:
        for found in scan.files:
            try:
                yield hash_file(found, self.file_bytes)
            except UnreadableFile:
                continue  # not read by an index run either: told there, with the reason


def _finding(name: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(name, True, look())
    except (RagError, OSError) as error:
        return Finding(name, False, str(error))


def _differences(files: list[HashedFile], scan: Scan, sources: Sources) -> dict[str, list[str]]:
    now = {file.found.relative_path: file for file in files}
    there = now.keys() | {f.relative_path for f in scan.files} | {f.path for f in scan.failed}
    held, known = sources.files, {record.sha256 for record in sources.files.values()}
    new = [path for path in now if path not in held]
    return {
        "not indexed": [path for path in new if now[path].sha256 not in known],
        "under a new name": [path for path in new if now[path].sha256 in known],
        "changed": [p for p in now if p in held and now[p].sha256 != held[p].sha256],
        "with another sidecar": [
            p
            for p in now
            if p in held and now[p].sha256 == held[p].sha256 and now[p].sidecar != held[p].sidecar
        ],
        "gone": [path for path in held if path not in there],
    }


def _described(sidecar: Path) -> bool:
    stem = sidecar.name.removesuffix(SIDECAR_SUFFIX)
    return any(
        not path.name.endswith(SIDECAR_SUFFIX) and stem in (path.name, path.stem)
        for path in sidecar.parent.iterdir()
    )


def _some(paths: list[str]) -> str:
    more = f" and {len(paths) - NAMED:,} more" if len(paths) > NAMED else ""
    return ", ".join(sorted(paths)[:NAMED]) + more
