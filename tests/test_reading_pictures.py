"""Pictures of pages, their places, and quotes marked on them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from random import Random

import numpy as np
import pytest
from PIL import Image

from eval.page_quotes import mark_quotes
from eval.round_trip.texts import make_texts
from rag.errors import UnreadableFile
from rag.places import Box
from rag.reading import Limits, read_documents
from rag.reading.page_images import page_image, quote_boxes, quote_image
from rag.types import Document, Span
from rag.wiring import LateRecogniser
from tests.fakes import FakeRecogniser


def picture(kind: str, pages: int = 1, size: tuple[int, int] = (595, 842)) -> bytes:
    sheets = [Image.new("RGB", size, (200 + i, 255, 255)) for i in range(pages)]
    out = io.BytesIO()
    more = {"save_all": True, "append_images": sheets[1:]} if pages > 1 else {}
    sheets[0].save(out, kind, **more)
    return out.getvalue()


def read(
    folder: Path, data: bytes, name: str, texts: Sequence[str] = ("A scanned line.",)
) -> Document:
    path = folder / name
    path.write_bytes(data)
    return read_documents(path, name, Limits(pages=3, recogniser=FakeRecogniser(texts)))[0]


@pytest.mark.parametrize(
    ("kind", "name"), [("PNG", "a.png"), ("JPEG", "a.jpg"), ("TIFF", "a.tif"), ("WEBP", "a.webp")]
)
def test_each_kind_of_picture_is_read(tmp_path: Path, kind: str, name: str) -> None:
    made = read(tmp_path, picture(kind), name)
    assert made.text == "A scanned line."
    assert made.source.media_type == f"image/{kind.lower()}"
    assert made.recognised[0].confidence == 0.99


def test_the_pages_of_a_tiff(tmp_path: Path) -> None:
    lines = [f"Line {letter} of a scanned page." for letter in "abcdefghij"]
    made = read(tmp_path, picture("TIFF", pages=2), "two.tif", lines)
    assert [page.page for page in made.recognised] == [1, 2]
    assert {block.page for block in made.blocks} == {1, 2}
    with pytest.raises(UnreadableFile, match="too many pages: 4, the limit is 3"):
        read(tmp_path, picture("TIFF", pages=4), "four.tif")


def test_what_cannot_be_read_is_said_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no text: no words were recognised"):
        read(tmp_path, picture("PNG"), "empty.png", texts=())
    with pytest.raises(UnreadableFile, match="damaged"):
        read(tmp_path, picture("PNG")[:60], "cut.png")
    with pytest.raises(UnreadableFile, match="not a picture: it is plain text"):
        read(tmp_path, b"only words", "words.png")
    with pytest.raises(UnreadableFile, match="too large when unpacked"):
        read(tmp_path, picture("PNG", size=(9_000, 9_000)), "large.png")
    path = tmp_path / "a.png"
    path.write_bytes(picture("PNG"))
    with pytest.raises(UnreadableFile, match="recognition is off: set `ocr` to true"):
        read_documents(path, "a.png")


def test_lines_of_a_page_laid_askew_are_put_in_order(tmp_path: Path) -> None:
    class Askew(FakeRecogniser):
        def lines(self, picture: np.typing.NDArray[np.uint8]) -> list:  # type: ignore[type-arg]
            return [
                line.__class__(
                    line.text,
                    line.confidence,
                    tuple((x, y + 0.05 * x) for x, y in line.corners),
                )
                for line in super().lines(picture)
            ]

    path = tmp_path / "askew.png"
    path.write_bytes(picture("PNG"))
    texts = ["The first line of a page laid", "askew goes down to the right,", "and so do all."]
    made = read_documents(path, "askew.png", Limits(recogniser=Askew(texts)))[0]
    assert made.text == " ".join(texts)


def test_a_quote_is_marked_on_its_page(tmp_path: Path) -> None:
    data = picture("PNG")
    made = read(tmp_path, data, "a.png")
    boxes = quote_boxes(made, Span(made.id, 2, 9))
    page = Image.open(io.BytesIO(page_image(data, 1)))
    marked = Image.open(io.BytesIO(quote_image(data, 1, boxes)))
    [box] = boxes
    middle = (
        int((box.left + box.right) / 2 * page.width),
        int((box.top + box.bottom) / 2 * page.height),
    )
    assert page.getpixel(middle) == (200, 255, 255)
    assert marked.getpixel(middle) == (200, 236, 120)
    assert marked.getpixel((5, 5)) == page.getpixel((5, 5))
    assert quote_image(data, 1, [Box(2, 0, 0, 1, 1)]) == page_image(data, 1)


def test_pages_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no page 2"):
        page_image(picture("PNG"), 2)
    with pytest.raises(UnreadableFile, match="no pages that can be shown"):
        page_image(b"words", 1)
    with pytest.raises(UnreadableFile, match="No such file"):
        page_image(tmp_path / "gone.pdf", 1)


def test_marks_cover_the_words_of_a_quote_from_a_pdf() -> None:
    [text] = make_texts(31, 1)
    quotes = list(mark_quotes([text], "pdf in two columns", LateRecogniser(), Random(4), each=2))
    assert len(quotes) == 2
    assert all(quote.is_covered for quote in quotes), [(q.quote, q.read) for q in quotes]
