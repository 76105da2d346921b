"""Questions to begin with, for the documents that are held."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from rag.types import BlockKind, Document
from rag.web.escaping import visible

CASES = Path(__file__).parents[2] / "eval" / "questions" / "corpus.yaml"
TAG = "example"
WANTED = 4
LONGEST_HEADING = 60


def examples(documents: Sequence[Document], cases: Path = CASES) -> list[str]:
    """Up to four questions: known ones about these documents, else ones made of their headings.

    A known question is one of the case file tagged "example" whose documents are all held.
    """
    held = {d.source.path for d in documents}
    known = [c["question"] for c in _cases(cases) if _suits(c, held)]
    return (known or list(_made(documents)))[:WANTED]


@lru_cache(maxsize=1)
def _cases(file: Path) -> list[dict[str, Any]]:
    """The cases of a file, read once; none where it is missing or not as expected.

    Examples are a courtesy; reading them anew took a quarter of the time of opening a page.
    """
    try:
        cases = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return []
    return [c for c in cases if isinstance(c, dict)] if isinstance(cases, list) else []


def _suits(case: dict[str, Any], held: set[str]) -> bool:
    tags, evidence = case.get("tags"), case.get("evidence")
    if not (isinstance(tags, list) and TAG in tags and isinstance(evidence, list) and evidence):
        return False
    named = [e.get("document") for e in evidence if isinstance(e, dict)]
    return isinstance(case.get("question"), str) and all(n in held for n in named)


def _made(documents: Sequence[Document]) -> Iterator[str]:
    """One question a document: about who wrote to whom, else its fullest heading, else its title."""
    for document in documents:
        author, addressee = document.metadata.get("author"), document.metadata.get("addressee")
        if author and addressee and _is_plain(author) and _is_plain(addressee):
            yield f"What did {author} write to {addressee}?"
        elif topics := [t for t in (document.title, *_headings(document)) if _is_plain(t)]:
            fullest = max(topics[1:] or topics, key=lambda t: len(t.split()))
            yield f"What is said about {fullest.strip(' .:')}?"


def _headings(document: Document) -> Iterator[str]:
    for block in document.blocks:
        heading = document.text[block.start : block.end]
        if block.kind is BlockKind.HEADING and heading != document.title:
            yield heading


def _is_plain(topic: str) -> bool:
    """Whether a button shows it as it is: Gradio replaces its own translation marker."""
    short = 0 < len(topic) <= LONGEST_HEADING and "\n" not in topic
    return short and topic == visible(topic) and "__i18n__" not in topic
