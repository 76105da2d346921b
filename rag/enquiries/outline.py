"""A letter's body as paragraphs and marked items, each with the item it stands under."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from rag.enquiries.blocks import Node, blocks_of
from rag.enquiries.letter_lines import Line
from rag.enquiries.marks import Mark
from rag.enquiries.series import Level, place_in
from rag.enquiries.wording import Manner, manner_of

LOOK_AHEAD = 60
"""Paragraphs and items looked ahead for the next number of a series."""
HEADING_WORDS = 9
"""Words of a heading, at most."""


def outline_of(text: str, lines: Sequence[Line]) -> Node:
    """The tree of a body's paragraphs and items, under a root without words."""
    root = Node(0, 0)
    blocks = blocks_of(text, lines)
    for block in blocks:
        words = text[block.start : block.end]
        block.announces = words.endswith((":", ":-", ": -", "–", "—", "..."))
        block.is_heading = block.is_heading or _is_heading(block, words)
    _Growing(root).add_all(blocks)
    return root


def _is_heading(block: Node, words: str) -> bool:
    if block.mark or block.is_table or "\n" in words or not words:
        return False
    is_short = len(words.split()) <= HEADING_WORDS
    begins = words[0].isupper() or words[0] in "*_["
    return is_short and begins and words[-1] not in ".?!;," and manner_of(words) is Manner.STATES


class _Growing:
    """Puts blocks under each other in the order they come."""

    def __init__(self, root: Node) -> None:
        self._root = root
        self._levels: list[Level] = []
        self._open: list[Node] = []
        self._paragraph: Node | None = None
        self._last: Node | None = None
        self._blocks: Sequence[Node] = ()
        self._next = 0

    def add_all(self, blocks: Sequence[Node]) -> None:
        """Adds each block."""
        self._blocks = blocks
        for number, block in enumerate(blocks):
            self._next = number + 1
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
            if paragraph.announces and not self._nests(depth, paragraph):
                return paragraph
            self._root.children.remove(paragraph)  # it belongs to the item before it after all
            self._put(paragraph, outer)
        if begins or paragraph.is_heading or paragraph.announces:
            return paragraph
        same = self._open[depth].parent if depth < len(self._open) else None
        return same or outer

    def _nests(self, depth: int, paragraph: Node) -> bool:
        """Whether a paragraph below an item is the item's: set in, or the item's series goes on."""
        level = self._levels[depth - 1]
        coming = islice(self._blocks, self._next, self._next + LOOK_AHEAD)
        goes_on = any(b.mark and b.mark.place(level.kind) == level.place + 1 for b in coming)
        return goes_on or paragraph.indent > self._open[depth - 1].indent

    def _put(self, block: Node, parent: Node) -> None:
        block.parent = parent
        parent.children.append(block)
        self._last = block
