"""The formats a text is laid out in: a new one is one new module and one line in `RENDERERS`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from eval.round_trip import mails, pages, plain, scans, web, word
from eval.round_trip.texts import Text


@dataclass(frozen=True, slots=True)
class Renderer:
    """Lays a text out as the bytes of a file with this ending.

    One that is `slow` to read is measured only when it is named.
    """

    ending: str
    render: Callable[[Text], bytes]
    slow: bool = False


RENDERERS: dict[str, Renderer] = {
    "text": Renderer(".txt", plain.as_text),
    "markdown": Renderer(".md", plain.as_markdown),
    "html": Renderer(".html", web.as_page),
    "docx": Renderer(".docx", word.as_docx),
    "e-mail": Renderer(".eml", mails.as_plain_mail),
    "html e-mail": Renderer(".eml", mails.as_html_mail),
    "pdf": Renderer(".pdf", pages.one_column),
    "pdf in two columns": Renderer(".pdf", pages.two_columns),
    "scan at 300 dpi": Renderer(".tif", scans.at_300_dpi, slow=True),
    "scan at 150 dpi": Renderer(".tif", scans.at_150_dpi, slow=True),
}
"""By the name they are reported under."""
