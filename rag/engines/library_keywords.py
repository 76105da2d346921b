"""What the keyword index of library.sqlite holds of each passage."""

from __future__ import annotations

import calendar
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date

from rag.types import Document, Metadata, Passage

ABOUT = ("author", "role", "organisation", "addressee", "kind", "reference", "subject")
"""Fields by which a passage is found though its words do not hold them."""

Rows = Sequence[tuple[int, Passage]]
"""All passages of a document in reading order, with their keys in the tables."""


def write_keywords(database: sqlite3.Connection, document: Document, rows: Rows) -> None:
    """Puts a document's passages into the keyword index."""
    database.executemany(
        "INSERT INTO keywords (rowid, title, headings, text, about, around)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        _columns(document, rows),
    )


def remove_keywords(database: sqlite3.Connection, document: Document, rows: Rows) -> None:
    """Takes a document's passages out of the keyword index.

    An index that does not hold its own text must be told the very words it was given.
    """
    database.executemany(
        "INSERT INTO keywords (keywords, rowid, title, headings, text, about, around)"
        " VALUES ('delete', ?, ?, ?, ?, ?, ?)",
        _columns(document, rows),
    )


def own_words(document: Document, passage: Passage) -> tuple[str, str, str, str]:
    """Title, headings, words and what is known of the document: all but the neighbours' words."""
    headings = "\n".join(passage.heading_path)
    return document.title, headings, passage.text, _about(document.metadata)


def _columns(document: Document, rows: Rows) -> Iterator[tuple[int | str, ...]]:
    texts = ["", *(passage.text for _, passage in rows), ""]
    for at, (row, passage) in enumerate(rows):
        yield row, *own_words(document, passage), f"{texts[at]}\n{texts[at + 2]}"


def _about(metadata: Metadata) -> str:
    """Parties, kind, reference and date of a document, the date as a letter has it."""
    values = [metadata.get(key) for key in ABOUT]
    return "\n".join(v for v in (*values, _in_words(metadata.get("date") or "")) if v)


def _in_words(day: str) -> str:
    """ "16 August 2021" for "2021-08-16"; what is no whole date as it stands."""
    try:
        given = date.fromisoformat(day)
    except ValueError:
        return day
    return f"{given.day} {calendar.month_name[given.month]} {given.year}"
