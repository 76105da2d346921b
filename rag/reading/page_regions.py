"""The order in which a page is read: columns one after the other, bands of rows from top to bottom.

A gutter is a stretch of white that runs down through several rows. Cutting at gutters, and between the
rows where one ends, gives the columns (recursive cutting of white space, after Nagy and Seth, 1984).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rag.reading.page_words import PageWord, Row, Rule, rows_of

_GUTTER = 0.9
_LEAST_ROWS = 3
_LEAST_TABLE_ROWS = 2
_LEAST_SHARE = 0.12
_SIDE_WORDS = 3
_WIDE_GAP = 2.2
_HEADER_ROWS = 3
_DEEPEST = 6
_LEVEL = 3.0
_ROW_WISE = 0.6
_PROSE_WORDS = 4.0
_FULL = 0.8
_NEARER = 1.3

Gap = tuple[float, float]
"""A stretch of white: its left and its right."""


@dataclass(frozen=True, slots=True)
class Column:
    """Rows that are read one after the other."""

    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, from left to right; a cell that is empty has no words."""

    rows: tuple[tuple[tuple[PageWord, ...], ...], ...]


Region = Column | Table


def regions_of(words: Sequence[PageWord], rules: Sequence[Rule] = ()) -> list[Region]:
    """The columns and tables of a page in the order of reading."""
    return list(_cut(list(words), rules, 0)) if words else []


@dataclass(frozen=True, slots=True)
class _Band:
    """Rows that share gutters, or one row without any."""

    rows: list[Row]
    gaps: list[Gap]
    is_table: bool = False


def _cut(words: list[PageWord], rules: Sequence[Rule], depth: int) -> Iterator[Region]:
    rows = rows_of(words)
    bands = _bands(rows, rules) if depth < _DEEPEST else [_Band(rows, [])]
    plain: list[Row] = []
    for band in bands:
        if not band.gaps:
            plain += band.rows
            continue
        rows = _right_of_gutter(plain, band) + band.rows
        if plain:
            yield Column(tuple(plain))
            plain = []
        if band.is_table:
            yield Table(tuple(_joined_rows(band.rows, band.gaps, rules)))
        else:
            for part in _in_file_order(_parts(rows, band.gaps)):
                yield from _cut(part, rules, depth + 1)
    if plain:
        yield Column(tuple(plain))


def _right_of_gutter(plain: list[Row], band: _Band) -> list[Row]:
    """The last plain rows, taken away, if they stand above a column on the right only."""
    edge = max(left for left, _ in band.gaps)
    first = len(plain)
    while not band.is_table and first > 0 and plain[first - 1].left >= edge:
        first -= 1
    above = plain[first:]
    del plain[first:]
    return above


def _bands(rows: Sequence[Row], rules: Sequence[Rule]) -> Iterator[_Band]:
    """The rows in runs: each as long as its gutters go down."""
    start = 0
    while start < len(rows):
        band = _band(rows, start, rules)
        yield band
        start += len(band.rows)


def _band(rows: Sequence[Row], start: int, rules: Sequence[Rule]) -> _Band:
    held = _gaps(rows[start])
    end = start + 1
    while end < len(rows) and not _is_edge(rows, end):
        shared = _shared(held, rows[end], _least(rows[end]))
        if not shared or _stands_apart(rows[end - 1], rows[end], held):
            break
        held = shared
        end += 1
    found = list(rows[start:end])
    gaps = [gap for gap in held if _is_between(gap) and _has_both_sides(found, gap)]
    if gaps and _is_table(found, gaps, rules):
        if _ends_paragraph(rows, start, gaps):
            return _Band([rows[start]], [])
        return _Band(found, gaps, is_table=True)
    gaps = [gap for gap in gaps if _parts_columns(found, gap)]
    return _Band(found, gaps) if gaps else _Band([rows[start]], [])


