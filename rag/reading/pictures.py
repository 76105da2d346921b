"""Pictures of pages: PNG, JPEG, TIFF with one page or more, WebP."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

from PIL import Image, ImageOps, ImageSequence

from rag.errors import UnreadableFile
from rag.reading.limits import Limits
from rag.reading.page_blocks import blocks_of
from rag.reading.raw import Reading
from rag.reading.recognition import POOR_CONFIDENCE, recognise
from rag.types import RecognisedPage

SUFFIXES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp")
KINDS = ("png", "jpeg", "tiff", "webp")
_BYTES_A_PIXEL = 3


def read(data: bytes, relative_path: str, limits: Limits) -> Reading:
    """The words recognised in a picture. Raises UnreadableFile where there are none to be had."""
    if limits.recogniser is None:
        raise UnreadableFile(
            relative_path, "a picture, and recognition is off: set `ocr` to true or leave it out"
        )
    pages, recognised = [], []
    media_type = "image/unknown"
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF", "WEBP")) as file:
            media_type = Image.MIME[file.format or ""]
            for number, picture in _pictures(file, relative_path, limits):
                limits.alive()
                content, confidence = recognise(picture, number, limits.recogniser)
                pages.append(content)
                recognised.append(RecognisedPage(number, confidence))
    except (OSError, SyntaxError, ValueError, EOFError, struct.error):
        raise UnreadableFile(
            relative_path, "damaged: the picture cannot be opened; export it anew"
        ) from None
    if not any(page.words for page in pages):
        raise UnreadableFile(relative_path, "no text: no words were recognised in the picture")
    seen = tuple(recognised)
    return Reading(
        blocks_of(pages, limits.alive), media_type, notes=poor_pages(seen), recognised=seen
    )


def page_picture(data: bytes, number: int) -> Image.Image:
    """One page of a picture file, upright. Raises OSError or EOFError where there is none."""
    with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF", "WEBP")) as file:
        file.seek(number - 1)
        return ImageOps.exif_transpose(file).convert("RGB")


def _pictures(
    file: Image.Image, relative_path: str, limits: Limits
) -> Iterator[tuple[int, Image.Image]]:
    count = getattr(file, "n_frames", 1)
    if count > limits.pages:
        raise UnreadableFile(relative_path, too_many_pages(count, limits))
    for number, frame in enumerate(ImageSequence.Iterator(file), start=1):
        unpacked = frame.width * frame.height * _BYTES_A_PIXEL
        if unpacked > limits.unpacked_bytes:
            raise UnreadableFile(
                relative_path,
                f"too large when unpacked: {unpacked:,} bytes, the limit is"
                f" {limits.unpacked_bytes:,}; save it smaller",
            )
        yield number, ImageOps.exif_transpose(frame)


def too_many_pages(count: int, limits: Limits) -> str:
    """Why a file with this many pages is refused."""
    return (
        f"too many pages: {count:,}, the limit is {limits.pages:,}; split it or raise `file_pages`"
    )


def poor_pages(recognised: tuple[RecognisedPage, ...]) -> tuple[str, ...]:
    """A note that names the pages whose recognition is doubtful, if there are any."""
    poor = [page for page in recognised if page.confidence < POOR_CONFIDENCE]
    if not poor:
        return ()
    named = ", ".join(f"{page.page} ({page.confidence:.0%})" for page in poor)
    return (f"poorly recognised, check against the original: page {named}",)
