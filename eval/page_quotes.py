"""Whether a quote that is marked on the picture of its page covers its words: the marks are cut out and read.

Words and their places come from the file; what stands in the marks is read by character recognition,
which knows nothing of them.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import numpy as np
from PIL import Image

from eval.round_trip.renderers import RENDERERS
from eval.round_trip.texts import Text, make_texts
from rag.places import Box
from rag.reading import Limits, read_documents
from rag.reading.page_images import page_image, quote_boxes, quote_image
from rag.sentences import sentences
from rag.types import Document, Recogniser, Span
from rag.wiring import LateRecogniser

_FORMATS = ("pdf", "pdf in two columns", "scan at 150 dpi")

_DPI = 150
_LEAST_SIDE = 700
_MARGIN = 40
_COVERED = 0.9


@dataclass(frozen=True, slots=True)
class MarkedQuote:
    """A quote, what was read in its marks, and how alike their letters are (0 to 1)."""

    quote: str
    read: str
    likeness: float
    picture: bytes

    @property
    def is_covered(self) -> bool:
        """Whether the marks cover the words, but for errors of recognition."""
        return self.likeness >= _COVERED


def check(texts: int, seed: int, pictures: Path | None) -> Iterator[str]:
    """A line for each quote whose marks do not cover it, and one for each format."""
    made = make_texts(seed, texts)
    for name in _FORMATS:
        quotes = list(mark_quotes(made, name, LateRecogniser(), Random(seed)))
        for number, quote in enumerate(quotes, start=1):
            if pictures is not None:
                pictures.mkdir(parents=True, exist_ok=True)
                (pictures / f"{name} {number}.png").write_bytes(quote.picture)
            if not quote.is_covered:
                yield f"{name}: {quote.quote!r} is read as {quote.read!r}"
        covered = sum(quote.is_covered for quote in quotes)
        yield f"{name}: {covered} of {len(quotes)} quotes are covered by their marks"


def mark_quotes(
    texts: Sequence[Text], name: str, recogniser: Recogniser, random: Random, each: int = 4
) -> Iterator[MarkedQuote]:
    """Some sentences of each text, marked on its pages in a format and read back."""
    for text in texts:
        renderer = RENDERERS[name]
        data = renderer.render(text)
        with TemporaryDirectory() as folder:
            path = Path(folder) / f"text{renderer.ending}"
            path.write_bytes(data)
            document = read_documents(path, path.name, Limits(recogniser=recogniser))[0]
        spans = sentences(document)
        for span in random.sample(spans, min(each, len(spans))):
            yield _marked(document, span, data, recogniser)


def _marked(document: Document, span: Span, data: bytes, recogniser: Recogniser) -> MarkedQuote:
    boxes = quote_boxes(document, span)
    quote = document.cut(span)
    read = _read(data, boxes, recogniser)
    likeness = SequenceMatcher(None, _letters(quote), _letters(read), autojunk=False).ratio()
    picture = quote_image(data, boxes[0].page, boxes, _DPI) if boxes else b""
    return MarkedQuote(quote, read, likeness, picture)


def _read(data: bytes, boxes: Sequence[Box], recogniser: Recogniser) -> str:
    """What recognition finds in the boxes, laid under each other without anything around them.

    The sheet is no larger than they need: a short line alone on a large one is overlooked.
    """
    cuts = [_cut(data, box) for box in boxes]
    width = max((cut.width for cut in cuts), default=0) + 2 * _MARGIN
    height = sum(cut.height + _MARGIN for cut in cuts) + _MARGIN
    sheet = Image.new("RGB", (max(_LEAST_SIDE, width), max(_LEAST_SIDE, height)), "white")
    top = _MARGIN
    for cut in cuts:
        sheet.paste(cut, (_MARGIN, top))
        top += cut.height + _MARGIN
    lines = recogniser.lines(np.asarray(sheet))
    ordered = sorted(lines, key=lambda line: (round(line.corners[0][1] / _MARGIN), line.corners[0]))
    return " ".join(line.text for line in ordered)


def _cut(data: bytes, box: Box) -> Image.Image:
    """What stands in a box, cut out of its page."""
    page = Image.open(io.BytesIO(page_image(data, box.page, _DPI))).convert("RGB")
    left, top = int(box.left * page.width) - 1, int(box.top * page.height) - 1
    right, bottom = int(box.right * page.width) + 2, int(box.bottom * page.height) + 2
    return page.crop((left, top, right, bottom))


def _letters(text: str) -> str:
    """Letters and digits in lower case, without accents: what recognition is to find."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain.casefold() if c.isalnum())
