"""The numbers of a sentence that can be asked for: what is counted, and what is measured."""

from __future__ import annotations

import re

from rag.answering.quantities import Quantity, read_quantities
from rag.answering.words import FUNCTION_WORDS

_MONEY = frozenset("£$€")
_TIMES = frozenset(["minute", "hour", "day", "week", "month", "year"])
_LENGTHS = frozenset(["km", "metre", "cm", "mm", "mile", "foot", "inch", "yard"])
_ATTACHED = re.compile(
    r"(?:[\w.,:/#<>=–—-]|\b(?:first|last|next|past|previous|no\.?|number|section|paragraph|article|"
    r"regulation|rule|part|chapter|schedule|page|figure|table|type|level|grade|version) )$",
    re.IGNORECASE,
)
"""Before a number: what makes it part of something, or of no count that anybody asks about."""
_IN_A_NAME = re.compile(r"(?:\b[A-Z][\w.]*|\bage of) $")
_NO_COUNT = re.compile(r"double|twice|treble|triple|\d+[a-z].*")
_AGE = re.compile(r"[ -](?:old|of age)\b")
_COUNTED_AFTER = re.compile(r"((?: [a-z][a-z-]+){1,3})")
_SHARES = frozenset(["thirds", "quarters", "fifths", "sixths", "tenths", "hundredths", "times"])
_NO_PLURALS = ("ss", "us", "is")


def counts(text: str) -> list[tuple[str, str]]:
    """(what is counted, the number as it is written): ("employees", "42,000")."""
    numbers = [q for q in _alone(text) if not q.unit and q.value == int(q.value)]
    found = [(_noun_after(text, q), q) for q in numbers if not _IN_A_NAME.search(text[: q.start])]
    return [(noun, quantity.words) for noun, quantity in found if noun]


def measures(text: str) -> list[tuple[str, str]]:
    """(what sort of measure, the number with its unit): ("sum of money", "£1.5 million")."""
    found = [(_sort_of(q, text), q) for q in _alone(text)]
    return [(sort, quantity.words) for sort, quantity in found if sort]


def _alone(text: str) -> list[Quantity]:
    """The numbers that stand by themselves: no part of a name or range, no "last four", no "double"."""
    return [
        q
        for q in read_quantities(text)[0]
        if not _ATTACHED.search(text[: q.start]) and not _NO_COUNT.fullmatch(q.words.casefold())
    ]


def _noun_after(text: str, quantity: Quantity) -> str | None:
    """The plural that a number counts, with what stands before it: "42,000 full-time staff members"."""
    following = _COUNTED_AFTER.match(text, quantity.start + len(quantity.words))
    taken: list[str] = []
    for word in following[1].split() if following else ():
        if word in FUNCTION_WORDS | _SHARES or word.endswith("ing"):
            return None
        taken.append(word)
        if word.endswith("s") and not word.endswith(_NO_PLURALS):
            return " ".join(taken)
    return None


def _sort_of(quantity: Quantity, text: str) -> str | None:
    unit = quantity.unit
    if unit in _MONEY:
        return "sum of money"
    if unit == "%":
        return "percentage"
    if unit in _TIMES:
        is_age = _AGE.match(text, quantity.start + len(quantity.words))
        return "age" if is_age else "length of time"
    return "distance" if unit in _LENGTHS else None
