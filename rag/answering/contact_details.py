"""Addresses, telephone numbers and websites: told from the lines that state them, by whose they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from rag.answering.asked_kinds import Kind, asked_for, details_in
from rag.answering.claim_words import is_known
from rag.answering.words import stems, telling_words
from rag.types import Block, Document, Span

KINDS = frozenset((Kind.EMAIL, Kind.TELEPHONE, Kind.ADDRESS, Kind.WEBSITE))
MOST = 3
"""More places than this cannot all be meant."""
LONGEST_LINE = 16
"""Words of a line of a letterhead or signature block, at most."""
BEFORE = 2
"""Lines before a detail that may say whose it is."""
SENT_FROM = re.compile(r"\b(?:sent|written|posted) (?:from|to)\b", re.IGNORECASE)
FREE = frozenset(
    """
    address addresses postal street office home business registered full exact contact email e-mail
    mail phone telephone number fax mobile website web site page url link printed given shown listed
    stated top bottom head foot letterhead heading please name use find reach
    """.split()  # noqa: SIM905 - easier to read than a list
)
"""Words that say what is asked for, or where on a page it stands."""


def contact_details(question: str, documents: Iterable[Document]) -> list[Span]:
    """The lines that state the detail a question asks for, where every other word of it says whose.

    Nothing where it asks for something else, or for the detail of nobody named.
    """
    asked = asked_for(question)
    if asked is None or asked.kind not in KINDS or SENT_FROM.search(question):
        return []
    wanted = telling_words(question, FREE)
    if not wanted:
        return []
    found = [span for d in documents for span in _in(d, asked.kind, wanted)]
    return found if len(found) <= MOST else []


def _in(document: Document, kind: Kind, wanted: Sequence[str]) -> Iterator[Span]:
    about = " ".join(
        document.metadata.get(key) or "" for key in ("kind", "title", "date", "reference")
    )
    for at, block in enumerate(document.blocks):
        text = text_of(document, block)
        if next(details_in(kind, text), None) is None:
            continue
        near = {*stems(about), *stems(_lines_before(document, at)), *stems(text)}
        if all(is_known(word, near) for word in wanted):
            yield Span(document.id, block.start, block.end)


def _lines_before(document: Document, at: int) -> str:
    """The short lines right before a block, where it is a short line itself."""
    found: list[str] = []
    for block in document.blocks[max(0, at - BEFORE) : at + 1]:
        found = [*found, text_of(document, block)] if is_line(document, block) else []
    return " ".join(found)


def is_line(document: Document, block: Block) -> bool:
    """Whether a block is no longer than a line of a letterhead or signature block."""
    return len(text_of(document, block).split()) <= LONGEST_LINE


def text_of(document: Document, block: Block) -> str:
    """The words of a block."""
    return document.text[block.start : block.end]
