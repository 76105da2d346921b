"""Numbers, amounts and dates of a text, whatever form they are written in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from rag.answering.meaning_words import listed
from rag.answering.words import FUNCTION_WORDS

_SMALL = {
    w: n
    for n, w in enumerate(
        listed(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
            "fifteen sixteen seventeen eighteen nineteen"
        )
    )
}
_TENS = {
    w: 10 * n
    for n, w in enumerate(listed("twenty thirty forty fifty sixty seventy eighty ninety"), 2)
}
_SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
    "k": 1_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "bn": 1_000_000_000,
    "dozen": 12,
}
_ORDINALS = {
    w: n
    for n, w in enumerate(
        listed(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
            "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth "
            "twentieth"
        ),
        1,
    )
}
_FRACTIONS = {
    "half": Decimal("0.5"),
    "quarter": Decimal("0.25"),
    "quarters": Decimal("0.25"),
    "thirds": Decimal(1) / 3,
    "twice": Decimal(2),
    "double": Decimal(2),
    "treble": Decimal(3),
    "triple": Decimal(3),
}
_MONTHS = listed(
    "january february march april may june july august september october november december"
)
_MONTH_OF = {m: n for n, m in enumerate(_MONTHS, 1)} | {
    m[:length]: n for n, m in enumerate(_MONTHS, 1) for length in (3, 4) if m != "may"
}
_UNIT_FORMS = {
    "£": "£ gbp pound pounds sterling",
    "$": "$ usd dollar dollars",
    "€": "€ eur euro euros",
    "%": "% percent pc",
    "km": "km kilometre kilometres kilometer kilometers",
    "metre": "metre metres meter meters",
    "cm": "cm centimetre centimetres centimeter centimeters",
    "mm": "mm millimetre millimetres millimeter millimeters",
    "mile": "mile miles mi",
    "foot": "foot feet ft",
    "inch": "inch inches",
    "yard": "yard yards",
    "kg": "kg kilogram kilograms kilo kilos",
    "gram": "gram grams g",
    "mg": "mg milligram milligrams",
    "tonne": "tonne tonnes ton tons",
    "pound weight": "lb lbs",
    "litre": "litre litres liter liters l",
    "ml": "ml millilitre millilitres milliliter milliliters",
    "hectare": "hectare hectares ha",
    "acre": "acre acres",
    "second": "seconds sec secs",
    "minute": "minute minutes min mins",
    "hour": "hour hours hrs hr",
    "day": "day days",
    "week": "week weeks",
    "month": "month months",
    "year": "year years",
    "decade": "decade decades",
    "century": "century centuries",
    "mph": "mph",
    "byte": "bytes",
    "kb": "kb kilobytes",
    "mb": "mb megabytes",
    "gb": "gb gigabytes",
    "tb": "tb terabytes",
    "watt": "watts w",
    "kw": "kw kilowatts",
    "mw": "mw megawatts",
    "degree": "degree degrees °c °f",
    "pence": "pence penny p",
    "cent": "cents",
    "am": "am",
    "pm": "pm",
}
_UNIT = {form: unit for unit, forms in _UNIT_FORMS.items() for form in forms.split()}
_CURRENCIES = "£$€"

_QUALIFIERS = (
    (">=", r"at least|a minimum of|not less than|no (?:less|fewer) than|minimum"),
    (
        "<=",
        r"at most|a maximum of|not more than|no more than|"
        r"(?<!go )(?<!goes )(?<!went )(?<!gone )(?<!rose )(?<!came )(?<!moved )up to|as many as|maximum|within",
    ),
    (
        ">",
        r"more than|over|above|greater than|higher than|exceed(?:s|ed|ing)?|in excess of|upwards of",
    ),
    ("<", r"less than|fewer than|under|below|lower than|smaller than"),
    (
        "~",
        r"about|around|approximately|roughly|circa|some|nearly|almost|close to|approaching|an estimated|just over|just under",
    ),
)
_QUALIFIED = re.compile(
    r"\b(?:"
    + "|".join(f"({forms})" for _, forms in _QUALIFIERS)
    + r")(?:\s+(?:the|a|an|around|about))?\s*[£$€(]*$",
    re.IGNORECASE,
)
_QUALIFIED_AFTER = re.compile(
    r"^\s*(?:[\w%]+\s+)?or (?:(more|over|above|older)|(less|fewer|under|younger))\b", re.IGNORECASE
)

_MONTH = r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>[12]\d{3})"
_DATES = tuple(
    re.compile(p, re.IGNORECASE)
    for p in (
        rf"\b{_YEAR}-(?P<month>[01]\d)-(?P<day>[0-3]\d)\b",
        r"\b(?P<day>[0-3]?\d)[./](?P<month>[01]?\d)[./](?P<year>[12]\d{3}|\d\d)\b",
        rf"\b{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}\b",
        rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}\b",
        rf"\b{_DAY}\s+(?:of\s+)?{_MONTH}",
        rf"\b{_MONTH},?\s+(?:of\s+)?{_YEAR}\b",
        rf"\b{_MONTH}\s+{_DAY}\b(?![,.]?\d)",
    )
)
_MONTH_ALONE = re.compile(
    r"\b(?P<month>January|February|March|April|June|July|August|September|October|November|December)\b|"
    r"\b(?:in|since|by|until|from|of|early|late|last|next|during|to|through|and)\s+(?P<may>May)\b"
)
_TOKEN = re.compile(
    r"(?P<currency>[£$€]\s?)?(?P<digits>\d+(?:,\d{3})*(?:\.\d+)?)(?P<ordinal>st|nd|rd|th)?(?P<tail>s\b|%|°[CF]|[a-z]{1,3}\b)?"
    r"|(?P<word>[A-Za-z]+)|(?P<percent>%)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit ("" where there is none), how it is qualified, and what it counts."""

    value: Decimal
    unit: str
    qualifier: str
    counted: str
    words: str
    start: int


