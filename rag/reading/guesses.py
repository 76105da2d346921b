"""What a document most likely says about itself; each guess is marked as one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import PurePosixPath

from rag.reading.cleaning import clean
from rag.reading.letters import is_closing, is_salutation
from rag.types import Block, BlockKind, Known

_MONTHS = re.findall(
    r"\w+",
    "january february march april may june july august september october november december",
)
_MONTH = rf"(?P<month>{'|'.join(f'{m[:3]}(?:{m[3:]})?' for m in _MONTHS)}|sept)"
_DATE = re.compile(
    r"(?:date[d]?\s*:?\s*)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?\s+(?P<year>\d{{4}})"
    r"|(?P<iso>\d{4}-\d{2}-\d{2}))"
    r"(?:,\s[^\W\d_][^\d.;]{0,40})?",  # a place may follow
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"our\s+ref(?:erence)?\s*[:.]\s*(\S.{0,60})", re.IGNORECASE)
_ADDRESSEE = re.compile(r"dear\s+(?P<name>[A-Z].{1,100}?)[,:]?", re.IGNORECASE)
_NOBODY = re.compile(
    r"(?:sirs?|madams?|all|colleagues?|editor|friends?|members?|customers?|residents?|team|applicant)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?:[A-Z][\w.’'-]*)(?: (?:[A-Z][\w.’'-]*|de|van|von|of|the)){1,4}")
_OPENING_LINES = 40
_SIGNING_LINES = 4


def guess_metadata(text: str, blocks: Sequence[Block], relative_path: str) -> dict[str, Known]:
    """Title from a letter's subject, the first heading or the file's name; the rest from lines that
    can mean only that.

    A date alone on a line near the top; "Our ref: ..."; of a letter, who is greeted and who signs.
    """
    guesses = {"title": _title(text, blocks, relative_path)}
    opening = list(islice(_lines(text, blocks), _OPENING_LINES))
    greeting = next((i for i, line in enumerate(opening) if is_salutation(line)), None)
    top = opening if greeting is None else opening[:greeting]
    guesses["date"] = _first(_date_in(line) for line in top)
    guesses["reference"] = _first(m[1] for line in top if (m := _REFERENCE.fullmatch(line)))
    if greeting is not None:
        guesses["addressee"] = _addressee(opening[greeting])
        guesses["author"] = _signature(text, blocks)
    return {key: known for key, known in guesses.items() if known}


def _title(text: str, blocks: Sequence[Block], relative_path: str) -> Known | None:
    words = [" ".join(text[b.start : b.end].split()) for b in blocks[:_OPENING_LINES]]
    headings = [b.kind is BlockKind.HEADING for b in blocks[:_OPENING_LINES]]
    for index, is_heading in enumerate(headings[1:], start=1):
        if is_heading and is_salutation(words[index - 1]):
            return Known(words[index], False, "subject line")
    heading = next((b for b in blocks if b.kind is BlockKind.HEADING), None)
    if heading:
        return Known(" ".join(text[heading.start : heading.end].split()), False, "first heading")
    value = " ".join(clean(PurePosixPath(relative_path).stem.replace("_", " ")).split())
    return Known(value, False, "file name") if value else None


def _lines(text: str, blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        yield from text[block.start : block.end].split("\n")


def _first(values: Iterator[str | None]) -> Known | None:
    value = next((v for v in values if v), None)
    return Known(value, False, "top of the text") if value else None


def _date_in(line: str) -> str | None:
    """The date that a line consists of, as YYYY-MM-DD. 3/4/2021 is left alone: whose order is it?"""
    match = _DATE.fullmatch(line)
    if not match:
        return None
    try:
        if match["iso"]:
            return date.fromisoformat(match["iso"]).isoformat()
        month = next(i for i, m in enumerate(_MONTHS, 1) if m[:3] == match["month"][:3].lower())
        return date(int(match["year"]), month, int(match["day"])).isoformat()
    except ValueError:
        return None


def _addressee(salutation: str) -> Known | None:
    match = _ADDRESSEE.fullmatch(salutation)
    if not match or not match["name"][0].isupper() or _NOBODY.match(match["name"]):
        return None
    return Known(match["name"], False, "salutation")


def _signature(text: str, blocks: Sequence[Block]) -> Known | None:
    """The first line after the closing that is a name."""
    lines = _lines(text, blocks)
    if not any(is_closing(line) for line in lines):  # leaves what follows the closing
        return None
    name = next((line for line in islice(lines, _SIGNING_LINES) if _NAME.fullmatch(line)), None)
    return Known(name, False, "signature") if name else None
