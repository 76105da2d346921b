"""Which lines of a letter go on with the one above, and which begin something new."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.enquiries.asking_words import asks_without_mark, ends_asking
from rag.enquiries.letter_lines import Line

LONG_LINE = 105
"""A text with a line longer than this is not wrapped: each of its lines is a paragraph."""
SLACK = 10
"""Columns left free at the end of a wrapped line, at most, before a word that would have fitted."""
LEAST_LINES = 4
"""Lines of a letter from which a habit of its writer is told, at least."""
OPEN_SHARE = 0.75
"""Share of lines without a stop at their end, at least, in a letter whose lines are sentences."""
LEAST_FULL = 0.7
"""Share of the width that a line fills, at least, whose sentence goes on after a page's end."""
TITLE_WORDS = 8
"""Words of an item's title and its mark, at most."""

_ENDS = re.compile(r"[.?!:;][\"'”’)\]]*$")
_LEADS_ON = re.compile(
    r"\b(?:and|or|but|the|an?|of|to|in|on|at|by|for|from|with|that|which|who|whether|if|about|as|than|is|are|was|were|be|been|has|have|had|not|my|our|your|their)$",
    re.IGNORECASE,
)


def leaves_lines_open(lines: Sequence[Line], width: int) -> bool:
    """Whether a writer ends lines where sentences end, and with no stop: each is then its own."""
    open_ends = [n for n in lines if n.words[-1].isalnum()]
    full = [n for n in lines if n.indent + len(n.words) > width - SLACK]
    return len(lines) >= LEAST_LINES and len(open_ends) > OPEN_SHARE * len(lines) > 2 * len(full)


def asks(words: str) -> bool:
    """Whether a line asks, with a mark at its end or without."""
    return asks_without_mark(words) or ends_asking(words)


def is_tail(item_indent: int, before: Line, line: Line) -> bool:
    """Whether a line goes on with what stands over a list, after the list's last item."""
    if not line.words[0].islower():
        return False
    stands_out = 0 < line.indent <= item_indent and before.words.endswith((",", ";"))
    return stands_out or (line.blank_before and line.words.startswith(("and ", "or ")))


def is_title(before: Line, line: Line) -> bool:
    """Whether an item's line is the title of what the next one asks: "Question 3: Staff"."""
    is_short = len(before.words.split()) <= TITLE_WORDS
    is_bare = before.words[-1].isalnum() and not line.blank_before
    return is_short and is_bare and asks(line.words)


def leads_on(words: str) -> bool:
    """Whether a line ends with a word that cannot end a sentence."""
    return bool(_LEADS_ON.search(words))


def goes_on(before: Line, line: Line, width: int) -> bool:
    """Whether a line continues the sentence of the one before."""
    starts_low = line.words[0].islower()
    if line.blank_before:
        is_cut = starts_low and not _ENDS.search(before.words) and not before.words.endswith(",")
        return is_cut and len(before.words) + before.indent > width * LEAST_FULL
    if leads_on(before.words):
        return True
    if width > LONG_LINE:
        return starts_low and not before.words.endswith((":", ";", ".", "?"))
    if starts_low and not before.words.endswith(":"):
        return not before.words.endswith(";") or is_full(before, line, width)
    return is_full(before, line, width)


def is_full(before: Line, line: Line, width: int) -> bool:
    """Whether the next line's first word would not have fitted on the line before."""
    first = line.words.split(maxsplit=1)[0]
    return before.indent + len(before.words) + 1 + len(first) > width - SLACK
