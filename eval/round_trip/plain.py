"""A text as plain text, wrapped as typists do, and as Markdown."""

from __future__ import annotations

import re
import textwrap

from eval.round_trip.texts import Part, Piece, Text
from rag.reading.footnotes import SUPERSCRIPTS

WIDTH = 76
_MARKS = re.compile(f"[{SUPERSCRIPTS}]+")
_MARKUP = re.compile(r"([\\`*_\[\]<>#|])")


def as_text(text: Text) -> bytes:
    """Wrapped lines, a blank line between paragraphs, footnotes at the end."""
    return text_lines(text).encode()


def text_lines(text: Text) -> str:
    """The same as characters."""
    pieces = [p for p in text.pieces if p.part is not Part.NOTE]
    notes = [p for p in text.pieces if p.part is Part.NOTE]
    return "\n\n".join(_plain(piece) for piece in (*pieces, *notes)) + "\n"


def _plain(piece: Piece) -> str:
    if piece.part is Part.HEADING:
        return f"{piece.words}\n{('=' if piece.number == 1 else '-') * len(piece.words)}"
    if piece.part is Part.BULLET:
        return _wrap(f"• {piece.words}", "  ")
    if piece.part is Part.NUMBERED:
        return _wrap(f"{piece.number}. {piece.words}", "   ")
    return _wrap(" ".join(piece.shown), "")


def _wrap(words: str, indent: str) -> str:
    return "\n".join(textwrap.wrap(words, WIDTH, subsequent_indent=indent))


def as_markdown(text: Text) -> bytes:
    """CommonMark with footnotes, each paragraph one line."""
    return ("\n\n".join(_markdown(piece) for piece in text.pieces) + "\n").encode()


def _markdown(piece: Piece) -> str:
    words = _MARKS.sub(_reference, _MARKUP.sub(r"\\\1", piece.words))
    if piece.part is Part.HEADING:
        return f"{'#' * piece.number} {words}"
    if piece.part is Part.BULLET:
        return f"- {words}"
    if piece.part is Part.NUMBERED:
        return f"{piece.number}. {words}"
    if piece.part is Part.NOTE:
        return f"[^{piece.number}]: {words}"
    return words


def _reference(mark: re.Match[str]) -> str:
    return f"[^{number_of(mark[0])}]"


def number_of(mark: str) -> int:
    """The number that superscript digits show."""
    return int("".join(str(SUPERSCRIPTS.index(digit)) for digit in mark))


def split_marks(words: str) -> list[str]:
    """Words and footnote marks in turn: every second piece is a mark."""
    return re.split(f"([{SUPERSCRIPTS}]+)", words)
