"""Words recognised in the picture of a page, straightened, with their places."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from PIL import Image

from rag.places import Box
from rag.reading.page_words import PageContent, PageWord
from rag.types import Pixels, RecognisedLine, Recogniser

LONGEST_SIDE = 2_000
"""Pixels of a page's longer side, about 170 to the inch of A4: more costs memory and reads no better."""

LONG_SIDE_POINTS = 842.0
"""The longer side of A4."""

POOR_CONFIDENCE = 0.9
"""Pages recognised with less are named to people."""

_NARROW, _WIDE = frozenset("iljtfrI.,:;'’‘|!()[]1"), frozenset("mwMWQO@%—")
_STEEPEST = math.radians(20)
_LONG = 5.0


def recognise(
    picture: Image.Image, number: int, recogniser: Recogniser
) -> tuple[PageContent, float]:
    """The words in the picture of a page, and how sure they are: 0 to 1, by letters.

    A page that was laid askew is straightened: lines are put in order as if they were level. The page
    is taken to be as large as A4, so that its sides are in points like those of other pages.
    """
    pixels = _pixels(picture)
    lines = [line for line in recogniser.lines(pixels) if line.text.strip()]
    height, width = pixels.shape[:2]
    slope = _slope(lines)
    scale = LONG_SIDE_POINTS / max(width, height)
    words = [
        _scaled(word, scale)
        for line in lines
        for word in _words(line, number, slope, (width, height))
    ]
    letters = sum(len(line.text) for line in lines)
    sure = sum(line.confidence * len(line.text) for line in lines) / letters if letters else 0.0
    return PageContent(number, width * scale, height * scale, tuple(words), recognised=True), sure


def _scaled(word: PageWord, scale: float) -> PageWord:
    sides = (word.left, word.top, word.right, word.bottom)
    left, top, right, bottom = (side * scale for side in sides)
    return replace(word, left=left, top=top, right=right, bottom=bottom)


def _pixels(picture: Image.Image) -> Pixels:
    picture = picture.convert("RGB")
    scale = LONGEST_SIDE / max(picture.size)
    if scale < 1:
        size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
        picture = picture.resize(size, Image.Resampling.LANCZOS)
    return np.asarray(picture)


def _slope(lines: Sequence[RecognisedLine]) -> float:
    """The angle of most of the writing to the level, in radians; clockwise is above 0."""
    angles = []
    for line in lines:
        (x0, y0), (x1, y1), _, (x3, y3) = line.corners
        length, height = math.hypot(x1 - x0, y1 - y0), math.hypot(x3 - x0, y3 - y0)
        angle = math.atan2(y1 - y0, x1 - x0)
        if length > _LONG * height and abs(angle) < _STEEPEST:
            angles.append((angle, length))
    half, passed = sum(length for _, length in angles) / 2, 0.0
    for angle, length in sorted(angles):
        passed += length
        if passed >= half:
            return angle
    return 0.0


def _words(
    line: RecognisedLine, number: int, slope: float, size: tuple[int, int]
) -> Iterator[PageWord]:
    """The words of a line; its length is shared out by the usual widths of the letters."""
    letters = list(line.text)
    widths = np.cumsum([0.0, *map(_width, letters)])
    shares = widths / widths[-1]
    start = 0
    for end in range(len(letters) + 1):
        if end < len(letters) and not letters[end].isspace():
            continue
        if end > start:
            corners = _part(line.corners, float(shares[start]), float(shares[end]))
            yield _word("".join(letters[start:end]), corners, number, slope, size)
        start = end + 1


def _width(letter: str) -> float:
    if letter.isspace() or letter in _NARROW:
        return 0.55
    if letter in _WIDE:
        return 1.5
    return 1.25 if letter.isupper() else 1.0


Corners = Sequence[tuple[float, float]]


def _part(corners: Corners, first: float, last: float) -> Corners:
    """The corners of a stretch of a line, given by shares of its length."""
    top_left, top_right, bottom_right, bottom_left = corners

    def between(
        a: tuple[float, float], b: tuple[float, float], share: float
    ) -> tuple[float, float]:
        return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share

    return (
        between(top_left, top_right, first),
        between(top_left, top_right, last),
        between(bottom_left, bottom_right, last),
        between(bottom_left, bottom_right, first),
    )


def _word(
    text: str, corners: Corners, number: int, slope: float, size: tuple[int, int]
) -> PageWord:
    width, height = size
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    box = Box(number, min(xs) / width, min(ys) / height, max(xs) / width, max(ys) / height)
    level = [_turned(corner, slope, (width / 2, height / 2)) for corner in corners]
    left, right = (level[0][0] + level[3][0]) / 2, (level[1][0] + level[2][0]) / 2
    top, bottom = (level[0][1] + level[1][1]) / 2, (level[2][1] + level[3][1]) / 2
    return PageWord(text, left, top, max(right, left + 0.1), max(bottom, top + 0.1), box)


def _turned(
    point: tuple[float, float], slope: float, middle: tuple[float, float]
) -> tuple[float, float]:
    """A point after the page has been turned back by its slope."""
    x, y = point[0] - middle[0], point[1] - middle[1]
    cos, sin = math.cos(slope), math.sin(slope)
    return middle[0] + x * cos + y * sin, middle[1] - x * sin + y * cos
