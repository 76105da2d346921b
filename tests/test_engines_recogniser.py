"""What reads pictures of pages: the fake and the real one."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from rag.types import Pixels, Recogniser
from rag.wiring import LateRecogniser
from tests.fakes import FakeRecogniser

LINES = ["The harbour was closed on 3 March.", "It cost 42,000 pounds to mend."]


@pytest.fixture(scope="module")
def picture() -> Pixels:
    sheet = Image.new("RGB", (900, 300), "white")
    pen = ImageDraw.Draw(sheet)
    for i, line in enumerate(LINES):
        pen.text((60, 70 + 80 * i), line, "black", ImageFont.load_default(40))
    return np.asarray(sheet)


@pytest.mark.parametrize(
    "recogniser", [FakeRecogniser(LINES), LateRecogniser()], ids=["fake", "real"]
)
def test_lines_of_print_are_read_with_their_corners(
    recogniser: Recogniser, picture: Pixels
) -> None:
    found = sorted(recogniser.lines(picture), key=lambda line: line.corners[0][1])
    assert [line.text for line in found] == LINES
    assert recogniser.version
    for line in found:
        (left, top), (right, _), (_, bottom), _ = line.corners
        assert line.confidence > 0.9
        assert 0 <= left < right <= 900 and 0 <= top < bottom <= 300


def test_an_empty_page_has_no_lines() -> None:
    assert LateRecogniser().lines(np.full((200, 300, 3), 255, dtype=np.uint8)) == []
