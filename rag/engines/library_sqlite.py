"""Documents, passages and their keyword index in one SQLite file."""

from __future__ import annotations

import json
import queue
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from rag.engines import library_keywords, library_rows, library_words
from rag.engines.library_schema import FORMAT, SCHEMA
from rag.errors import DamagedStore, ForeignStore
from rag.types import Document, Filters, Metadata, Passage, WordPlaces

SQLITE_VERSION = sqlite3.sqlite_version

CONNECTIONS = 4
"""Opened at once and shared by all threads, so that the file may be deleted under a reader."""

WEIGHTS = (1.0, 1.0, 1.0, 0.5, 0.2)
"""Of words in title, headings, text, in what is known about the document, and in the neighbours.

Measured with 0.2 for the neighbours, against none: found@300w of questions whose words are spread
over a whole answer .85 -> .88, on four other sets -.01 to +.01.
"""

_HAS_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


class _Facts(NamedTuple):
    paths: list[str]
    values: dict[str, str]


class SqliteLibrary:
    """A published library, read only, shared by threads; documents are kept once loaded.

    Raises DamagedStore if the file is missing or no library, ForeignStore if its format is another.
    """

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise DamagedStore(f"{path} is missing; run: rag index --rebuild")
        self._pool: queue.LifoQueue[sqlite3.Connection] = queue.LifoQueue()
        self._lock = Lock()
        self._documents: dict[str, Document] = {}
        self._facts: dict[str, _Facts] | None = None
        try:
            for _ in range(CONNECTIONS):
                self._pool.put(_open_for_reading(path))
            with self._connection() as database:
                found = database.execute("PRAGMA user_version").fetchone()[0]
        except sqlite3.Error as error:
            self.close()
            raise DamagedStore(f"{path}: {error}; run: rag index --rebuild") from error
        if found != FORMAT:
            self.close()
            raise ForeignStore(f"{path} has format {found}, not {FORMAT}; run: rag index")

    def documents(self) -> list[Document]:
        """All documents, in order of path."""
        return [
            self.document(str(i)) for (i,) in self._rows("SELECT id FROM documents ORDER BY path")
        ]

    def document(self, document_id: str) -> Document:
        """One document. Raises KeyError if it is not held."""
        known = self._documents.get(document_id)
        if known is None:
            with self._connection() as database:
                places = WordPlaces(partial(self._packed_places, document_id))
                known = library_rows.read_document(database, document_id, places)
            with self._lock:
                known = self._documents.setdefault(document_id, known)
        return known

    def document_ids(self, filters: Filters) -> frozenset[str]:
        """Ids of the documents that pass the filters."""
        return frozenset(i for i, facts in self._all_facts().items() if _passes(facts, filters))

    def known(self, key: str) -> dict[str, str]:
        """The value of a metadata field by document id, where there is one."""
        found = ((i, facts.values.get(key)) for i, facts in self._all_facts().items())
        return {i: value for i, value in found if value}

    def counts(self) -> tuple[int, int]:
        """Numbers of documents and of passages."""
        [(documents, passages)] = self._rows(
            "SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM passages)"
        )
        return int(str(documents)), int(str(passages))

    def passages(self, passage_ids: Sequence[str]) -> list[Passage]:
        """Passages in the order of the ids. Raises KeyError if one is not held."""
        rows = self._rows(
            f"SELECT {library_rows.PASSAGE_COLUMNS} FROM passages"
            " JOIN documents ON documents.key = passages.document"
            " WHERE passages.id IN (SELECT value FROM json_each(?))",
            json.dumps(list(passage_ids)),
        )
        by_id = {p.id: p for p in map(self._passage, rows)}
        return [by_id[i] for i in passage_ids]

    def passages_of(self, document_id: str) -> list[Passage]:
        """The passages of a document in reading order. Raises KeyError if it is not held."""
        self.document(document_id)
        rows = self._rows(
            f"SELECT {library_rows.PASSAGE_COLUMNS} FROM documents"
            " JOIN passages ON passages.document = documents.key"
            " WHERE documents.id = ? ORDER BY ordinal",
            document_id,
        )
        return [self._passage(row) for row in rows]

    def matches(
        self, words: Sequence[str], limit: int, document_ids: frozenset[str] | None = None
    ) -> list[tuple[str, float]]:
        """Passage ids that hold any of the words (or forms of them), with BM25, best first."""
        query = keyword_query(words)
        if not query or limit < 1:
            return []
        sql = (
            "SELECT passages.id, -bm25(keywords, ?, ?, ?, ?, ?) AS score FROM keywords"
            " JOIN passages ON passages.key = keywords.rowid WHERE keywords MATCH ?"
        )
        values: list[object] = [*WEIGHTS, query]
        if document_ids is not None:
            sql += (
                " AND passages.document IN (SELECT key FROM documents"
                " WHERE id IN (SELECT value FROM json_each(?)))"
            )
            values.append(json.dumps(sorted(document_ids)))
        rows = self._rows(f"{sql} ORDER BY score DESC, passages.id LIMIT ?", *values, limit)
        return [(str(passage_id), float(str(score))) for passage_id, score in rows]

    def passages_with(self, word: str) -> int:
        """In how many passages a word or a form of it stands."""
        query = keyword_query([word])
        if not query:
            return 0
        query = f"- around : {query}"
        [(number,)] = self._rows("SELECT count(*) FROM keywords WHERE keywords MATCH ?", query)
        return int(str(number))

    def nearest_word(self, word: str) -> str | None:
        """The word of the passages that is spelt most nearly like this one, or None if none is near.

        Compared are stems, which is what the index holds; of equally near ones the commonest wins.
        """
        stem = library_words.stem_of(word)
        if not stem:
            return None
        first = stem[0]
        terms = self._rows(
            "SELECT term, doc FROM terms WHERE term >= ? AND term < ?", first, f"{first}\U0010ffff"
        )
        near = library_words.nearest(stem, ((str(t), int(str(n))) for t, n in terms))
        if near is None:
            return None
        [(passage_id,)] = self._rows(
            "SELECT passages.id FROM occurrences JOIN passages ON passages.key = occurrences.doc"
            " WHERE term = ? AND col <> 'around' LIMIT 1",
            near,
        )
        [passage] = self.passages([str(passage_id)])
        held = library_keywords.own_words(self.document(passage.span.document_id), passage)
        return library_words.form_of(word, "\n".join(held))

    def close(self) -> None:
        """Lets go of the file."""
        while not self._pool.empty():
            self._pool.get().close()

    def _packed_places(self, document_id: str) -> bytes:
        with self._connection() as database:
            return library_rows.read_places(database, document_id)

    def _passage(self, row: Sequence[object]) -> Passage:
        return library_rows.passage_from(row, self.document(str(row[1])).text)

    def _all_facts(self) -> dict[str, _Facts]:
        with self._lock:
            if self._facts is None:
                self._facts = self._load_facts()
            return self._facts

    def _load_facts(self) -> dict[str, _Facts]:
        facts = {str(i): _Facts([], {}) for (i,) in self._rows("SELECT id FROM documents")}
        join = "JOIN documents ON documents.key = document"
        for i, path in self._rows(f"SELECT id, paths.path FROM paths {join}"):
            facts[str(i)].paths.append(str(path))
        for i, key, value in self._rows(f"SELECT id, metadata.key, value FROM metadata {join}"):
            facts[str(i)].values[str(key)] = str(value)
        return facts

    def _rows(self, sql: str, *values: object) -> list[tuple[object, ...]]:
        with self._connection() as database:
            return database.execute(sql, values).fetchall()

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        database = self._pool.get()
        try:
            yield database
        finally:
            self._pool.put(database)


