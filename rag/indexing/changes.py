"""What must be done to bring an index in step with a folder: pure reckoning over two tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rag.indexing.hashing import HashedFile
from rag.indexing.sources import Sources


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document that the folder holds: all files with the same bytes, the citable one first."""

    files: tuple[HashedFile, ...]
    held_over: tuple[str, ...] = ()
    """Names under which it was held before and that cannot be read now."""

    @property
    def paths(self) -> tuple[str, ...]:
        """The names of its files."""
        return (*(f.found.relative_path for f in self.files), *self.held_over)


@dataclass(frozen=True, slots=True)
class Changes:
    """What is to be done with each document. Ids are those of the documents held before.

    `relabel` keeps a document and gives it other paths, the first of them unchanged where its file
    can be read. `vanished` are documents none of whose files is left.
    """

    keep: tuple[str, ...]
    relabel: Mapping[str, tuple[str, ...]]
    read: tuple[Wanted, ...]
    vanished: tuple[str, ...]

    @property
    def none(self) -> bool:
        """Whether the index is in step already."""
        return not (self.relabel or self.read or self.vanished)


def plan_changes(
    files: Iterable[HashedFile], failed: Iterable[str], held: Sources, *, read_all: bool
) -> Changes:
    """Compares the files of a folder with what is held.

    `failed` are files and folders that could not be read: what was held from there is kept. With
    `read_all` every file is read, whatever is unchanged.
    """
    files = list(files)
    over = _held_over(set(failed) - {f.found.relative_path for f in files}, held)
    by_bytes = _by_bytes(files, over, held)
    document_of = {record.sha256: record.document_id for record in held.files.values()}
    keep, relabel, read = [], {}, []
    for wanted in by_bytes:
        known = document_of.get(_sha256(wanted, held))
        if known is None or (read_all and wanted.files) or not _same_source(wanted, known, held):
            read.append(wanted)
        elif set(wanted.paths) == set(held.documents[known].paths):
            keep.append(known)
        else:
            relabel[known] = wanted.paths
    still = {p for wanted in by_bytes for p in wanted.paths}
    vanished = tuple(
        i for i, record in held.documents.items() if not still.intersection(record.paths)
    )
    alive = set(keep) | set(relabel) | {document_of.get(_sha256(w, held)) for w in read}
    return Changes(tuple(keep), relabel, tuple(read), tuple(i for i in vanished if i not in alive))


def _held_over(failed: set[str], held: Sources) -> dict[str, str]:
    """The held paths that cannot be read now, each with its document."""
    return {
        path: record.document_id
        for path, record in held.files.items()
        if path in failed or any(parent in failed for parent in _parents(path))
    }


def _parents(path: str) -> list[str]:
    parts = path.split("/")
    return [".", *("/".join(parts[:i]) for i in range(1, len(parts)))]


def _by_bytes(files: Iterable[HashedFile], over: Mapping[str, str], held: Sources) -> list[Wanted]:
    groups: dict[str, list[HashedFile]] = {}
    for file in files:
        groups.setdefault(file.sha256, []).append(file)
    others: dict[str, list[str]] = {}
    for path in over:
        others.setdefault(held.files[path].sha256, []).append(path)
    wanted = [
        # A file with a sidecar comes first: somebody took care to say what it is.
        Wanted(
            tuple(sorted(group, key=lambda f: (not f.sidecar, f.found.relative_path))),
            tuple(others.pop(sha256, ())),
        )
        for sha256, group in groups.items()
    ]
    return [*wanted, *(Wanted((), tuple(paths)) for paths in others.values())]


def _sha256(wanted: Wanted, held: Sources) -> str:
    if wanted.files:
        return wanted.files[0].sha256
    return held.files[wanted.held_over[0]].sha256


def _same_source(wanted: Wanted, known: str, held: Sources) -> bool:
    """Whether the held document was read from the same name and sidecar."""
    if not wanted.files:
        return True
    first = wanted.files[0]
    path = first.found.relative_path
    record = held.files.get(path)
    return (
        held.documents[known].paths[0] == path
        and record is not None
        and record.sidecar == first.sidecar
    )
