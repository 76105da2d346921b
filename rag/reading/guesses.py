"""What a document most likely says about itself; each guess is marked as one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.reading.guessing.addressing import guess_addressee
from rag.reading.guessing.attendance import attendees
from rag.reading.guessing.authors import guess_author
from rag.reading.guessing.dating import guess_date
from rag.reading.guessing.enclosures import attachments
from rag.reading.guessing.kinds import CORRESPONDENCE, guess_kind
from rag.reading.guessing.outline import Outline, outline_of, own_text
from rag.reading.guessing.titles import guess_subject, guess_title, title_of_file
from rag.types import Block, Known

_REFERENCE_LABELS = (
    *("our ref", "our reference", "reference", "ref", "reference number", "reference no", "ref no"),
    *("ref number", "case reference", "case ref", "case number", "case no", "file reference"),
    *("file no", "file ref", "document reference", "document number", "document no"),
    *("document ref", "report number", "report no", "report reference", "foi reference", "foi ref"),
    *("request reference", "complaint reference", "complaint no", "foi reference number"),
)
_REFERENCE = re.compile(r"(?=.*\d)[\w][\w/.()&–-]*(?: [\w/.()&–-]+){0,4}")
_OTHER_REFERENCE = re.compile(r"\s{1,}(?:your|date|tel)\b.*", re.IGNORECASE)


def guess_metadata(
    text: str, blocks: Sequence[Block], relative_path: str, known_kind: str | None = None
) -> dict[str, Known]:
    """What can be said from the text alone, by metadata key.

    Only lines that can mean one thing count, at the places where such documents have them: above the
    prose, after the closing, under a heading that names them. The title is the subject, the first
    heading or the file's name. `known_kind` is the kind where somebody or the file's header says so.
    """
    outline = outline_of(text, blocks)
    kind = guess_kind(outline, text)
    name = known_kind.casefold() if known_kind else kind.value if kind else None
    is_written_to = name in CORRESPONDENCE
    subject = guess_subject(outline, text, blocks)
    title = subject or guess_title(outline, name, text, blocks) or title_of_file(relative_path)
    guesses = {
        "title": title,
        "kind": kind,
        "addressee": guess_addressee(outline) if is_written_to else None,
        "date": guess_date(outline, name),
        "reference": _reference(outline),
        "subject": subject,
        "attendees": attendees(outline) if not is_written_to else None,
        "attachments": attachments(own_text(text, blocks), outline) if is_written_to else None,
        **guess_author(outline, name),
    }
    return {key: known for key, known in guesses.items() if known}


def _reference(outline: Outline) -> Known | None:
    label = outline.label(*_REFERENCE_LABELS)
    value = _OTHER_REFERENCE.sub("", label.value).strip(" .") if label else ""
    if label is None or not _REFERENCE.fullmatch(value) or len(value) > 40:
        return None
    return Known(value, False, label.origin)