def _ends_paragraph(rows: Sequence[Row], index: int, gaps: Sequence[Gap]) -> bool:
    """Whether a row above a table is the last of a paragraph, being nearer to that than to the table.

    Such a row is short enough to stand over the first cells, which those above it are not.
    """
    if index == 0 or index + 1 == len(rows) or sum(map(bool, _cells(rows[index], gaps))) > 1:
        return False
    before, row, after = rows[index - 1 : index + 2]
    is_flush = abs(before.left - row.left) < row.size and before.right > row.right
    return is_flush and _NEARER * (row.bottom - before.bottom) < after.bottom - row.bottom


def _is_edge(rows: Sequence[Row], index: int) -> bool:
    """Whether a header ends above a row, or a footer begins with it."""
    at_edge = index <= _HEADER_ROWS or index == len(rows) - 1
    return at_edge and rows[index].top - rows[index - 1].bottom > _WIDE_GAP * rows[index].size


def _least(row: Row) -> float:
    return _GUTTER * row.size


def _gaps(row: Row) -> list[Gap]:
    """The white between the words of a row, and on both sides of it, wide enough for a gutter."""
    gaps: list[Gap] = [(float("-inf"), row.left)]
    reached = row.words[0].right
    least = _least(row)
    for word in row.words[1:]:
        if word.left - reached >= least:
            gaps.append((reached, word.left))
        reached = max(reached, word.right)
    return [*gaps, (reached, float("inf"))]


def _shared(held: Sequence[Gap], row: Row, least: float) -> list[Gap]:
    """What is left of gutters when a row is added."""
    both = []
    gaps = _gaps(row)
    for left, right in held:
        for other_left, other_right in gaps:
            low, high = max(left, other_left), min(right, other_right)
            if high - low >= least:
                both.append((low, high))
    return both if any(map(_is_between, both)) else []


def _is_between(gap: Gap) -> bool:
    """Whether a stretch of white is not only the margin."""
    return gap[0] > float("-inf") and gap[1] < float("inf")


def _stands_apart(before: Row, after: Row, held: Sequence[Gap]) -> bool:
    """Whether a row on one side only stands too far below to belong to the columns above it."""
    one_sided = all(
        after.right <= right or after.left >= left for left, right in filter(_is_between, held)
    )
    return one_sided and after.top - before.bottom > _WIDE_GAP * before.size


def _has_both_sides(rows: Sequence[Row], gap: Gap) -> bool:
    """Whether a stretch of white has words on both sides in one row at least."""
    left, right = gap
    return any(
        any(w.right <= left for w in row.words) and any(w.left >= right for w in row.words)
        for row in rows
    )


def _parts(rows: Sequence[Row], gaps: Sequence[Gap]) -> list[list[PageWord]]:
    """The words between gutters, from left to right."""
    edges = [(left + right) / 2 for left, right in sorted(gaps)]
    parts: list[list[PageWord]] = [[] for _ in range(len(edges) + 1)]
    for row in rows:
        for word in row.words:
            middle = (word.left + word.right) / 2
            parts[sum(middle > edge for edge in edges)].append(word)
    return parts


def _parts_columns(rows: Sequence[Row], gap: Gap) -> bool:
    """Whether a gutter has a column on each side, not bullets, numbers or labels.

    In a file one column is written after the other; in a picture both must look like columns.
    """
    left, right = _parts(rows, [gap])
    if min(word.order for word in (*left, *right)) >= 0:
        turns_back = min(word.top for word in right) < max(word.top for word in left) - _LEVEL
        return turns_back and (_is_before(left, right) or _is_before(right, left))
    whole = max(row.right for row in rows) - min(row.left for row in rows)
    return len(rows) >= _LEAST_ROWS and all(
        max(w.right for w in side) - min(w.left for w in side) >= _LEAST_SHARE * whole
        and len(side) >= _SIDE_WORDS * 2
        and len(rows_of(side)) >= _LEAST_TABLE_ROWS
        for side in (left, right)
    )


def _is_before(one: Sequence[PageWord], other: Sequence[PageWord]) -> bool:
    """Whether all words of one part are drawn before those of the other."""
    return max(word.order for word in one) < min(word.order for word in other)


def _in_file_order(parts: list[list[PageWord]]) -> list[list[PageWord]]:
    """Columns as the file draws them, a letterhead on the right before the address on the left."""
    filled = [part for part in parts if part]
    return sorted(filled, key=lambda part: min(word.order for word in part))


