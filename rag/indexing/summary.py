"""What an index run did, for people and programs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FailedFile:
    """A file or folder that could not be read, by path relative to the folder, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class FileNote:
    """A reader's remark on a document that was read, by path: "2 characters were not decoded"."""

    path: str
    note: str


@dataclass(frozen=True, slots=True)
class IndexSummary:
    """What an index run found and did.

    The numbers count documents, so that a file under two names counts once: `read` are new ones,
    `changed` have new bytes or metadata under an old name, `renamed` the old bytes under another.
    An e-mail and each of its attachments are documents of their own.
    `embedded` counts the vectors computed in this run, `notes` are on what was read in it. `published` is false where nothing had
    changed, and the generation then is the one that answered before.
    """

    read: int
    unchanged: int
    changed: int
    removed: int
    renamed: int
    failed: tuple[FailedFile, ...]
    passages: int
    embedded: int
    published: bool
    generation: str
    corpus_version: str
    notes: tuple[FileNote, ...] = ()
