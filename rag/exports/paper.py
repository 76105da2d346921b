"""What is to be written down, before any file format: headings, text, tables and numbered sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Mark:
    """Stands where a source is cited: [1] in text, a footnote in Word."""

    number: int


Piece = str | Mark
Pieces = tuple[Piece, ...]
"""Plain text and marks in order. A string is never anything but plain text, whatever is in it."""


class Role(StrEnum):
    """What a stretch of text is for; each format shows it in its own way."""

    BODY = "body"
    BULLET = "bullet"
    QUESTION = "question"
    """What was asked, word for word."""
    QUOTE = "quote"
    """Words of a document; the quotation marks around them are part of the text."""
    ATTRIBUTION = "attribution"
    """Whose words a quote holds, below it."""
    REMARK = "remark"
    """For staff, not for who receives the paper; it has to go before the paper is sent."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the highest below the title."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph, a list item or a quote; a line feed in it is a line break."""

    pieces: Pieces
    role: Role = Role.BODY


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under a header; `shares` say how wide each column is beside the others."""

    header: tuple[str, ...]
    rows: tuple[tuple[Pieces, ...], ...]
    shares: tuple[int, ...]


Block = Heading | Text | Table


@dataclass(frozen=True, slots=True)
class Source:
    """A numbered source, described in one line: where the words stand, and where it is published."""

    number: int
    line: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A letter or an answer, ready to be written in any format.

    `draft` is the line that stands on every page while a person has still to approve it; empty
    where the paper may go out.
    """

    title: str
    blocks: tuple[Block, ...]
    sources: tuple[Source, ...] = ()
    draft: str = ""


def text(*pieces: Piece, role: Role = Role.BODY) -> Text:
    """A stretch of text of these pieces."""
    return Text(pieces, role)


def joined(blocks: Sequence[Block], written: Sequence[str]) -> str:
    """Written blocks one after the other, parted by a blank line; items of a list by a line end."""
    parts = list(written[:1])
    for before, block, words in zip(blocks, blocks[1:], written[1:], strict=False):
        parts += ["\n" if _is_item(before) and _is_item(block) else "\n\n", words]
    return "".join(parts)


def _is_item(block: Block) -> bool:
    return isinstance(block, Text) and block.role is Role.BULLET


def renumbered(paper: Paper) -> Paper:
    """The paper with its sources numbered in the order in which they are first cited.

    Word numbers footnotes in that order, so the other formats must. A source that is nowhere cited
    is left out.
    """
    cited = dict.fromkeys(m.number for b in paper.blocks for m in marks_of(b))
    known = {s.number: s for s in paper.sources}
    numbers = {old: new for new, old in enumerate((n for n in cited if n in known), 1)}
    return replace(
        paper,
        blocks=tuple(with_numbers(b, numbers) for b in paper.blocks),
        sources=tuple(replace(known[old], number=new) for old, new in numbers.items()),
    )


def with_numbers(block: Block, numbers: Mapping[int, int]) -> Block:
    """The block with other numbers in its marks; a mark without a new one goes."""
    match block:
        case Heading():
            return block
        case Text():
            return replace(block, pieces=_renumbered(block.pieces, numbers))
        case Table():
            rows = tuple(tuple(_renumbered(c, numbers) for c in row) for row in block.rows)
            return replace(block, rows=rows)


def _renumbered(pieces: Pieces, numbers: Mapping[int, int]) -> Pieces:
    return tuple(_moved(pieces, numbers))


def _moved(pieces: Iterable[Piece], numbers: Mapping[int, int]) -> Iterator[Piece]:
    for piece in pieces:
        if isinstance(piece, str):
            yield piece
        elif piece.number in numbers:
            yield Mark(numbers[piece.number])


def marks_of(block: Block) -> Iterator[Mark]:
    """The marks in a block, in order."""
    cells: Iterable[Pieces] = ()
    match block:
        case Text():
            cells = (block.pieces,)
        case Table():
            cells = (cell for row in block.rows for cell in row)
        case Heading():
            pass
    return (p for cell in cells for p in cell if isinstance(p, Mark))
