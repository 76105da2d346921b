"""The numbers that Word shows before list items and headings, counted as Word counts them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.reading.packages import Element
from rag.reading.word_styles import W, is_on, value

_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_LARGEST_ROMAN = 5_000
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    text: str
    start: int
    is_legal: bool


class Numbers:
    """The lists of a document. Each item is asked for once, in the order of the text."""

    def __init__(self, root: Element | None) -> None:
        root = () if root is None else root
        self._abstract = {a.get(W + "abstractNumId"): a for a in root if a.tag == W + "abstractNum"}
        self._numbers = {n.get(W + "numId"): n for n in root if n.tag == W + "num"}
        self._by_style = {
            link: a for a in self._abstract.values() if (link := value(a, "styleLink"))
        }
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def next(self, number: str, depth: int) -> str:
        """What stands before the next item of a list at a depth: "(b)", "2.1"; "" for bullets."""
        held = self._numbers.get(number)
        if held is None or depth >= _LEVELS:
            return ""
        key = value(held, "abstractNumId") or ""
        levels = {d: self._level(held, key, d) for d in range(depth + 1)}
        counts = self._counts.setdefault(key, [None] * _LEVELS)
        self._count(counts, number, held, depth, levels)
        level = levels[depth]
        if level.form in ("bullet", "none"):
            return ""
        return _PLACE.sub(
            lambda place: self._shown(int(place[1]) - 1, counts, levels, level), level.text
        )

    def _count(
        self,
        counts: list[int | None],
        number: str,
        held: Element,
        depth: int,
        levels: dict[int, _Level],
    ) -> None:
        restarts = _override(held, depth, "startOverride") is not None
        if restarts and (number, depth) not in self._begun:
            counts[depth] = None
        self._begun.add((number, depth))
        current = counts[depth]
        counts[depth] = levels[depth].start if current is None else current + 1
        for above in range(depth):
            counts[above] = levels[above].start if counts[above] is None else counts[above]
        counts[depth + 1 :] = [None] * (_LEVELS - depth - 1)

    def _shown(
        self, place: int, counts: list[int | None], levels: dict[int, _Level], level: _Level
    ) -> str:
        count = counts[place] if place < _LEVELS else None
        if count is None or place not in levels:
            return ""
        form = "decimal" if level.is_legal else levels[place].form
        return written(count, form)

    def _level(self, held: Element, key: str, depth: int) -> _Level:
        override = held.find(f"{W}lvlOverride[@{W}ilvl='{depth}']/{W}lvl")
        abstract = self._abstract.get(key)
        linked = value(abstract, "numStyleLink")
        if linked and linked in self._by_style:
            abstract = self._by_style[linked]
        plain = abstract.find(f"{W}lvl[@{W}ilvl='{depth}']") if abstract is not None else None
        level = override if override is not None else plain
        start = _override(held, depth, "startOverride") or value(level, "start") or "1"
        return _Level(
            value(level, "numFmt") or "decimal",
            value(level, "lvlText") or "",
            int(start) if start.isdigit() else 1,
            bool(is_on(level, "isLgl")),
        )


def _override(held: Element, depth: int, tag: str) -> str | None:
    return value(held.find(f"{W}lvlOverride[@{W}ilvl='{depth}']"), tag)


def written(count: int, form: str) -> str:
    """A number as a list shows it, in one of Word's forms: "lowerLetter", "upperRoman"..."""
    match form:
        case "lowerLetter" | "upperLetter":
            letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
            return letters if form == "lowerLetter" else letters.upper()
        case "lowerRoman":
            return _roman(count)
        case "upperRoman":
            return _roman(count).upper()
        case "decimalZero":
            return f"{count:02}"
        case "ordinal":
            return f"{count}{_ordinal_ending(count)}"
        case "bullet" | "none":
            return ""
        case _:
            return str(count)


def _roman(count: int) -> str:
    if not 0 < count < _LARGEST_ROMAN:
        return str(count)
    letters = ""
    for worth, mark in _ROMAN:
        letters += mark * (count // worth)
        count %= worth
    return letters


def _ordinal_ending(count: int) -> str:
    if count % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
