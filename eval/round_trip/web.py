"""A text as a web page, with what a public body's site puts around it."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby

from eval.round_trip.plain import number_of, split_marks
from eval.round_trip.texts import Part, Piece, Text

_AROUND = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title><style>p {{ margin: 1em }}</style></head>
<body><header><a href="/">Home</a></header><nav><ul><li><a href="/news">News</a></li>
<li><a href="/about">About us</a></li></ul></nav><main>
{main}
</main><footer><p>Contact us. All content is available under licence.</p></footer>
<script>var sentence = "Not to be read.";</script></body></html>
"""


def as_page(text: Text) -> bytes:
    """A whole page."""
    return _AROUND.format(title=escape(text.title), main=as_markup(text)).encode()


def as_markup(text: Text) -> str:
    """The elements of the text alone."""
    return "\n".join(_elements(text))


def _elements(text: Text) -> Iterator[str]:
    for part, pieces in groupby(text.pieces, key=lambda piece: piece.part):
        if part is Part.BULLET:
            yield f"<ul>{''.join(map(_item, pieces))}</ul>"
        elif part is Part.NUMBERED:
            yield f"<ol>\n{''.join(map(_item, pieces))}</ol>"
        else:
            yield from map(_element, pieces)


def _item(piece: Piece) -> str:
    return f"<li>{_words(piece)}</li>\n"


def _element(piece: Piece) -> str:
    if piece.part is Part.HEADING:
        return f"<h{piece.number}>{_words(piece)}</h{piece.number}>"
    if piece.part is Part.NOTE:
        return f'<p class="footnote"><sup>{piece.number}</sup> {_words(piece)}</p>'
    return f"<p>{_words(piece)}</p>"


def _words(piece: Piece) -> str:
    """Marked up, and broken over lines, which means nothing in HTML."""
    parts = split_marks(piece.words)
    marked = [
        f'<sup><a href="#fn{number_of(part)}">{number_of(part)}</a></sup>'
        if i % 2
        else escape(part)
        for i, part in enumerate(parts)
    ]
    return "".join(marked).replace(", ", ",\n")
