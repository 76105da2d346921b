"""Numbers, dates and times as a spreadsheet's cell shows them (ECMA-376, part 1, section 18.8.31)."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

_GENERAL = ("", "General", "GENERAL", "@")
_LOCAL_DATES = ("mm-dd-yy", "m/d/yyyy", "[$-F800]", "[$-x-sysdate]")
"""Shown in the order of whoever's machine it is: written here so that nobody can mistake it."""

_QUOTED = re.compile(r'"([^"]*)"|\\(.)')
_CURRENCY = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")
_CONDITION = re.compile(r"\[[^\]]*\]")
_PADDING = re.compile(r"_.|\*.")
_DIGITS = re.compile(r"[#0?][#0?,]*(?:\.[#0?]+)?,*|\.[#0?]+,*")
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_DATE_TOKEN = re.compile(r"(y+)|(m+)|(d+)|(h+)|(s+)(?:\.(0+))?|(AM/PM|A/P)", re.IGNORECASE)
_KEPT = 0xE000
"""Where the characters begin that stand for words set aside: for private use, so in no format."""
_KEPT_MARK = re.compile("[\ue000-\uf8ff]")
_SIGNIFICANT = 10
_LONGEST_FORMAT = 255  # Excel takes no longer ones
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December")  # fmt: skip


def shown(value: object, number_format: str) -> str:
    """A cell's value as people see it; "" for an empty cell."""
    if value is None:
        return ""
    if len(number_format) > _LONGEST_FORMAT:
        number_format = ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime | date | time | timedelta):
        return _moment(value, number_format)
    if isinstance(value, int | float):
        return _number(value, number_format)
    return str(value)


def _number(value: float, number_format: str) -> str:
    if number_format in _GENERAL:
        return _general(value)
    sections = _sections(number_format)
    section, is_negative = _section(sections, value)
    section, kept = _set_aside(section)
    if "E+" in section.upper() or "E-" in section.upper() or "/" in section:
        return _general(value)  # scientific and fractions: as the plain number
    match = _DIGITS.search(section)
    if not match:
        return _put_back(section.replace("General", _general(abs(value))), kept).strip()
    digits = _digits(abs(value), match[0], section.count("%"))
    words = section[: match.start()] + digits + _DIGITS.sub("", section[match.end() :])
    return _put_back(f"{'-' if is_negative else ''}{words}", kept).strip()


def _sections(number_format: str) -> list[str]:
    """The parts between semicolons outside quotation marks: above 0, below 0, 0, text."""
    return re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', number_format)


def _section(sections: list[str], value: float) -> tuple[str, bool]:
    """The section for a value, and whether it still needs a minus sign."""
    if value < 0 and len(sections) > 1:
        return sections[1], False
    if value == 0 and len(sections) > 2:
        return sections[2], False
    return sections[0], value < 0


def _set_aside(section: str) -> tuple[str, list[str]]:
    """The section with words and signs that are shown as they are set aside."""
    kept: list[str] = []

    def keep(words: str) -> str:
        kept.append(words)
        return chr(_KEPT + len(kept) - 1)

    section = _QUOTED.sub(lambda m: keep(m[1] if m[1] is not None else m[2]), section)
    section = _CURRENCY.sub(lambda m: keep(m[1]), section)
    return _PADDING.sub("", _CONDITION.sub("", section)), kept


def _put_back(section: str, kept: list[str]) -> str:
    return _KEPT_MARK.sub(lambda match: kept[ord(match[0]) - _KEPT], section)


def _digits(value: float, form: str, percents: int) -> str:
    whole, _, fraction = form.rstrip(",").partition(".")
    number = Decimal(repr(value)) * Decimal(100) ** percents
    number /= Decimal(1000) ** (len(form) - len(form.rstrip(",")))
    try:
        number = number.quantize(Decimal(1).scaleb(-len(fraction)), ROUND_HALF_UP)
    except InvalidOperation:  # more digits than a spreadsheet holds
        return str(value)
    written = f"{number:,f}" if "," in whole else f"{number:f}"
    left, _, right = written.partition(".")
    needed = fraction.rstrip("#?")
    while len(right) > len(needed) and right.endswith("0"):
        right = right[:-1]
    fewest = whole.replace(",", "").count("0")
    left = left.rjust(fewest, "0") if left != "0" or fewest else ""
    return f"{left}.{right}" if fraction and right else left


def _general(value: float) -> str:
    if isinstance(value, int) or (value.is_integer() and abs(value) < 1e11):
        return str(int(value))
    return f"{value:.{_SIGNIFICANT}G}"


def _moment(value: date | time | timedelta, number_format: str) -> str:
    if isinstance(value, timedelta):
        seconds = round(value.total_seconds())
        return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    if any(number_format.startswith(local) for local in _LOCAL_DATES) or number_format in _GENERAL:
        return _iso(value)
    section, kept = _set_aside(_sections(_ELAPSED.sub(r"\1", number_format))[0])
    words, has_half = [], bool(re.search(r"AM/PM|A/P", section, re.IGNORECASE))
    position, after_hours = 0, False
    for match in _DATE_TOKEN.finditer(section):
        token = match[0].lower()
        follows_seconds = re.match(r"[^a-z]*s", section[match.end() :], re.IGNORECASE)
        is_minutes = token[0] == "m" and (after_hours or bool(follows_seconds))
        words += [section[position : match.start()], _token(value, token, is_minutes, has_half)]
        after_hours = token[0] == "h" or (after_hours and token[0] not in "yds")
        position = match.end()
    return _put_back("".join([*words, section[position:]]), kept).strip()


def _iso(value: date | time) -> str:
    if isinstance(value, datetime):
        has_time = value.time() != time()
        return value.isoformat(" ", "minutes") if has_time else value.date().isoformat()
    return value.isoformat()


def _token(value: date | time, token: str, is_minutes: bool, has_half: bool) -> str:
    clock = value if isinstance(value, time) else getattr(value, "time", time)()
    letter, width = token[0], len(token)
    if letter == "a":
        return "AM" if clock.hour < 12 else "PM"
    if letter == "h":
        hour = (clock.hour % 12 or 12) if has_half else clock.hour
        return f"{hour:0{min(width, 2)}}"
    if is_minutes:
        return f"{clock.minute:0{min(width, 2)}}"
    if letter == "s":
        return f"{clock.second:0{min(width.bit_length(), 2)}}"
    return "" if isinstance(value, time) else _day_token(value, letter, width)


def _day_token(value: date, letter: str, width: int) -> str:
    if letter == "y":
        return f"{value.year:04}" if width > 2 else f"{value.year % 100:02}"
    names, number = (_MONTHS, value.month) if letter == "m" else (_DAYS, value.weekday() + 1)
    if width > 2:
        name = names[number - 1]
        return {3: name[:3], 5: name[0]}.get(width, name)
    return f"{number if letter == 'm' else value.day:0{width}}"
