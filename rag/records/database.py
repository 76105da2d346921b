"""The one SQLite file that keeps people's work: made when it is first needed, brought up to date, shared."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from rag.errors import RecordsUnusable
from rag.records.migrations import MIGRATIONS, Migration

WAIT_SECONDS = 10.0
"""For another process or thread that writes."""
RETRY_SECONDS = 0.01
FOLDER = "records"
FILE = "records.sqlite"


def records_file(store: Path) -> Path:
    """Where the records of a store are kept."""
    return store / FOLDER / FILE


class Database:
    """The records' file. Each use opens a connection of its own, so any thread may use it at any time.

    What was written is on disk when `writing` has ended. Everything a connection cannot do is raised
    as RecordsUnusable, in one line that names the file.
    """

    def __init__(self, file: Path, migrations: Sequence[Migration] = MIGRATIONS) -> None:
        self._file = file
        self._migrations = migrations

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees the records as they are at its first query; rows by name."""
        with self._telling_faults(), closing(self._open()) as connection, _deferred(connection):
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection whose changes are kept together at the end, or none of them after an error."""
        with self._telling_faults(), closing(self._open()) as connection, _immediate(connection):
            yield connection

    def _open(self) -> sqlite3.Connection:
        self._make_folder()
        connection = sqlite3.connect(self._file, timeout=WAIT_SECONDS, isolation_level=None)
        try:
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA synchronous = FULL")
            self._bring_up_to_date(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _make_folder(self) -> None:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            told = f"{self._file}: cannot be used now ({error.strerror})"
            raise RecordsUnusable(f"{told}: check its disk and its permissions") from error

    def _bring_up_to_date(self, connection: sqlite3.Connection) -> None:
        newest = len(self._migrations)
        if (found := _version(connection)) == newest:
            return
        if found > newest:
            raise RecordsUnusable(
                f"{self._file}: written by a newer version of this program ({found}, "
                f"this one knows {newest}): install that version"
            )
        _keep_wal(connection)
        with _immediate(connection):
            for migration in self._migrations[_version(connection) :]:
                for statement in migration:
                    connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {newest}")

    @contextmanager
    def _telling_faults(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            told = f"{self._file}: cannot be used now ({error})"
            raise RecordsUnusable(f"{told}: check its disk and its permissions") from error
        except sqlite3.IntegrityError:
            raise  # a fault of the program, not of the file
        except sqlite3.DatabaseError as error:
            told = f"{self._file}: damaged ({error})"
            raise RecordsUnusable(f"{told}: put a copy in its place, or move it away") from error


def _keep_wal(connection: sqlite3.Connection) -> None:
    """Sets the journal, which stays with the file. SQLite itself does not wait for others here."""
    last_try = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > last_try:
                raise
        time.sleep(RETRY_SECONDS)


def _version(connection: sqlite3.Connection) -> int:
    [(version,)] = connection.execute("PRAGMA user_version")
    return int(version)


@contextmanager
def _immediate(connection: sqlite3.Connection) -> Iterator[None]:
    """A transaction that has the right to write from its beginning, and so can wait for it."""
    connection.execute("BEGIN IMMEDIATE")
    yield from _ended(connection)


@contextmanager
def _deferred(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN")
    yield from _ended(connection)


def _ended(connection: sqlite3.Connection) -> Iterator[None]:
    try:
        yield
    except BaseException:
        if connection.in_transaction:  # SQLite itself may have ended it, on a full disk
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
