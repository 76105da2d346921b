"""Tests for giving freed memory back."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from rag.indexing.memory import give_back_memory

PAGE, PIECE, PIECES = 4_096, 60_000, 2_000


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_what_was_freed_between_things_still_in_use_is_given_back() -> None:
    pieces = [b"x" * PIECE for _ in range(PIECES)]
    kept = pieces[::10]
    del pieces
    before = resident_bytes()
    give_back_memory()
    assert before - resident_bytes() > PIECES * PIECE // 2
    assert all(piece == b"x" * PIECE for piece in kept)


def resident_bytes() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE
