"""Printed pages as a scanner sees them: grey, askew, with noise and a little out of focus."""

from __future__ import annotations

import io
from collections.abc import Iterator
from random import Random

import numpy as np
from PIL import Image, ImageFilter

from eval.round_trip import pages
from eval.round_trip.texts import Text
from rag.errors import UnreadableFile
from rag.reading.page_images import page_image

_ASKEW_DEGREES = 1.2
_NOISE = 14.0


def at_300_dpi(text: Text) -> bytes:
    """The pages in one TIFF, as an office scanner makes them."""
    return _scan(text, 300)


def at_150_dpi(text: Text) -> bytes:
    """The pages in one TIFF, as a fax or a phone makes them."""
    return _scan(text, 150)


def _scan(text: Text, dpi: int) -> bytes:
    printed = pages.one_column(text)
    random = Random(text.title)
    first, *others = [_seen(page, dpi, random) for page in _pages(printed, dpi)]
    out = io.BytesIO()
    first.save(out, "TIFF", save_all=True, append_images=others, compression="tiff_deflate")
    return out.getvalue()


def _pages(printed: bytes, dpi: int) -> Iterator[Image.Image]:
    number = 1
    while True:
        try:
            picture = page_image(printed, number, dpi)
        except UnreadableFile:  # there are no more
            return
        yield Image.open(io.BytesIO(picture)).convert("L")
        number += 1


def _seen(page: Image.Image, dpi: int, random: Random) -> Image.Image:
    angle = random.uniform(-_ASKEW_DEGREES, _ASKEW_DEGREES)
    askew = page.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    blurred = askew.filter(ImageFilter.GaussianBlur(dpi / 300))
    numbers = np.random.default_rng(random.randrange(2**32))
    grey = np.asarray(blurred, dtype=np.float32) * 0.86 + 22
    noisy = grey + numbers.normal(0, _NOISE, grey.shape)
    return Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8))
