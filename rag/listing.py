"""The documents that are held, as rows for people and programs."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from rag.terminal import safe_line
from rag.types import Document, Library, Metadata

WIDTH_WITHOUT_TERMINAL = 250
"""Columns, so that a table sent to a file or program is not folded."""
METADATA_KEYS = Metadata.keys()
SHOWN = ("kind", "title", "author", "addressee", "date")
WANTED = ("kind", "title", "author", "organisation", "date")
WANTED_OF = {
    "letter": ("addressee",),
    "e-mail": ("addressee",),
    "memorandum": ("addressee",),
    "meeting note": ("attendees",),
    "minutes": ("attendees",),
}
"""What a careful person would want to know of every document, and besides of one of a kind."""


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
        table.add_row(*(Text(safe_line(cell)) for cell in cells))
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = WIDTH_WITHOUT_TERMINAL
    console.print(table)


def _value(known: dict[str, Any] | None) -> str:
    if known is None:
        return "-"
    return str(known["value"]) if known["confirmed"] else f"{known['value']} ?"


def review_of(document: Document) -> dict[str, Any]:
    """What was guessed of a document and waits for a person's word, and what is missing."""
    known = {key: getattr(document.metadata, key) for key in METADATA_KEYS}
    kind = (document.metadata.get("kind") or "").casefold()
    return {
        "document": document.source.path,
        "guessed": {
            key: {"value": value.value, "origin": value.origin}
            for key, value in known.items()
            if value and not value.confirmed
        },
        "missing": [k for k in (*WANTED, *WANTED_OF.get(kind, ())) if known[k] is None],
    }


def review_lines(row: dict[str, Any]) -> Iterator[str]:
    """A review as a person reads it, ending in the command that confirms all that was guessed."""
    yield safe_line(row["document"])
    for key, guess in row["guessed"].items():
        yield f"  guessed  {key:<13} {guess['value']}  ({guess['origin']})"
    for key in row["missing"]:
        yield f"  missing  {key}"
    if row["guessed"]:
        values = [shlex.quote(f"{key}={guess['value']}") for key, guess in row["guessed"].items()]
        yield f"  all right? rag documents set {shlex.quote(row['document'])} {' '.join(values)}"
