"""The tables of the records, one migration a kind of record, in the order in which they are made.

A migration that has been released is never changed: what is new comes as another one at the end.
Times are UTC as ISO 8601 to the microsecond, so that text order is time order.
"""

from __future__ import annotations

Migration = tuple[str, ...]
"""Statements carried out together, or not at all."""

CONVERSATIONS: Migration = (
    """
    CREATE TABLE conversations (
        id TEXT PRIMARY KEY,            -- cannot be guessed: whoever knows it may read
        title TEXT NOT NULL,            -- its first question
        changed TEXT NOT NULL
    ) WITHOUT ROWID
    """,
    "CREATE INDEX conversations_changed ON conversations (changed)",
    """
    CREATE TABLE exchanges (
        conversation TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
        number INTEGER NOT NULL,        -- from 1, without gaps
        asked_at TEXT NOT NULL,
        question TEXT NOT NULL,
        content TEXT,                   -- what became of it, as JSON; NULL while under way
        looked_through TEXT NOT NULL,   -- question and answer with case folded, for the search
        PRIMARY KEY (conversation, number)
    ) WITHOUT ROWID
    """,
)

MIGRATIONS: tuple[Migration, ...] = (CONVERSATIONS,)
"""All of them; a database of version n has had the first n."""
