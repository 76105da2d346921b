"""The blocks of a stretch of HTML, as a browser would show them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import count

from rag.reading.footnotes import to_superscript
from rag.reading.html_tree import Element, is_left_out, walk
from rag.reading.raw import HARD_BREAK, RawBlock
from rag.reading.tags import BLOCK_TAGS, raised
from rag.reading.word_numbers import written
from rag.types import BlockKind

_LINE_ENDS = re.compile(r"[ \t\n\r\f]+")
_PARAGRAPH_ENDS = re.compile(rf"(?:{HARD_BREAK}[ \t\xa0]*){{2,}}")
_HEADING = re.compile(r"h([1-6])")
_LISTS = ("ul", "ol", "menu", "dir")
_FOOTNOTES = re.compile(r"\b(?:foot|end)notes?\b", re.IGNORECASE)
_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_CELLS = ("td", "th")
_CELL_BLOCKS = frozenset(
    ["table", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "p", "div", "blockquote"]
)


def words_of(element: Element) -> str:
    """All that is read in an element, as one stretch."""
    return "".join(value for kind, value in walk(element, is_left_out) if kind == "text")


def depth_of(root: Element) -> int:
    """How many elements stand inside each other at most."""
    deepest = depth = 0
    for kind, _ in walk(root, lambda _: False):
        depth += (kind == "start") - (kind == "end")
        deepest = max(deepest, depth)
    return deepest


def blocks_of(root: Element) -> list[RawBlock]:
    """The raw blocks of an element; a quoted stretch of an e-mail begins with ">"."""
    reader = _Reader()
    for kind, value in walk(root, reader.skips):
        if kind == "text":
            reader.text(value)
        elif kind == "start":
            reader.start(value)
        else:
            reader.end(value)
    reader.flush()
    return reader.blocks


@dataclass
class _List:
    """A list being read. `form` is how its items are numbered, "" for bullets."""

    form: str
    numbers: count[int]
    is_notes: bool = False


@dataclass
class _Reader:
    """Collects text between block elements; a data table's rows are taken whole."""

    blocks: list[RawBlock] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    raised_from: int | None = None
    marker: str = ""
    level: int = 0
    preserved: int = 0
    quoted: int = 0
    notes: int = 0
    run: int = 0
    in_row: bool = False

    def skips(self, element: Element) -> bool:
        """Whether an element is left out, or was taken already."""
        return is_left_out(element) or _is_back_link(element)

    def text(self, words: str) -> None:
        """Characters; line ends mean nothing but in preserved text."""
        if words:
            ends = HARD_BREAK if self.preserved else " "
            self.pieces.append(
                words.replace("\n", ends) if self.preserved else _LINE_ENDS.sub(" ", words)
            )

    def start(self, element: Element) -> None:
        """An element begins."""
        tag = element.tag
        if tag == "br":
            self.pieces.append(" " if self.in_row else HARD_BREAK)
        elif tag == "sup":
            self.raised_from = len(self.pieces)
        elif tag == "q":
            self.pieces.append("“")
        elif self.in_row and tag in _CELLS:
            self.pieces.append("" if element.getprevious() is None else " | ")
        elif self.in_row and tag in BLOCK_TAGS:
            self.pieces.append(" ")
        elif tag in BLOCK_TAGS or tag in _CELLS:
            self.flush()
            self._begin(element)

    def end(self, element: Element) -> None:
        """An element ends."""
        tag = element.tag
        if tag == "sup" and self.raised_from is not None:
            self.pieces[self.raised_from :] = [
                raised("".join(self.pieces[self.raised_from :]).strip())
            ]
            self.raised_from = None
        elif tag == "q":
            self.pieces.append("”")
        elif self.in_row and tag != "tr":
            self.pieces.append(" " if tag in BLOCK_TAGS else "")
        elif tag in BLOCK_TAGS or tag in _CELLS:
            self.flush()
            self._finish(element)

    def _begin(self, element: Element) -> None:
        tag = element.tag
        if tag in _LISTS:
            self.run += not self.lists
            self.lists.append(_list(element, self.notes > 0))
        elif tag == "li":
            self.marker = self._marker(element)
        elif tag == "table":
            self.run += 1
        elif tag == "tr":
            self.in_row = _is_data(element)
        elif match := _HEADING.fullmatch(tag):
            self.level = int(match[1])
        self.preserved += tag == "pre"
        self.quoted += _is_mail_quote(element)
        self.notes += _is_notes(element)

    def _finish(self, element: Element) -> None:
        tag = element.tag
        if tag in _LISTS and self.lists:
            self.lists.pop()
        self.marker = "" if tag == "li" else self.marker
        self.in_row = False if tag == "tr" else self.in_row
        self.level = 0 if _HEADING.fullmatch(tag) else self.level
        self.preserved -= tag == "pre"
        self.quoted -= _is_mail_quote(element)
        self.notes -= _is_notes(element)

    def _marker(self, item: Element) -> str:
        if not self.lists or not self.lists[-1].form:
            return ""
        held = self.lists[-1]
        said = item.get("value", "")
        if said.isdigit() and len(said) < 7:
            held.numbers = count(int(said))
        number = next(held.numbers)
        if held.is_notes:
            return f"{str(number).translate(to_superscript)} "
        return f"{written(number, held.form)}. "

    def flush(self) -> None:
        """Ends the block being collected."""
        words, self.pieces, self.raised_from = "".join(self.pieces), [], None
        if not words.replace("|", " ").strip(f" \t\xa0{HARD_BREAK}"):
            return
        for part in _PARAGRAPH_ENDS.split(words):
            if part.strip(f" \t\xa0{HARD_BREAK}"):
                self.blocks.append(self._block(f"{'> ' * self.quoted}{self.marker}{part.strip()}"))
                self.marker = ""

    def _block(self, words: str) -> RawBlock:
        if self.in_row:
            return RawBlock(BlockKind.TABLE_ROW, words, None, 0, self.run)
        if self.level:
            return RawBlock(BlockKind.HEADING, words, None, self.level)
        if self.lists and self.lists[-1].is_notes:
            return RawBlock(BlockKind.FOOTNOTE, words)
        if self.lists:
            return RawBlock(BlockKind.LIST_ITEM, words, None, 0, self.run)
        return RawBlock(BlockKind.PARAGRAPH, words)


