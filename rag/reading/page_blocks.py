"""Pages of words to raw blocks: paragraphs, headings, list items, table rows and footnotes.

Works alike on the words of a PDF and on words recognised in a picture.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rag.reading.footnotes import SUPERSCRIPTS, to_superscript
from rag.reading.lines import starts_lower
from rag.reading.page_regions import Column, Table, regions_of
from rag.reading.page_words import PageContent, PageWord, Row, rows_of
from rag.reading.pages import furniture
from rag.reading.raw import HARD_BREAK, WRAP, RawBlock, RawWord
from rag.types import BlockKind

_SPACED = 1.25
_RECOGNISED_SLACK = 0.2
_INDENT = 0.8
_HEADING_LENGTH = 200
_BOLD_LENGTH = 120
_RAISED = 0.8
_NEAR_ROWS = 8
_FAR_RIGHT = 4.0
_SAME_HEIGHT = 4.0
_LEAST_ROWS = 3
_BULLETS = "•‣◦▪▫●○■□⁃∙·\uf0b7\uf0a7"
_MARKER = re.compile(
    rf"[{_BULLETS}]|[-–—*](?=\s)"
    r"|[\"“‘']?(?:\((?:\d{1,3}|[a-z]|[ivxlc]{1,7})\)|(?:\d{1,3}|[a-z]|[ivxlc]{1,7})[.)])(?=\s)",
    re.IGNORECASE,
)
_FINISHED = re.compile(r"[.?!:;][\"'”’)\]]*[⁰¹²³⁴⁵⁶⁷⁸⁹]*$")
_HEADING_END = re.compile(r"[.,;]$")
_NOTE = re.compile(rf"[{SUPERSCRIPTS}]+|[*†‡]|\d{{1,3}}(?=\s)")
_RAISED_MARK = re.compile(rf"[{SUPERSCRIPTS}*†‡]")
_PRIVATE_BULLET = re.compile(r"^[\uf000-\uf0ff]$")


def blocks_of(pages: Sequence[PageContent], alive: Callable[[], None]) -> tuple[RawBlock, ...]:
    """The blocks of some pages in the order of reading, without running headers and footers.

    `alive` is called after each page.
    """
    pages = _without_furniture(pages)
    body = _Body.of(pages)
    made: list[_Made] = []
    for page in pages:
        made += _page_blocks(
            page, replace(body, slack=_RECOGNISED_SLACK) if page.recognised else body
        )
        alive()
    return tuple(_with_levels(made, body))


@dataclass(frozen=True, slots=True)
class _Body:
    """What most of a document's letters look like, and how far sizes that are alike may differ."""

    size: float
    bold: bool
    slack: float = 0.1

    @property
    def larger(self) -> float:
        """Type larger than this is a heading's."""
        return self.size * (1 + 1.2 * self.slack)

    @property
    def smaller(self) -> float:
        """Type smaller than this is a footnote's."""
        return self.size * (1 - self.slack)

    @staticmethod
    def of(pages: Sequence[PageContent]) -> _Body:
        sizes = Counter[float]()
        bold = total = 0
        for page in pages:
            for word in page.words:
                sizes[round(word.height, 1)] += len(word.text)
                total += len(word.text)
                bold += len(word.text) * word.bold
        near = {size: sum(n for s, n in sizes.items() if abs(s - size) <= 0.4) for size in sizes}
        return _Body(max(near, key=lambda s: (near[s], s), default=1.0), bold * 2 > total)


def _without_furniture(pages: Sequence[PageContent]) -> list[PageContent]:
    """The pages without the rows that stand at the same height of several pages and say the same."""
    rows = [rows_of(page.words) for page in pages]
    dropped = furniture([[row.text for row in page] for page in rows])
    heights = Counter(
        height
        for page, gone in zip(rows, dropped, strict=True)
        for height in {_height(page[i]) + step for i in gone for step in (-1, 0, 1)}
    )
    kept = []
    for page, its_rows, gone in zip(pages, rows, dropped, strict=True):
        level = [i for i in gone if len(pages) == 1 or heights[_height(its_rows[i])] > 1]
        out = {id(word) for i in level for word in its_rows[i].words}
        kept.append(replace(page, words=tuple(w for w in page.words if id(w) not in out)))
    return kept


def _height(row: Row) -> int:
    """Where a row stands on its page, in steps that a printer keeps."""
    return round(row.bottom / _SAME_HEIGHT)


