"""Text with [1] markers, as answers and replies have it, read into blocks of a paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rag.answering.attribution import attribution_line
from rag.exports.paper import Mark, Piece, Pieces, Role, Text, text
from rag.types import Citation

_BLANK_LINE = re.compile(r"\n\s*\n")
_QUOTED_OR_MARKER = re.compile(r"“[^“”]*”|\[(\d{1,4})\]")
_MARKER = re.compile(r"\[(\d{1,4})\]")
_BULLET = "- "


def blocks_of(words: str, citations: Sequence[Citation]) -> tuple[Text, ...]:
    """The blocks of a text whose markers mean these citations.

    A quote that stands by itself, followed by its marker, is a block with its attribution below; no
    marker is read inside the words of a source. A marker that means none of them stays plain text.
    """
    plain = words.replace("\r\n", "\n")
    found: list[Text] = []
    at = 0
    for start, end, citation in _shown_quotes(plain, citations):
        found += _prose(plain[at:start], citations)
        found.append(text(f"“{citation.quote.text}” ", Mark(citation.number), role=Role.QUOTE))
        at = end
        told = f"\n{attribution_line(citation)}"
        if plain.startswith(told, at):
            found.append(text(told.strip(), role=Role.ATTRIBUTION))
            at += len(told)
    return (*found, *_prose(plain[at:], citations))


def _shown_quotes(words: str, citations: Sequence[Citation]) -> Iterator[tuple[int, int, Citation]]:
    """Where a quote begins a line and its marker ends it, in the order of the text."""
    at = 0
    places = [(start, end, c) for c in citations for start, end in _places(words, c)]
    for start, end, citation in sorted(places, key=lambda place: place[:2]):
        if start >= at:
            yield start, end, citation
            at = end


def _places(words: str, citation: Citation) -> Iterator[tuple[int, int]]:
    shown = f"“{citation.quote.text}” [{citation.number}]"
    start = words.find(shown)
    while start >= 0:
        end = start + len(shown)
        begins = start == 0 or words[start - 1] == "\n"
        if begins and (end == len(words) or words[end] == "\n"):
            yield start, end
        start = words.find(shown, end)


def _prose(words: str, citations: Sequence[Citation]) -> Iterator[Text]:
    for paragraph in _BLANK_LINE.split(words.strip()):
        lines: list[str] = []
        for line in paragraph.split("\n"):
            if line.startswith(_BULLET):
                yield from _body(lines, citations)
                lines = []
                yield Text(pieces_of(line.removeprefix(_BULLET), citations), Role.BULLET)
            else:
                lines.append(line)
        yield from _body(lines, citations)


def _body(lines: Sequence[str], citations: Sequence[Citation]) -> Iterator[Text]:
    words = "\n".join(lines).strip()
    if words:
        yield Text(pieces_of(words, citations))


def pieces_of(words: str, citations: Sequence[Citation]) -> Pieces:
    """Plain text and marks in order; a marker inside the very words of a source is none."""
    found: list[Piece] = []
    at = 0
    for match in _markers(words, citations):
        found += [words[at : match.start()], Mark(int(match[1]))]
        at = match.end()
    found.append(words[at:])
    return tuple(piece for piece in found if piece != "")


def unknown_markers(words: str, citations: Sequence[Citation]) -> tuple[int, ...]:
    """The numbers in a text's markers that mean none of its citations."""
    known = {c.number for c in citations}
    found = (int(m[1]) for m in _outside_quotes(words, citations))
    return tuple(dict.fromkeys(n for n in found if n not in known))


def _markers(words: str, citations: Sequence[Citation]) -> Iterator[re.Match[str]]:
    known = {c.number for c in citations}
    return (m for m in _outside_quotes(words, citations) if int(m[1]) in known)


def _outside_quotes(words: str, citations: Sequence[Citation]) -> Iterator[re.Match[str]]:
    for match in _QUOTED_OR_MARKER.finditer(words):
        if match[1]:
            yield match
        elif not any(match[0][1:-1] in c.quote.text for c in citations):
            yield from _MARKER.finditer(words, match.start(), match.end())
