"""Conversations as they are kept: every exchange at once, found again by words, and taken away for good.

Everybody who uses one server shares the list of conversations. A conversation's id cannot be guessed,
so that whoever is given no list (another program, another server) cannot read one by trying.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from pydantic import TypeAdapter

from rag.records.database import Database
from rag.records.feedback import Verdict
from rag.types import NO_FILTERS, Answer, Citation, Filters

ID_BYTES = 16
LONGEST_TITLE = 200
STOPPED = "This question was stopped before its answer was finished: ask it again."
"""What is said of a question that was under way when the server ended."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and what became of it: an answer, an error in one line, or neither yet.

    `filters` say which documents were asked. `nearest` are the nearest things held, where nothing
    answers. `verdict` is what a reader said of the answer.
    """

    question: str
    answer: Answer | None = None
    nearest: tuple[Citation, ...] = ()
    error: str | None = None
    filters: Filters = NO_FILTERS
    verdict: Verdict | None = None

    @property
    def places(self) -> tuple[Citation, ...]:
        """The places in documents that can be looked at."""
        return (self.answer.citations if self.answer else ()) or self.nearest

    @property
    def finished(self) -> bool:
        """Whether it has an answer or an error."""
        return self.answer is not None or self.error is not None


@dataclass(frozen=True, slots=True)
class Listed:
    """A conversation in the list: its first question, how many it holds, when it last changed (UTC)."""

    id: str
    title: str
    questions: int
    changed: datetime


_EXCHANGE = TypeAdapter(Exchange)


def new_id() -> str:
    """An id that nobody can guess."""
    return secrets.token_urlsafe(ID_BYTES)


def _now() -> datetime:
    return datetime.now(UTC)


class Conversations:
    """The conversations of one store; any thread may use it. Every method raises RecordsUnusable."""

    def __init__(self, database: Database, now: Callable[[], datetime] = _now) -> None:
        self._database = database
        self._now = now

    def ask(self, id: str, exchange: Exchange) -> int:
        """Adds a question to a conversation, which may be new; returns its number, from 1."""
        now = self._time()
        title = " ".join(exchange.question.split())[:LONGEST_TITLE]
        with self._database.writing() as connection:
            connection.execute(
                "INSERT INTO conversations (id, title, changed) VALUES (?, ?, ?)"
                " ON CONFLICT (id) DO UPDATE SET changed = excluded.changed",
                (id, title, now),
            )
            [(last,)] = connection.execute(
                "SELECT coalesce(max(number), 0) FROM exchanges WHERE conversation = ?", (id,)
            )
            connection.execute(
                "INSERT INTO exchanges VALUES (?, ?, ?, ?, ?, ?)",
                (id, last + 1, now, exchange.question, *_kept(exchange)),
            )
        return int(last) + 1

    def finish(self, id: str, number: int, exchange: Exchange) -> None:
        """Keeps what became of a question; nothing where the conversation was deleted meanwhile."""
        with self._database.writing() as connection:
            connection.execute(
                "UPDATE exchanges SET content = ?, looked_through = ?"
                " WHERE conversation = ? AND number = ?",
                (*_kept(exchange), id, number),
            )
            connection.execute(
                "UPDATE conversations SET changed = ? WHERE id = ?", (self._time(), id)
            )

    def exchanges(self, id: str) -> tuple[Exchange, ...]:
        """The exchanges of a conversation, oldest first; none where there is no such conversation."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT content FROM exchanges WHERE conversation = ? ORDER BY number", (id,)
            ).fetchall()
        return tuple(_EXCHANGE.validate_json(row["content"]) for row in rows)

    def listed(self, words: str = "", limit: int = 50) -> tuple[Sequence[Listed], int]:
        """Conversations with all of the words in one exchange, latest first, and how many there are.

        Words are looked for as they are written, ignoring case, also inside longer ones.
        """
        wanted = words.casefold().split()
        has_all = " AND ".join("instr(looked_through, ?) > 0" for _ in wanted) or "1"
        found = f"SELECT DISTINCT conversation FROM exchanges WHERE {has_all}"
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT id, title, changed, (SELECT count(*) FROM exchanges WHERE conversation = id)"
                f" AS questions FROM conversations WHERE id IN ({found})"
                " ORDER BY changed DESC, id LIMIT ?",
                (*wanted, limit),
            ).fetchall()
            [(total,)] = connection.execute(f"SELECT count(*) FROM ({found})", wanted)
        changed = [datetime.fromisoformat(r["changed"]) for r in rows]
        listed = [
            Listed(r["id"], r["title"], r["questions"], c)
            for r, c in zip(rows, changed, strict=True)
        ]
        return listed, int(total)

    def delete(self, id: str) -> None:
        """Takes a conversation away for good; its words do not stay in the file."""
        with self._database.writing() as connection:
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("DELETE FROM conversations WHERE id = ?", (id,))

    def _time(self) -> str:
        return self._now().astimezone(UTC).isoformat(timespec="microseconds")


def _kept(exchange: Exchange) -> tuple[str, str]:
    """An exchange as JSON, and what a search looks through."""
    said = exchange.answer.text if exchange.answer else ""
    return _EXCHANGE.dump_json(exchange).decode(), f"{exchange.question}\n{said}".casefold()
