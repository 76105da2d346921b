"""Cuts a document into passages that tile its text, along its headings and lists.

A passage never reaches over a heading, except that headings without words of their own stand with
what follows them. A list stays with the line that governs it wherever both fit.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rag.errors import RagError
from rag.types import Block, BlockKind, Document, Passage, Span, Splitter

Place = tuple[int, int]
"""Start and end in the document's text."""

PASSAGES_VERSION = "1"
"""Changes whenever the same document and splitter would give other passages."""


def passages_of(document: Document, splitter: Splitter) -> list[Passage]:
    """The passages of a document in reading order; they leave out only white space.

    Raises RagError if the splitter gives back anything but the document's own words.
    """
    return list(each_passage(document, splitter))


def each_passage(document: Document, splitter: Splitter) -> Iterator[Passage]:
    """The same one by one, as they are cut: two seconds or more for a million characters."""
    title, headings = embedded_title(document), _Headings(document)
    for section in _sections(document):
        for start, end in _packed(document, section, splitter):
            yield Passage(
                id=f"{document.id}:{start}-{end}",
                span=Span(document.id, start, end),
                text=document.text[start:end],
                title=title,
                heading_path=headings.above(start),
            )


def embedded_title(document: Document) -> str:
    """The title that is embedded with each passage; nothing where it is but the file's name.

    A renamed file keeps its vectors that way, and a name like "scan 0012" means nothing.
    """
    title = document.metadata.title
    return title.value if title and title.origin != "file name" else ""


def _sections(document: Document) -> Iterator[list[Place]]:
    """The units of each section: a heading with what follows, up to the next heading.

    A unit is what should not be cut: one block, a governing line with its list, headings with the
    block after them. Units tile the text.
    """
    starts = [block.start for i, block in enumerate(document.blocks) if _begins(document.blocks, i)]
    bounds = [0, *starts[1:], len(document.text)]
    opens = {block.start for i, block in enumerate(document.blocks) if _opens(document.blocks, i)}
    section: list[Place] = []
    for place in pairwise(bounds):
        if section and place[0] in opens:
            yield section
            section = []
        section.append(place)
    yield section


def _begins(blocks: Sequence[Block], i: int) -> bool:
    """Whether a unit begins with the block: not so after a heading, nor inside a list."""
    if i == 0:
        return True
    before, block = blocks[i - 1], blocks[i]
    in_list = block.kind is BlockKind.LIST_ITEM and before.kind in (
        BlockKind.PARAGRAPH,
        BlockKind.LIST_ITEM,
    )
    return not in_list and before.kind is not BlockKind.HEADING


def _opens(blocks: Sequence[Block], i: int) -> bool:
    """Whether a section begins with the block: a heading that does not follow a heading."""
    return blocks[i].kind is BlockKind.HEADING and _begins(blocks, i)


def _packed(document: Document, units: list[Place], splitter: Splitter) -> Iterator[Place]:
    """The units joined as far as they fit, and cut where one alone is too long."""
    open_place: Place | None = None
    for unit in units:
        places = _placed(document, unit, splitter)
        if not places:
            continue
        if open_place is not None and len(places) == 1:
            joined = (open_place[0], places[0][1])
            if len(_placed(document, joined, splitter)) == 1:
                open_place = joined
                continue
        if open_place is not None:
            yield open_place
        *whole, open_place = places
        yield from whole
    if open_place is not None:
        yield open_place


def _placed(document: Document, place: Place, splitter: Splitter) -> list[Place]:
    """Where the pieces of a stretch of text stand, found by walking forward over white space."""
    text, (start, end) = document.text, place
    found = []
    for piece in splitter.split(text[start:end]):
        start = _skip_white_space(text, start, end)
        if not piece or not text.startswith(piece, start) or start + len(piece) > end:
            raise RagError(_fault(document, start))
        found.append((start, start + len(piece)))
        start += len(piece)
    if _skip_white_space(text, start, end) < end:
        raise RagError(_fault(document, start))
    return found


def _skip_white_space(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _fault(document: Document, start: int) -> str:
    return (
        f"{document.source.path}: the splitter changed the words at character {start}"
        " (a fault of this program: please report it with the file)"
    )


class _Headings:
    """The headings under which each place of a document stands, outermost first."""

    def __init__(self, document: Document) -> None:
        self._starts: list[int] = []
        self._above: list[list[Block]] = []
        self._text = document.text
        path: list[Block] = []
        for block in document.blocks:
            if block.kind is BlockKind.HEADING:
                above = [b for b in path if b.level < block.level]
                path = [*above, block]
                self._starts += [block.start, block.start + 1]
                self._above += [above, path]

    def above(self, position: int) -> tuple[str, ...]:
        """The path at a position; a heading that begins there is part of what stands below."""
        found = bisect_right(self._starts, position)
        path = self._above[found - 1] if found else []
        return tuple(" ".join(self._text[b.start : b.end].split()) for b in path)
