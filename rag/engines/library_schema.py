"""The tables of library.sqlite, and the number that names their form."""

FORMAT = 3
"""Kept in PRAGMA user_version; a library of another format is not read."""

SCHEMA = """
CREATE TABLE documents (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    text TEXT NOT NULL,
    path TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size_bytes INTEGER NOT NULL,
    parent TEXT,                        -- path of the file it is attached to
    notes TEXT NOT NULL,                -- JSON list
    recognised TEXT NOT NULL            -- JSON list of page and confidence
);
CREATE TABLE paths (                    -- every name of a document's file, its first among them
    document INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    path TEXT NOT NULL,
    PRIMARY KEY (document, ordinal)
) WITHOUT ROWID;
CREATE TABLE places (                   -- where the words stand, of documents with pages
    document INTEGER PRIMARY KEY,
    packed BLOB NOT NULL                -- rag.places.WordPlaces, compressed by zlib
);
CREATE TABLE blocks (
    document INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    kind TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    page INTEGER,
    paragraph INTEGER,
    level INTEGER NOT NULL,
    PRIMARY KEY (document, ordinal)
) WITHOUT ROWID;
CREATE TABLE metadata (
    document INTEGER NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    confirmed INTEGER NOT NULL,
    origin TEXT NOT NULL,
    PRIMARY KEY (document, key)
) WITHOUT ROWID;
CREATE TABLE passages (                 -- the words are cut from the document's text
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    document INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    title TEXT NOT NULL,
    heading_path TEXT NOT NULL          -- JSON list
);
CREATE INDEX passages_of_document ON passages (document, ordinal);
CREATE VIRTUAL TABLE keywords USING fts5 (
    title, headings, text,
    about,                              -- parties, kind, reference and date of the document
    around,                             -- the passages before and after
    content = '',                       -- the words stand in documents.text already
    tokenize = 'porter unicode61 remove_diacritics 2'
);
"""
