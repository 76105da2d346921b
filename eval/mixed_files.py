"""A folder of many mixed files, sound and unsound, to measure how an index run bears them."""

from __future__ import annotations

import io
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from itertools import cycle
from pathlib import Path
from random import Random

from openpyxl import Workbook
from pptx import Presentation

from eval.round_trip.renderers import RENDERERS, Renderer
from eval.round_trip.texts import Text, make_texts
from rag.types import Progress

UNSOUND_EVERY = 50
"""Of so many files, one cannot be read."""

WITH_ATTACHMENT_EVERY = 4
"""Of so many e-mails, one carries a file."""


def write_mixed_files(folder: Path, count: int, seed: int, progress: Progress) -> int:
    """Writes files of every format in turn into folders of a hundred; gives how many are unsound.

    The same seed gives the same files. Scans are left out: recognition would outweigh all else.
    """
    random = Random(seed)
    quick = [renderer for renderer in RENDERERS.values() if not renderer.slow]
    renderers = cycle((*quick, *_OTHERS))
    unsound = 0
    for number, text in enumerate(make_texts(seed, count)):
        progress("writing files", number, count)
        place = folder / f"folder {number // 100:03}"
        place.mkdir(parents=True, exist_ok=True)
        if number % UNSOUND_EVERY == UNSOUND_EVERY - 1:
            name, make = _UNSOUND[unsound % len(_UNSOUND)]
            (place / f"{number:05} {name}").write_bytes(make(random))
            unsound += 1
            continue
        renderer = next(renderers)
        data = _with_attachment_at_times(renderer, renderer.render(text), random)
        (place / f"{number:05}{renderer.ending}").write_bytes(data)
    return unsound


def _with_attachment_at_times(renderer: Renderer, data: bytes, random: Random) -> bytes:
    if renderer.ending != ".eml" or random.randrange(WITH_ATTACHMENT_EVERY):
        return data
    message = message_from_bytes(data, policy=policy.default)
    assert isinstance(message, EmailMessage)
    attached = RENDERERS["docx"].render(make_texts(random.randrange(1 << 30), 1)[0])
    message.add_attachment(
        attached, maintype="application", subtype="octet-stream", filename="enclosed.docx"
    )
    return message.as_bytes()


def _as_sheet(text: Text) -> bytes:
    """A row for each sentence, with its number before it."""
    book = Workbook()
    for row in enumerate(text.sentences, start=1):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _as_slides(text: Text) -> bytes:
    """A slide for each piece of the text."""
    slides = Presentation()
    for number, piece in enumerate(text.pieces, start=1):
        slide = slides.slides.add_slide(slides.slide_layouts[1])
        slide.shapes.title.text = f"{text.title} ({number})"
        slide.placeholders[1].text_frame.text = "\n".join(piece.sentences)
    out = io.BytesIO()
    slides.save(out)
    return out.getvalue()


_OTHERS = (Renderer(".xlsx", _as_sheet), Renderer(".pptx", _as_slides))
"""Formats in which a text cannot be laid out as prose."""


def _cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


_UNSOUND: tuple[tuple[str, Callable[[Random], bytes]], ...] = (
    ("empty.txt", lambda _: b""),
    ("garbage.txt", lambda random: random.randbytes(5_000)),
    ("cut.docx", lambda random: _cut(RENDERERS["docx"].render(make_texts(random.randrange(99), 1)[0]))),
    ("text.docx", lambda _: b"This is no Word file."),
    ("cut.pdf", lambda _: b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog"),
)  # fmt: skip
"""Names and makers of files that cannot be read."""
