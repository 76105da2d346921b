"""Pages of a text, without what is printed on every page: running headers, footers, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

FORM_FEED = "\f"
_EDGE_LINES = 3
_PAGE_OF = r"(?:[-–—|]\s*)?page\s+\d{1,5}(?:\s*(?:of|/)\s*\d{1,5})?(?:\s*[-–—|])?"
_LABELLED_NUMBER = re.compile(_PAGE_OF, re.IGNORECASE)
_LONE_PAGE_OF = re.compile(
    r"(?:\A|\n[ \t]*\n)[ \t]*(?:[-–—|][ \t]*)?page[ \t]+\d{1,5}[ \t]*(?:of|/)[ \t]*\d{1,5}"
    r"(?:[ \t]*[-–—|])?[ \t]*(?=\n[ \t]*\n|\n?\Z)",
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(r"(?:[-–—\[(]\s*)?(\d{1,5})(?:\s*[-–—\])])?")
_HEAD_NUMBER = re.compile(r"\D\s(\d{1,5})$")
_HEAD_LENGTH = 120
_PAGES_WITH_HEADS = 3
_DIGITS = re.compile(r"\d+")


def split_pages(text: str) -> list[tuple[int | None, str]]:
    """(page number from 1, text) for each page, or (None, text) where the text has no pages.

    Left out, where form feeds part the pages: lines at the top and bottom that repeat, digits aside,
    on three pages or on all of two or more, and page numbers. Elsewhere: only a "Page 2 of 5" that
    stands alone.
    """
    if FORM_FEED not in text:
        return [(None, _LONE_PAGE_OF.sub("\n", text))]
    pages = [page.split("\n") for page in text.split(FORM_FEED)]
    if not any(line.strip() for line in pages[-1]):
        pages.pop()
    return [
        (number, "\n".join(line for i, line in enumerate(page) if i not in dropped))
        for number, (page, dropped) in enumerate(zip(pages, furniture(pages), strict=True), start=1)
    ]


def furniture(pages: Sequence[list[str]]) -> list[set[int]]:
    """For the lines of each page, the places of those that are printed on every page."""
    repeated = _repeated_edges(pages)
    shifts = _number_shifts(pages)
    heads = _running_heads(pages)
    return [
        _furniture(page, number, repeated, shifts)
        | {i for i in _outermost(page) if _head_shift(page[i], number) in heads}
        for number, page in enumerate(pages, start=1)
    ]


def _edges(page: list[str]) -> tuple[list[int], list[int]]:
    """Places of the first and of the last few lines that are not blank, from the edge inwards."""
    filled = [i for i, line in enumerate(page) if line.strip()]
    return filled[:_EDGE_LINES], filled[::-1][:_EDGE_LINES]


def _signature(line: str) -> str:
    return " ".join(_DIGITS.sub("#", line).split()).casefold()


def _repeated_edges(pages: Sequence[list[str]]) -> frozenset[str]:
    """Signatures of lines with letters that stand at the edge of enough pages to be furniture."""
    counts: Counter[str] = Counter()
    for page in pages:
        top, bottom = _edges(page)
        counts.update({_signature(page[i]) for i in (*top, *bottom)})
    enough = min(3, max(2, len(pages)))
    return frozenset(s for s, n in counts.items() if n >= enough and any(c.isalpha() for c in s))


def _number_shifts(pages: Sequence[list[str]]) -> frozenset[int]:
    """Differences between printed and counted page numbers that at least two pages agree on."""
    shifts: Counter[int] = Counter()
    for number, page in enumerate(pages, start=1):
        top, bottom = _edges(page)
        found = {_bare_number(page[i]) for i in (*top, *bottom)} - {None}
        shifts.update({value - number for value in found if value is not None})
    return frozenset(shift for shift, n in shifts.items() if n >= 2) | {0}


def _running_heads(pages: Sequence[list[str]]) -> frozenset[int]:
    """Differences as above of numbers that end the first or last line on at least three pages."""
    shifts: Counter[int] = Counter()
    for number, page in enumerate(pages, start=1):
        found = {_head_shift(page[i], number) for i in _outermost(page)} - {None}
        shifts.update(shift for shift in found if shift is not None)
    return frozenset(shift for shift, n in shifts.items() if n >= _PAGES_WITH_HEADS)


def _outermost(page: list[str]) -> set[int]:
    top, bottom = _edges(page)
    return {*top[:1], *bottom[:1]}


def _head_shift(line: str, number: int) -> int | None:
    """For "Chapter 2: Costs 17" on the page counted as 15: 2."""
    match = _HEAD_NUMBER.search(line.strip())
    return int(match[1]) - number if match and len(line) <= _HEAD_LENGTH else None


def _bare_number(line: str) -> int | None:
    match = _BARE_NUMBER.fullmatch(line.strip())
    return int(match[1]) if match else None


def _furniture(
    page: list[str], number: int, repeated: frozenset[str], shifts: frozenset[int]
) -> set[int]:
    """Places of the page's furniture: from each edge inwards, until the first other line."""
    dropped: set[int] = set()
    for edge in _edges(page):
        for i in edge:
            value = _bare_number(page[i])
            is_number = value is not None and value - number in shifts
            if not (
                is_number
                or _signature(page[i]) in repeated
                or _LABELLED_NUMBER.fullmatch(page[i].strip())
            ):
                break
            dropped.add(i)
    return dropped
