"""Pictures of a document's pages, with the words of a quote marked on them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw

from rag.errors import UnreadableFile
from rag.places import Box
from rag.reading.contents import content_of
from rag.reading.pdf import open_pdf, render
from rag.reading.pictures import KINDS, page_picture
from rag.types import Document, Span

DPI = 120
_LARGEST_SIDE = 6_000
_MARKER = (255, 236, 120)
_MARGIN = 0.0015
"""Of the page: what is marked around the words, so that no letter is cut."""


def page_image(file: Path | bytes, page: int, dpi: int = DPI) -> bytes:
    """A page, from 1, of a PDF or picture file, as PNG.

    A picture file's pages have the size they were saved with, whatever the dpi. Raises UnreadableFile
    if the file is gone, of another kind, or has no such page.
    """
    return _as_png(_picture(file, page, dpi))


def quote_boxes(document: Document, span: Span) -> tuple[Box, ...]:
    """Where the words of a span stand on the pages; none if the document's places are not known.

    Raises ValueError if the span does not lie in the document.
    """
    document.cut(span)
    return document.places.boxes(span.start, span.end) if document.places is not None else ()


def quote_image(file: Path | bytes, page: int, boxes: Sequence[Box], dpi: int = DPI) -> bytes:
    """A page as PNG with those of the boxes marked that stand on it. Raises UnreadableFile."""
    return _as_png(_marked(_picture(file, page, dpi), [box for box in boxes if box.page == page]))


def _picture(file: Path | bytes, page: int, dpi: int) -> Image.Image:
    name = file.name if isinstance(file, Path) else "page"
    data = _bytes(file, name) if isinstance(file, Path) else file
    kind = content_of(data).kind
    if kind == "pdf":
        return _pdf_page(data, name, page, dpi)
    if kind not in KINDS:
        raise UnreadableFile(
            name, "has no pages that can be shown: only PDF and picture files have"
        )
    try:
        return page_picture(data, page)
    except (OSError, EOFError, SyntaxError, ValueError):
        raise UnreadableFile(name, f"has no page {page} that can be shown") from None


def _bytes(file: Path, name: str) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise UnreadableFile(name, f"cannot read: {error.strerror}") from None


def _pdf_page(data: bytes, name: str, page: int, dpi: int) -> Image.Image:
    with open_pdf(data, name) as pdf:
        if not 1 <= page <= len(pdf):
            raise UnreadableFile(name, f"has no page {page}: it has {len(pdf)}")
        sheet = pdf[page - 1]
        try:
            return render(sheet, min(dpi / 72, _LARGEST_SIDE / max(sheet.get_size())))
        finally:
            sheet.close()


def _marked(picture: Image.Image, boxes: Sequence[Box]) -> Image.Image:
    """The picture with boxes marked as by a highlighter: what is dark stays dark."""
    layer = Image.new("RGB", picture.size, "white")
    pen = ImageDraw.Draw(layer)
    width, height = picture.size
    for box in boxes:
        sides = (box.left - _MARGIN, box.top - _MARGIN, box.right + _MARGIN, box.bottom + _MARGIN)
        left, top, right, bottom = sides
        pen.rectangle((left * width, top * height, right * width, bottom * height), fill=_MARKER)
    return ImageChops.multiply(picture, layer)


def _as_png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
