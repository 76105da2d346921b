"""What an index run needs from outside: the reader, the encoder, the splitter and the storage."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rag.types import (
    Document,
    Encoder,
    Library,
    LibraryWriter,
    Splitter,
    VectorCache,
    VectorIndex,
    VectorWriter,
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost: its size, time without getting on, and address space to read it in."""

    file_bytes: int
    file_seconds: float
    file_memory_bytes: int


def forget_nothing(_: Collection[str]) -> None:
    """For a reader that keeps nothing."""


def holds_none(_: Path) -> bool:
    """For files that hold one document each."""
    return False


SignOfLife = Callable[[], None]
"""Called while a long file is read, so that it is not taken for one that hangs."""

Read = Callable[[Path, str, SignOfLife], tuple[Document, ...]]


@dataclass(frozen=True, slots=True)
class Reading:
    """How files become documents. A change of `version` makes every file be read again.

    `read` is given a function to call while a long file is read, as a sign of life.
    `read_alone` leaves out what is attached, for files of which `holds_others` says that something
    may be: one bad attachment must not cost the mail.
    `forget_all_but` lets go of what was kept to read files again faster, but for some files.
    """

    read: Read
    is_sidecar: Callable[[Path], bool]
    version: str
    limits: Limits
    forget_all_but: Callable[[Collection[str]], None] = forget_nothing
    read_alone: Read | None = None
    holds_others: Callable[[Path], bool] = holds_none


@dataclass(frozen=True, slots=True)
class Storage:
    """The engines that keep a generation; `versions` names their libraries and versions.

    `check_cache` says what a cache holds, changing nothing, or raises RagError.
    """

    open_library: Callable[[Path], Library]
    open_vectors: Callable[[Path], VectorIndex]
    write_library: Callable[[Path], LibraryWriter]
    write_vectors: Callable[[Path, int], VectorWriter]
    open_cache: Callable[[Path, str, int], VectorCache]
    check_cache: Callable[[Path], str]
    versions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything a child process works with, made from the settings.

    `passage_settings` is whatever else decides how documents are cut ("tokens=128").
    """

    reading: Reading
    storage: Storage
    encoder: Callable[[], Encoder]
    splitter: Callable[[Encoder], Splitter]
    passage_settings: str


class LateSplitter:
    """A splitter that is made when first needed: its library takes seconds to import."""

    def __init__(self, make: Callable[[], Splitter]) -> None:
        self._make = make
        self._splitter: Splitter | None = None

    def split(self, text: str) -> list[str]:
        """The pieces in order, as the splitter itself gives them."""
        self._splitter = self._splitter or self._make()
        return self._splitter.split(text)
