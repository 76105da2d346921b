"""Word files: what a person sees on the page, in order, with the numbers that Word shows.

Left out: headers and footers, comments, deleted and hidden text, field codes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from rag.reading.footnotes import to_superscript
from rag.reading.limits import Limits
from rag.reading.packages import Element, Package
from rag.reading.raw import HARD_BREAK, RawBlock, Reading
from rag.reading.tags import raised
from rag.reading.word_numbers import Numbers
from rag.reading.word_styles import Styles, W, value
from rag.types import BlockKind

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SUFFIXES = (".docx", ".docm", ".dotx", ".dotm")
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_LEFT_OUT = frozenset(
    W + tag
    for tag in ("del", "moveFrom", "delText", "instrText", "rPr", "pPr", "sdtPr", "rt", "sectPr", "tblPr")
)  # fmt: skip
_WRAPPERS = frozenset(
    W + tag
    for tag in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "rubyBase")
)  # fmt: skip
_SIGNS = {"tab": " ", "ptab": " ", "cr": HARD_BREAK, "noBreakHyphen": "\u2011", "softHyphen": ""}
_UNPRINTED = "separator", "continuationSeparator", "continuationNotice"
_PRIVATE_USE = range(0xF000, 0xF100)
"""Where fonts of symbols keep their signs: none of them is a letter."""


def read(data: bytes, relative_path: str, limits: Limits) -> Reading:
    """The blocks of a Word file and its properties. Raises UnreadableFile."""
    package = Package(data, relative_path, limits)
    document = package.tree(package.main)
    body = document.find(W + "body") if document is not None else None
    if body is None:
        raise package.refusal("holds no document as Word usually saves it: save it anew as .docx")
    walk = _Walk(
        Styles(package.tree(package.related("styles"))),
        Numbers(package.tree(package.related("numbering"))),
        {kind: _notes(package, kind) for kind in ("footnote", "endnote")},
        next(body.iter(W + "lastRenderedPageBreak"), None) is not None,
    )
    blocks = [*walk.blocks(body), *walk.endnotes]
    return Reading(
        tuple(blocks),
        MEDIA_TYPE,
        properties=package.properties(),
        properties_origin="file properties",
    )


def _notes(package: Package, kind: str) -> dict[str, Element]:
    root = package.tree(package.related(f"{kind}s"))
    found = root.iterfind(W + kind) if root is not None else ()
    return {n.get(W + "id"): n for n in found if n.get(W + "type") not in _UNPRINTED}


@dataclass
class _Walk:
    """Goes through a document once, from its first paragraph to its last.

    `page` is known only where Word noted its page breaks when it last showed the file; `begun_on` is
    the one on which the words of a paragraph begin.
    """

    styles: Styles
    numbers: Numbers
    notes: dict[str, dict[str, Element]]
    has_pages: bool
    endnotes: list[RawBlock] = field(default_factory=list)
    page: int = 1
    begun_on: int | None = None
    run: int = 0
    in_list: bool = False
    carried: str = ""
    waiting: list[RawBlock] = field(default_factory=list)
    marks: Iterator[int] = field(default_factory=lambda: count(1))

    def blocks(self, parent: Element) -> Iterator[RawBlock]:
        """The blocks of a body, cell, text box or note."""
        for child in _children(parent):
            if child.tag == W + "p":
                yield from self._paragraph(child)
            elif child.tag == W + "tbl":
                yield from self._table(child)

    def _paragraph(self, paragraph: Element) -> Iterator[RawBlock]:
        properties = paragraph.find(W + "pPr")
        outer, self.begun_on = self.begun_on, None
        text = self.carried + self._text(paragraph, properties)
        self.carried = ""
        mark = properties.find(W + "rPr") if properties is not None else None
        if mark is not None and mark.find(W + "del") is not None:
            self.carried = text  # its end is deleted: it goes on in the next paragraph
        elif text.strip():
            yield self._block(text, properties, self.begun_on if self.has_pages else None)
        self.begun_on = outer
        after, self.waiting = self.waiting, []
        yield from after

    def _block(self, text: str, properties: Element | None, page: int | None) -> RawBlock:
        level = self.styles.heading_level(properties)
        listed = self.styles.numbering(properties)
        number = self.numbers.next(*listed) if listed else ""
        if number:
            text = f"{number} {text.lstrip()}"
        was_in_list, self.in_list = self.in_list, bool(listed and not level)
        if level:
            return RawBlock(BlockKind.HEADING, text, page, level)
        if not listed:
            return RawBlock(BlockKind.PARAGRAPH, text, page)
        self.run += not was_in_list
        return RawBlock(BlockKind.LIST_ITEM, text, page, 0, self.run)

    def _table(self, table: Element) -> Iterator[RawBlock]:
        """Its rows; a table of one column only frames its text."""
        rows = [[c for c in _children(row) if c.tag == W + "tc"] for row in _rows(table)]
        self.run += 1
        run, self.in_list = self.run, False
        only_frames = max(map(len, rows), default=0) < 2
        for row in rows:
            if only_frames:
                for cell in row:
                    yield from self.blocks(cell)
                continue
            page = self._page_or_none()
            cells = [self._cell(cell) for cell in row]
            notes, self.waiting = self.waiting, []
            if any(cells):
                yield RawBlock(BlockKind.TABLE_ROW, " | ".join(cells), page, 0, run)
            yield from notes
        self.in_list = False

    def _cell(self, cell: Element) -> str:
        blocks = list(self.blocks(cell))
        self.waiting += [b for b in blocks if b.kind is BlockKind.FOOTNOTE]
        words = (b.text for b in blocks if b.kind is not BlockKind.FOOTNOTE)
        return " ".join(" ".join(words).replace(HARD_BREAK, " ").split())

    def _text(self, parent: Element, properties: Element | None) -> str:
        pieces: list[str] = []
        for child in _children(parent):
            if child.tag == W + "r":
                pieces.append(self._run(child, properties))
            elif child.tag == _MATH:
                pieces.append(child.text or "")
            else:
                pieces.append(self._text(child, properties))
        return "".join(pieces)

    def _run(self, run: Element, paragraph: Element | None) -> str:
        properties = run.find(W + "rPr")
        if self.styles.is_hidden(properties, paragraph):
            return ""
        text = "".join(self._sign(child) for child in _children(run))
        return raised(text) if value(properties, "vertAlign") == "superscript" else text

    def _sign(self, child: Element) -> str:
        name = child.tag.rpartition("}")[2]
        if child.tag == W + "t":
            self.begun_on = self.begun_on or self.page
            return child.text or ""
        if name in _SIGNS:
            return _SIGNS[name]
        if name == "br":
            return HARD_BREAK if child.get(W + "type") in (None, "textWrapping") else ""
        if name == "sym":
            return _symbol(child.get(W + "char", ""))
        if name == "lastRenderedPageBreak":
            self.page += 1
        elif name in ("footnoteReference", "endnoteReference"):
            return self._note(child, name.removesuffix("Reference"))
        elif name == "ruby":
            return self._text(child, None)
        elif name in ("drawing", "pict", "object"):
            self._text_boxes(child)
        return ""

    def _note(self, reference: Element, kind: str) -> str:
        """The mark of a note, whose text waits for the end of the paragraph or the document."""
        note = self.notes[kind].pop(reference.get(W + "id"), None)
        if note is None:
            return ""
        has_own_mark = reference.get(W + "customMarkFollows") in ("1", "true", "on")
        mark = "" if has_own_mark else str(next(self.marks)).translate(to_superscript)
        outer, self.waiting = self.waiting, []
        words = " ".join(block.text.strip() for block in self.blocks(note))
        self.waiting = outer
        waiting = self.waiting if kind == "footnote" else self.endnotes
        waiting.append(RawBlock(BlockKind.FOOTNOTE, f"{mark} {words}", self._page_or_none()))
        return mark

    def _page_or_none(self) -> int | None:
        return self.page if self.has_pages else None

    def _text_boxes(self, drawing: Element) -> None:
        """Text boxes come after the paragraph that they hang on."""
        outer, self.waiting = self.waiting, []
        found: list[RawBlock] = []
        for box in _outermost_boxes(drawing):
            found += self.blocks(box)
        self.waiting = outer + found


def _children(parent: Element) -> Iterator[Element]:
    """Children that are shown; of alternatives the first; wrappers give way to what they hold."""
    for child in parent:
        if child.tag in _LEFT_OUT or not isinstance(child.tag, str):
            continue
        if child.tag in _WRAPPERS:
            yield from _children(child)
        elif child.tag == _MC + "AlternateContent":
            yield from _children(child[0]) if len(child) else ()
        else:
            yield child


def _rows(table: Element) -> Iterator[Element]:
    """The rows of a table but for deleted ones."""
    for row in _children(table):
        if row.tag == W + "tr" and row.find(f"{W}trPr/{W}del") is None:
            yield row


def _outermost_boxes(drawing: Element) -> Iterator[Element]:
    """The contents of text boxes, each once: an alternative says the same for older programs."""
    waiting = [drawing]
    while waiting:
        current = waiting.pop()
        if current.tag == W + "txbxContent":
            yield current
            continue
        children = list(current)
        if current.tag == _MC + "AlternateContent":
            children = children[:1]
        waiting += reversed(children)


def _symbol(code: str) -> str:
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return "" if number in _PRIVATE_USE or number > 0xFFFF else chr(number)
