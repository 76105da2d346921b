"""A text as printed pages: a PDF in one column or in two, with everything a reader must see through.

Lines are justified, long words hyphenated, and each page has a running header, a footer and its number.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from eval.round_trip.plain import number_of, split_marks
from eval.round_trip.texts import Part, Piece, Text

SIZE, LEADING = 10.5, 14.0
_NOTE_SIZE = 8.5
_FONT, _BOLD = "Times-Roman", "Times-Bold"
_TOP, _BOTTOM, _SIDE, _GUTTER = 760.0, 90.0, 72.0, 24.0
_VOWELS = re.compile(r"(?<=[aeiou])(?=[^aeiou\W][aeiou])")


def one_column(text: Text) -> bytes:
    """One column on A4."""
    return _Press(text.title, 1).print(text)


def two_columns(text: Text) -> bytes:
    """Two columns; the title stands above both."""
    return _Press(text.title, 2).print(text)


@dataclass(frozen=True, slots=True)
class _Style:
    size: float
    font: str = _FONT
    indent: float = 0.0
    hangs: float = 0.0
    above: float = 0.0
    justified: bool = True


_STYLES = {
    Part.PARAGRAPH: _Style(SIZE, above=6),
    Part.LINE: _Style(SIZE, above=6, justified=False),
    Part.BULLET: _Style(SIZE, indent=18, hangs=12, above=3),
    Part.NUMBERED: _Style(SIZE, indent=18, hangs=16, above=3),
    Part.NOTE: _Style(_NOTE_SIZE, above=2),
}


def _style(piece: Piece) -> _Style:
    if piece.part is Part.HEADING:
        return _Style(18.0 if piece.number == 1 else 13.0, _BOLD, above=12, justified=False)
    return _STYLES[piece.part]


@dataclass(frozen=True, slots=True)
class _Line:
    """Words on one line; `is_last` of its piece, and the footnotes it carries."""

    words: tuple[str, ...]
    style: _Style
    is_last: bool
    marker: str = ""


@dataclass(slots=True)
class _Press:
    """Prints pieces one after the other, column by column."""

    title: str
    columns: int
    page: int = 1
    column: int = 0
    top: float = _TOP
    y: float = _TOP
    notes: list[Piece] = field(default_factory=list)
    buffer: io.BytesIO = field(default_factory=io.BytesIO)
    canvas: Canvas = field(init=False)

    def __post_init__(self) -> None:
        self.canvas = Canvas(self.buffer, pagesize=A4, invariant=1)
        self.canvas.setTitle(self.title)
        self.canvas.setAuthor("Ada Löwe")

    @property
    def width(self) -> float:
        width: float = (A4[0] - 2 * _SIDE - _GUTTER * (self.columns - 1)) / self.columns
        return width

    @property
    def left(self) -> float:
        return _SIDE + self.column * (self.width + _GUTTER)

    def print(self, text: Text) -> bytes:
        notes = {p.number: p for p in text.pieces if p.part is Part.NOTE}
        for index, piece in enumerate(p for p in text.pieces if p.part is not Part.NOTE):
            spans = index == 0 and piece.part is Part.HEADING
            self._print_piece(piece, notes, A4[0] - 2 * _SIDE if spans else self.width)
            if spans:
                self.top = self.y
        self._end_page()
        self.canvas.save()
        return self.buffer.getvalue()

    def _print_piece(self, piece: Piece, notes: dict[int, Piece], width: float) -> None:
        style = _style(piece)
        lines = list(_lines(piece, style, width))
        self.y -= style.above if self.y < self.top else 0
        kept = len(lines) + 2 if piece.part is Part.HEADING else 1
        for line in lines:
            marks = [number_of(m) for w in line.words for m in split_marks(w)[1::2]]
            called = [notes[mark] for mark in marks if mark in notes]
            if self.y - LEADING * kept - self._room(called) < _BOTTOM:
                self._end_column()
            kept = 1
            self.notes += called
            self._set(line, width)

    def _room(self, called: list[Piece]) -> float:
        style = _STYLES[Part.NOTE]
        lines = sum(len(list(_lines(note, style, self.width))) for note in (*self.notes, *called))
        return lines * _NOTE_SIZE * 1.25 + (14 if lines else 0)

    def _set(self, line: _Line, width: float) -> None:
        style = line.style
        self.y -= style.size * LEADING / SIZE
        room = width - style.indent
        natural = sum(_width(w, style) for w in line.words)
        space = stringWidth(" ", style.font, style.size)
        if style.justified and not line.is_last and len(line.words) > 1:
            space = (room - natural) / (len(line.words) - 1)
        x = self.left + style.indent
        if line.marker:
            self.canvas.setFont(style.font, style.size)
            self.canvas.drawString(x - style.hangs, self.y, line.marker)
        for word in line.words:
            x = self._set_word(word, x, style) + space

    def _set_word(self, word: str, x: float, style: _Style) -> float:
        for index, part in enumerate(split_marks(word)):
            raised = index % 2 == 1
            size = style.size * 0.6 if raised else style.size
            shown = str(number_of(part)) if raised else part
            self.canvas.setFont(style.font, size)
            self.canvas.drawString(x, self.y + (style.size * 0.35 if raised else 0), shown)
            x += stringWidth(shown, style.font, size)
        return x

    def _end_column(self) -> None:
        self._print_notes()
        if self.column + 1 < self.columns:
            self.column += 1
            self.y = self.top
            return
        self._end_page()

    def _print_notes(self) -> None:
        notes, self.notes = self.notes, []
        if not notes:
            return
        style = _STYLES[Part.NOTE]
        lines = [line for note in notes for line in _lines(note, style, self.width)]
        self.y = _BOTTOM + len(lines) * _NOTE_SIZE * 1.25
        self.canvas.line(self.left, self.y + 4, self.left + 80, self.y + 4)
        for line in lines:
            self._set(line, self.width)
            self.y += style.size * (LEADING / SIZE - 1.25)

    def _end_page(self) -> None:
        self._print_notes()
        self.canvas.setFont("Helvetica", 8)
        self.canvas.drawString(_SIDE, 800, f"{self.title[:60]}")
        self.canvas.drawRightString(A4[0] - _SIDE, 800, f"Issue 3, page {self.page}")
        self.canvas.drawCentredString(A4[0] / 2, 48, "Registered office: 1 Harbour Street")
        self.canvas.drawCentredString(A4[0] / 2, 36, str(self.page))
        self.canvas.showPage()
        self.page += 1
        self.column, self.top, self.y = 0, _TOP, _TOP


def _lines(piece: Piece, style: _Style, width: float) -> Iterator[_Line]:
    """A piece broken into lines; words are hyphenated where they do not fit."""
    shown = piece.shown if piece.part is Part.NOTE else piece.sentences
    words = " ".join(shown).split()
    marker = {Part.BULLET: "•", Part.NUMBERED: f"{piece.number}."}.get(piece.part, "")
    room = width - style.indent
    space = stringWidth(" ", style.font, style.size)
    line: list[str] = []
    used = 0.0
    while words:
        word = words.pop(0)
        needed = _width(word, style) + (space if line else 0)
        if used + needed <= room:
            line.append(word)
            used += needed
            continue
        if style.justified and (halves := _hyphenate(word, room - used - space, style)):
            line.append(halves[0])
            word = halves[1]
        words.insert(0, word)
        yield _Line(tuple(line), style, False, marker)
        line, used, marker = [], 0.0, ""
    yield _Line(tuple(line), style, True, marker)


def _width(word: str, style: _Style) -> float:
    width: float = sum(
        stringWidth(str(number_of(part)), style.font, style.size * 0.6)
        if index % 2
        else stringWidth(part, style.font, style.size)
        for index, part in enumerate(split_marks(word))
    )
    return width


def _hyphenate(word: str, room: float, style: _Style) -> tuple[str, str] | None:
    """The longest part of a plain word that fits with its hyphen, and the rest."""
    if not re.fullmatch(r"[A-Za-z]{7,}[.,;:?]?", word):
        return None
    for cut in reversed([m.start() for m in _VOWELS.finditer(word)]):
        if 3 <= cut <= len(word) - 4 and _width(f"{word[:cut]}-", style) <= room:
            return f"{word[:cut]}-", word[cut:]
    return None
