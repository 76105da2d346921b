"""When a document was written: the line that says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.reading.guessing.dates import date_alone, date_inside
from rag.reading.guessing.kinds import MEETING, title_lines
from rag.reading.guessing.outline import Outline
from rag.types import BlockKind, Known

_DATE_LABELS = (
    *("sent", "date", "dated", "date of letter", "date of issue", "issue date", "date issued"),
    *("date of response", "response date", "date of report", "report date", "date of meeting"),
    *("meeting date", "date of statement", "date sent", "date and time", "date/time"),
)
_PUBLICATION_LABELS = (
    *("issued", "published", "publication date", "date published", "date of publication"),
    *("release date", "for immediate release", "for release"),
)
_SAID_WHEN = re.compile(
    r"(?:published|issued|released|posted|delivered|made|sent|submitted|presented)(?:\s+on)?\s*:?\s+"
    r"(?P<date>.{6,40}?)(?:\s+by\s.*)?",
    re.IGNORECASE,
)
_ENDS_WITH_DATE = re.compile(r".{5,}?[,:–-]\s+(?P<date>.{8,30})")
_PARTS_OF_A_LETTERHEAD = 2
_BARS = re.compile(r"\s[|·•]\s")


def guess_date(outline: Outline, kind: str | None) -> Known | None:
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
    return Known(day, False, label.origin) if label and day else None


def _dates_alone(outline: Outline) -> Iterator[str]:
    """Dates of lines above the prose that hold nothing else, or parts of such a line between bars."""
    for line in outline.top:
        parts = _BARS.split(line.text)
        if line.kind is BlockKind.TABLE_ROW and len(parts) > _PARTS_OF_A_LETTERHEAD:
            continue  # a day among other figures is not the document's
        for part in parts:
            if day := date_alone(part):
                yield day


def _dates_said(outline: Outline) -> Iterator[str]:
    """Dates of lines above the prose that say what was done on them."""
    for line in outline.top:
        parts = _BARS.split(line.text)
        if line.kind is BlockKind.TABLE_ROW and len(parts) > _PARTS_OF_A_LETTERHEAD:
            continue  # a day among other figures is not the document's
        for part in parts:
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
