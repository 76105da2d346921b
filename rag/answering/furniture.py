"""What a page carries beside its text: running headers, footers, page numbers, footnotes' marks.

Readers leave these out where they can be sure of them. What stayed in the middle of a text is
stepped over when a genuine quotation runs around it; nothing here removes a word from a document.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile

from rag.answering.sense_words import is_negation

Range = tuple[int, int]

_LONGEST_LINE, _LONGEST_TITLE = 120, 70
_SHORTEST_MEAN = 10
"""Characters of a text's lines on average, below which it is no text of pages."""

_REPEATS = 3
_RUNNING_WORDS = 12
_LINE = re.compile(r"[^\n]+")
_PAGE_LABEL = re.compile(
    r"[-\u2013\u2014|\[(\s]{0,4}(?:page|p\.)?\s?\d{1,4}(?:\s?(?:of|/)\s?\d{1,4})?[-\u2013\u2014|\])\s]{0,4}",
    re.IGNORECASE,
)
_INLINE_LABEL = re.compile(r"\bPage \d{1,4} of \d{1,4}\b")
_NUMBER_AT_EDGE = re.compile(r"(?:page\s)?\d{1,4}\b|.{1,110}\b\d{1,4}\W{0,3}\Z", re.IGNORECASE)
_FOOTNOTE_MARK = re.compile(r"\[\d{1,3}\]")
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"\S+")
_SENTENCE_END = ".?!:;"


def furniture_in(text: str) -> list[Range]:
    """The ranges of a text that are page furniture, in order, none overlapping.

    Time is linear in the length of the text.
    """
    return _merged([*_lines(text), *_labels(text)])


def with_marks(text: str, ranges: Sequence[Range], start: int, end: int) -> list[Range]:
    """The ranges, and the footnotes' marks between two places of the text."""
    marks = [(m.start(), m.end()) for m in _FOOTNOTE_MARK.finditer(text, start, end)]
    return _merged([*ranges, *marks])


def _merged(found: Sequence[Range]) -> list[Range]:
    merged: list[Range] = []
    for start, end in sorted(found):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _lines(text: str) -> Iterator[Range]:
    """Whole lines that are a page number, repeat through the document, or cut a sentence in two."""
    lines = [(m.start(), m.end()) for m in _LINE.finditer(text) if not m.group().isspace()]
    if len(lines) * _SHORTEST_MEAN > len(text):
        return
    signatures = [_signature(text[start:end]) for start, end in lines]
    repeats = Counter(signatures)
    numbers = {int(s) for start, end in lines if (s := text[start:end].strip()).isdecimal()}
    last = len(lines) - 1
    for i, (start, end) in enumerate(lines):
        if end - start > _LONGEST_LINE:
            continue
        line = text[start:end].strip()
        if _PAGE_LABEL.fullmatch(line):
            if not line.isdecimal() or _is_page_number(text, lines[i], int(line), numbers):
                yield start, end
                yield from _title_beside(text, lines, i)
        elif _carries_sense(line):
            continue
        elif (repeats[signatures[i]] >= _REPEATS and line[-1] not in _SENTENCE_END) or (
            0 < i < last and _interrupts(text, lines[i - 1], line, lines[i + 1])
        ):
            yield start, end


def _is_page_number(text: str, line: Range, number: int, numbers: set[int]) -> bool:
    """Whether a bare number is a page's: alone between blank lines, or one of a series."""
    alone = text[max(0, line[0] - 2) : line[0]] == "\n\n" and text.startswith("\n\n", line[1])
    return alone or number - 1 in numbers or number + 1 in numbers


def _title_beside(text: str, lines: Sequence[Range], label: int) -> Iterator[Range]:
    """A running title above or below a page's number, where both cut a sentence in two."""
    for title, before, after in (
        (label - 1, label - 2, label + 1),
        (label + 1, label - 1, label + 2),
    ):
        if before >= 0 and after < len(lines):
            start, end = lines[title]
            line = text[start:end].strip()
            if (
                len(line) <= _LONGEST_TITLE
                and line[0].isupper()
                and line[-1] not in _SENTENCE_END
                and not _carries_sense(line)
                and _is_cut(text, lines[before], lines[after])
            ):
                yield start, end


def _is_cut(text: str, before: Range, after: Range) -> bool:
    """Whether a sentence of one line goes on in another."""
    return (
        text[before[0] : before[1]].rstrip()[-1:] not in _SENTENCE_END
        and text[after[0] : after[1]].lstrip()[:1].islower()
    )


def _interrupts(text: str, before: Range, line: str, after: Range) -> bool:
    """Whether a numbered line stands in the middle of a sentence that goes on after it."""
    return (
        _is_cut(text, before, after)
        and line[-1] not in _SENTENCE_END
        and _NUMBER_AT_EDGE.match(line) is not None
    )


def _labels(text: str) -> Iterator[Range]:
    """ "Page 3 of 12" inside a line, with the running words beside it that another page has too."""
    labels = [
        (m.start(), m.end())
        for m in _INLINE_LABEL.finditer(text)
        if not (text[m.start() - 1 : m.start()] in "\n" and text[m.end() : m.end() + 1] in "\n")
    ]
    for i, (start, end) in enumerate(labels):
        others = labels[max(0, i - 1) : i] + labels[i + 1 : i + 2]
        before = max((_common_before(text, start, o) for o, _ in others), default=0)
        after = max((_common_after(text, end, o) for _, o in others), default=0)
        yield start - before, end + after


def _common_before(text: str, one: int, other: int) -> int:
    """Length of the running words before two places that are the same, a capital first."""
    left, right = text[max(0, one - 150) : one], text[max(0, other - 150) : other]
    pairs = zip(
        reversed(list(_WORD.finditer(left))), reversed(list(_WORD.finditer(right))), strict=False
    )
    same = [a for a, b in takewhile(lambda pair: pair[0].group() == pair[1].group(), pairs)]
    starts = [a.start() for a in same[:_RUNNING_WORDS] if a.group()[0].isupper()]
    return len(left) - starts[-1] if len(same) > 1 and starts else 0


def _common_after(text: str, one: int, other: int) -> int:
    """Length of the running words after two places that are the same, a capital first."""
    left, right = text[one : one + 150], text[other : other + 150]
    pairs = zip(_WORD.finditer(left), _WORD.finditer(right), strict=False)
    same = [a for a, b in takewhile(lambda pair: pair[0].group() == pair[1].group(), pairs)]
    running = same[:_RUNNING_WORDS]
    return running[-1].end() if len(running) > 1 and running[0].group()[0].isupper() else 0


def _signature(line: str) -> str:
    return " ".join(_DIGITS.sub("#", line).split()).casefold()


def _carries_sense(line: str) -> bool:
    return any(is_negation(word.strip(".,;:()").casefold()) for word in line.split())
