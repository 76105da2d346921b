"""The outer parts of a document: what stands above its prose, what follows its closing, its labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from rag.reading.letters import is_closing, is_salutation
from rag.types import Block, BlockKind

_OPENING_LINES = 60
_SIGNING_LINES = 16
_PROSE_LENGTH = 160
_PROSE_WORDS = 14
_LABEL_LENGTH = 40
_LABEL = re.compile(
    r"(?P<label>[^\W\d_](?:[^\W\d_]|[ ./'’&()-]){0,34}?)\s*(?:[:|]|(?<=\bno)\.|(?<=\bref)\.)\s*(?P<value>\S.*)?"
)
_SIDE_BY_SIDE = re.compile(
    r"\s+(?=(?:date|our ref|your ref|(?<!our )ref|tel|email|in attendance|apologies)\s*:)",
    re.IGNORECASE,
)
_HISTORY = re.compile(
    r"-{2,}\s*(?:original message|forwarded message|forwarded by)\b.*|on .{6,120}wrote:|_{10,}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a document and the block it stands in."""

    text: str
    kind: BlockKind
    block: int

    @property
    def is_heading(self) -> bool:
        """Whether the line is a heading."""
        return self.kind is BlockKind.HEADING


@dataclass(frozen=True, slots=True)
class Label:
    """A line "Label: value", its place among the opening lines; the value may stand on lines below."""

    name: str
    value: str
    place: int

    @property
    def origin(self) -> str:
        """Where its value was found, for people."""
        return f"line “{self.name.capitalize()}”"


@dataclass(frozen=True, slots=True)
class Outline:
    """The opening lines; where prose begins; the salutation; the lines after the closing."""

    opening: tuple[Line, ...]
    prose: int
    salutation: int | None
    signing: tuple[Line, ...]
    labels: tuple[Label, ...]

    @property
    def top(self) -> tuple[Line, ...]:
        """What stands above the salutation, or else above the prose."""
        return self.opening[: self.prose if self.salutation is None else self.salutation]

    def label(self, *names: str) -> Label | None:
        """The first line above the prose with one of the labels and a value; the names' order counts."""
        return next(
            (
                found
                for name in names
                for found in self.labels
                if found.name == name and found.value and found.place < len(self.top)
            ),
            None,
        )


def outline_of(text: str, blocks: Sequence[Block]) -> Outline:
    """The outer parts of a document."""
    opening = tuple(islice(_own_lines(text, blocks), _OPENING_LINES))
    prose = next((i for i, line in enumerate(opening) if _is_prose(line)), len(opening))
    greeting = next(
        (i for i, line in enumerate(opening[: prose + 1]) if is_salutation(line.text)), None
    )
    return Outline(
        opening,
        prose,
        greeting,
        tuple(_signing_lines(text, blocks)),
        tuple(_labels(opening)),
    )


def _lines(text: str, blocks: Sequence[Block]) -> Iterator[Line]:
    for index, block in enumerate(blocks):
        for line in text[block.start : block.end].split("\n"):
            yield Line(line.strip(), block.kind, index)


def _own_lines(text: str, blocks: Sequence[Block]) -> Iterator[Line]:
    """The lines up to an older message below, without those quoted from one."""
    for line in _lines(text, blocks):
        if _HISTORY.fullmatch(line.text):
            return
        if not line.text.startswith(">"):
            yield line


def own_text(text: str, blocks: Sequence[Block]) -> str:
    """What a document says itself, without the older messages that an e-mail quotes."""
    return "\n".join(line.text for line in _own_lines(text, blocks))


def _is_prose(line: Line) -> bool:
    if line.is_heading or line.kind is BlockKind.TABLE_ROW or is_salutation(line.text):
        return False
    words = line.text.split()
    ends = line.text.endswith((".", "?", "!", ".”", '."')) and len(words) >= _PROSE_WORDS
    return len(line.text) > _PROSE_LENGTH or (ends and not _LABEL.fullmatch(line.text))


def _signing_lines(text: str, blocks: Sequence[Block]) -> Iterator[Line]:
    """What follows the first closing."""
    lines = _own_lines(text, blocks)
    if any(is_closing(line.text) for line in lines):  # leaves what follows the closing
        yield from islice(lines, _SIGNING_LINES)


def _labels(opening: Sequence[Line]) -> Iterator[Label]:
    for place, line in enumerate(opening):
        for part in _SIDE_BY_SIDE.split(line.text):
            if match := _LABEL.fullmatch(part):
                yield Label(_plain(match["label"]), (match["value"] or "").strip(), place)
            elif line.is_heading or _governs(opening, place):
                yield Label(_plain(part), "", place)


def _governs(opening: Sequence[Line], place: int) -> bool:
    """Whether a short line without a colon stands above a list or a table."""
    below = opening[place + 1].kind if place + 1 < len(opening) else None
    is_short = len(opening[place].text) <= _LABEL_LENGTH
    return is_short and below in (BlockKind.LIST_ITEM, BlockKind.TABLE_ROW)


def _plain(label: str) -> str:
    """A label in lower case, without a plural's brackets, stops or numbering."""
    return " ".join(re.sub(r"\(s\)|[.()]", "", label.casefold()).split()).strip(" -")
