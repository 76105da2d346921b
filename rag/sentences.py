"""Where sentences begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator

import sentencex  # type: ignore[import-untyped]  # sentencex 1.0.32 ships no types

from rag.types import Document, Span

# sentencex 1.0.32 is at work here; what it gets wrong is mended below, fault by fault.
_WINDOW = 20_000  # characters; it takes quadratic time in a line with many unclosed quotes
_CLOSING = "\"'”’»)\\]"
_OPENING = "\"'“‘«(["
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_TAIL = re.compile(rf"[{_CLOSING}]*(?:\s?[{_SUPERSCRIPTS}]+|\[\d{{1,3}}\])*[{_CLOSING}]*")
_AFTER_CLOSING = re.compile(
    rf"[.?!][{_CLOSING}]{{1,2}}[{_SUPERSCRIPTS}]*(?=\s+[{re.escape(_OPENING)}]?[A-Z])"
)
_NEXT = re.compile(rf"\s*[{re.escape(_OPENING)}]*(\S)")
_LAST_WORD = re.compile(r"([^\W_](?:[^\W_]|\.(?=[^\W_]))*)\.\s*$")
_LAST_WORD_LENGTH = 24
_BARE_MARKER = re.compile(
    rf"\s*(?:[{re.escape(_OPENING)}]*(?:\d+(?:\.\d+)*|[A-Za-z]|[ivxlcIVXLC]+)[.)\]]+"
    rf"|[^\w]+|[{_SUPERSCRIPTS}]+)\s*"
)
_BEFORE_NAMES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "messrs",
        "dr",
        "prof",
        "rev",
        "revd",
        "hon",
        "rt",
        "cllr",
        "capt",
        "cpt",
        "maj",
        "gen",
        "lt",
        "sgt",
        "insp",
        "supt",
        "cf",
        "viz",
        "eg",
        "ie",
        "e.g",
        "i.e",
        "vs",
    ]
)
_BEFORE_NUMBERS = frozenset(
    [
        "no",
        "nos",
        "p",
        "pp",
        "para",
        "paras",
        "s",
        "ss",
        "sec",
        "secs",
        "sch",
        "schs",
        "art",
        "arts",
        "reg",
        "regs",
        "cl",
        "ch",
        "chap",
        "c",
        "r",
        "fig",
        "figs",
        "vol",
        "vols",
        "app",
        "ref",
        "refs",
        "tel",
        "ext",
        "approx",
        "ca",
        "circa",
        "pt",
        "col",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "cm",
        "cmnd",
        "cd",
    ]
)


def sentences(document: Document, within: Span | None = None) -> tuple[Span, ...]:
    """The sentences of a document in order; none crosses a block or a line break inside it.

    Together they leave out only white space. With a span, only those that share a character with
    it, whole; only the blocks it touches are looked at.
    """
    every = tuple(
        Span(document.id, block.start + start, block.start + end)
        for block in document.blocks
        if within is None or (block.start < within.end and within.start < block.end)
        for start, end in sentence_bounds(document.text[block.start : block.end])
    )
    return every if within is None else tuple(s for s in every if s.overlaps(within))


def sentence_bounds(text: str) -> list[tuple[int, int]]:
    """(start, end) of each sentence in a stretch of text, without the white space around it.

    A line break ends a sentence. Together they leave out only white space.
    """
    bounds: list[tuple[int, int]] = []
    offset = 0
    for line in text.split("\n"):
        bounds += [(offset + start, offset + end) for start, end in _line_bounds(line)]
        offset += len(line) + 1
    return bounds


def _line_bounds(line: str) -> Iterator[tuple[int, int]]:
    start = 0
    for end in (*_ends(line), len(line)):
        piece = line[start:end]
        if trimmed := piece.strip():
            begin = start + len(piece) - len(piece.lstrip())
            yield begin, begin + len(trimmed)
        start = end


def _ends(line: str) -> list[int]:
    """Where one sentence of a line ends and another follows."""
    candidates = {_after_tail(line, end) for end in _segment(line)}
    candidates |= {match.end() for match in _AFTER_CLOSING.finditer(line)}
    ends: list[int] = []
    for end in sorted(candidates):
        if _is_end(line, ends[-1] if ends else 0, end):
            ends.append(end)
    return ends


def _segment(line: str) -> Iterator[int]:
    """Ends that sentencex sees, each before the white space; windows keep its time linear."""
    start, size = 0, _WINDOW
    while start < len(line):
        window = line[start : start + size]
        found = sentencex.get_sentence_boundaries("en", window)
        ends = [start + int(boundary["end_index"]) for boundary in found]
        if start + size < len(line):
            ends.pop()  # the last sentence of a window may go on beyond it
            if not ends:
                size *= 2
                continue
        for end in ends:
            yield _before_space(line, end)
        start, size = max(ends[-1], start + 1), _WINDOW


def _before_space(line: str, end: int) -> int:
    while end and line[end - 1].isspace():
        end -= 1
    return end


def _after_tail(line: str, end: int) -> int:
    """The end, moved behind footnote marks, closing quotes and brackets that follow the full stop."""
    match = _TAIL.match(line, end)
    return match.end() if match else end


def _is_end(line: str, start: int, end: int) -> bool:
    """Whether the sentence from `start` ends here, and not at an abbreviation or in its midst."""
    following = _NEXT.match(line, end)
    if following is None or following[1].islower():
        return False
    if end - start <= _LAST_WORD_LENGTH and _BARE_MARKER.fullmatch(line, start, end):
        return False
    match = _LAST_WORD.search(line, max(start, end - _LAST_WORD_LENGTH), end)
    if match is None:
        return True
    word = match[1] if len(match[1]) == 1 else match[1].lower()
    return not (word in _BEFORE_NAMES or (word in _BEFORE_NUMBERS and following[1].isdigit()))