@dataclass(frozen=True, slots=True)
class Day:
    """A date as far as it is given; a part that is not given is None."""

    year: int | None
    month: int | None
    day: int | None
    words: str

    def within(self, other: Day) -> bool:
        """Whether everything this date says, the other says too."""
        return all(
            mine is None or mine == theirs
            for mine, theirs in (
                (self.year, other.year),
                (self.month, other.month),
                (self.day, other.day),
            )
        )


def read_quantities(text: str) -> tuple[tuple[Quantity, ...], tuple[Day, ...]]:
    """The numbers of a text, and its dates, which are not counted among the numbers."""
    days, rest = _take_dates(text)
    return tuple(_quantities(rest)), tuple(days)


def _take_dates(text: str) -> tuple[list[Day], str]:
    days: list[Day] = []
    for pattern in (*_DATES, _MONTH_ALONE):

        def take(match: re.Match[str]) -> str:
            day = _day(match)
            if day is None:
                return match.group()
            days.append(day)
            return "\x00" * len(match.group())

        text = pattern.sub(take, text)
    return days, text


def _day(match: re.Match[str]) -> Day | None:
    found = match.groupdict()
    month = found.get("month") or found.get("may") or ""
    month_number = int(month) if month.isdigit() else _MONTH_OF.get(month.lower().rstrip("."))
    day = int(found["day"]) if found.get("day") else None
    year = int(found["year"]) if found.get("year") else None
    if year is not None and year < 100:
        year += 2000 if year < 70 else 1900
    if month_number and month.isdigit() and month_number > 12 and day and day <= 12:
        month_number, day = day, month_number
    if not month_number or month_number > 12 or (day is not None and not 1 <= day <= 31):
        return None
    return Day(year, month_number, day, match.group())


def _quantities(text: str) -> Iterator[Quantity]:
    tokens = [m for m in _TOKEN.finditer(text) if _sort_of(m)]
    at = 0
    while at < len(tokens):
        first = tokens[at]
        if _sort_of(first) not in ("digits", "number word"):
            at += 1
            continue
        value, unit, after = _number(tokens, at)
        if value is None or _mere_one(text, tokens, at, after):
            at = max(after, at + 1)
            continue
        last = tokens[after - 1]
        unit, after, end = _unit_of(text, tokens, after, unit, last.end())
        if unit == "decade":
            value, unit = 10 * value, "year"
        yield Quantity(
            value,
            unit,
            _qualifier(text[max(0, first.start() - 40) : first.start()], text[end : end + 30]),
            _counted(text, tokens, after, end),
            text[first.start() : end],
            first.start(),
        )
        at = after


def _sort_of(match: re.Match[str]) -> str:
    if match["digits"]:
        return "digits"
    if match["percent"]:
        return "percent"
    word = match["word"].lower()
    if (
        word in _SMALL
        or word in _TENS
        or word in _FRACTIONS
        or word in _ORDINALS
        or word == "dozen"
    ):
        return "number word"
    return "word"


def _number(tokens: list[re.Match[str]], at: int) -> tuple[Decimal | None, str, int]:
    """The value of the number that begins at a token, its unit if written into it, and the next token."""
    first = tokens[at]
    if first["digits"]:
        return _digits(tokens, at)
    word = first["word"].lower()
    if word in _FRACTIONS:
        return _FRACTIONS[word], "", at + 1
    if word in _ORDINALS:
        return Decimal(_ORDINALS[word]), "ordinal", at + 1
    total, current, after = Decimal(0), Decimal(0), at
    while after < len(tokens) and _joined(tokens, at, after):
        word = (tokens[after]["word"] or "").lower()
        if word in _SMALL or word in _TENS:
            current += _SMALL.get(word, 0) + _TENS.get(word, 0)
        elif word in _ORDINALS and after > at:
            return total + current + _ORDINALS[word], "ordinal", after + 1
        elif word in ("hundred", "dozen"):
            current = (current or Decimal(1)) * _SCALES[word]
        elif word in _SCALES and len(word) > 2:
            total, current = total + (current or Decimal(1)) * _SCALES[word], Decimal(0)
        elif (
            word == "and"
            and after > at
            and _is_small(tokens, after + 1)
            and current % 100 == 0
            and (total or current)
        ):
            pass
        else:
            break
        after += 1
    return total + current, "", after