@dataclass(frozen=True, slots=True)
class _Made:
    """A block and what its heading's level is told from."""

    block: RawBlock
    size: float = 0.0
    bold: bool = False


def _page_blocks(page: PageContent, body: _Body) -> Iterator[_Made]:
    for index, region in enumerate(regions_of(page.words, page.rules)):
        if isinstance(region, Table):
            run = page.number * 1_000 + index + 1
            yield from (_Made(_table_row(row, page.number, run)) for row in region.rows)
        else:
            yield from _column_blocks(region, page.number, body)


def _table_row(cells: Sequence[Sequence[PageWord]], page: int, run: int) -> RawBlock:
    lines = [rows_of(cell) for cell in cells]
    text = " | ".join(WRAP.join(map(_line_text, rows)) for rows in lines)
    words = tuple(word for rows in lines for row in rows for word in _raw_words(row))
    return RawBlock(BlockKind.TABLE_ROW, text, page, 0, run, words=words)


class _Edges:
    """How far the lines around each line of a column reach.

    Headings in larger type do not count, nor does what begins far to the right: a letterhead, a date.
    """

    def __init__(self, rows: Sequence[Row], slack: float) -> None:
        self._edges = {
            id(row): max(
                near.right
                for near in rows[max(0, i - _NEAR_ROWS) : i + _NEAR_ROWS + 1]
                if abs(near.size - row.size) <= slack * row.size
                and near.left < row.left + _FAR_RIGHT * row.size
            )
            for i, row in enumerate(rows)
        }

        self._is_known = len(rows) >= _LEAST_ROWS

    def is_full(self, row: Row) -> bool:
        """Whether a line reaches as far as those around it."""
        return self._is_known and row.right > self.of(row) - 2 * row.size

    def of(self, row: Row) -> float:
        """The right edge that a full line would have at this row."""
        return self._edges[id(row)]


def _column_blocks(column: Column, page: int, body: _Body) -> Iterator[_Made]:
    edges = _Edges(column.rows, body.slack)
    for group in _groups(column, edges, body):
        yield _block(group, edges, page, body, is_last=group[-1] is column.rows[-1])


