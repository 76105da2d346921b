"""The quotations in somebody's prose, each to be checked: a press article, a letter, a reply."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rag.answering.speech.quotations import OPENING, Quotation, find_quotations, within_marks

_BLANK_LINE = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_MARKS = frozenset(OPENING + "”’»")
_MANY_MARKS = 400
"""As many as `find_quotations` looks at in one stretch."""


@dataclass(frozen=True, slots=True)
class ClaimedQuote:
    """Words that a text sets in quotation marks, without those: `text[start:end]`.

    `depth` is 0 for one that stands in no other.
    """

    text: str
    start: int
    end: int
    depth: int = 0


def claimed_quotes(text: str) -> tuple[ClaimedQuote, ...]:
    """The quotations of a text, in order; where it has no quotation marks, the whole is one.

    A quotation of several paragraphs, each opened with a mark, is one for each paragraph. Empty for
    a text without words.
    """
    paragraphs = list(_paragraphs(text))
    found: list[ClaimedQuote] = []
    for number, (start, end) in enumerate(paragraphs):
        inside = _quotations(text[start:end])
        following = text[slice(*paragraphs[number + 1])] if number + 1 < len(paragraphs) else ""
        for quotation in _to_the_end(inside, text[start:end], following):
            claimed = _without_marks(text[start:end], quotation)
            if any(c.isalnum() for c in claimed.text):
                found.append(replace(claimed, start=start + claimed.start, end=start + claimed.end))
    return tuple(found) or _whole(text)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for gap in _BLANK_LINE.finditer(text):
        yield at, gap.start()
        at = gap.end()
    yield at, len(text)


def _quotations(paragraph: str) -> list[Quotation]:
    """The quotations of a paragraph, also where it has more marks than are looked at at once."""
    found = find_quotations(paragraph)
    if sum(c in _MARKS for c in paragraph) < _MANY_MARKS or not found:
        return found
    done = max(q.end for q in found)
    rest = _quotations(paragraph[done:])
    return [*found, *(replace(q, start=q.start + done, end=q.end + done) for q in rest)]


def _to_the_end(
    quotations: Sequence[Quotation], paragraph: str, following: str
) -> Iterator[Quotation]:
    """The quotations; one left open runs to the end where the next paragraph opens with its mark."""
    for q in quotations:
        goes_on = not q.closed and not q.depth and following.startswith(paragraph[q.start])
        yield replace(q, end=len(paragraph)) if goes_on else q


def _without_marks(text: str, quotation: Quotation) -> ClaimedQuote:
    start, end = within_marks(text, quotation)
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end = max(start, end - (len(words) - len(words.rstrip())))
    return ClaimedQuote(text[start:end], start, end, quotation.depth)


def _whole(text: str) -> tuple[ClaimedQuote, ...]:
    """All of a text as one quotation, without marks that open or close nothing at its ends."""
    words = text.strip().strip(OPENING + "”’»").strip()
    if not any(c.isalnum() for c in words):
        return ()
    start = text.index(words)
    return (ClaimedQuote(words, start, start + len(words)),)