def _is_small(tokens: list[re.Match[str]], at: int) -> bool:
    word = (tokens[at]["word"] or "").lower() if at < len(tokens) else ""
    return word in _SMALL or word in _TENS


def _joined(tokens: list[re.Match[str]], first: int, at: int) -> bool:
    """Whether nothing but a space or a hyphen stands between a token and the one before it."""
    if at == first:
        return True
    gap = tokens[at].string[tokens[at - 1].end() : tokens[at].start()]
    return gap in (" ", "-", "\u2010", "\u2011", "\xa0")


def _digits(tokens: list[re.Match[str]], at: int) -> tuple[Decimal | None, str, int]:
    token = tokens[at]
    try:
        value = Decimal(token["digits"].replace(",", ""))
    except InvalidOperation:
        return None, "", at + 1
    unit = (token["currency"] or "").strip()
    if token["ordinal"]:
        return value, "ordinal", at + 1
    tail = (token["tail"] or "").lower()
    if tail in _SCALES:
        value *= _SCALES[tail]
    elif tail == "s":
        unit = "decade named"
    elif tail in _UNIT:
        unit = _UNIT[tail]
    after = at + 1
    while after < len(tokens) and _joined(tokens, at, after):
        word = (tokens[after]["word"] or "").lower()
        if word not in _SCALES or (len(word) < 3 and not unit):
            break
        value *= _SCALES[word]
        after += 1
    return value, unit, after


def _mere_one(text: str, tokens: list[re.Match[str]], at: int, after: int) -> bool:
    """ "one" as a pronoun or an ordinal as an adverb ("Firstly") counts nothing."""
    word = (tokens[at]["word"] or "").lower()
    if word not in ("one", "second", "once", "double", "quarter", "half") or after > at + 1:
        return False
    following = text[tokens[at].end() : tokens[at].end() + 12].lower()
    before = text[max(0, tokens[at].start() - 10) : tokens[at].start()].lower()
    if word == "one":
        return bool(
            re.match(
                r"\s*(?:of\b|another|'s|’s|or more|could|can|may|must|should|is\b|who|that|,|\.|$)",
                following,
            )
            or re.search(r"\b(?:no|any|every|some|the|this|that|which|each|-)\s?$", before)
        )
    return False


def _unit_of(
    text: str, tokens: list[re.Match[str]], after: int, unit: str, end: int
) -> tuple[str, int, int]:
    """The unit that follows a number, if any, with the token and the place behind it."""
    if unit in _CURRENCIES and unit:
        return unit, after, end
    if unit in ("ordinal", "decade named") or after >= len(tokens):
        return unit, after, end
    gap = text[end : tokens[after].start()]
    if unit or gap.strip("- \xa0\u2010\u2011"):
        return unit, after, end
    following = tokens[after]
    if following["percent"]:
        return "%", after + 1, following.end()
    word = (following["word"] or "").lower()
    nearby = (tokens[after + 1]["word"] or "").lower() if after + 1 < len(tokens) else ""
    if word == "per" and nearby == "cent":
        return "%", after + 2, tokens[after + 1].end()
    if word in ("percentage", "us", "uk") and nearby in ("points", "point", "dollars", "pounds"):
        return (
            {"points": "point", "point": "point", "dollars": "$", "pounds": "£"}[nearby],
            after + 2,
            tokens[after + 1].end(),
        )
    if word in _UNIT:
        return _UNIT[word], after + 1, following.end()
    return "", after, end


def _qualifier(before: str, after: str) -> str:
    if match := _QUALIFIED.search(before):
        return next(
            sign for (sign, _), said in zip(_QUALIFIERS, match.groups(), strict=True) if said
        )
    if match := _QUALIFIED_AFTER.match(after):
        return ">=" if match[1] else "<="
    return ""


def _counted(text: str, tokens: list[re.Match[str]], after: int, end: int) -> str:
    """The word right behind a number, lower case; "" where punctuation parts them."""
    if after >= len(tokens) or text[end : tokens[after].start()].strip("- "):
        return ""
    word = (tokens[after]["word"] or "").lower()
    return "" if word in FUNCTION_WORDS else word
