"""E-mails that hold earlier ones: who wrote what stands behind ">" or under another's header."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.answering.speech.saying import words
from rag.types import Block, BlockKind, Document

_MOST_BLOCKS = 2_000
_WROTE = re.compile(r"\b(?:wrote|writes)\s*:\s*$")
_MARKS = re.compile(r"(?:>\s?)+")
_FROM = re.compile(r"^(?:>\s?)*\**From:\**[ \t]+(?P<name>\S[^\n]*)$", re.MULTILINE)
_HEADER = re.compile(r"^(?:>\s?)*\**(?:Sent|Date|To|Subject):", re.MULTILINE)
_ADDRESS = re.compile(r"<[^<>\n]{0,200}>|\[mailto:[^\]\n]{0,200}\]")
_LONGEST_OPENING = 200  # characters of "On 3 May 2024, Ann Lee wrote:"
_NOT_NAMES = words(
    "on at am pm the mon tue wed thu fri sat sun monday tuesday wednesday thursday friday "
    "saturday sunday jan feb mar apr may jun jul aug sep sept oct nov dec january february "
    "march april june july august september october november december gmt utc bst"
)


@dataclass(frozen=True, slots=True)
class Writer:
    """Who wrote an earlier e-mail; the name is None where it is not told."""

    name: str | None


def earlier_writer(document: Document, block: Block) -> Writer | None:
    """Who wrote a block that an e-mail quotes from an earlier one; None if the e-mail's own author.

    "On 3 May, Ann Lee wrote:" gives her what stands behind ">" after it, the block next to it in any
    case, and all that follows where nothing in the e-mail stands behind ">". A header further down
    ("From: ... Sent: ...") gives its writer what stands under it.
    """
    if "wrote:" not in document.text and "From:" not in document.text:
        return None
    writers: dict[int, Writer] = {}
    is_marked = re.search(r"^>", document.text, re.MULTILINE) is not None
    depth, announced = 0, False
    for number, each in enumerate(document.blocks[:_MOST_BLOCKS]):
        text = document.text[each.start : each.end]
        depth = _depth(text, each, depth) or int(announced)
        if each.start == block.start:
            return writers.get(depth, Writer(None) if depth else None)
        announced = False
        if number and (name := _name_in_header(text)):
            writers[depth] = Writer(name)
        elif name := _name_in_opening(text):
            announced = is_marked and not depth
            writers[depth + 1 if is_marked else depth] = Writer(name)
    return None


def _depth(text: str, block: Block, before: int) -> int:
    """How many ">" stand before a block; a list has them before its first item only."""
    marks = _MARKS.match(text)
    if marks:
        return marks[0].count(">")
    return before if block.kind is BlockKind.LIST_ITEM else 0


def _name_in_header(text: str) -> str | None:
    match = _FROM.search(text)
    if match is None or not _HEADER.search(text):
        return None
    return _name(match["name"])


def _name_in_opening(text: str) -> str | None:
    last = text.rstrip().rsplit("\n", 1)[-1]
    match = _WROTE.search(last) if len(last) <= _LONGEST_OPENING else None
    return _name(last[: match.start()]) if match else None


def _name(text: str) -> str | None:
    """The run of capitalised words that ends a text, addresses and dates aside."""
    run: list[str] = []
    for word in reversed(_ADDRESS.sub("", text).replace(",", " , ").split()):
        bare = word.strip("\"'()*")
        if not bare[:1].isupper() or bare.lower().strip(".") in _NOT_NAMES:
            if run:
                break
            continue
        run.insert(0, bare)
    return " ".join(run) or None
