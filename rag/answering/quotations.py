"""Words in quotation marks in somebody's prose: each becomes the source's own, or loses its marks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.answering.quote_check import QuoteChecker
from rag.answering.quoting import quotes_of
from rag.answering.speech.quotations import find_quotations, within_marks
from rag.answering.verdicts import CheckedQuote
from rag.types import Quote

_STRAY = re.compile('[“”„«»]|(?<!\\d)"|``')
"""Marks that open or close nothing; one behind a digit may mean inches."""

_CLOSING_POINT = re.compile(r"[.,;]\Z")


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Words that lost their quotation marks, and why."""

    words: str
    checked: CheckedQuote


@dataclass(frozen=True, slots=True)
class Settled:
    """Prose in which every word in quotation marks is a source's own.

    `quotes` are those, in order; `unplaced` are the quotations that lost their marks.
    """

    text: str
    quotes: tuple[Quote, ...]
    unplaced: tuple[Unplaced, ...]


def settle_quotations(text: str, checker: QuoteChecker) -> Settled:
    """The prose with each quotation given in its source's words, or without its marks.

    What is quoted inside a quotation that loses its marks is settled in its turn; a mark that opens
    or closes nothing goes. Where an ellipsis parts a quotation, its pieces are parted by one again.
    """
    edits: list[tuple[int, int, str]] = []
    quotes: list[Quote] = []
    unplaced: list[Unplaced] = []
    done = 0
    for found in find_quotations(text):
        if found.start < done:
            continue
        opened, closed = within_marks(text, found)
        words = text[opened:closed]
        checked = checker.check(words)
        cut = quotes_of(checked) if found.closed else ()
        if cut:
            quotes += cut
            edits.append((found.start, found.end, _shown(cut, words, text[found.end :][:1])))
            done = found.end
            continue
        unplaced.append(Unplaced(words, checked))
        edits += [(found.start, opened, ""), (closed, found.end, "")]
    return Settled(_edited(text, edits), tuple(quotes), tuple(unplaced))


def _shown(cut: tuple[Quote, ...], words: str, after: str) -> str:
    """The source's words in marks; the point a writer put before the closing mark goes behind it."""
    shown = " … ".join(quote.text for quote in cut)
    point = _CLOSING_POINT.search(words.rstrip())
    moved = point and not shown.endswith(point.group()) and after not in set(".,;:?!")
    return f"“{shown}”{point.group() if point and moved else ''}"


def _edited(text: str, edits: list[tuple[int, int, str]]) -> str:
    """The text with stretches replaced; stray marks between them go."""
    pieces: list[str] = []
    done = 0
    for start, end, replacement in sorted(edits):
        pieces += [_STRAY.sub("", text[done:start]), replacement]
        done = end
    return "".join([*pieces, _STRAY.sub("", text[done:])])
