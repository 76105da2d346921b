"""The words of a PDF page as a person sees them, with their places; by pypdfium2."""

from __future__ import annotations

import ctypes
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from rag.places import Box
from rag.reading.footnotes import to_superscript
from rag.reading.page_words import PageContent, PageWord, Rule, runs_leftward
from rag.reading.pdf_forms import filled_fields

_BREAKS = frozenset(" \t\r\n\x0b\x0c\xa0\u2002\u2003\u2009\u202f\u3000\x00")
_HYPHENS = frozenset("\x02\u00ad\ufffe")
_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_INVISIBLE_MODES = (3, 7)
_LEAST_HEIGHT = 2.0
_ASCENT, _DESCENT = 0.88, 0.24
"""Of the size of the type: enough for the letters of most fonts."""
_FIELD_LINE = 14.0
"""The height of a line in a form's field, in points; fields may be much higher."""

_RULE_THICKNESS = 3.0
_MOST_OBJECTS = 20_000
_PALE = 230


@dataclass(frozen=True, slots=True)
class Area:
    """A filled shape or a picture on a page, in points from its top left as it is shown."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def size(self) -> float:
        """In square points."""
        return max(0.0, self.right - self.left) * max(0.0, self.bottom - self.top)


@dataclass(frozen=True, slots=True)
class Seen:
    """A page's words, and what is known of those that a person may not see.

    `hidden` are words drawn with invisible ink, `pale` those that only a look at the picture can tell:
    in near white, or under or over a filled shape. `pictures` are its images.
    """

    content: PageContent
    hidden: tuple[PageWord, ...]
    doubtful: frozenset[int]
    pictures: tuple[Area, ...]
    unknown_share: float


def read_page(page: pdfium.PdfPage, number: int) -> Seen:
    """What stands on a page. Raises pdfium.PdfiumError for a damaged one."""
    sheet = _Sheet.of(page, number)
    pictures, fills, rules = _drawn(page, sheet)
    text_page = page.get_textpage()
    try:
        pieces = list(_Letters(text_page, sheet).words())
        pieces += _filled_in(page, sheet, len(pieces))
    finally:
        text_page.close()
    upright, turn = _upright(pieces)
    words, width, height = _turned(upright, turn, sheet)
    visible = tuple(word for word, ink in words if not ink.hidden)
    doubtful = frozenset(
        i
        for i, (word, ink) in enumerate((w, k) for w, k in words if not k.hidden)
        if ink.pale or any(_covers(area, word, sheet) for area in (*fills, *pictures))
    )
    letters = "".join(word.text for word in visible)
    unknown = sum(c == "\ufffd" or unicodedata.category(c) in ("Co", "Cn", "Cc") for c in letters)
    return Seen(
        PageContent(number, width, height, visible, rules if turn == 0 else ()),
        tuple(word for word, ink in words if ink.hidden),
        doubtful,
        pictures,
        unknown / len(letters) if letters else 0.0,
    )


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page's visible rectangle, and how it is turned when it is shown."""

    number: int
    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    @staticmethod
    def of(page: pdfium.PdfPage, number: int) -> _Sheet:
        left, bottom, right, top = page.get_bbox()
        return _Sheet(number, left, bottom, right, top, page.get_rotation())

    @property
    def shown_size(self) -> tuple[float, float]:
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.rotation in (90, 270) else (width, height)

    def shown(self, left: float, bottom: float, right: float, top: float) -> Area:
        """A rectangle of the file's coordinates as it is shown, from the top left."""
        match self.rotation:
            case 90:
                sides = (
                    bottom - self.bottom,
                    left - self.left,
                    top - self.bottom,
                    right - self.left,
                )
            case 180:
                sides = (
                    self.right - right,
                    bottom - self.bottom,
                    self.right - left,
                    top - self.bottom,
                )
            case 270:
                sides = (self.top - top, self.right - right, self.top - bottom, self.right - left)
            case _:
                sides = (left - self.left, self.top - top, right - self.left, self.top - bottom)
        return Area(*sides)

    def box(self, area: Area) -> Box:
        width, height = self.shown_size
        return Box(
            self.number,
            area.left / width,
            area.top / height,
            area.right / width,
            area.bottom / height,
        )


@dataclass(frozen=True, slots=True)
class _Ink:
    """How a word is drawn; `turn` is the way its letters run: 0 to the right, 1 down, 2 left, 3 up."""

    hidden: bool
    pale: bool
    turn: int | None


_Drawn = tuple[PageWord, _Ink]


