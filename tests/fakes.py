"""Stand-ins for the outside world, one per protocol; each passes the same contract suite as the real one."""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from rag.types import (
    Block,
    BlockKind,
    Document,
    Filters,
    Known,
    Metadata,
    Passage,
    Pixels,
    RecognisedLine,
    Source,
    Span,
    TokenVectors,
    Vectors,
)


def words(text: str) -> list[str]:
    """Lower-case words, cut to a crude stem of six letters."""
    return [w[:6] for w in re.findall(r"\w+", text.lower())]


class FakeEncoder:
    """A bag of hashed words: texts that share words are near. Counts what it encodes."""

    dimensions = 64

    def __init__(self, name: str = "fake") -> None:
        self.fingerprint = name
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.encoded += texts
        rows = np.full((len(texts), self.dimensions), 1e-6, dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in words(text):
                digest = hashlib.sha256(f"{self.fingerprint}{word}".encode()).digest()
                row[digest[0] % self.dimensions] += 1
        normalised: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return normalised

    def token_vectors(self, texts: Sequence[str]) -> list[TokenVectors]:
        """Each word as if it stood alone."""
        return [self._pieces(text) for text in texts]

    def _pieces(self, text: str) -> TokenVectors:
        found = list(re.finditer(r"\w+", text))
        starts, ends = (
            np.array([f(m) for m in found], np.int64) for f in (re.Match.start, re.Match.end)
        )
        seen = len(self.encoded)
        *vectors, whole = self.encode([*(m.group() for m in found), text])
        del self.encoded[seen:]
        rows = np.array(vectors, dtype=np.float32).reshape(-1, self.dimensions)
        return TokenVectors(rows, starts, ends, whole)


class FakeSplitter:
    """Splits before a word that would be the (n+1)th of its piece."""

    def __init__(self, words_each: int = 60) -> None:
        self.words_each = words_each

    def split(self, text: str) -> list[str]:
        starts = [m.start() for m in re.finditer(r"\S+", text)][:: self.words_each]
        if not starts:
            return []
        return [text[a:b].strip() for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]


@dataclass
class MemoryVectors:
    """Vector index and writer in one dict; exact search."""

    rows: dict[str, Vectors] = field(default_factory=dict)

    def add(self, passage_ids: Sequence[str], vectors: Vectors) -> None:
        if known := set(passage_ids) & self.rows.keys():
            raise ValueError(f"already there: {sorted(known)}")
        self.rows.update(zip(passage_ids, vectors, strict=True))

    def remove(self, passage_ids: Sequence[str]) -> None:
        for i in passage_ids:
            del self.rows[i]

    def finish(self) -> None:
        """Nothing to write."""

    def count(self) -> int:
        return len(self.rows)

    def nearest(self, vector: Vectors, limit: int) -> list[tuple[str, float]]:
        scored = [(i, float(row @ vector)) for i, row in self.rows.items()]
        return sorted(scored, key=lambda pair: -pair[1])[:limit]

    def vectors(self, passage_ids: Sequence[str]) -> Vectors:
        return np.stack([self.rows[i] for i in passage_ids])

    def close(self) -> None:
        """Nothing to let go of."""


@dataclass
class MemoryLibrary:
    """Library and writer in dicts; keyword score is the number of shared words."""

    held: dict[str, Document] = field(default_factory=dict)
    pieces: dict[str, list[Passage]] = field(default_factory=dict)

    def add(self, document: Document, passages: Sequence[Passage]) -> None:
        if document.id in self.held:
            raise ValueError(f"already there: {document.id}")
        self.held[document.id] = document
        self.pieces[document.id] = list(passages)

    def remove(self, document_id: str) -> None:
        del self.held[document_id]
        del self.pieces[document_id]

    def rename(self, document_id: str, paths: Sequence[str], parent: str | None) -> None:
        held = self.held[document_id]
        source = replace(held.source, path=paths[0], other_paths=tuple(paths[1:]), parent=parent)
        self.held[document_id] = replace(held, source=source)

    def finish(self) -> None:
        """Nothing to write."""

    def documents(self) -> list[Document]:
        return sorted(self.held.values(), key=lambda d: d.source.path)

    def document(self, document_id: str) -> Document:
        return self.held[document_id]

    def document_ids(self, filters: Filters) -> frozenset[str]:
        return frozenset(d.id for d in self.held.values() if _passes(d, filters))

    def known(self, key: str) -> dict[str, str]:
        return {d.id: value for d in self.held.values() if (value := d.metadata.get(key))}

    def counts(self) -> tuple[int, int]:
        return len(self.held), len(self._all())

    def passages(self, passage_ids: Sequence[str]) -> list[Passage]:
        by_id = {p.id: p for p in self._all()}
        return [by_id[i] for i in passage_ids]

    def passages_of(self, document_id: str) -> list[Passage]:
        return self.pieces[document_id]

    def matches(
        self, words_: Sequence[str], limit: int, document_ids: frozenset[str] | None = None
    ) -> list[tuple[str, float]]:
        wanted = {s for w in words_ for s in words(w)}
        scored = [
            (p.id, float(len(wanted & set(words(f"{p.indexed_text} {self._about(p)}")))))
            for p in self._all()
            if document_ids is None or p.span.document_id in document_ids
        ]
        return sorted((s for s in scored if s[1]), key=lambda pair: -pair[1])[:limit]

    def passages_with(self, word: str) -> int:
        return sum(
            set(words(word)) <= set(words(f"{p.indexed_text} {self._about(p)}"))
            for p in self._all()
        )

    def nearest_word(self, word: str) -> str | None:
        held = [w for p in self._all() for w in re.findall(r"\w+", p.indexed_text)]
        near = difflib.get_close_matches(word, [w.lower() for w in held], 1, cutoff=0.8)
        return next((w for w in held if w.lower() in near[:1] and w[0].lower() == word[0]), None)

    def close(self) -> None:
        """Nothing to let go of."""

    def _about(self, passage: Passage) -> str:
        known = self.held[passage.span.document_id].metadata
        keys = ("author", "role", "organisation", "addressee", "kind", "reference")
        return " ".join(known.get(key) or "" for key in keys)

    def _all(self) -> list[Passage]:
        return [p for pieces in self.pieces.values() for p in pieces]


def _passes(document: Document, filters: Filters) -> bool:
    def holds(key: str, wanted: str | None) -> bool:
        named = (document.source.path, document.title, document.metadata.get("reference") or "")
        value = "\n".join(named) if key == "document" else document.metadata.get(key)
        return wanted is None or wanted.lower() in (value or "").lower()

    day = document.metadata.get("date") or ""
    return (
        all(
            holds(key, getattr(filters, key))
            for key in ("document", "author", "addressee", "organisation", "kind")
        )
        and (filters.date_from is None or day >= filters.date_from.isoformat())
        and (filters.date_to is None or "" < day <= filters.date_to.isoformat())
    )


@dataclass
class FakeHoldings:
    """A generation in memory."""

    library: MemoryLibrary = field(default_factory=MemoryLibrary)
    vectors: MemoryVectors = field(default_factory=MemoryVectors)
    corpus_version: str = "fake"
    folder: Path = Path("corpus")
    notice: str | None = None

    def close(self) -> None:
        """Nothing to let go of."""


def make_document(
    text: str,
    path: str = "letter.txt",
    kinds: Sequence[BlockKind] = (),
    **metadata: str,
) -> Document:
    """A document whose blocks are the lines of a text; `kinds` are theirs, paragraphs if not given."""
    blocks, start = [], 0
    lines = text.split("\n")
    given = [*kinds, *[BlockKind.PARAGRAPH] * (len(lines) - len(kinds))]
    for number, (line, kind) in enumerate(zip(lines, given, strict=True), 1):
        if line:
            blocks.append(Block(kind, start, start + len(line), paragraph=number))
        start += len(line) + 1
    known = {k: Known(v, confirmed=True, origin="test") for k, v in metadata.items()}
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    source = Source(path, sha256, "text/plain", len(text.encode()))
    return Document(sha256[:16], text, tuple(blocks), source, Metadata(**known))


def hold(*documents: Document, encoder: FakeEncoder | None = None) -> FakeHoldings:
    """A generation that holds documents, one passage a block."""
    encoder = encoder or FakeEncoder()
    held = FakeHoldings()
    for document in documents:
        passages = [
            Passage(
                f"{document.id}:{b.start}-{b.end}",
                Span(document.id, b.start, b.end),
                document.text[b.start : b.end],
                document.title,
            )
            for b in document.blocks
        ]
        held.library.add(document, passages)
        held.vectors.add(
            [p.id for p in passages], encoder.encode([p.indexed_text for p in passages])
        )
    return held


class FakeRecogniser:
    """Finds the same lines in each picture, one below the other."""

    version = "fake"

    def __init__(self, texts: Sequence[str], confidence: float = 0.99) -> None:
        self.texts = texts
        self.confidence = confidence
        self.pictures_seen = 0

    def lines(self, picture: Pixels) -> list[RecognisedLine]:
        self.pictures_seen += 1
        height, width = picture.shape[0] / 60, picture.shape[1] * 0.8
        tops = [picture.shape[0] / 4 + 1.2 * height * i for i in range(len(self.texts))]
        return [
            RecognisedLine(
                text,
                self.confidence,
                ((0, top), (width, top), (width, top + height), (0, top + height)),
            )
            for text, top in zip(self.texts, tops, strict=True)
        ]
