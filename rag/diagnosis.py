"""What `rag doctor` looks at: what is installed, which models are found, is the store sound."""

from __future__ import annotations

import platform
import sqlite3
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from importlib import metadata
from typing import Any

from rag import wiring
from rag.errors import NothingIndexed, RagError
from rag.settings import Settings

LIBRARIES = (
    "chromadb",
    "gradio",
    "llama-index-core",
    "sentence-transformers",
    "torch",
    "sentencex",
    "markdown-it-py",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing examined: whether it is as it should be, and what was found."""

    name: str
    sound: bool
    detail: str

    def as_json(self) -> dict[str, Any]:
        """The finding for other programs."""
        return asdict(self)


def examine(settings: Settings) -> list[Finding]:
    """Everything examined, in the order a person would mend it; nothing is changed."""
    return [
        _finding("python", platform.python_version),
        *(_finding(name, partial(metadata.version, name)) for name in LIBRARIES),
        _finding("keyword search", _keyword_search),
        _finding("encoder", lambda: _encoder(settings)),
        _finding("documents", lambda: _documents(settings)),
        _finding("index", lambda: _index(settings)),
    ]


def _finding(name: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(name, True, look())
    except metadata.PackageNotFoundError:
        return Finding(name, False, "not installed; run: make run")
    except (RagError, sqlite3.Error, OSError) as error:
        return Finding(name, False, str(error))


def _keyword_search() -> str:
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE VIRTUAL TABLE probe USING fts5(text, tokenize = 'porter')")
    return f"SQLite {sqlite3.sqlite_version} with FTS5"


def _encoder(settings: Settings) -> str:
    encoder = wiring.encoder(settings)
    return f"{settings.encoder} in {encoder.folder}, fingerprint {encoder.fingerprint}"


def _documents(settings: Settings) -> str:
    if not settings.corpus.is_dir():
        raise RagError(f"no folder {str(settings.corpus)!r}; make it, or set `corpus` to another")
    files = sum(1 for f in settings.corpus.rglob("*") if f.is_file())
    return f"{files:,} files in {settings.corpus}"


def _index(settings: Settings) -> str:
    try:
        held = wiring.holdings(settings, wiring.encoder(settings).fingerprint)
    except NothingIndexed as error:
        raise RagError(f"{error}") from None
    documents, passages = held.library.counts()
    vectors = held.vectors.count()
    version, notice = held.corpus_version, held.notice
    held.close()
    if notice:
        raise RagError(notice)
    if vectors != passages:
        raise RagError(f"{passages:,} passages but {vectors:,} vectors; run: rag index --rebuild")
    return f"{documents:,} documents, {passages:,} passages, version {version}; every file sound"
