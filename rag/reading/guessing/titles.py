"""What a document is called, and the subject it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import PurePosixPath

from rag.reading.cleaning import clean
from rag.reading.guessing.kinds import line_that_says
from rag.reading.guessing.names import is_organisation
from rag.reading.guessing.outline import Outline
from rag.reading.letters import is_salutation
from rag.types import Block, BlockKind, Known

_SUBJECT_LABELS = ("subject", "re", "regarding", "topic", "concerning", "subject matter")
_SUBJECT_MARK = re.compile(r"(?:(?:re|fwd?|fw|subject|regarding)\s*[:.]\s*)+", re.IGNORECASE)
_SECTION = re.compile(r"\(?\d{1,2}(?:\.\d+)*[.)]\s")
_OPENING_BLOCKS = 40


def guess_subject(outline: Outline, text: str, blocks: Sequence[Block]) -> Known | None:
    """The line under a salutation, or one that is labelled as the subject."""
    if heading := _subject_heading(text, blocks):
        return Known(heading, False, "subject line")
    label = outline.label(*_SUBJECT_LABELS)
    value = _SUBJECT_MARK.sub("", label.value, count=1) if label else ""
    return Known(value, False, label.origin) if label and value else None


def guess_title(
    outline: Outline, kind: str | None, text: str, blocks: Sequence[Block]
) -> Known | None:
    """The first heading, unless it names only a body or a section; the line that tells the kind."""
    first = next((b for b in blocks if b.kind is BlockKind.HEADING), None)
    heading = _on_one_line(text, first) if first else ""
    is_section = _SECTION.match(heading) is not None
    if heading and not is_section and not is_organisation(heading):
        return Known(heading, False, "first heading")
    if kind and (line := line_that_says(outline, kind)):
        return Known(line, False, "top of the text")
    return Known(heading, False, "first heading") if heading and not is_section else None


def title_of_file(relative_path: str) -> Known | None:
    """The file's name without its ending, as words."""
    value = " ".join(clean(PurePosixPath(relative_path).stem.replace("_", " ")).split())
    return Known(value, False, "file name") if value else None


def _on_one_line(text: str, block: Block) -> str:
    return " ".join(text[block.start : block.end].split())


def _subject_heading(text: str, blocks: Sequence[Block]) -> str | None:
    """The heading that stands right under a salutation."""
    opening = blocks[:_OPENING_BLOCKS]
    for before, block in pairwise(opening):
        if block.kind is BlockKind.HEADING and is_salutation(_on_one_line(text, before)):
            return _SUBJECT_MARK.sub("", _on_one_line(text, block), count=1) or None
    return None