class SqliteLibraryWriter:
    """A library being made, or a copy of one being changed; nobody else reads the file."""

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect(path)
        self._database.isolation_level = None
        # A half-written file is thrown away with its folder, so nothing need be safe until finish.
        self._database.execute("PRAGMA journal_mode = MEMORY")
        self._database.execute("PRAGMA synchronous = OFF")
        if not self._database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            self._database.executescript(SCHEMA)
            self._database.execute(f"PRAGMA user_version = {FORMAT}")
        self._database.execute("BEGIN")

    def add(self, document: Document, passages: Sequence[Passage]) -> None:
        """Adds a document with its passages. Raises ValueError if its id is taken."""
        self._database.execute("SAVEPOINT added")
        try:
            key = library_rows.write_document(self._database, document)
            library_rows.write_passages(self._database, key, document, passages)
        except (sqlite3.IntegrityError, ValueError) as error:
            self._database.execute("ROLLBACK TO added")
            raise ValueError(f"document {document.id} cannot be added: {error}") from error
        finally:
            self._database.execute("RELEASE added")

    def remove(self, document_id: str) -> None:
        """Removes a document and its passages. Raises KeyError if it is not held."""
        document, key = self._held(document_id)
        held = library_rows.keyed_passages(self._database, key, document.text)
        library_keywords.remove_keywords(self._database, document, held)
        for table in ("passages", "metadata", "blocks", "paths", "places"):
            self._database.execute(f"DELETE FROM {table} WHERE document = ?", (key,))
        self._database.execute("DELETE FROM documents WHERE key = ?", (key,))

    def rename(self, document_id: str, paths: Sequence[str], parent: str | None) -> None:
        """Gives a document other names. Raises KeyError if it is not held."""
        document, key = self._held(document_id)
        held = library_rows.keyed_passages(self._database, key, document.text)
        library_keywords.remove_keywords(self._database, document, held)
        library_rows.write_names(self._database, key, paths, parent)
        # Under the new name: a document without a title is found by its path.
        library_keywords.write_keywords(self._database, self._held(document_id)[0], held)

    def finish(self) -> None:
        """Writes everything to disk, tidied, and closes; nothing may follow."""
        self._database.execute("INSERT INTO keywords (keywords) VALUES ('optimize')")
        self._database.execute("COMMIT")
        self._database.execute("PRAGMA journal_mode = DELETE")
        self._database.execute("VACUUM")
        self._database.close()

    def _held(self, document_id: str) -> tuple[Document, int]:
        """A document and its key in the tables. Raises KeyError if it is not held."""
        document = library_rows.read_document(self._database, document_id)
        [(key,)] = self._database.execute("SELECT key FROM documents WHERE id = ?", (document_id,))
        return document, int(key)


