"""What somebody filled into the fields of a PDF form; by pypdfium2."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

_WRITTEN_IN = (raw.FPDF_FORMFIELD_TEXTFIELD, raw.FPDF_FORMFIELD_COMBOBOX)
_UNSEEN = raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW
_PASSWORD = 1 << 13  # PDF 1.7, table 228

Filled = tuple[str, tuple[float, float, float, float]]
"""A value, and its field's left, bottom, right and top in the file's coordinates."""


def filled_fields(page: pdfium.PdfPage) -> Iterator[Filled]:
    """The text and the choices that stand in the fields of a page, but for passwords."""
    if page.formenv is None:
        return
    for index in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        with _annotation(page, index) as annotation:
            if found := annotation and _filled(page.formenv.raw, annotation):
                yield found


@contextmanager
def _annotation(page: pdfium.PdfPage, index: int) -> Iterator[Any]:
    annotation = raw.FPDFPage_GetAnnot(page.raw, index)
    try:
        yield annotation
    finally:
        if annotation:
            raw.FPDFPage_CloseAnnot(annotation)


def _filled(form: Any, annotation: Any) -> Filled | None:
    if raw.FPDFAnnot_GetFormFieldType(form, annotation) not in _WRITTEN_IN:
        return None
    if raw.FPDFAnnot_GetFlags(annotation) & _UNSEEN:
        return None
    if raw.FPDFAnnot_GetFormFieldFlags(form, annotation) & _PASSWORD:
        return None
    rect = raw.FS_RECTF()
    value = _value(form, annotation)
    if not value or not raw.FPDFAnnot_GetRect(annotation, rect):
        return None
    sides = sorted((rect.left, rect.right)), sorted((rect.bottom, rect.top))
    return value, (sides[0][0], sides[1][0], sides[0][1], sides[1][1])


def _value(form: Any, annotation: Any) -> str:
    size = raw.FPDFAnnot_GetFormFieldValue(form, annotation, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFAnnot_GetFormFieldValue(
        form, annotation, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size
    )
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0").strip()
