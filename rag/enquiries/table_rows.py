"""Which lines of a letter are rows of a table, which are blanks of a form."""

from __future__ import annotations

import re

CELLS = 3
"""Cells side by side that make a line a table's row, at least; one more where semicolons part them."""
CELL_WORDS = 7
"""Words of a cell, at most."""

_CELLS = re.compile(r"\s*\|\s*|\t+|\s{3,}")
_SEMICOLONS = re.compile(r"\s*;\s*")
_YEAR_ROW = re.compile(r"^(?:19|20)\d\d(?:\s?[/–-]\s?\d{2,4})?\s*[:;|\t_.–-]*\s*[_.…\s|;-]*$")
_BLANKS = r"_{3,}|\.{6,}|…{2,}"
_BLANK = re.compile(_BLANKS)
_FIELD = re.compile(
    rf"^[^\s_.…](?:[^\s_.…]| )*(?<=.[ :?])(?:{_BLANKS}|\(?\[?(?:yes ?/ ?no|y ?/ ?n)\]?\)?)\W*$",
    re.IGNORECASE,
)
"""Asks for one thing by a blank after its name."""


def is_field(words: str) -> bool:
    """Whether a line is one blank of a form, with what it asks for: "Date of the policy: ____"."""
    return bool(_FIELD.match(words))


def is_row(words: str, *, in_table: bool) -> bool:
    """Whether a line is a row: cells side by side, a blank to fill, in a table a few bare words."""
    if _YEAR_ROW.match(words) or words.count("|") >= 2:
        return True
    if _BLANK.search(words):
        return "?" not in words
    if words[-1] in ".?!:,":
        return False
    parts = _SEMICOLONS.split(words)
    cells = parts if len(parts) > CELLS else _CELLS.split(words)
    if max(len(cell.split()) for cell in cells) > CELL_WORDS:
        return False
    return in_table or len(cells) >= CELLS