def _filled_in(page: pdfium.PdfPage, sheet: _Sheet, order: int) -> Iterator[_Drawn]:
    """The words in the fields of a form, each line of a field shared out among its words."""
    for value, (left, bottom, right, top) in filled_fields(page):
        lines = [line.split() for line in value.splitlines() if line.strip()]
        height = min((top - bottom) / max(len(lines), 1), _FIELD_LINE)
        for number, words in enumerate(lines):
            low = top - height * (number + 1)
            step = min((right - left) / (len(" ".join(words)) + 1), height / 2)
            at = left
            for text in words:
                area = sheet.shown(at, low, at + step * len(text), low + height)
                sides = (area.left, area.top, area.right, area.bottom)
                yield PageWord(text, *sides, sheet.box(area), order=order), _Ink(False, False, None)
                order, at = order + 1, at + step * (len(text) + 1)


class _Letters:
    """Goes through the characters of a page and makes words of them."""

    def __init__(self, text_page: pdfium.PdfTextPage, sheet: _Sheet) -> None:
        self._text: Any = text_page.raw
        self._sheet = sheet
        self._rect = raw.FS_RECTF()
        self._origin = (ctypes.c_double(), ctypes.c_double())
        self._types: dict[int | None, tuple[float, float]] = {}
        self._colour = [ctypes.c_uint() for _ in range(4)]
        self._name = ctypes.create_string_buffer(128)
        self._flags = ctypes.c_int()

    def words(self) -> Iterator[_Drawn]:
        """The words in the order of the file."""
        order = 0
        for start, letters in self._stretches():
            for first, text in self._level_pieces(start, letters):
                drawn = self._word(first, first + len(text) - 1, text, order)
                if drawn is not None:
                    order += 1
                    yield drawn

    def _stretches(self) -> Iterator[tuple[int, str]]:
        """(place of the first, characters) of what stands between white space and line ends."""
        unicode_at, text = raw.FPDFText_GetUnicode, self._text
        start = 0
        letters: list[str] = []
        for i in range(raw.FPDFText_CountChars(text)):
            code = unicode_at(text, i)
            letter = chr(code) if code < 0x110000 else "\ufffd"
            if letter in _BREAKS:
                if letters:
                    yield start, "".join(letters)
                letters = []
                continue
            if not letters:
                start = i
            letters.append("-" if letter in _HYPHENS else letter)
            if letter in _HYPHENS:  # stands only where a line ends, and no line end follows it
                yield start, "".join(letters)
                letters = []
        if letters:
            yield start, "".join(letters)

    def _level_pieces(self, start: int, letters: str) -> Iterator[tuple[int, str]]:
        """The stretch, taken apart where letters stand on another level or begin anew elsewhere."""
        if len(letters) == 1 or not self._may_be_uneven(start, letters):
            yield start, letters
            return
        first, before = 0, self._area(start)
        for i in range(1, len(letters)):
            area = self._area(start + i)
            if not _is_level(before, area):
                yield start + first, letters[first:i]
                first = i
            before = area
        yield start + first, letters[first:]

    def _may_be_uneven(self, start: int, letters: str) -> bool:
        ends = self._area(start), self._area(start + len(letters) - 1)
        plain = letters.isalpha() or letters.isdigit()
        return not (plain and _is_level(*ends))

    def _word(self, first: int, last: int, text: str, order: int) -> _Drawn | None:
        one, other = self._area(first), self._area(last)
        area = Area(
            min(one.left, other.left),
            min(one.top, other.top),
            max(one.right, other.right),
            max(one.bottom, other.bottom),
        )
        width, height = self._sheet.shown_size
        middle = (area.left + area.right) / 2, (area.top + area.bottom) / 2
        if not (0 <= middle[0] <= width and 0 <= middle[1] <= height):
            return None
        if min(area.right - area.left, area.bottom - area.top) < 0 or area.size == 0:
            return None
        text = text.translate(_LIGATURES)
        word = PageWord(
            text,
            area.left,
            area.top,
            area.right,
            area.bottom,
            self._sheet.box(area),
            self._is_bold(first),
            order,
        )
        hidden, pale = self._ink(first)
        return word, _Ink(hidden, pale, self._turn(one, other, text) if last > first else None)

    def _turn(self, one: Area, other: Area, text: str) -> int:
        """The way a word runs; one from right to left stands upright where its letters run left."""
        return _way(other, one) if runs_leftward(text) else _way(one, other)

    def _area(self, index: int) -> Area:
        """Where a letter stands: as wide as it runs, as high as its type.

        The height is made from the size of the type: what pdfium calls the loose box is only as high
        as the letter itself where the font does not state its ascent.
        """
        rect, (x, y) = self._rect, self._origin
        raw.FPDFText_GetLooseCharBox(self._text, index, rect)
        raw.FPDFText_GetCharOrigin(self._text, index, x, y)
        across, up = self._type(index)
        if abs(up) >= abs(across):
            ends = sorted((y.value - _DESCENT * up, y.value + _ASCENT * up))
            return self._sheet.shown(rect.left, ends[0], rect.right, ends[1])
        ends = sorted((x.value - _DESCENT * across, x.value + _ASCENT * across))
        return self._sheet.shown(ends[0], rect.bottom, ends[1], rect.top)

    def _type(self, index: int) -> tuple[float, float]:
        """The way from the line a letter stands on to the top of its type, in points of the file."""
        drawn = ctypes.cast(raw.FPDFText_GetTextObject(self._text, index), ctypes.c_void_p).value
        if drawn not in self._types:
            matrix = raw.FS_MATRIX(0, 0, 0, 1, 0, 0)
            raw.FPDFText_GetMatrix(self._text, index, matrix)
            size = raw.FPDFText_GetFontSize(self._text, index)
            self._types[drawn] = (size * matrix.c, size * matrix.d)
        return self._types[drawn]

    def _is_bold(self, index: int) -> bool:
        if raw.FPDFText_GetFontWeight(self._text, index) >= 600:
            return True
        length = raw.FPDFText_GetFontInfo(self._text, index, self._name, 128, self._flags)
        name = self._name.raw[: max(0, min(length, 128) - 1)].lower()
        return b"bold" in name or b"black" in name or b"heavy" in name

    def _ink(self, index: int) -> tuple[bool, bool]:
        """Whether a letter is drawn invisibly, and whether in a colour that may not show."""
        drawn = raw.FPDFText_GetTextObject(self._text, index)
        if drawn and raw.FPDFTextObj_GetTextRenderMode(drawn) in _INVISIBLE_MODES:
            return True, False
        red, green, blue, alpha = self._colour
        if not raw.FPDFText_GetFillColor(self._text, index, red, green, blue, alpha):
            return False, False
        return False, min(red.value, green.value, blue.value) > _PALE or alpha.value < 255 - _PALE


