"""Whether a text says a fact, whichever way its numbers and dates are written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from rag.types import Answer

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH = "|".join(f"{m}|{m[:3]}" for m in _MONTHS) + "|sept"
_DAY_MONTH = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({_MONTH})\b\.?,?(?= \d{{4}}\b)")
_MONTH_DAY = re.compile(rf"\b({_MONTH})\b\.? (\d{{1,2}})(?:st|nd|rd|th)?,?(?= \d{{4}}\b)")
_MONTH_ALONE = re.compile(rf"\b({_MONTH})\b\.?,?(?= \d{{4}}\b)")
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_FIGURES = re.compile(r"\b(\d{1,2})([./])(\d{1,2})\2(\d{4}|\d{2})\b")
_PLAIN = str.maketrans("‘’“”–—\u00a0", "''\"\"-- ", "\u00ad*")


def words_shown(answer: Answer) -> str:
    """Everything of an answer that a reader takes for its statement: text, short answer, quotes."""
    parts = [answer.text, answer.short_answer or "", *(c.quote.text for c in answer.citations)]
    return " | ".join(re.sub(r"\s*\[\d+\]", "", part) for part in parts)


def says(text: str, ways: Iterable[str]) -> bool:
    """Whether one of the ways of saying a fact stands in the text, as whole words and numbers.

    Letter case, typographic quotes and dashes, thousands commas and the form of a date make no
    difference: "06 November 2023", "2023-11-06" and "6.11.23" (day first) are one.
    """
    plain = _normalised(text)
    return any(_stands_in(plain, _normalised(way)) for way in ways)


def _stands_in(text: str, fact: str) -> bool:
    return re.search(rf"(?<!\w)(?<!\d\.){re.escape(fact)}(?!\w)(?!\.\d)", text) is not None


def _normalised(text: str) -> str:
    text = re.sub("[¹²³⁰⁴-⁹]+", " ", text)
    text = unicodedata.normalize("NFKC", text.translate(_PLAIN)).casefold()
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text)
    return _with_plain_dates(text)


def _with_plain_dates(text: str) -> str:
    """Each date as "6 november 2023", so that "november 2023" is found in it too."""
    text = _DAY_MONTH.sub(lambda m: f"{int(m[1])} {_month(m[2])}", text)
    text = _MONTH_DAY.sub(lambda m: f"{int(m[2])} {_month(m[1])}", text)
    text = _MONTH_ALONE.sub(lambda m: _month(m[1]), text)
    text = _ISO.sub(lambda m: _written_out(m[0], m[3], m[2], m[1]), text)
    return _FIGURES.sub(lambda m: _written_out(m[0], m[1], m[3], m[4]), text)


def _written_out(found: str, day: str, month: str, year: str) -> str:
    if not (1 <= int(day) <= 31 and 1 <= int(month) <= 12):
        return found
    return f"{int(day)} {_MONTHS[int(month) - 1]} {year if len(year) == 4 else '20' + year}"


def _month(name: str) -> str:
    return next(m for m in _MONTHS if m.startswith(name[:3]))
