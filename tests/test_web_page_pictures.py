"""Pages of PDF and scanned documents as pictures: where they are shown, and what is served."""

from __future__ import annotations

import html
import urllib.error
import urllib.request
from dataclasses import replace

from rag.places import PlacedWord
from rag.types import Box, Span, WordPlaces
from rag.web import page_pictures
from tests.browser import served
from tests.fakes_web import LETTER, FakeDesk, span_of

PNG = b"\x89PNG..."


def on_pages(*placed: tuple[str, int, float]) -> WordPlaces:
    """The given words of LETTER, each on a page and so far down it."""
    spans = [(span_of(LETTER, words), page, top) for words, page, top in placed]
    return WordPlaces.pack(
        PlacedWord(s.start, s.end, Box(page, 0.1, top, 0.9, top + 0.02)) for s, page, top in spans
    )


def test_a_quote_is_shown_on_each_page_it_stands_on() -> None:
    placed = on_pages(("awarded in March 2021.", 2, 0.9), ("It was worth", 3, 0.1))
    start = LETTER.text.index("awarded")
    marked = Span(LETTER.id, start, LETTER.text.index(" 42,000"))
    shown = [
        html.unescape(m.html)
        for m in page_pictures.pictures(replace(LETTER, places=placed), marked)
    ]
    address = f"/page-pictures/{LETTER.id}"
    assert [
        f'src="{address}/{page}/{marked.start}/{marked.end}"' in m
        for page, m in zip((2, 3), shown, strict=True)
    ] == [True, True]
    assert 'id="page-2-at-90"' in shown[0] and 'id="page-3-at-10"' in shown[1]


def test_text_without_places_and_words_without_a_place_have_no_picture() -> None:
    marked = span_of(LETTER, "42,000 pounds")
    assert list(page_pictures.pictures(LETTER, marked)) == []
    elsewhere = replace(LETTER, places=on_pages(("The tender was", 1, 0.2)))
    assert list(page_pictures.pictures(elsewhere, marked)) == []


def fetch(url: str) -> tuple[int, str, bytes]:
    try:
        with urllib.request.urlopen(url, timeout=20) as response:
            return response.status, response.headers.get_content_type(), response.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers.get_content_type(), error.read()


def test_a_picture_is_served_and_a_missing_one_is_one_line() -> None:
    desk = FakeDesk(picture=PNG)
    with served(desk) as address:
        pictures = f"{address}/page-pictures"
        assert fetch(f"{pictures}/{LETTER.id}/1/0/10") == (200, "image/png", PNG)
        assert fetch(f"{pictures}/unknown/1/0/10")[0] == 404
        assert fetch(f"{pictures}/{LETTER.id}/one/0/10")[0] == 422
        desk.picture = None
        status, kind, told = fetch(f"{pictures}/{LETTER.id}/1/0/10")
        assert (status, kind) == (404, "text/plain") and b"has changed since" in told
