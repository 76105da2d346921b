"""Enquiries as they are worked on, kept so that a restart or a second window loses nothing."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import UTC, date, datetime

from pydantic import TypeAdapter
from pydantic_core import PydanticSerializationError

from rag.enquiries.changes import changes
from rag.enquiries.deciding import name_of
from rag.enquiries.enquiry import Enquiry, PartState
from rag.errors import StaleWork, WrongUse
from rag.records.database import Database

_ENQUIRY = TypeAdapter(Enquiry)
TITLE_CHARACTERS = 120
LONGEST_LIST = 500


@dataclass(frozen=True, slots=True)
class KeptEnquiry:
    """An enquiry as it was last saved; `version` is to be given back with the next save."""

    enquiry: Enquiry
    version: int


@dataclass(frozen=True, slots=True)
class EnquiryLine:
    """An enquiry in a list: what it is called, and how many of its parts are approved."""

    id: str
    title: str
    reference: str | None
    received: date
    changed: datetime
    parts: int
    approved: int


@dataclass(frozen=True, slots=True)
class Step:
    """What a person did to an enquiry, and when."""

    at: datetime
    who: str
    what: str


class KeptEnquiries:
    """The enquiries of a store. Any thread or process may use them at any time."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, enquiry: Enquiry, who: str, version: int = 0) -> int:
        """Keeps an enquiry and logs what `who` changed; the version to give with the next save.

        `version` is that of the state the changes were made upon, 0 for a new enquiry. Raises
        StaleWork where somebody saved it meanwhile or deleted it, WrongUse without a name.
        """
        name, content = name_of(who), _content(enquiry)
        with self._database.writing() as connection:
            kept = _find(connection, enquiry.id)
            if (kept.version if kept else 0) != version:
                raise StaleWork(_told(connection, enquiry.id, kept))
            done = changes(kept.enquiry if kept else None, enquiry)
            if kept and not done:
                return version
            _write(connection, enquiry, content, version + 1)
            _log(connection, enquiry.id, name, done)
        return version + 1

    def open(self, id: str) -> KeptEnquiry:
        """An enquiry as it was last saved. Raises WrongUse where it is not kept."""
        with self._database.reading() as connection:
            kept = _find(connection, id)
        if kept is None:
            raise WrongUse(f"enquiry {id!r} is not kept here: it may have been deleted")
        return kept

    def listed(self, looked_for: str = "") -> list[EnquiryLine]:
        """Enquiries, last changed first; those whose letter, reference or sender hold these words."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT id, title, reference, received, changed, parts, approved FROM enquiries "
                "WHERE instr(looked_through, ?) ORDER BY changed DESC, id LIMIT ?",
                (_folded(looked_for), LONGEST_LIST),
            ).fetchall()
        return [_line(row) for row in rows]

    def delete(self, id: str, who: str) -> None:
        """Deletes an enquiry; that it was done stays in the log. Raises WrongUse where it is not kept."""
        name = name_of(who)
        with self._database.writing() as connection:
            gone = connection.execute("DELETE FROM enquiries WHERE id = ?", (id,)).rowcount
            if not gone:
                raise WrongUse(f"enquiry {id!r} is not kept here: it may have been deleted")
            _log(connection, id, name, ("deleted the enquiry",))

    def steps(self, id: str) -> list[Step]:
        """What people did to an enquiry, oldest first; nothing is ever taken out."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT at, who, what FROM enquiry_steps WHERE enquiry = ? ORDER BY number", (id,)
            ).fetchall()
        return [Step(datetime.fromisoformat(r["at"]), r["who"], r["what"]) for r in rows]


def _content(enquiry: Enquiry) -> str:
    try:
        return _ENQUIRY.dump_json(enquiry).decode()
    except PydanticSerializationError:
        raise WrongUse(
            "the enquiry holds half characters that cannot be kept: paste the letter again as text"
        ) from None


def _find(connection: sqlite3.Connection, id: str) -> KeptEnquiry | None:
    found = connection.execute(
        "SELECT content, version FROM enquiries WHERE id = ?", (id,)
    ).fetchone()
    return (
        KeptEnquiry(_ENQUIRY.validate_json(found["content"]), found["version"]) if found else None
    )


def _told(connection: sqlite3.Connection, id: str, kept: KeptEnquiry | None) -> str:
    """Why a save is refused, in one line."""
    last = connection.execute(
        "SELECT at, who FROM enquiry_steps WHERE enquiry = ? ORDER BY number DESC LIMIT 1", (id,)
    ).fetchone()
    done = "saved" if kept else "deleted"
    by = f" by {last['who']} at {last['at'][:16].replace('T', ' ')} UTC" if last else ""
    remedy = "open it again and repeat your last change" if kept else "take in the letter again"
    return f"this enquiry was {done} meanwhile{by}, and your change is not kept: {remedy}"


def _write(connection: sqlite3.Connection, enquiry: Enquiry, content: str, version: int) -> None:
    letter = enquiry.letter
    said = (letter.text, letter.reference, letter.subject, letter.sender, letter.name, enquiry.id)
    approved = sum(p.state is PartState.APPROVED for p in enquiry.parts)
    connection.execute(
        "INSERT OR REPLACE INTO enquiries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            enquiry.id,
            version,
            _title(enquiry),
            letter.reference,
            enquiry.received.isoformat(),
            _now(),
            len(enquiry.parts),
            approved,
            content,
            "\n".join(_folded(s) for s in said if s),
        ),
    )


def _log(connection: sqlite3.Connection, id: str, who: str, done: tuple[str, ...]) -> None:
    rows = [(id, _now(), who, what) for what in done]
    connection.executemany(
        "INSERT INTO enquiry_steps (enquiry, at, who, what) VALUES (?, ?, ?, ?)", rows
    )


def _line(row: sqlite3.Row) -> EnquiryLine:
    return EnquiryLine(
        row["id"],
        row["title"],
        row["reference"],
        date.fromisoformat(row["received"]),
        datetime.fromisoformat(row["changed"]),
        row["parts"],
        row["approved"],
    )


def _title(enquiry: Enquiry) -> str:
    letter = enquiry.letter
    known = letter.subject or letter.text or letter.name or "Letter without words"
    line = " ".join(known.split())
    return line if len(line) <= TITLE_CHARACTERS else f"{line[:TITLE_CHARACTERS]} …"


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
