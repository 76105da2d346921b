"""Presentations: each slide a page, its title as a heading, its notes under a heading of their own."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PythonPptxError

from rag.reading.limits import Limits
from rag.reading.packages import Package
from rag.reading.raw import HARD_BREAK, RawBlock, Reading
from rag.types import BlockKind

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
SUFFIXES = (".pptx", ".pptm", ".ppsx", ".ppsm", ".potx")
NOTES = "Speaker notes"
"""The heading above what only the speaker sees."""

_FAULTS = (PythonPptxError, ValueError, KeyError, TypeError, IndexError, AttributeError, OSError,
           zipfile.BadZipFile, etree.XMLSyntaxError)  # fmt: skip
"""What python-pptx 1.0 raises on files that break the format's rules."""

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_FURNITURE = (
    PP_PLACEHOLDER.SLIDE_NUMBER,
    PP_PLACEHOLDER.FOOTER,
    PP_PLACEHOLDER.DATE,
    PP_PLACEHOLDER.HEADER,
)
_LISTED = (PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT)
_DEEPEST_GROUP = 20


def read(data: bytes, relative_path: str, limits: Limits) -> Reading:
    """The blocks of a presentation's visible slides. Raises UnreadableFile."""
    package = Package(data, relative_path, limits)
    package.require_no_declarations()
    try:
        slides = Presentation(io.BytesIO(data)).slides
        blocks = tuple(b for page, slide in enumerate(slides, 1) for b in _slide(slide, page))
    except _FAULTS:
        raise package.refusal("damaged: open it in PowerPoint and save it anew") from None
    return Reading(
        blocks,
        MEDIA_TYPE,
        properties=package.properties(),
        properties_origin="file properties",
    )


def _slide(slide: Any, page: int) -> Iterator[RawBlock]:
    if slide._element.get("show") in ("0", "false"):
        return
    title = slide.shapes.title
    if title is not None and title.text_frame.text.strip():
        yield RawBlock(BlockKind.HEADING, _words(title.text_frame.text), page, 1)
    shapes = [s for s in slide.shapes if title is None or s.shape_id != title.shape_id]
    for shape in sorted(shapes, key=_place):
        yield from _shape(shape, page, 0)
    notes = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
    said = list(_frame(notes, page, is_listed=False)) if notes is not None else []
    if said:
        yield RawBlock(BlockKind.HEADING, NOTES, page, 2)
        yield from said


def _place(shape: Any) -> tuple[int, int]:
    """From the top down, then from the left: nearer to how people read than the order of drawing."""
    return int(shape.top or 0), int(shape.left or 0)


def _shape(shape: Any, page: int, depth: int) -> Iterator[RawBlock]:
    if shape.is_placeholder and shape.placeholder_format.type in _FURNITURE:
        return
    if hasattr(shape, "shapes") and depth < _DEEPEST_GROUP:
        for inner in sorted(shape.shapes, key=_place):
            yield from _shape(inner, page, depth + 1)
    elif shape.has_table:
        for row in shape.table.rows:
            cells = [" ".join(cell.text_frame.text.split()) for cell in row.cells]
            if any(cells):
                yield RawBlock(BlockKind.TABLE_ROW, " | ".join(cells), page, 0, _run(page, shape))
    elif shape.has_text_frame:
        is_listed = shape.is_placeholder and shape.placeholder_format.type in _LISTED
        yield from _frame(shape.text_frame, page, is_listed, _run(page, shape))


def _frame(frame: Any, page: int, is_listed: bool, run: int = 0) -> Iterator[RawBlock]:
    """The paragraphs of a text frame; in the body of a slide they are a list unless it says not."""
    paragraphs = [p for p in frame.paragraphs if p.text.strip()]
    for paragraph in paragraphs:
        words = _words(paragraph.text)
        if _is_item(paragraph, is_listed and len(paragraphs) > 1):
            yield RawBlock(BlockKind.LIST_ITEM, words, page, 0, run)
        else:
            yield RawBlock(BlockKind.PARAGRAPH, words, page)


def _is_item(paragraph: Any, is_listed: bool) -> bool:
    properties = paragraph._p.find(_A + "pPr")
    if properties is None or properties.find(_A + "buNone") is not None:
        return is_listed and properties is None
    has_bullet = properties.find(_A + "buChar") is not None
    return is_listed or has_bullet or properties.find(_A + "buAutoNum") is not None


def _words(text: str) -> str:
    return text.replace("\v", HARD_BREAK).replace("\n", HARD_BREAK)


def _run(page: int, shape: Any) -> int:
    return page * 100_000 + int(shape.shape_id) % 100_000
