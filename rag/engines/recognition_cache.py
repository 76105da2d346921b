"""What was recognised in pictures of pages, kept in SQLite: a page takes seconds, and a run may be stopped."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Collection
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

from rag.types import Pixels, RecognisedLine, Recogniser

_SCHEMA = """
CREATE TABLE IF NOT EXISTS pages (
    picture TEXT NOT NULL,              -- SHA-256 of the pixels, in hex
    version TEXT NOT NULL,
    file TEXT NOT NULL,                 -- the one it was last seen in
    lines TEXT NOT NULL,                -- JSON
    PRIMARY KEY (picture, version)
) WITHOUT ROWID;
"""


class KeptRecogniser:
    """A recogniser that reads no picture twice, whatever became of the run that it was read in.

    What cannot be kept (a full disk, a damaged file) is read again: this saves time and no more.
    """

    def __init__(self, recogniser: Recogniser, path: Path) -> None:
        self._recogniser = recogniser
        self._path = path
        self.file = ""
        """The file whose pages are read now."""

    @property
    def version(self) -> str:
        """Names the model."""
        return self._recogniser.version

    def lines(self, picture: Pixels) -> list[RecognisedLine]:
        """The lines of print in a picture."""
        key = hashlib.sha256(repr(picture.shape).encode() + picture.tobytes()).hexdigest()
        known = self._get(key)
        found = self._recogniser.lines(picture) if known is None else known
        self._put(key, found)
        return found

    def forget_all_but(self, files: Collection[str]) -> None:
        """Lets go of pages of files that are not held any more."""
        self._run(
            "DELETE FROM pages WHERE file NOT IN (SELECT value FROM json_each(?))",
            json.dumps(sorted(files)),
        )

    def _get(self, key: str) -> list[RecognisedLine] | None:
        rows = self._run(
            "SELECT lines FROM pages WHERE picture = ? AND version = ?", key, self.version
        )
        return [_line(values) for values in json.loads(rows[0][0])] if rows else None

    def _put(self, key: str, found: list[RecognisedLine]) -> None:
        lines = json.dumps([asdict(line) for line in found])
        self._run(
            "INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?)", key, self.version, self.file, lines
        )

    def _run(self, sql: str, *values: str) -> list[tuple[str]]:
        """The rows of a statement; none where the file cannot be used."""
        try:
            with closing(sqlite3.connect(self._path, timeout=30)) as database, database:
                database.executescript(_SCHEMA)
                return database.execute(sql, values).fetchall()
        except sqlite3.Error:
            return []


def _line(values: dict[str, object]) -> RecognisedLine:
    corners = tuple((float(x), float(y)) for x, y in values["corners"])  # type: ignore[attr-defined]
    return RecognisedLine(str(values["text"]), float(str(values["confidence"])), corners)
