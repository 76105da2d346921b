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
        content TEXT NOT NULL,          -- question and what became of it, as JSON
        looked_through TEXT NOT NULL,   -- question and answer with case folded, for the search
        PRIMARY KEY (conversation, number)
    ) WITHOUT ROWID
    """,
)

ENQUIRIES: Migration = (
    """
    CREATE TABLE enquiries (
        id TEXT PRIMARY KEY,
        version INTEGER NOT NULL,       -- one more with each save
        title TEXT NOT NULL,
        reference TEXT,
        received TEXT NOT NULL,         -- a date
        changed TEXT NOT NULL,
        parts INTEGER NOT NULL,
        approved INTEGER NOT NULL,      -- of the parts
        content TEXT NOT NULL,          -- the whole enquiry with its answers, as JSON
        looked_through TEXT NOT NULL    -- letter, reference and sender with case folded
    ) WITHOUT ROWID
    """,
    "CREATE INDEX enquiries_changed ON enquiries (changed)",
    """
    CREATE TABLE enquiry_steps (        -- who did what; rows are only ever added
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        enquiry TEXT NOT NULL,          -- stays when the enquiry is deleted
        at TEXT NOT NULL,
        who TEXT NOT NULL,
        what TEXT NOT NULL
    )
    """,
    "CREATE INDEX enquiry_steps_enquiry ON enquiry_steps (enquiry)",
)

MIGRATIONS: tuple[Migration, ...] = (CONVERSATIONS, ENQUIRIES)
"""All of them; a database of version n has had the first n."""
