"""Spreadsheets: each sheet under its name, each row as one, cells as their formats show them.

Left out are hidden sheets, rows and columns.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree.ElementTree import ParseError

from lxml import etree
from openpyxl import load_workbook

from rag.reading.hidden_cells import HiddenCells, hidden_cells_in
from rag.reading.limits import Limits
from rag.reading.number_formats import shown
from rag.reading.packages import Package
from rag.reading.raw import RawBlock, Reading
from rag.types import BlockKind

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SUFFIXES = (".xlsx", ".xlsm", ".xltx", ".xltm")
_FAULTS = (ValueError, KeyError, TypeError, IndexError, AttributeError, OverflowError, ParseError,
           OSError, zipfile.BadZipFile, etree.XMLSyntaxError)  # fmt: skip
"""What openpyxl 3.1 raises on files that break the format's rules."""

_EMPTY = (None, "")
_UNNAMED = re.compile(r"(?:Sheet|Tabelle|Feuil|Hoja)\s?\d*")
_DAMAGED = "damaged: open it in Excel and save it anew"
_NEVER_COUNTED = re.compile(rb"</f>\s*(?:<v\s*/>|<v></v>|</c>)")


def read(data: bytes, relative_path: str, limits: Limits) -> Reading:
    """The blocks of a workbook's visible sheets. Raises UnreadableFile."""
    package = Package(data, relative_path, limits)
    package.require_no_declarations()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what openpyxl leaves out: pictures, extensions
        hiding: list[str] = []
        blocks = tuple(_blocks(data, package, hiding))
    return Reading(
        blocks,
        MEDIA_TYPE,
        notes=tuple(_notes(package, hiding)),
        properties=package.properties(),
        properties_origin="file properties",
    )


def _blocks(data: bytes, package: Package, hiding: list[str]) -> Iterator[RawBlock]:
    """The blocks of all sheets; the names of those that hide words are added to `hiding`."""
    try:
        # read_only: row by row, so that a large sheet is never held as a whole.
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except _FAULTS:
        raise package.refusal(_DAMAGED) from None
    for run, sheet in enumerate(book.worksheets, start=1):
        if sheet.sheet_state != "visible":
            continue
        rows, hides = _seen_rows(sheet, package)
        if hides:
            hiding.append(sheet.title)
        if rows and not _UNNAMED.fullmatch(sheet.title):
            yield RawBlock(BlockKind.HEADING, sheet.title, None, 1)
        for words in rows:
            yield RawBlock(BlockKind.TABLE_ROW, words, None, 0, run)


def _seen_rows(sheet: Any, package: Package) -> tuple[list[str], bool]:
    """The rows of a sheet as people see them, and whether it hides words."""
    hidden = _hidden(sheet, package)
    rows, hides = [], False
    for number, cells in enumerate(_rows(sheet, package), start=1):
        seen = hidden.seen_of(number, cells, _EMPTY)
        hides = hides or (seen != cells and _row(seen) != _row(cells))
        if words := _row(seen):
            rows.append(words)
    return rows, hides


def _hidden(sheet: Any, package: Package) -> HiddenCells:
    try:
        # openpyxl 3.1 does not tell what is hidden when it reads row by row.
        return hidden_cells_in(package.bytes_of(sheet._worksheet_path))
    except _FAULTS:
        raise package.refusal(_DAMAGED) from None


def _rows(sheet: Any, package: Package) -> Iterator[list[tuple[object, str]]]:
    """The values and number formats of row after row, as openpyxl reads them."""
    sheet.reset_dimensions()  # what a sheet says of its size is often wrong
    rows = sheet.iter_rows()
    while True:
        try:
            row = next(rows, None)
            cells = [(cell.value, cell.number_format) for cell in row or ()]
        except _FAULTS:
            raise package.refusal(_DAMAGED) from None
        if row is None:
            return
        yield cells


def _row(cells: list[tuple[object, str]]) -> str:
    """The cells as shown, from the first to the last that is filled; "" for an empty row."""
    words = [" ".join(shown(value, form).split()) for value, form in cells]
    while words and not words[-1]:
        words.pop()
    first = next((i for i, word in enumerate(words) if word), 0)
    return " | ".join(words[first:])


def _notes(package: Package, hiding: Sequence[str]) -> Iterator[str]:
    """What a person should know: formulas that were never counted show nothing."""
    count = sum(
        len(_NEVER_COUNTED.findall(package.bytes_of(name)))
        for name in package.names
        if name.startswith("xl/worksheets/")
    )
    if count:
        what = "1 formula has" if count == 1 else f"{count} formulas have"
        yield f"{what} no value yet: open it in Excel and save it"
    if hiding:
        yield f"hidden rows or columns were left out: {', '.join(map(repr, hiding))}"
