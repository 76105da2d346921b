"""The records' file: made, migrated, shared by threads and processes, and its faults told in one line."""

from __future__ import annotations

import os
import sqlite3
import threading
from pathlib import Path

import pytest

from rag.errors import RecordsUnusable
from rag.records.database import Database, records_file
from rag.records.kept_answers import answer_to_keep, kept_answer
from rag.records.migrations import MIGRATIONS
from tests.fakes_web import LETTER, answer, not_held

NOTES = ("CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL)",)
REPLIES = (
    "CREATE TABLE replies (note INTEGER NOT NULL REFERENCES notes (id) ON DELETE CASCADE)",
    "CREATE INDEX replies_note ON replies (note)",
)


def notes_in(database: Database) -> list[str]:
    with database.reading() as connection:
        return [row["text"] for row in connection.execute("SELECT text FROM notes ORDER BY id")]


def write(database: Database, text: str) -> None:
    with database.writing() as connection:
        connection.execute("INSERT INTO notes (text) VALUES (?)", (text,))


def test_whoever_comes_while_another_makes_the_file_waits(tmp_path: Path) -> None:
    file = tmp_path / "r"
    other = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    other.execute("CREATE TABLE others (id INTEGER)")
    timer = threading.Timer(0.3, other.execute, ("COMMIT",))
    timer.start()
    database = Database(file, [NOTES])
    write(database, "one")
    timer.join()
    other.close()
    assert notes_in(database) == ["one"]


def test_the_file_is_made_when_it_is_first_needed(tmp_path: Path) -> None:
    file = records_file(tmp_path / "store")
    database = Database(file, [NOTES])
    assert not file.exists()
    write(database, "one")
    assert file == tmp_path / "store" / "records" / "records.sqlite"
    assert notes_in(Database(file, [NOTES])) == ["one"]


def test_a_later_migration_keeps_what_is_there(tmp_path: Path) -> None:
    write(Database(tmp_path / "r", [NOTES]), "one")
    later = Database(tmp_path / "r", [NOTES, REPLIES])
    with later.writing() as connection:
        connection.execute("INSERT INTO replies VALUES (1)")
    assert notes_in(later) == ["one"]
    with later.writing() as connection:
        connection.execute("DELETE FROM notes")
        assert connection.execute("SELECT count(*) FROM replies").fetchone()[0] == 0


def test_a_migration_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    write(Database(tmp_path / "r", [NOTES]), "one")
    broken = (*REPLIES, "CREATE TABLE notes (id)")
    with pytest.raises(RecordsUnusable, match="already exists"):
        notes_in(Database(tmp_path / "r", [NOTES, broken]))
    assert notes_in(Database(tmp_path / "r", [NOTES, REPLIES])) == ["one"]


def test_the_shipped_migrations_make_a_sound_database(tmp_path: Path) -> None:
    with Database(tmp_path / "r").reading() as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == len(MIGRATIONS)
        assert connection.execute("PRAGMA foreign_keys").fetchone()[0] == 1
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_changes_are_kept_together_or_not_at_all(tmp_path: Path) -> None:
    database = Database(tmp_path / "r", [NOTES])
    with pytest.raises(ZeroDivisionError), database.writing() as connection:
        connection.execute("INSERT INTO notes (text) VALUES ('half')")
        raise ZeroDivisionError
    assert notes_in(database) == []


def test_threads_that_begin_together_lose_nothing(tmp_path: Path) -> None:
    together = threading.Barrier(8)

    def work(number: int) -> None:
        database = Database(tmp_path / "r", [NOTES, REPLIES])
        together.wait()
        for at in range(5):
            write(database, f"{number}.{at}")

    threads = [threading.Thread(target=work, args=[n]) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = notes_in(Database(tmp_path / "r", [NOTES, REPLIES]))
    assert sorted(kept) == sorted(f"{n}.{at}" for n in range(8) for at in range(5))


def test_a_file_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    write(Database(tmp_path / "r", [NOTES, REPLIES]), "one")
    with pytest.raises(RecordsUnusable, match=r"newer version .* install that version"):
        notes_in(Database(tmp_path / "r", [NOTES]))


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "r").write_bytes(b"no database at all" * 100)
    with pytest.raises(RecordsUnusable, match=r"/r: damaged .* move it away"):
        write(Database(tmp_path / "r", [NOTES]), "one")


def test_a_place_where_nothing_can_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("a file", encoding="utf-8")
    with pytest.raises(RecordsUnusable, match=r"records\.sqlite: cannot be used now"):
        write(Database(records_file(tmp_path / "store"), [NOTES]), "one")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_file_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    write(Database(tmp_path / "r", [NOTES]), "one")
    (tmp_path / "r").chmod(0o400)
    with pytest.raises(RecordsUnusable, match="check its disk and its permissions"):
        write(Database(tmp_path / "r", [NOTES]), "two")


def test_a_fault_of_the_program_stays_one(tmp_path: Path) -> None:
    database = Database(tmp_path / "r", [NOTES])
    with pytest.raises(sqlite3.IntegrityError), database.writing() as connection:
        connection.execute("INSERT INTO notes (text) VALUES (NULL)")


def test_answers_come_back_as_they_were() -> None:
    for given in (answer(short="42,000"), not_held("Wo – „dort“? \0 \u202e", LETTER)):
        assert kept_answer(answer_to_keep(given)) == given
    with pytest.raises(ValueError, match="Invalid JSON"):
        kept_answer("{")
