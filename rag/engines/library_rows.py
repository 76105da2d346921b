"""Nouns to table rows of library.sqlite and back."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Sequence
from dataclasses import astuple, fields
from functools import lru_cache

from rag.engines.library_keywords import write_keywords
from rag.types import (
    Block,
    BlockKind,
    Document,
    Known,
    Metadata,
    Passage,
    RecognisedPage,
    Source,
    Span,
    WordPlaces,
)

Row = Sequence[object]


def write_document(database: sqlite3.Connection, document: Document) -> int:
    """Inserts a document with its paths, blocks and metadata; gives its key in the tables.

    Raises sqlite3.IntegrityError if its id is taken.
    """
    source = document.source
    key = database.execute(
        "INSERT INTO documents (id, text, path, sha256, media_type, size_bytes, parent, notes,"
        " recognised) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            document.id,
            document.text,
            source.path,
            source.sha256,
            source.media_type,
            source.size_bytes,
            source.parent,
            json.dumps(document.notes),
            json.dumps([astuple(page) for page in document.recognised]),
        ),
    ).lastrowid
    assert key is not None
    write_names(database, key, (source.path, *source.other_paths), source.parent)
    database.executemany(
        "INSERT INTO blocks VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (key, i, b.kind.value, b.start, b.end, b.page, b.paragraph, b.level)
            for i, b in enumerate(document.blocks)
        ],
    )
    database.executemany(
        "INSERT INTO metadata VALUES (?, ?, ?, ?, ?)",
        [
            (key, name, known.value, known.confirmed, known.origin)
            for name, known in _known(document.metadata)
        ],
    )
    if document.places is not None:
        packed = zlib.compress(document.places.packed)
        database.execute("INSERT INTO places VALUES (?, ?)", (key, packed))
    return key


def read_places(database: sqlite3.Connection, document_id: str) -> bytes:
    """The packed places of a document's words. Raises KeyError if there are none."""
    row = database.execute(
        "SELECT packed FROM places JOIN documents ON documents.key = document WHERE id = ?",
        (document_id,),
    ).fetchone()
    if row is None:
        raise KeyError(document_id)
    return zlib.decompress(row[0])


def _known(metadata: Metadata) -> list[tuple[str, Known]]:
    return [(f.name, v) for f in fields(metadata) if (v := getattr(metadata, f.name)) is not None]


def read_document(
    database: sqlite3.Connection, document_id: str, places: WordPlaces | None = None
) -> Document:
    """The document with an id; `places` are put into it if it has any. KeyError if not held."""
    row = database.execute(
        "SELECT key, text, path, sha256, media_type, size_bytes, parent, notes, recognised,"
        " EXISTS (SELECT 1 FROM places WHERE document = key) FROM documents WHERE id = ?",
        (document_id,),
    ).fetchone()
    if row is None:
        raise KeyError(document_id)
    key, text, path, sha256, media_type, size_bytes, parent, notes, recognised, has_places = row
    paths = database.execute("SELECT path FROM paths WHERE document = ? ORDER BY ordinal", (key,))
    others = tuple(other for (other,) in paths if other != path)
    return Document(
        id=document_id,
        text=text,
        blocks=_read_blocks(database, key),
        source=Source(path, sha256, media_type, size_bytes, others, parent),
        metadata=_read_metadata(database, key),
        notes=tuple(json.loads(notes)),
        places=places if has_places else None,
        recognised=tuple(RecognisedPage(*page) for page in json.loads(recognised)),
    )


def _read_blocks(database: sqlite3.Connection, key: int) -> tuple[Block, ...]:
    rows = database.execute(
        'SELECT kind, start, "end", page, paragraph, level FROM blocks'
        " WHERE document = ? ORDER BY ordinal",
        (key,),
    )
    return tuple(Block(BlockKind(kind), *rest) for kind, *rest in rows)


def _read_metadata(database: sqlite3.Connection, key: int) -> Metadata:
    rows = database.execute(
        "SELECT key, value, confirmed, origin FROM metadata WHERE document = ?", (key,)
    )
    return Metadata(
        **{name: Known(value, bool(confirmed), origin) for name, value, confirmed, origin in rows}
    )


PASSAGE_COLUMNS = (
    'passages.id, documents.id, passages.start, passages."end",'
    " passages.title, passages.heading_path"
)
"""What `passage_from` takes, from passages joined with documents."""


def passage_from(row: Row, text: str) -> Passage:
    """The passage of a row of PASSAGE_COLUMNS, its words cut from its document's text."""
    passage_id, document_id, start, end, title, heading_path = row
    assert isinstance(start, int) and isinstance(end, int)
    return Passage(
        id=str(passage_id),
        span=Span(str(document_id), start, end),
        text=text[start:end],
        title=str(title),
        heading_path=_headings(str(heading_path)),
    )


@lru_cache(maxsize=4_096)
def _headings(kept: str) -> tuple[str, ...]:
    return tuple(json.loads(kept))


def write_passages(
    database: sqlite3.Connection, key: int, document: Document, passages: Sequence[Passage]
) -> None:
    """Inserts a document's passages, given in reading order, and their keywords.

    Raises ValueError if a passage's words are not the document's at its place.
    """
    rows = []
    for ordinal, passage in enumerate(passages):
        if document.cut(passage.span) != passage.text:
            raise ValueError(f"passage {passage.id} does not hold the words at its place")
        row = database.execute(
            "INSERT INTO passages VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)",
            (
                passage.id,
                key,
                ordinal,
                passage.span.start,
                passage.span.end,
                passage.title,
                json.dumps(passage.heading_path),
            ),
        ).lastrowid
        assert row is not None
        rows.append((row, passage))
    write_keywords(database, document, rows)


def write_names(
    database: sqlite3.Connection, key: int, paths: Sequence[str], parent: str | None
) -> None:
    """Gives a document its names, in place of any it had."""
    database.execute(
        "UPDATE documents SET path = ?, parent = ? WHERE key = ?", (paths[0], parent, key)
    )
    database.execute("DELETE FROM paths WHERE document = ?", (key,))
    database.executemany(
        "INSERT INTO paths VALUES (?, ?, ?)", [(key, i, path) for i, path in enumerate(paths)]
    )


def keyed_passages(database: sqlite3.Connection, key: int, text: str) -> list[tuple[int, Passage]]:
    """The passages of a document in reading order, with their keys in the tables."""
    rows = database.execute(
        f"SELECT passages.key, {PASSAGE_COLUMNS} FROM passages"
        " JOIN documents ON documents.key = passages.document WHERE document = ? ORDER BY ordinal",
        (key,),
    )
    return [(row[0], passage_from(row[1:], text)) for row in rows]
