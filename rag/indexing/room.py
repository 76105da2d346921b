"""Room on the disk: looked for before it is needed, since Chroma hangs on a full disk."""

from __future__ import annotations

import shutil
from pathlib import Path

from rag.errors import RagError

MEGABYTE = 1_000_000
RESERVE_BYTES = 20 * MEGABYTE

BYTES_A_FLOAT = 4
COPIES_OF_A_VECTOR = 4
"""Measured: in Chroma's graph, its queue while writing, our cache, and the cache's log."""
BYTES_A_PASSAGE = 3_000
"""Measured, rounded up: its words, keywords, ids and links."""


def room_for_passages(passages: int, dimensions: int) -> int:
    """About how many bytes so many new passages take while an index is built."""
    return passages * (dimensions * BYTES_A_FLOAT * COPIES_OF_A_VECTOR + BYTES_A_PASSAGE)


def size_of(folder: Path) -> int:
    """Bytes in all files of a folder."""
    return sum(p.stat().st_size for p in folder.rglob("*") if p.is_file())


def require_room(folder: Path, needed_bytes: int) -> None:
    """Raises RagError, with the megabytes that are lacking, unless there is room and a reserve."""
    free = shutil.disk_usage(folder).free
    if free < needed_bytes + RESERVE_BYTES:
        needed, held = (needed_bytes + RESERVE_BYTES) // MEGABYTE + 1, free // MEGABYTE
        raise RagError(
            f"not enough room for the index in {str(folder)!r}: about {needed:,} MB are needed,"
            f" {held:,} MB are free; make room or name another place with --store"
        )
