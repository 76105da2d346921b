"""Words in quotation marks in somebody's prose: each becomes the source's own, or loses its marks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.answering.quote_check import CheckedQuote, QuoteChecker
from rag.answering.quoting import quotes_of
from rag.types import Quote

_OPENING = {"“": "”", "„": "“”", "«": "»", "‘": "’", "'": "'", '"': '"'}
_SINGLE = "‘'"
_MARK = re.compile("[“„«\"‘']")
_MARKS = re.compile('[“”„«»"]')
_STRAY = re.compile('[“”„«»]|(?<!\\d)"')
"""Marks that open or close nothing; one behind a digit may mean inches."""

_BEFORE_SINGLE = '([—–-“"'
_DEEPEST = 3
"""Quotations inside quotations that are looked at; what is nested deeper loses all its marks."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words found in quotation marks, the place of marks and words in the text, and the verdict."""

    start: int
    end: int
    words: str
    checked: CheckedQuote


@dataclass(frozen=True, slots=True)
class Settled:
    """Prose in which every word in quotation marks is a source's own.

    `quotes` are those, in order; `unplaced` are the quotations that lost their marks.
    """

    text: str
    quotes: tuple[Quote, ...]
    unplaced: tuple[Quotation, ...]


def find_quotations(text: str, checker: QuoteChecker) -> list[Quotation]:
    """What stands in quotation marks, outermost marks only, each checked.

    Curly, straight and angle marks count; single ones only where they open before a word and close
    behind one. A mark that is never closed opens nothing.
    """
    return [
        Quotation(start, end, text[start + 1 : end - 1], checker.check(text[start + 1 : end - 1]))
        for start, end in _marked(text)
    ]


def settle_quotations(text: str, checker: QuoteChecker) -> Settled:
    """The prose with each quotation given in its source's words, or without its marks.

    What is quoted inside a quotation that loses its marks is settled in its turn; a mark that opens
    or closes nothing goes. Where an ellipsis
    parts a quotation, its pieces are parted by an ellipsis again.
    """
    return _settle(text, checker, _DEEPEST)


def _settle(text: str, checker: QuoteChecker, depth: int) -> Settled:
    pieces: list[str] = []
    quotes: list[Quote] = []
    unplaced: list[Quotation] = []
    done = 0
    for found in find_quotations(text, checker):
        pieces.append(_STRAY.sub("", text[done : found.start]))
        done = found.end
        if cut := quotes_of(found.checked):
            quotes += cut
            pieces.append("“" + " … ".join(quote.text for quote in cut) + "”")
            continue
        unplaced.append(found)
        if not depth:
            pieces.append(_MARKS.sub("", found.words))
            continue
        inner = _settle(found.words, checker, depth - 1)
        pieces.append(inner.text)
        quotes += inner.quotes
        unplaced += inner.unplaced
    pieces.append(_STRAY.sub("", text[done:]))
    return Settled("".join(pieces), tuple(quotes), tuple(unplaced))


def _marked(text: str) -> list[tuple[int, int]]:
    """(start, end) of each outermost quotation with its marks. Time is linear in the text's length."""
    found: list[tuple[int, int]] = []
    closers = _last_closers(text)
    at = 0
    while match := _MARK.search(text, at):
        start, mark = match.start(), match.group()
        at = match.end()
        if mark not in _OPENING or closers.get(mark, -1) <= start:
            continue
        if mark in _SINGLE and not _opens_single(text, start):
            continue
        end = _closing(text, start, mark)
        if end is not None and text[start + 1 : end - 1].strip():
            found.append((start, end))
            at = end
    return found


def _last_closers(text: str) -> dict[str, int]:
    """The last place at which what each opening mark opens could close."""
    return {mark: max(map(text.rfind, closing)) for mark, closing in _OPENING.items()}


def _opens_single(text: str, start: int) -> bool:
    before = text[start - 1 : start]
    return not before or before.isspace() or before in _BEFORE_SINGLE


def _closes_single(text: str, at: int) -> bool:
    return not text[at - 1].isspace() and not text[at + 1 : at + 2].isalnum()


def _closing(text: str, start: int, mark: str) -> int | None:
    """The end of what a mark opens, nested marks of the same kind passed over."""
    depth = 0
    for match in re.compile(f"[{mark}{_OPENING[mark]}]").finditer(text, start):
        if match.group() in _OPENING[mark] and match.start() > start:
            if mark in _SINGLE and not _closes_single(text, match.start()):
                continue
            depth -= 1
        else:
            depth += 1
        if depth == 0:
            return match.end()
    return None
