"""Dates as people write them, where there is one way to read them."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = re.findall(
    r"\w+",
    "january february march april may june july august september october november december",
)
_MONTH = rf"(?:(?:{'|'.join(f'{m[:3]}(?:{m[3:]})?' for m in _MONTHS)}|sept)(?![^\W\d_])\.?)"
_WEEKDAY = r"(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\.?,?\s+"
_ORDINAL = r"(?:st|nd|rd|th)?"
_DATE = (
    rf"(?:{_WEEKDAY})?(?:"
    rf"(?:the\s+)?(?P<day>\d{{1,2}}){_ORDINAL}(?:\s+of|\s+day\s+of)?[\s-]+(?P<month>{_MONTH}),?[\s-]+(?P<year>\d{{4}})"
    rf"|(?P<month2>{_MONTH})\s+(?P<day2>\d{{1,2}}){_ORDINAL},?\s+(?P<year2>\d{{4}})"
    r"|(?P<iso>\d{4}[-/.]\d{1,2}[-/.]\d{1,2})"
    r"|(?P<figures>\d{1,2}([-/.])\d{1,2}\9\d{4})"
    r")"
)
_TIME = r"(?:,?\s*(?:at\s+|T)?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\.\d+)?\s*(?:[ap]\.?m\.?|hrs|hours|Z)?(?:\s*(?:[+-]\d{2}:?\d{2}|[A-Z]{2,4}))?(?:\s*\([A-Z]+\))?)?"
_PLACE = r"[^\W\d_][^\d.;:]{0,40}"
_ALONE = re.compile(
    rf"(?:dated?\s*:?\s*)?(?:this\s+)?{_DATE}{_TIME}(?:,\s{_PLACE})?\.?", re.IGNORECASE
)
_AFTER_PLACE = re.compile(rf"{_PLACE},\s+(?:the\s+)?{_DATE}\.?", re.IGNORECASE)
_INSIDE = re.compile(rf"(?<![\w/.-]){_DATE}(?![\w/-])", re.IGNORECASE)
_YEARS = range(1500, 2200)


def date_alone(line: str) -> str | None:
    """The date that a line consists of, as YYYY-MM-DD; a place or a time of day may stand with it.

    3/4/2021 is left alone: whose order is it? 30/4/2021 can be read in one way.
    """
    match = _ALONE.fullmatch(line) or _AFTER_PLACE.fullmatch(line)
    return _iso(match) if match else None


def date_inside(text: str) -> str | None:
    """The only date that stands in a text; None where there are several."""
    found = {_iso(match) for match in _INSIDE.finditer(text)}
    return found.pop() if len(found) == 1 else None


def _iso(match: re.Match[str]) -> str | None:
    try:
        return _date_of(match).isoformat()
    except ValueError:
        return None


def _date_of(match: re.Match[str]) -> date:
    """Raises ValueError for days that there are not, and where two orders are possible."""
    if match["iso"]:
        year, month, day = (int(part) for part in re.split(r"[-/.]", match["iso"]))
    elif match["figures"]:
        first, second, year = (int(part) for part in re.split(r"[-/.]", match["figures"]))
        if first <= 12 and second <= 12 and first != second:
            raise ValueError("either order is possible")
        day, month = (first, second) if first > 12 else (second, first)
    else:
        name = (match["month"] or match["month2"])[:3].lower()
        month = next(i for i, m in enumerate(_MONTHS, 1) if m.startswith(name))
        day, year = int(match["day"] or match["day2"]), int(match["year"] or match["year2"])
    if year not in _YEARS:
        raise ValueError("no year of a document")
    return date(year, month, day)
