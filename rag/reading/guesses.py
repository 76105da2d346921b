"""What a document most likely says about itself; each guess is marked as one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import PurePosixPath

from rag.reading.cleaning import clean
from rag.reading.guessing.attendance import attendees
from rag.reading.guessing.dates import date_alone, date_inside
from rag.reading.guessing.enclosures import attachments
from rag.reading.guessing.kinds import CORRESPONDENCE, MEETING, guess_kind, title_lines
from rag.reading.guessing.outline import Outline, outline_of, own_text
from rag.reading.guessing.people import guess_addressee, guess_author
from rag.reading.letters import is_salutation
from rag.types import Block, BlockKind, Known

_DATE_LABELS = (
    *("sent", "date", "dated", "date of letter", "date of issue", "issue date", "date issued"),
    *("date of response", "response date", "date of report", "report date", "date of meeting"),
    *("meeting date", "date of statement", "date sent", "date and time", "date/time"),
)
_PUBLICATION_LABELS = (
    *("issued", "published", "publication date", "date published", "date of publication"),
    *("release date", "for immediate release", "for release"),
)
_REFERENCE_LABELS = (
    *("our ref", "our reference", "reference", "ref", "reference number", "reference no", "ref no"),
    *("ref number", "case reference", "case ref", "case number", "case no", "file reference"),
    *("file no", "file ref", "document reference", "document number", "document no"),
    *("document ref", "report number", "report no", "report reference", "foi reference", "foi ref"),
    *("request reference", "complaint reference", "complaint no", "foi reference number"),
)
_SUBJECT_LABELS = ("subject", "re", "regarding", "topic", "concerning", "subject matter")
_SUBJECT_MARK = re.compile(r"(?:(?:re|fwd?|fw|subject|regarding)\s*[:.]\s*)+", re.IGNORECASE)
_REFERENCE = re.compile(r"(?=.*\d)[\w][\w/.()&–-]*(?: [\w/.()&–-]+){0,4}")
_OTHER_REFERENCE = re.compile(r"\s{1,}(?:your|date|tel)\b.*", re.IGNORECASE)
_SAID_WHEN = re.compile(
    r"(?:published|issued|released|posted|delivered|made|sent)(?:\s+on)?\s*:?\s+(?P<date>.{6,40})",
    re.IGNORECASE,
)
_ENDS_WITH_DATE = re.compile(r".{5,}?[,:–-]\s+(?P<date>.{8,30})")
_BARS = re.compile(r"\s[|·•]\s")
_OPENING_BLOCKS = 40


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
    guesses = {
        "title": _title(text, blocks, relative_path),
        "kind": kind,
        "addressee": guess_addressee(outline) if is_written_to else None,
        "date": _date(outline, name),
        "reference": _reference(outline),
        "subject": _subject(outline, text, blocks),
        "attendees": attendees(outline) if not is_written_to else None,
        "attachments": attachments(own_text(text, blocks), outline) if is_written_to else None,
        **guess_author(outline, name),
    }
    return {key: known for key, known in guesses.items() if known}


def _title(text: str, blocks: Sequence[Block], relative_path: str) -> Known | None:
    if subject := _subject_heading(text, blocks):
        return Known(subject, False, "subject line")
    heading = next((b for b in blocks if b.kind is BlockKind.HEADING), None)
    if heading:
        return Known(_on_one_line(text, heading), False, "first heading")
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


def _subject(outline: Outline, text: str, blocks: Sequence[Block]) -> Known | None:
    if heading := _subject_heading(text, blocks):
        return Known(heading, False, "subject line")
    label = outline.label(*_SUBJECT_LABELS)
    value = _SUBJECT_MARK.sub("", label.value, count=1) if label else ""
    return Known(value, False, f"line “{label.name.capitalize()}”") if label and value else None


def _date(outline: Outline, kind: str | None) -> Known | None:
    """The date that a label gives, or the only one above the prose; the day of publication last."""
    if found := _labelled_date(outline, _DATE_LABELS):
        return found
    days = list(dict.fromkeys(_dates_alone(outline)))
    if days:
        return (
            Known(days[0], False, "top of the text") if len(days) == 1 or kind == "letter" else None
        )
    if found := _labelled_date(outline, _PUBLICATION_LABELS):
        return found
    said = list(dict.fromkeys(_dates_said(outline)))
    if len(said) == 1:
        return Known(said[0], False, "top of the text")
    if kind and (day := _date_in_title(outline, kind)):
        return Known(day, False, "title")
    after = next((d for line in outline.signing if (d := date_alone(line.text))), None)
    return Known(after, False, "signature") if after else None


def _labelled_date(outline: Outline, labels: tuple[str, ...]) -> Known | None:
    label = outline.label(*labels)
    day = (date_alone(label.value) or date_inside(label.value)) if label else None
    return Known(day, False, f"line “{label.name.capitalize()}”") if label and day else None


def _dates_alone(outline: Outline) -> Iterator[str]:
    """Dates of lines above the prose that hold nothing else, or parts of such a line between bars."""
    for line in outline.top:
        for part in _BARS.split(line.text):
            if day := date_alone(part):
                yield day


def _dates_said(outline: Outline) -> Iterator[str]:
    """Dates of lines above the prose that say what was done on them."""
    for line in outline.top:
        for part in _BARS.split(line.text):
            match = _SAID_WHEN.fullmatch(part)
            if match and (day := date_alone(match["date"])):
                yield day


def _date_in_title(outline: Outline, kind: str) -> str | None:
    """The only date in the title's lines: of a meeting anywhere, of others at the end of a line."""
    lines = title_lines(outline)
    if kind not in MEETING:
        lines = [m["date"] for line in lines if (m := _ENDS_WITH_DATE.fullmatch(line))]
    days = {day for line in lines if (day := date_inside(line))}
    return days.pop() if len(days) == 1 else None


def _reference(outline: Outline) -> Known | None:
    label = outline.label(*_REFERENCE_LABELS)
    value = _OTHER_REFERENCE.sub("", label.value).strip(" .") if label else ""
    if label is None or not _REFERENCE.fullmatch(value) or len(value) > 40:
        return None
    return Known(value, False, f"line “{label.name.capitalize()}”")