def _list(element: Element, in_notes: bool) -> _List:
    if element.tag != "ol":
        return _List("", count(1))
    start = element.get("start", "")
    first = int(start) if start.isdigit() and len(start) < 7 else 1
    return _List(_FORMS.get(element.get("type", ""), "decimal"), count(first), in_notes)


def _is_data(row: Element) -> bool:
    """Whether a row of a table holds data: a table that frames other blocks only lays out a page."""
    cells = [child for child in row if child.tag in _CELLS]
    if len(cells) < 2:
        return False
    return not any(
        sum(inner.tag in _CELL_BLOCKS for inner in cell.iter()) > 2
        or next(cell.iter("table"), None) is not None
        for cell in cells
    )


def _is_mail_quote(element: Element) -> bool:
    return element.tag == "blockquote" and (
        element.get("type") == "cite" or "gmail_quote" in element.get("class", "")
    )


def _is_notes(element: Element) -> bool:
    """Whether an element gathers footnotes."""
    if element.tag not in ("section", "div", "aside", "ol"):
        return False
    said = f"{element.get('role', '')} {element.get('class', '')} {element.get('id', '')}"
    return _FOOTNOTES.search(said) is not None


def _is_back_link(element: Element) -> bool:
    """Whether a link leads from a footnote back to its mark."""
    if element.tag != "a":
        return False
    said = f"{element.get('role', '')} {element.get('class', '')}"
    return "doc-backlink" in said or "backref" in said
