"""PDF files: the words that are printed, and those recognised on pages that are only pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import Image

from rag.errors import UnreadableFile
from rag.reading.limits import Limits
from rag.reading.page_blocks import blocks_of
from rag.reading.page_words import PageContent, PageWord
from rag.reading.pdf_dangers import require_harmless
from rag.reading.pdf_text import Seen, read_page
from rag.reading.pictures import poor_pages, too_many_pages
from rag.reading.raw import Reading
from rag.reading.recognition import LONGEST_SIDE, recognise
from rag.types import RecognisedPage

MEDIA_TYPE = "application/pdf"
SUFFIXES = (".pdf",)
ORIGIN = "file properties"
DAMAGED = "damaged: the PDF is cut short or broken; re-export it"
_NEEDS_PASSWORD = "needs a password: save it without one and index again"
_PROPERTIES = {"Title": "title", "Author": "author", "CreationDate": "date"}
_DATE = re.compile(r"(?:D:)?(\d{4})(\d{2})(\d{2})")
_FEW_LETTERS = 40
_SCAN_SHARE = 0.5
_MOSTLY_UNKNOWN = 0.3
_LOOK_DPI = 100
_LEAST_CONTRAST = 40


def read(data: bytes, relative_path: str, limits: Limits) -> Reading:
    """The blocks of a PDF with the boxes of their words.

    Raises UnreadableFile for one that is damaged, locked, too large, or without any text.
    """
    require_harmless(data, relative_path, limits)
    with open_pdf(data, relative_path) as file:
        if len(file) > limits.pages:
            raise UnreadableFile(relative_path, too_many_pages(len(file), limits))
        found = _Pages(limits)
        for number in range(1, len(file) + 1):
            limits.alive()
            found.take(file, number)
        properties = _properties(file)
    found.require_text(relative_path)
    recognised = tuple(found.recognised)
    return Reading(
        blocks_of(found.contents, limits.alive),
        MEDIA_TYPE,
        notes=(*found.notes(), *poor_pages(recognised)),
        properties=properties,
        properties_origin=ORIGIN,
        recognised=recognised,
    )


@contextmanager
def open_pdf(data: bytes, relative_path: str) -> Iterator[pdfium.PdfDocument]:
    """The PDF in some bytes. Raises UnreadableFile if it is damaged or needs a password."""
    try:
        file = pdfium.PdfDocument(data)
        file.init_forms()  # before any page is opened
    except pdfium.PdfiumError as error:
        locked = error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        raise UnreadableFile(relative_path, _NEEDS_PASSWORD if locked else DAMAGED) from None
    try:
        if len(file) < 1:
            raise UnreadableFile(relative_path, DAMAGED)
        yield file
    finally:
        file.close()


@dataclass(slots=True)
class _Pages:
    """The pages of a file as they are gone through, and what is to be told about them."""

    limits: Limits
    contents: list[PageContent] = field(default_factory=list)
    recognised: list[RecognisedPage] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)
    damaged: list[int] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    layered: list[int] = field(default_factory=list)

    def take(self, file: pdfium.PdfDocument, number: int) -> None:
        """Reads one page."""
        try:
            page = file[number - 1]
        except pdfium.PdfiumError:
            self.damaged.append(number)
            return
        try:
            self._take(page, number)
        except pdfium.PdfiumError:
            self.damaged.append(number)
        finally:
            page.close()

    def _take(self, page: pdfium.PdfPage, number: int) -> None:
        seen = _without_unseen(page, read_page(page, number))
        scan = _scan_share(seen)
        if seen.hidden and scan > _SCAN_SHARE:  # words that somebody recognised, behind the scan
            seen = replace(seen, content=replace(seen.content, words=_all_words(seen)), hidden=())
            self.layered.append(number)
        if seen.hidden:
            self.hidden.append(number)
        if not _is_picture(page, seen, scan):
            self.contents.append(seen.content)
        elif self.limits.recogniser is None:
            self.unread.append(number)
            self.contents.append(seen.content)
        else:
            picture = render(page, LONGEST_SIDE / max(page.get_size()))
            content, confidence = recognise(picture, number, self.limits.recogniser)
            self.contents.append(content)
            if content.words:
                self.recognised.append(RecognisedPage(number, confidence))

    def require_text(self, relative_path: str) -> None:
        """Raises UnreadableFile if no page holds a word, saying why."""
        if any(page.words for page in self.contents):
            return
        if self.damaged and not self.contents:
            raise UnreadableFile(relative_path, DAMAGED)
        if self.unread:
            raise UnreadableFile(
                relative_path, "no text layer: run OCR: set `ocr` to true and index again"
            )
        raise UnreadableFile(relative_path, "no text: nothing in it can be read; remove or mend it")

    def notes(self) -> Iterator[str]:
        """Remarks for people."""
        if self.damaged:
            yield f"damaged and not read: {_named(self.damaged)}; re-export the file"
        if self.unread:
            yield f"no text layer, not read: {_named(self.unread)}; run OCR: set `ocr` to true"
        if self.recognised:
            pages = [page.page for page in self.recognised]
            yield f"without a text layer, words recognised by OCR: {_named(pages)}"
        if self.layered:
            yield f"scanned, read from the text layer behind the picture: {_named(self.layered)}"
        if self.hidden:
            yield f"text that a person cannot see was left out: {_named(self.hidden)}"


def render(page: pdfium.PdfPage, scale: float) -> Image.Image:
    """The picture of a page, at so many pixels to the point."""
    bitmap = page.render(scale=scale, rev_byteorder=True)
    try:
        picture: Image.Image = bitmap.to_pil().convert("RGB")
        return picture
    finally:
        bitmap.close()


def _named(pages: Sequence[int]) -> str:
    """ "page 3" or "pages 3, 5-9"."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    named = ", ".join(f"{run[0]}-{run[-1]}" if run[1:] else f"{run[0]}" for run in runs)
    return f"{'pages' if len(pages) > 1 else 'page'} {named}"