def _is_level(before: Area, after: Area) -> bool:
    height, other = before.bottom - before.top, after.bottom - after.top
    return (
        abs(height - other) <= 0.15 * max(height, other)
        and abs(before.bottom - after.bottom) <= 0.2 * max(height, other)
    ) or (before.left == after.left and before.right == after.right)


def _way(one: Area, other: Area) -> int:
    dx = other.left + other.right - one.left - one.right
    dy = other.top + other.bottom - one.top - one.bottom
    if abs(dx) >= abs(dy):
        return 0 if dx >= 0 else 2
    return 1 if dy > 0 else 3


def _upright(pieces: list[_Drawn]) -> tuple[list[_Drawn], int]:
    """The words that run the way most do, and that way: stamps across the page are left out."""
    ways = Counter[int]()
    for word, ink in pieces:
        if ink.turn is not None:
            ways[ink.turn] += len(word.text)
    turn = ways.most_common(1)[0][0] if ways else 0
    return [(word, ink) for word, ink in pieces if ink.turn in (turn, None)], turn


def _turned(pieces: list[_Drawn], turn: int, sheet: _Sheet) -> tuple[list[_Drawn], float, float]:
    """The words with sides as if the page lay so that they run to the right, and its size then."""
    width, height = sheet.shown_size
    if turn == 0:
        return pieces, width, height
    turned = []
    for word, ink in pieces:
        match turn:
            case 1:
                sides = (word.top, width - word.right, word.bottom, width - word.left)
            case 2:
                sides = (
                    width - word.right,
                    height - word.bottom,
                    width - word.left,
                    height - word.top,
                )
            case _:
                sides = (height - word.bottom, word.left, height - word.top, word.right)
        left, top, right, bottom = sides
        turned.append((replace(word, left=left, top=top, right=right, bottom=bottom), ink))
    return (turned, width, height) if turn == 2 else (turned, height, width)


def _covers(area: Area, word: PageWord, sheet: _Sheet) -> bool:
    width, height = sheet.shown_size
    x = (word.box.left + word.box.right) / 2 * width
    y = (word.box.top + word.box.bottom) / 2 * height
    return area.left <= x <= area.right and area.top <= y <= area.bottom


def _drawn(
    page: pdfium.PdfPage, sheet: _Sheet
) -> tuple[tuple[Area, ...], tuple[Area, ...], tuple[Rule, ...]]:
    """The pictures, the filled shapes and the ruled lines of a page."""
    pictures: list[Area] = []
    fills: list[Area] = []
    rules: list[Rule] = []
    kinds = (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH)
    for count, item in enumerate(page.get_objects(filter=kinds, max_depth=3)):
        if count == _MOST_OBJECTS:
            break
        area = sheet.shown(*item.get_bounds())
        thin = min(area.right - area.left, area.bottom - area.top) <= _RULE_THICKNESS
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            pictures.append(area)
        elif thin:
            rules.append(Rule(area.left, area.top, area.right, area.bottom))
        elif _is_filled(item):
            fills.append(area)
    return tuple(pictures), tuple(fills), tuple(rules)


def _is_filled(item: pdfium.PdfObject) -> bool:
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item.raw, mode, stroke)
    return mode.value != 0


def superscript(text: str) -> str:
    """Raised digits as the characters that show them; other raised letters as they are."""
    return text.translate(to_superscript) if text.isdigit() else text
