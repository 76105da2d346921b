"""A letter's lines as paragraphs, marked items and tables, in their order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from rag.enquiries.inline_marks import following_marks, inline_marks
from rag.enquiries.letter_lines import Line
from rag.enquiries.line_breaks import (
    asks,
    goes_on,
    is_full,
    is_tail,
    is_title,
    leads_on,
    leaves_lines_open,
)
from rag.enquiries.list_items import fills_in
from rag.enquiries.marks import FIELD, Mark, mark_at, marks_of
from rag.enquiries.table_rows import is_field, is_row

NARROWEST = 60
"""Columns that nobody wraps at less of."""
_RULE = re.compile(r"^[-=_*~#|+:\s]{3,}$")
_TABLE = re.compile(r"\b(?:tables?|grids?|columns?|cells?)\b", re.IGNORECASE)
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
    shares_line: bool = False
    """Whether its mark stands inside a line, so that what follows the last part may not be its own."""

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
        label = mark.name if not label or mark.is_whole else f"{label}({mark.name})"
    return label


def blocks_of(text: str, lines: Sequence[Line]) -> list[Node]:
    """Paragraphs, items and tables in order, not yet under each other."""
    return list(_with_inline(text, _Joining(lines).blocks()))


class _Joining:
    """Joins lines that belong together, going down the letter once."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._width = max(NARROWEST, *(len(line.words) + line.indent for line in lines), 0)
        self._lines = [part for line in lines for part in _parts(line)]
        begun = [line.words[0].islower() for line in lines if line.blank_before]
        self._writes_small = sum(begun) * 2 > len(begun)  # then a small letter joins nothing
        self._current: Node | None = None
        self._before: Line | None = None
        self._is_bare = leaves_lines_open(lines, self._width)
        self._is_form = _is_form(lines)
        self._in_list = False  # whether the lines above stand under a colon

    def blocks(self) -> Iterator[Node]:
        """The blocks in order."""
        marks = marks_of([line.words for line in self._lines])
        for line, written in zip(self._lines, marks, strict=True):
            is_blank = self._is_form and written is None and is_field(line.words)
            mark = FIELD if is_blank else written
            if _RULE.match(line.words):
                self._rule_off(line)
            elif not self._take(line, mark):
                if self._current is not None:
                    yield self._current
                self._current = self._begun(line, mark)
                self._before = line
        if self._current is not None:
            yield self._current

    def _rule_off(self, line: Line) -> None:
        """A rule is a table's, or ends what stands above it."""
        if self._current is not None and self._current.is_table and "|" in line.words:
            self._current.end = line.end
        else:
            self._before = None

    def _take(self, line: Line, mark: Mark | None) -> bool:
        """Puts a line to what stands above it; False where it does not belong there."""
        current = self._current
        if current is None:
            return False
        if mark is None and current.start == current.end:  # "Question 1" on a line of its own
            current.start = line.start
        elif not self._belongs(current, line, mark):
            return False
        current.end, self._before = line.end, line
        return True

    def _belongs(self, current: Node, line: Line, mark: Mark | None) -> bool:
        if self._before is None or (self._writes_small and line.blank_before):
            return False
        is_a_row = self._is_row(line, mark)
        if current.is_table or is_a_row or mark is not None:
            return current.is_table and is_a_row
        is_item = current.mark is not None
        if is_item and is_tail(current.indent, self._before, line):
            return False
        if self._stands_alone(self._before, line):
            return False
        if is_item and is_title(self._before, line):
            return True
        return goes_on(self._before, line, self._width)

    def _stands_alone(self, before: Line, line: Line) -> bool:
        """Whether a line in small letters is one of a list without marks, a question to a line."""
        if before.words.endswith((",", ":")) or is_full(before, line, self._width):
            return False
        if leads_on(before.words) or not line.words[0].islower():
            return False
        if self._is_bare:
            return True
        return self._in_list or (asks(before.words) and asks(line.words))

    def _begun(self, line: Line, mark: Mark | None) -> Node:
        under_colon = self._before is not None and self._before.words.endswith(":")
        self._in_list = mark is None and (under_colon or (self._in_list and not line.blank_before))
        length = mark.length if mark else 0
        if heading := _HEADING_MARK.match(line.words):
            return Node(line.start + heading.end(), line.end, None, line.indent, is_heading=True)
        is_table = self._is_row(line, mark)
        return Node(line.start + length, line.end, mark, line.indent, is_table=is_table)

    def _is_row(self, line: Line, mark: Mark | None) -> bool:
        in_table = self._current is not None and self._current.is_table and not line.blank_before
        return mark is None and is_row(line.words, in_table=in_table)


def _parts(line: Line) -> list[Line]:
    """A line, or two where a mark stands straight after another: "1. (a) Who ...?"."""
    outer = mark_at(line.words)
    inner = mark_at(line.words[outer.length :]) if outer and not outer.is_bullet else None
    if outer is None or inner is None or inner.is_bullet or inner.name.isdigit():
        return [line]
    if not any(place == 1 for _, place in inner.readings):
        return [line]
    number = line.words[: outer.length].rstrip()
    rest = replace(
        line,
        start=line.start + outer.length,
        indent=line.indent + outer.length,
        words=line.words[outer.length :],
        blank_before=False,
    )
    return [replace(line, end=line.start + len(number), words=number), rest]


def _is_form(lines: Sequence[Line]) -> bool:
    """Whether a letter asks that a form be filled in, line by line, and no table."""
    words = " ".join(line.words for line in lines)
    return fills_in(words) and not _TABLE.search(words)


def _with_inline(text: str, blocks: Iterator[Node]) -> Iterator[Node]:
    """The blocks, those with a series of marks inside them taken apart."""
    for block in blocks:
        words = re.sub(r"\s", " ", text[block.start : block.end])
        marks = [] if block.is_table else inline_marks(words)
        indent = block.indent + 2
        if block.mark and (more := following_marks(words, block.mark)):
            marks, indent = more, block.indent
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
            inner = Node(start, start + len(piece), inline.mark, indent)
            inner.shares_line = True
            yield from _with_inline(text, iter([inner]))
