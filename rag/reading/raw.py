"""What a format's reader hands over: blocks as they stand on the page, not yet canonical text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rag.types import BlockKind, Box, RecognisedPage

HARD_BREAK = "\u2028"
"""Stands in raw text where a line certainly ends; "\n" is where the source merely broke it."""

WRAP = "\u2029"
"""Stands where a line certainly goes on in the next, for want of room; at the end of a block, in the
next block."""


@dataclass(frozen=True, slots=True)
class RawWord:
    """A word as it stands on a line of a page, hyphen at the line's end included."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class RawBlock:
    """A block with the source's own line breaks.

    Neighbours with the same `run` (above or below 0) are the items of one list, or the rows of one
    table. `level` is a heading's depth from 1. `printed` is the number that the document itself prints
    before a paragraph. `words` are the words of `text` in order, where their places are known.
    """

    kind: BlockKind
    text: str
    page: int | None = None
    level: int = 0
    run: int = 0
    printed: int | None = None
    words: tuple[RawWord, ...] = ()


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside a file: its name, without folders, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from one file.

    `stated` is its front matter, by metadata key: a person wrote it about this text. `properties`, by
    the same keys, are what the file says of itself without anybody having checked it, and
    `properties_origin` names the place: "e-mail header", "file properties".
    """

    blocks: tuple[RawBlock, ...]
    media_type: str
    stated: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    properties: Mapping[str, str] = field(default_factory=dict)
    properties_origin: str = ""
    attachments: tuple[Attachment, ...] = ()
    recognised: tuple[RecognisedPage, ...] = ()
