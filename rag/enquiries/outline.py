"""A letter's body as paragraphs and marked items, each with the item it stands under."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rag.enquiries.inline_marks import inline_marks
from rag.enquiries.letter_lines import Line
from rag.enquiries.marks import Mark, marks_of
from rag.enquiries.series import Level, place_in
from rag.enquiries.wording import Manner, manner_of

LONG_LINE = 105
"""A text with a line longer than this is not wrapped: each of its lines is a paragraph."""
SLACK = 10
"""Columns left free at the end of a wrapped line, at most, before a word that would have fitted."""
NARROWEST = 60
"""Columns that nobody wraps at less of."""
LEAST_FULL = 0.7
"""Share of the width that a line fills, at least, whose sentence goes on after a page's end."""
HEADING_WORDS = 9

_ENDS = re.compile(r"[.?!:;][\"'”’)\]]*$")
_TABLE_ROW = re.compile(r"\|.*\||\t\S*\t|^\s*\S.*\S?\s{3,}\S|_{3,}|\.{5,}")
_YEAR_ROW = re.compile(r"^(?:19|20)\d\d(?:\s?[/–-]\s?\d{2,4})?\s*[:|\t_.–-]*\s*[_.…\s|-]*$")
_RULE = re.compile(r"^[-=_*~#|+:\s]{3,}$")
_HEADING_MARK = re.compile(r"^#{1,6}\s+")


@dataclass(slots=True)
class Node:
    """A paragraph or marked item: `text[start:end]` without its mark, and what stands under it."""

    start: int
    end: int
    mark: Mark | None = None
    indent: int = 0
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    is_heading: bool = False
    is_table: bool = False
    announces: bool = False
    """Whether it ends with a colon."""

    def ancestors(self) -> list[Node]:
        """What it stands under, the outermost first."""
        found: list[Node] = []
        node = self.parent
        while node is not None and node.parent is not None:
            found.insert(0, node)
            node = node.parent
        return found

    @property
    def label(self) -> str:
        """The writer's number for it: "2(a)"; empty for a bullet or a paragraph."""
        if self.mark is None or self.mark.is_bullet:
            return ""
        outer = [n.mark for n in self.ancestors() if n.mark and not n.mark.is_bullet]
        return composed([*outer, self.mark])


def composed(marks: Sequence[Mark]) -> str:
    """A label from the marks of the items around it, the outermost first."""
    label = ""
    for mark in marks:
        if "." in mark.name or not label or mark.readings[0][0] in ("number letter", "compound"):
            label = mark.name
        else:
            label += f"({mark.name})"
    return label


def outline_of(text: str, lines: Sequence[Line]) -> Node:
    """The tree of a body's paragraphs and items, under a root without words."""
    root = Node(0, 0)
    blocks = list(_with_inline(text, list(_blocks(lines))))
    for block in blocks:
        words = text[block.start : block.end]
        block.announces = words.endswith((":", ":-", ": -", "–", "—", "..."))
        block.is_heading = block.is_heading or _is_heading(block, words)
    _Growing(root).add_all(iter(blocks))
    return root


def _is_heading(block: Node, words: str) -> bool:
    if block.mark or block.is_table or "\n" in words or not words:
        return False
    is_short = len(words.split()) <= HEADING_WORDS
    begins = words[0].isupper() or words[0] in "*_["
    return is_short and begins and words[-1] not in ".?!;," and manner_of(words) is Manner.STATES


def _blocks(lines: Sequence[Line]) -> Iterator[Node]:
    """Paragraphs, items and tables in order, not yet under each other."""
    width = max(NARROWEST, *(len(line.words) + line.indent for line in lines), 0)
    current: Node | None = None
    before: Line | None = None
    for line, mark in zip(lines, marks_of([line.words for line in lines]), strict=True):
        if _RULE.match(line.words):
            current_is_table = current is not None and current.is_table
            if current is not None and current_is_table and "|" in line.words:
                current.end = line.end
            else:
                before = None
            continue
        is_row = _is_row(line, mark)
        if (current is not None and before is not None and is_row and current.is_table) or (
            current is not None
            and before is not None
            and mark is None
            and not is_row
            and not current.is_table
            and not _is_tail(current, before, line)
            and _goes_on(before, line, width)
        ):
            current.end = line.end
        else:
            if current is not None:
                yield current
            current = _begun(line, mark, is_row)
        before = line
    if current is not None:
        yield current


