"""Pages that were recognised once are not recognised again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from rag.engines.recognition_cache import KeptRecogniser
from rag.types import Pixels, RecognisedLine

LINE = RecognisedLine("The ferry sails.", 0.9, ((1.0, 2.0), (3.0, 2.0), (3.0, 4.5), (1.0, 4.5)))


class Counting:
    """Finds the same line in every picture, and counts them."""

    def __init__(self, version: str = "1") -> None:
        self.version = version
        self.pictures = 0

    def lines(self, picture: Pixels) -> list[RecognisedLine]:
        self.pictures += 1
        return [LINE]


def picture(shade: int) -> Pixels:
    return np.full((4, 6, 3), shade, dtype=np.uint8)


def test_no_picture_is_read_twice_whoever_asks(tmp_path: Path) -> None:
    for expected in (2, 0):
        counting = Counting()
        kept = KeptRecogniser(counting, tmp_path / "kept.sqlite")
        for shade in (1, 2, 1):
            assert kept.lines(picture(shade)) == [LINE]
        assert counting.pictures == expected


def test_another_model_reads_anew(tmp_path: Path) -> None:
    for version in ("1", "2"):
        counting = Counting(version)
        KeptRecogniser(counting, tmp_path / "kept.sqlite").lines(picture(1))
        assert counting.pictures == 1


def test_what_is_gone_from_the_folder_is_forgotten(tmp_path: Path) -> None:
    kept = KeptRecogniser(counting := Counting(), tmp_path / "kept.sqlite")
    for shade, kept.file in enumerate(("a.pdf", "b.pdf")):
        kept.lines(picture(shade))
    kept.file = "renamed.pdf"
    kept.lines(picture(1))
    kept.forget_all_but({"renamed.pdf"})
    for shade in (0, 1):
        kept.lines(picture(shade))
    assert counting.pictures == 3


@pytest.mark.parametrize("content", [b"nothing of the kind" * 99, None])
def test_where_nothing_can_be_kept_pages_are_still_read(
    tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "kept.sqlite" if content else tmp_path / "absent" / "kept.sqlite"
    if content:
        path.write_bytes(content)
    assert KeptRecogniser(Counting(), path).lines(picture(1)) == [LINE]
