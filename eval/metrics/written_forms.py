"""One written form for what people write in many: numbers, dates, quotation marks, spaces."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

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
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_BEFORE_YEAR = r"(,?[ -](?=\d{4}\b))?"
_DAY_MONTH = re.compile(rf"\b{_DAY}(?: of |[ -])({_MONTH})\b\.?{_BEFORE_YEAR}")
_MONTH_DAY = re.compile(rf"\b({_MONTH})\b\.? (?:the )?{_DAY}\b{_BEFORE_YEAR}")
_MONTH_ALONE = re.compile(rf"\b({_MONTH})\b\.?,?(?: of)?(?= \d{{4}}\b)")
_ISO = re.compile(r"\b(\d{4})[-/](\d{2})[-/](\d{2})\b")
_FIGURES = re.compile(r"\b(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})\b")
_PLAIN = str.maketrans("‘’“”–—\u00a0", "''\"\"-- ", "\u00ad*")

_SMALL = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
} | {
    word: 10 * number
    for number, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
_LARGE = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_LETTERS = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9}
_NUMBER_WORD = "|".join((*_SMALL, "hundred", *_LARGE))
_IN_WORDS = re.compile(rf"\b(?:{'|'.join(_SMALL)})(?:(?: |-| and )(?:{_NUMBER_WORD}))*\b")
_SCALED = re.compile(rf"\b(\d+(?:\.\d+)?)(?:[ -]?({'|'.join(_LARGE)})|({'|'.join(_LETTERS)}))\b")


def in_one_form(text: str) -> str:
    """The text in small letters, with plain quotation marks and one form for each number and date.

    "06 November 2023", "2023-11-06" and "6.11.23" (day first) become "6 november 2023", in which
    "november 2023" is found too; "forty-two thousand", "42k" and "42,000" become "42000".
    """
    text = re.sub("[¹²³⁰⁴-⁹]+", " ", text)
    text = unicodedata.normalize("NFKC", text.translate(_PLAIN)).casefold()
    text = re.sub(r"\s+", " ", text).strip()
    return _with_plain_dates(_with_plain_numbers(text))


def _with_plain_numbers(text: str) -> str:
    text = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text)
    text = _IN_WORDS.sub(lambda m: _count(re.findall(r"[a-z]+", m[0])), text)
    return _SCALED.sub(
        lambda m: _figure(Decimal(m[1]) * (_LARGE[m[2]] if m[2] else _LETTERS[m[3]])), text
    )


def _count(words: list[str]) -> str:
    """The number that words name; words that make no one number are numbers side by side."""
    total, current, last = 0, 0, 100
    for word in words:
        if word in _LARGE:
            total, current, last = total + current * _LARGE[word], 0, 100
        elif word == "hundred":
            current, last = current * 100, 100
        elif word != "and":
            value = _SMALL[word]
            if value >= last or (last == 10 and not value):
                return _count_apart(words)
            current, last = current + value, 10 if value >= 20 else 0
    return str(total + current)


def _count_apart(words: list[str]) -> str:
    return " ".join(str(_SMALL[w]) if w in _SMALL else w for w in words)


def _figure(value: Decimal) -> str:
    written = f"{value:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def _with_plain_dates(text: str) -> str:
    text = _DAY_MONTH.sub(lambda m: _day_and_month(m, m[1], m[2]), text)
    text = _MONTH_DAY.sub(lambda m: _day_and_month(m, m[2], m[1]), text)
    text = _MONTH_ALONE.sub(lambda m: _month(m[1]), text)
    text = _ISO.sub(lambda m: _written_out(m[0], m[3], m[2], m[1]), text)
    return _FIGURES.sub(lambda m: _written_out(m[0], m[1], m[3], m[4]), text)


def _day_and_month(match: re.Match[str], day: str, month: str) -> str:
    may_be_verb = match[1] == "may" and not match[3]  # "we may 2"
    if may_be_verb or not 1 <= int(day) <= 31:
        return match[0]
    return f"{int(day)} {_month(month)}" + (" " if match[3] else "")


def _written_out(found: str, day: str, month: str, year: str) -> str:
    if int(month) > 12 and int(day) <= 12:
        day, month = month, day
    if not (1 <= int(day) <= 31 and 1 <= int(month) <= 12):
        return found
    return f"{int(day)} {_MONTHS[int(month) - 1]} {year if len(year) == 4 else '20' + year}"


def _month(name: str) -> str:
    return next(m for m in _MONTHS if m.startswith(name[:3]))