def _is_table(rows: Sequence[Row], gaps: Sequence[Gap], rules: Sequence[Rule]) -> bool:
    """Whether rows are read across: they are ruled, written so in the file, or cells are short."""
    cells = [_cells(row, gaps) for row in rows]
    full = [row for row in cells if sum(map(bool, row)) >= 2]
    if len(full) < _LEAST_TABLE_ROWS or _is_list(cells):
        return False
    if _is_ruled(rows, rules):
        return True
    if all(word.order >= 0 for row in rows for word in row.words):
        return _row_wise(full) >= _ROW_WISE
    counts = sorted(len(cell) for row in full for cell in row if cell)
    is_short = counts[len(counts) // 2] < _PROSE_WORDS
    return is_short and (len(gaps) >= 2 or not _is_full(full, gaps))


def _is_list(cells: Sequence[Sequence[Sequence[PageWord]]]) -> bool:
    """Whether the first of two cells is only a bullet, a number or a letter."""
    firsts = [row[0] for row in cells if row[0]]
    marks = [f for f in firsts if len(f) == 1 and len(f[0].text) <= 5 and not f[0].text.isalpha()]
    return len(cells[0]) == 2 and len(marks) == len(firsts)


def _is_ruled(rows: Sequence[Row], rules: Sequence[Rule]) -> bool:
    top, bottom = rows[0].top, rows[-1].bottom
    left, right = min(r.left for r in rows), max(r.right for r in rows)
    level = {
        round(rule.top)
        for rule in rules
        if rule.right - rule.left > 0.5 * (right - left) and top - 15 < rule.top < bottom + 15
    }
    return len(level) >= 3


def _row_wise(rows: Sequence[Sequence[Sequence[PageWord]]]) -> float:
    """The share of cells that follow the cell on their left in the file."""
    follows = total = 0
    for row in rows:
        filled = [cell for cell in row if cell]
        for one, other in pairwise(filled):
            total += 1
            follows += min(w.order for w in other) - max(w.order for w in one) == 1
    return follows / total


def _is_full(rows: Sequence[Sequence[Sequence[PageWord]]], gaps: Sequence[Gap]) -> bool:
    """Whether most cells reach as far as the widest of their column, as the lines of prose do."""
    full = total = 0
    for column in range(len(gaps) + 1):
        widths = [row[column][-1].right - row[column][0].left for row in rows if row[column]]
        total += len(widths)
        full += sum(width > _FULL * max(widths) for width in widths)
    return full > _PROSE_WORDS / 8 * total


def _cells(row: Row, gaps: Sequence[Gap]) -> tuple[tuple[PageWord, ...], ...]:
    return tuple(tuple(sorted(p, key=lambda w: w.left)) for p in _parts([row], gaps))


def _joined_rows(
    rows: Sequence[Row], gaps: Sequence[Gap], rules: Sequence[Rule]
) -> Iterator[tuple[tuple[PageWord, ...], ...]]:
    """The rows of a table; lines of one cell are put together.

    Between rulings all is one row; elsewhere a line without a first cell goes on with the row above.
    """
    ruled = _is_ruled(rows, rules)
    current: tuple[tuple[PageWord, ...], ...] = ()
    before: Row | None = None
    for row in rows:
        cells = _cells(row, gaps)
        goes_on = before is not None and (
            not _rule_between(before, row, rules)
            if ruled
            else not cells[0] and row.top - before.bottom < 0.5 * row.size
        )
        if goes_on:
            current = tuple(above + cell for above, cell in zip(current, cells, strict=True))
        else:
            if current:
                yield current
            current = cells
        before = row
    yield current


def _rule_between(before: Row, after: Row, rules: Sequence[Rule]) -> bool:
    low, high = (before.top + before.bottom) / 2, (after.top + after.bottom) / 2
    return any(
        low < rule.top < high
        and rule.right > before.left
        and rule.right - rule.left > (rule.bottom - rule.top)
        for rule in rules
    )
