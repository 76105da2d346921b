"""How much of a file may be read: what goes beyond is refused before it can do harm."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rag.types import Recogniser


def nothing() -> None:
    """Nobody waits for a sign of life."""


@dataclass(frozen=True, slots=True)
class Limits:
    """`file_bytes` is the largest file, `unpacked_bytes` what may come out of a packed one.

    `attachments` are the files that a file and its attachments may hold in all, `depth` how deep they
    may stand in each other, `pages` the most pages of one file. `recogniser` reads pictures of pages;
    without one they are not read. `alive` is called while long work goes on.
    """

    file_bytes: int = 200_000_000
    unpacked_bytes: int = 200_000_000
    attachments: int = 200
    depth: int = 5
    pages: int = 5_000
    recogniser: Recogniser | None = None
    alive: Callable[[], None] = nothing


DEFAULT_LIMITS = Limits()
"""What is used where nobody has set others."""
