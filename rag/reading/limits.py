"""How much of a file may be read: what goes beyond is refused before it can do harm."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """`file_bytes` is the largest file, `unpacked_bytes` what may come out of a packed one.

    `attachments` are the files that a file and its attachments may hold in all, `depth` how deep they
    may stand in each other.
    """

    file_bytes: int = 200_000_000
    unpacked_bytes: int = 200_000_000
    attachments: int = 200
    depth: int = 5


DEFAULT_LIMITS = Limits()
"""What is used where nobody has set others."""
