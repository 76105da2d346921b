"""What `rag doctor` looks at: what is installed, which models are found, is the store sound."""

from __future__ import annotations

import platform
import sqlite3
from collections.abc import Callable
from functools import partial
from importlib import metadata

from rag import wiring
from rag.errors import RagError
from rag.indexing.inspection import Finding
from rag.settings import Settings

LIBRARIES = (
    "chromadb",
    "gradio",
    "llama-index-core",
    "sentence-transformers",
    "torch",
    "sentencex",
    "markdown-it-py",
    "pypdfium2",
    "rapidocr",
)


def examine(settings: Settings) -> list[Finding]:
    """Everything examined, in the order a person would mend it; nothing is changed."""
    return [
        _finding("python", platform.python_version),
        *(_finding(name, partial(metadata.version, name)) for name in LIBRARIES),
        _finding("keyword search", _keyword_search),
        _finding("encoder", lambda: _encoder(settings)),
        *wiring.inspection(settings).findings(),
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