def _begun(line: Line, mark: Mark | None, is_row: bool) -> Node:
    length = mark.length if mark else 0
    if heading := _HEADING_MARK.match(line.words):
        return Node(line.start + heading.end(), line.end, None, line.indent, is_heading=True)
    return Node(line.start + length, line.end, mark, line.indent, is_table=is_row)


def _is_tail(current: Node, before: Line, line: Line) -> bool:
    """Whether a line goes on with what stands over a list, after the list's last item."""
    stands_out = current.mark is not None and 0 < line.indent <= current.indent
    return stands_out and line.words[0].islower() and before.words.endswith((",", ";"))


def _is_row(line: Line, mark: Mark | None) -> bool:
    if _YEAR_ROW.match(line.words):
        return True
    return mark is None and line.words.count("|") >= 2


def _goes_on(before: Line, line: Line, width: int) -> bool:
    """Whether a line continues the sentence of the one before."""
    starts_low = line.words[0].islower()
    if line.blank_before:
        is_cut = starts_low and not _ENDS.search(before.words) and not before.words.endswith(",")
        return is_cut and len(before.words) + before.indent > width * LEAST_FULL
    if width > LONG_LINE:
        return starts_low and not before.words.endswith((":", ";", ".", "?"))
    if starts_low and not before.words.endswith(":"):
        return not before.words.endswith(";") or _is_full(before, line, width)
    return _is_full(before, line, width)


def _is_full(before: Line, line: Line, width: int) -> bool:
    """Whether the next line's first word would not have fitted on the line before."""
    first = line.words.split(maxsplit=1)[0]
    return before.indent + len(before.words) + 1 + len(first) > width - SLACK


def _with_inline(text: str, blocks: Sequence[Node]) -> Iterator[Node]:
    """The blocks, those with a series of marks inside them taken apart."""
    for block in blocks:
        words = re.sub(r"\s", " ", text[block.start : block.end])
        marks = [] if block.is_table else inline_marks(words)
        if not marks:
            yield block
            continue
        lead = words[: marks[0].begin].rstrip()
        if lead or block.mark:
            yield Node(block.start, block.start + len(lead), block.mark, block.indent)
        ends = [m.begin for m in marks[1:]] + [len(words)]
        for inline, end in zip(marks, ends, strict=True):
            piece = words[inline.end : end].rstrip()
            start = block.start + inline.end
            yield Node(start, start + len(piece), inline.mark, block.indent + 2)


class _Growing:
    """Puts blocks under each other in the order they come."""

    def __init__(self, root: Node) -> None:
        self._root = root
        self._levels: list[Level] = []
        self._open: list[Node] = []
        self._paragraph: Node | None = None
        self._last: Node | None = None

    def add_all(self, blocks: Iterator[Node]) -> None:
        """Adds each block."""
        for block in blocks:
            if block.mark is None:
                self._add_paragraph(block)
            else:
                self._add_item(block, block.mark)

    def _add_paragraph(self, block: Node) -> None:
        if block.is_table and self._last is not None:
            self._put(block, self._last)
            return
        holder = next((n for n in reversed(self._open) if block.indent > n.indent), None)
        self._put(block, holder or self._root)
        self._paragraph = block

    def _add_item(self, block: Node, mark: Mark) -> None:
        paragraph, self._paragraph = self._paragraph, None
        depth, level = place_in(self._levels, mark, may_open=paragraph is None)
        is_new = depth == len(self._levels)
        if mark.is_bullet and paragraph is not None:
            parent = paragraph
        else:
            parent = self._parent_of(depth, is_new or level.place == 1, paragraph)
        self._levels[depth:] = [level]
        self._open[depth:] = [block]
        self._put(block, parent)

    def _parent_of(self, depth: int, begins: bool, paragraph: Node | None) -> Node:
        """What an item at a depth stands under, where a paragraph may have come before it."""
        outer = self._open[depth - 1] if depth else self._root
        if paragraph is None:
            same = self._open[depth].parent if depth < len(self._open) else None
            return same or outer
        if depth and paragraph.parent is self._root:
            if not begins:
                return outer
            self._root.children.remove(paragraph)  # it belongs to the item before it after all
            self._put(paragraph, outer)
        if begins or paragraph.is_heading or paragraph.announces:
            return paragraph
        same = self._open[depth].parent if depth < len(self._open) else None
        return same or outer

    def _put(self, block: Node, parent: Node) -> None:
        block.parent = parent
        parent.children.append(block)
        self._last = block
