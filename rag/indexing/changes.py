"""What must be done to bring an index in step with a folder: pure reckoning over two tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rag.indexing.hashing import HashedFile
from rag.indexing.names import NameTable
from rag.indexing.sources import FileRecord, Sources

SameBytes = tuple[HashedFile, ...]
"""Files with the same bytes, the one to read them from first."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What is to be read, and what is known of the files that need not be.

    `vanished` counts the files whose documents were held and of which nothing is left.
    """

    read: tuple[SameBytes, ...]
    known: NameTable
    vanished: int


@dataclass(frozen=True, slots=True)
class Counts:
    """What happened to the documents: see `IndexSummary`."""

    read: int = 0
    unchanged: int = 0
    changed: int = 0
    removed: int = 0
    renamed: int = 0


def plan_changes(
    files: Iterable[HashedFile], failed: Iterable[str], held: Sources, *, read_all: bool
) -> Changes:
    """Compares the files of a folder with what is held.

    `failed` are files and folders that could not be read: what was held from there is kept. With
    `read_all` every file is read, whatever is unchanged.
    """
    groups = group_by_bytes(files)
    contents = contents_by_bytes(held)
    over = _held_over(set(failed) - {f.found.relative_path for g in groups for f in g}, held)
    known = NameTable(dict(over), set(over))
    for group in groups:
        if not read_all and group[0].sha256 in contents:
            known.files |= records_of(group, contents[group[0].sha256])
    again = set(known.misdescribed(held.documents))
    read = []
    for group in groups:
        names = {f.found.relative_path for f in group}
        if names.isdisjoint(known.files) or names & again:
            read.append(group)
    return Changes(tuple(read), known, _vanished(groups, over, held))


def group_by_bytes(files: Iterable[HashedFile]) -> list[SameBytes]:
    """Files with the same bytes together, one with a sidecar first."""
    groups: dict[str, list[HashedFile]] = {}
    for file in files:
        groups.setdefault(file.sha256, []).append(file)
    return [
        tuple(sorted(group, key=lambda f: (not f.sidecar, f.found.relative_path)))
        for group in groups.values()
    ]


def contents_by_bytes(held: Sources) -> dict[str, Mapping[str, str]]:
    """The documents in each file that is held, by the hash of its bytes."""
    return {record.sha256: record.documents for record in held.files.values()}


def records_of(group: SameBytes, documents: Mapping[str, str]) -> dict[str, FileRecord]:
    """The records of files with the same bytes."""
    return {f.found.relative_path: FileRecord(f.sha256, f.sidecar, documents) for f in group}


def count_changes(held: Sources, new: Sources) -> Counts:
    """What happened to the documents between two tables."""
    old_paths = {path for record in held.documents.values() for path in record.paths}
    new_paths = {path for record in new.documents.values() for path in record.paths}
    kinds = [_kind(document_id, held, new, old_paths) for document_id in new.documents]
    gone = [r for i, r in held.documents.items() if i not in new.documents]
    removed = sum(new_paths.isdisjoint(record.paths) for record in gone)
    return Counts(removed=removed, **{kind: kinds.count(kind) for kind in set(kinds)})


def _kind(document_id: str, held: Sources, new: Sources, old_paths: set[str]) -> str:
    now, before = new.documents[document_id], held.documents.get(document_id)
    if before is None:
        return "read" if old_paths.isdisjoint(now.paths) else "changed"
    if before.paths != now.paths:
        return "renamed"
    return "unchanged" if before.digest == now.digest else "changed"


def _held_over(failed: set[str], held: Sources) -> dict[str, FileRecord]:
    """The held files that cannot be read now."""
    return {
        path: record
        for path, record in held.files.items()
        if path in failed or any(parent in failed for parent in _parents(path))
    }


def _parents(path: str) -> list[str]:
    parts = path.split("/")
    return [".", *("/".join(parts[:i]) for i in range(1, len(parts)))]


def _vanished(groups: list[SameBytes], over: Mapping[str, FileRecord], held: Sources) -> int:
    """How many different files were held under names that are gone, and by no other name are there."""
    paths = {f.found.relative_path for group in groups for f in group} | over.keys()
    there = {group[0].sha256 for group in groups}
    there |= {record.sha256 for path, record in held.files.items() if path in paths}
    return len({record.sha256 for record in held.files.values()} - there)
