"""The documents that are held, as rows for people and programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from rag.types import Document, Library, Metadata

WIDTH_WITHOUT_TERMINAL = 250
"""Columns, so that a table sent to a file or program is not folded."""
METADATA_KEYS = Metadata.keys()
SHOWN = ("kind", "title", "author", "addressee", "date")


def row_of(document: Document, library: Library) -> dict[str, Any]:
    """What is known about a document: path, metadata with its origin, size, remarks."""
    return {
        "document": document.source.path,
        "id": document.id,
        "other_paths": list(document.source.other_paths),
        "media_type": document.source.media_type,
        "sha256": document.source.sha256,
        "characters": len(document.text),
        "passages": len(library.passages_of(document.id)),
        "metadata": {key: _known(document.metadata, key) for key in METADATA_KEYS},
        "notes": list(document.notes),
    }


def _known(metadata: Metadata, key: str) -> dict[str, Any] | None:
    known = getattr(metadata, key)
    return known and {
        "value": known.value,
        "confirmed": known.confirmed,
        "origin": known.origin,
    }


def print_table(rows: Sequence[dict[str, Any]]) -> None:
    """Prints the rows as a table; a value that nobody confirmed carries a question mark."""
    table = Table(box=None, pad_edge=False)
    for heading in ("document", *SHOWN, "passages"):
        table.add_column(heading, overflow="fold")
    for row in rows:
        values = [_value(row["metadata"][key]) for key in SHOWN]
        cells = [row["document"], *values, f"{row['passages']:,}"]
        table.add_row(*(Text(cell) for cell in cells))
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = WIDTH_WITHOUT_TERMINAL
    console.print(table)


def _value(known: dict[str, Any] | None) -> str:
    if known is None:
        return "-"
    return str(known["value"]) if known["confirmed"] else f"{known['value']} ?"