def _groups(column: Column, edges: _Edges, body: _Body) -> Iterator[list[Row]]:
    """The rows of a column, paragraph by paragraph."""
    leading = _leading(column.rows)
    group: list[Row] = []
    for row in column.rows:
        if group and _begins_anew(group, row, edges, leading, body):
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _leading(rows: Sequence[Row]) -> float:
    """The usual distance from line to line, in sizes of the type."""
    steps = sorted(
        (b.bottom - a.bottom) / b.size
        for a, b in pairwise(rows)
        if abs(a.size - b.size) < 0.1 * b.size
    )
    return min(1.6, max(1.0, steps[len(steps) // 3])) if steps else 1.2


def _begins_anew(
    group: Sequence[Row], row: Row, edges: _Edges, leading: float, body: _Body
) -> bool:
    before = group[-1]
    if row.bottom - before.bottom > _SPACED * leading * max(row.size, 0.9 * before.size):
        return True
    if abs(row.size - before.size) > body.slack * max(row.size, before.size):
        return True
    if row.bold != before.bold and not body.bold and _is_short(before, row, edges):
        return True
    if _MARKER.match(f"{row.text} ") and _is_item_start(group, row, edges):
        return True
    if _is_small(row, body) and _RAISED_MARK.match(_line_text(row)):
        return True
    step = row.left - before.left
    indent = _INDENT * row.size
    hangs = _MARKER.match(f"{group[0].text} ") is not None
    if step > indent:  # the first line of the next paragraph is set in
        return not (hangs and len(group) == 1) and not _is_centred(before, row)
    if step < -indent and not (len(group) == 1 and not hangs) and not _is_centred(before, row):
        return True
    return _is_short(before, row, edges) and bool(_FINISHED.search(_line_text(before)))


def _is_item_start(group: Sequence[Row], row: Row, edges: _Edges) -> bool:
    """Whether a line that opens like an item is one: prose may happen to break before "J. Smith"."""
    if row.words[0].text[0] in _BULLETS:
        return True
    before = group[-1]
    if _is_short(before, row, edges):
        return True
    if row.words[0].text[0].isupper() and row.words[0].text.endswith("."):
        return False
    return row.left < before.left - 0.3 * row.size or bool(_FINISHED.search(_line_text(before)))


def _is_short(before: Row, after: Row, edges: _Edges) -> bool:
    """Whether the next line's first word would have fitted: the break is meant."""
    first = after.words[0]
    space = 0.35 * after.size
    return before.right + space + (first.right - first.left) < edges.of(before) - 0.5 * after.size


def _is_centred(before: Row, after: Row) -> bool:
    middle = (before.left + before.right - after.left - after.right) / 2
    return abs(middle) < 0.5 * after.size and abs(before.left - after.left) > after.size


def _block(group: Sequence[Row], edges: _Edges, page: int, body: _Body, *, is_last: bool) -> _Made:
    words = tuple(word for row in group for word in _raw_words(row))
    if _is_note(group, body):
        text = WRAP.join(map(_line_text, group))
        return _Made(RawBlock(BlockKind.FOOTNOTE, _with_raised_mark(text), page, words=words))
    if _is_heading(group, body):
        text = WRAP.join(map(_line_text, group))
        size = sum(row.size for row in group) / len(group)
        return _Made(RawBlock(BlockKind.HEADING, text, page, 1, words=words), size, group[0].bold)
    text = _line_text(group[0])
    for before, row in pairwise(group):
        line = _line_text(row)
        is_meant = _is_short(before, row, edges) and not starts_lower(line)
        text += (HARD_BREAK if is_meant else WRAP) + line
    if is_last and edges.is_full(group[-1]):
        text += WRAP
    return _Made(RawBlock(BlockKind.PARAGRAPH, text, page, words=words))


def _is_small(row: Row, body: _Body) -> bool:
    return row.size < body.smaller


def _is_note(group: Sequence[Row], body: _Body) -> bool:
    return (
        len(group[0].words) > 1
        and _is_small(group[0], body)
        and bool(_NOTE.match(_line_text(group[0])))
    )


def _with_raised_mark(text: str) -> str:
    return re.sub(r"^\d{1,3}(?=\s)", lambda match: match[0].translate(to_superscript), text)


def _is_heading(group: Sequence[Row], body: _Body) -> bool:
    text = " ".join(row.text for row in group)
    if len(group) > 3 or len(text) > _HEADING_LENGTH or not any(c.isalpha() for c in text):
        return False
    if all(row.size > body.larger for row in group):
        return True
    is_bold = not body.bold and all(row.bold for row in group)
    return is_bold and len(text) <= _BOLD_LENGTH and not _HEADING_END.search(text)


def _with_levels(made: Sequence[_Made], body: _Body) -> Iterator[RawBlock]:
    """The blocks, headings with levels: the larger the type the higher; bold of the text's size last."""
    looks = {_look(each, body) for each in made if each.block.kind is BlockKind.HEADING}
    levels = {look: level for level, look in enumerate(sorted(looks, reverse=True), start=1)}
    for each in made:
        if each.block.kind is BlockKind.HEADING:
            yield replace(each.block, level=min(6, levels[_look(each, body)]))
        else:
            yield each.block


def _look(made: _Made, body: _Body) -> int:
    """The size of a heading in steps of an eighth of the text's."""
    return max(0, round((made.size / body.size - 1) * 8))


def _line_text(row: Row) -> str:
    """The words of a line as they are read: raised digits as such, and without a space before them."""
    size = row.size
    text = ""
    before: PageWord | None = None
    for word in row.words_as_read:
        shown = _shown(word, row, size)
        is_near = before is not None and word.order >= 0 and _gap(before, word) < 0.12 * size
        text += shown if before is None or is_near else f" {shown}"
        before = word
    return text


def _gap(one: PageWord, other: PageWord) -> float:
    """The white between two words, whichever stands on the left."""
    return max(other.left - one.right, one.left - other.right)


def _shown(word: PageWord, row: Row, size: float) -> str:
    if _PRIVATE_BULLET.match(word.text):
        return "•"
    is_raised = word.height < _RAISED * size and row.bottom - word.bottom > 0.1 * size
    digits = word.text.strip("[](),")
    if is_raised and digits.isdigit() and digits.isascii():
        return word.text.translate(to_superscript).strip("[]()")
    return word.text


def _raw_words(row: Row) -> Iterator[RawWord]:
    return (RawWord(_shown(word, row, row.size), word.box) for word in row.words_as_read)
