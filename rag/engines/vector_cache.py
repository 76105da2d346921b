"""Vectors by text and encoder in SQLite, so that no text is encoded twice; may be lost at any time."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from rag.errors import DamagedStore
from rag.types import Vectors

_SCHEMA = """
CREATE TABLE IF NOT EXISTS vectors (
    text TEXT NOT NULL,                 -- SHA-256 of the text, in hex
    fingerprint TEXT NOT NULL,
    vector BLOB NOT NULL,               -- float32, little endian
    PRIMARY KEY (text, fingerprint)
) WITHOUT ROWID;
"""
_FLOAT = np.dtype("<f4")
_TOLERANCE = 0.01


class SqliteVectorCache:
    """The vectors one encoder has made, each checked when it is taken out.

    A file that is no sound database is moved aside and begun anew: the cache saves time and is
    never the only place of anything.
    """

    def __init__(self, path: Path, fingerprint: str, dimensions: int) -> None:
        self._fingerprint = fingerprint
        self._dimensions = dimensions
        try:
            self._database = _open(path)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise  # a full disk or a missing permission, which a new file would not mend
            _move_aside(path)
            self._database = _open(path)

    def get(self, texts: Sequence[str]) -> dict[str, Vectors]:
        """The vectors that are known, by text."""
        by_key = {_key(text): text for text in texts}
        rows = self._database.execute(
            "SELECT text, vector FROM vectors"
            " WHERE text IN (SELECT value FROM json_each(?)) AND fingerprint = ?",
            (json.dumps(list(by_key)), self._fingerprint),
        )
        return {
            by_key[key]: vector
            for key, stored in rows
            if (vector := _vector(stored, self._dimensions)) is not None
        }

    def put(self, texts: Sequence[str], vectors: Vectors) -> None:
        """Keeps one row per text, on disk before this returns."""
        rows = [
            (_key(text), self._fingerprint, row.astype(_FLOAT).tobytes())
            for text, row in zip(texts, vectors, strict=True)
        ]
        with self._database:
            self._database.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows)

    def close(self) -> None:
        """Lets go of the file."""
        self._database.close()


def check_cache(path: Path) -> str:
    """What a cache holds; changes nothing. Raises DamagedStore if it is no sound database."""
    if not path.exists():
        return "none yet"
    try:
        with closing(sqlite3.connect(_address_for_reading(path), uri=True)) as database:
            [(found,)] = database.execute("PRAGMA quick_check(1)")
            if found != "ok":
                raise sqlite3.DatabaseError(found)
            [(vectors,)] = database.execute("SELECT count(*) FROM vectors")
    except sqlite3.Error as error:
        raise DamagedStore(f"{path}: {error}; the next run computes its vectors anew") from None
    return f"{vectors:,} vectors"


def _address_for_reading(path: Path) -> str:
    """Without a log beside it the file can be read where nothing may be written."""
    whole = not path.with_name(f"{path.name}-wal").exists()
    return f"{path.resolve().as_uri()}?mode=ro{'&immutable=1' if whole else ''}"


def _vector(stored: bytes, dimensions: int) -> Vectors | None:
    """A stored vector, or None unless it has the right number of elements and length 1."""
    if len(stored) != dimensions * _FLOAT.itemsize:
        return None
    vector = np.frombuffer(stored, dtype=_FLOAT).astype(np.float32)
    return vector if abs(float(np.linalg.norm(vector)) - 1) < _TOLERANCE else None


def _key(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _open(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=30)
    try:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
        database.executescript(_SCHEMA)
        database.execute("SELECT * FROM vectors LIMIT 1").fetchall()
    except BaseException:
        database.close()
        raise
    return database


def _move_aside(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        file = path.with_name(path.name + suffix)
        if file.exists():
            file.replace(path.with_name(f"{path.name}.damaged{suffix}"))