def keyword_query(words: Sequence[str]) -> str:
    """The words joined by OR, each as an FTS5 string, so that none can be taken for syntax.

    Words without a letter or digit are left out; nothing is left where all are.
    """
    cleaned = dict.fromkeys(_CONTROL.sub(" ", word) for word in words)
    return " OR ".join(
        '"' + word.replace('"', '""') + '"' for word in cleaned if _HAS_LETTER_OR_DIGIT.search(word)
    )


def _open_for_reading(path: Path) -> sqlite3.Connection:
    # immutable: the file never changes once published, and its folder may be read-only.
    uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    database = sqlite3.connect(uri, uri=True, check_same_thread=False)
    database.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab('main', 'keywords', 'row')")
    database.execute(
        "CREATE VIRTUAL TABLE temp.occurrences USING fts5vocab('main', 'keywords', 'instance')"
    )
    return database


def _passes(facts: _Facts, filters: Filters) -> bool:
    texts_pass = all(
        _occurs(getattr(filters, key), [facts.values.get(key, "")])
        for key in ("author", "addressee", "organisation", "kind")
    )
    return (
        texts_pass
        and _occurs(
            filters.document,
            [*facts.paths, facts.values.get("title", ""), facts.values.get("reference", "")],
        )
        and _within(facts.values.get("date", ""), filters)
    )


def _occurs(wanted: str | None, values: list[str]) -> bool:
    return wanted is None or any(wanted.casefold() in value.casefold() for value in values)


def _within(day: str, filters: Filters) -> bool:
    """Whether an ISO date lies in the range; without a date, only where no range is asked for."""
    after = filters.date_from is None or day >= filters.date_from.isoformat()
    before = filters.date_to is None or "" < day <= filters.date_to.isoformat()
    return after and before


assert set(Filters.__dataclass_fields__) - {"document", "date_from", "date_to"} <= set(
    Metadata.keys()
), "a filter names a field that no document has"