def _all_words(seen: Seen) -> tuple[PageWord, ...]:
    return tuple(sorted((*seen.content.words, *seen.hidden), key=lambda word: word.order))


def _scan_share(seen: Seen) -> float:
    """How much of the page its largest picture covers."""
    whole = seen.content.width * seen.content.height
    return max((picture.size for picture in seen.pictures), default=0.0) / whole if whole else 0.0


def _is_picture(page: pdfium.PdfPage, seen: Seen, scan: float) -> bool:
    """Whether a page's words stand only in its picture, or cannot be told from its fonts."""
    letters = sum(len(word.text) for word in seen.content.words)
    if seen.unknown_share > _MOSTLY_UNKNOWN:
        return True
    if letters >= _FEW_LETTERS:
        return False
    return scan > _SCAN_SHARE or (letters == 0 and _shows_something(page))


def _shows_something(page: pdfium.PdfPage) -> bool:
    pixels = np.asarray(render(page, 0.5).convert("L"))
    return bool(pixels.size) and int(pixels.max()) - int(pixels.min()) > _LEAST_CONTRAST


def _without_unseen(page: pdfium.PdfPage, seen: Seen) -> Seen:
    """The page without those doubtful words that leave no mark on its picture."""
    if not seen.doubtful:
        return seen
    pixels = np.asarray(render(page, _LOOK_DPI / 72).convert("L"))
    words = seen.content.words
    unseen = {i for i in seen.doubtful if not _shows(words[i], pixels)}
    kept = tuple(word for i, word in enumerate(words) if i not in unseen)
    gone = tuple(words[i] for i in sorted(unseen))
    return replace(seen, content=replace(seen.content, words=kept), hidden=(*seen.hidden, *gone))


def _shows(word: PageWord, pixels: np.typing.NDArray[np.uint8]) -> bool:
    """Whether the picture is not of one colour where a word stands."""
    height, width = pixels.shape
    box = word.box
    rows = slice(max(0, int(box.top * height)), max(1, int(box.bottom * height) + 1))
    columns = slice(max(0, int(box.left * width)), max(1, int(box.right * width) + 1))
    cut = pixels[rows, columns]
    return cut.size == 0 or int(cut.max()) - int(cut.min()) > _LEAST_CONTRAST


def _properties(file: pdfium.PdfDocument) -> Mapping[str, str]:
    """Title, author and day of making, as the file states them."""
    stated = file.get_metadata_dict(skip_empty=True)
    found = {key: stated[name].strip() for name, key in _PROPERTIES.items() if name in stated}
    if match := _DATE.match(found.pop("date", "")):
        found["date"] = "-".join(match.groups())
    return {key: value for key, value in found.items() if value}
