"""The numbers and letters with which a writer marks questions, and how they stand inside each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

ROMAN = (
    "i",
    "ii",
    "iii",
    "iv",
    "v",
    "vi",
    "vii",
    "viii",
    "ix",
    "x",
    "xi",
    "xii",
    "xiii",
    "xiv",
    "xv",
)
MOST = 60
"""The highest number that is still taken for a question's."""

_WORD = r"(?:questions?|quest|qu|q|part|section|item|request|point|no|number|issue|topic|query)"
_MARK = re.compile(
    rf"(?P<word>{_WORD}\b\.?\s*(?=[\dA-Za-z(]))?"
    r"(?P<open>[(\[])?"
    r"(?P<name>\d{1,2}(?:\.\d{1,2}){0,3}(?:[a-z](?=[).:\]\s]))?|[ivxIVX]{1,5}|[A-Za-z])"
    r"(?P<close>\s?[)\]]|\s?\.(?!\d)|\s?:|\s?[.)]?\s?[-–—](?=\s))?"
    r"(?P<sub>\s?\(?(?:[a-h]|[ivx]{1,4})\))?"
    r"(?P<space>\s*)",
    re.IGNORECASE,
)
_GLUED_WORD = re.compile(
    r"(?P<word>q)(?P<name>\d{1,2})(?P<close>\s?[).:\]-]|\s)(?P<space>\s*)", re.IGNORECASE
)
_BULLET = re.compile(
    r"(?:[-*•·●○▪■◦‣–—+►➢✓→]|o(?=\s{1,}[a-zA-Z(])|\uf0b7|»)\s+(?=\S)|[•●▪\uf0b7]\s*(?=\S)"
)
_UNCLOSED = re.compile(
    r"(?P<name>\d{1,2})\s?,?\s+(?=[A-Z])(?!(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b)",
    re.IGNORECASE,
)
_LOOK_AHEAD = 40
"""Lines after an unclosed "1" within which its "2" stands."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark before a question. `readings` are (kind, place in its series); `length` its characters.

    `style` is how it is written, "(#)" or "#.", so that two series of one kind are told apart.
    """

    name: str
    style: str
    readings: tuple[tuple[str, int], ...]
    length: int
    is_bullet: bool = False

    def place(self, kind: str) -> int | None:
        """Its place in a series of a kind, or None where it is none of them."""
        return next((n for k, n in self.readings if k == kind), None)


def mark_at(words: str) -> Mark | None:
    """The mark that a line begins with, or None."""
    if bullet := _BULLET.match(words):
        return Mark(words[0], words[0], ((f"bullet {words[0]}", 1),), bullet.end(), True)
    match = _GLUED_WORD.match(words) or _MARK.match(words)
    if match is None:
        return None
    groups = match.groupdict()
    name, close = groups["name"], (groups["close"] or "").strip()
    rest = words[match.end() :]
    if not rest.strip() and not groups["word"] and not close:
        return None
    is_closed = bool(close) or bool(groups["word"]) or "." in name
    if not is_closed or (rest and not groups["space"] and not _may_touch(name, close, rest)):
        return None
    if name.isdigit() and int(name) > MOST:
        return None
    sub = re.sub(r"\W", "", groups.get("sub") or "")
    readings = _readings(name, bool(groups["word"]))
    if sub and readings:
        readings = (("compound", _readings(sub, False)[0][1]),)
    if not readings:
        return None
    style = f"{'word' if groups['word'] else ''}{groups.get('open') or ''}#{close[:1]}"
    return Mark(name + (f"({sub})" if sub else ""), style, readings, match.end())


def marks_of(lines: Sequence[str]) -> list[Mark | None]:
    """The mark of each line. "1 Cameras" and "3, Whether" are marked where they fit into a series.

    What character recognition made of a "1" ("l.", "I.") is a 1 again where a 2 follows.
    """
    found = [mark_at(words) for words in lines]
    last = 0
    for number, words in enumerate(lines):
        mark = found[number]
        if (
            mark is None
            and (unclosed := _UNCLOSED.match(words))
            and words[unclosed.end()].isupper()
        ):
            name = unclosed["name"]
            ahead = lines[number + 1 : number + _LOOK_AHEAD]
            if int(name) == last + 1 and (last or any(_is_second(w) for w in ahead)):
                found[number] = Mark(name, "#", (("number", int(name)),), unclosed.end())
        elif mark is not None and mark.place("number") == 1 and not mark.name.isdigit():
            following = next((m for m in found[number + 1 :] if m and not m.is_bullet), None)
            found[number] = _mended(mark, following)
        place = found[number].place("number") if found[number] else None  # type: ignore[union-attr]
        last = last if place is None else place
    return found


def _is_second(words: str) -> bool:
    mark = mark_at(words)
    unclosed = _UNCLOSED.match(words)
    return bool(mark and mark.place("number") == 2) or bool(unclosed and unclosed["name"] == "2")


def _mended(mark: Mark, following: Mark | None) -> Mark:
    """A letter taken for the 1 it is, where the next mark is a 2; else without that reading."""
    if following is not None and following.place("number") == 2:
        return replace(mark, name="1", readings=(("number", 1),))
    return replace(mark, readings=tuple(r for r in mark.readings if r[0] != "number"))


def _may_touch(name: str, close: str, rest: str) -> bool:
    """Whether a mark may stand without a space: "1.How many", "a)Cost"; not "e.g." or "i.e."."""
    if close in (")", "]"):
        return True
    return name.isdigit() and close in (".", ":") and rest[0].isupper()


def _readings(name: str, after_word: bool) -> tuple[tuple[str, int], ...]:
    found: list[tuple[str, int]] = []
    if re.fullmatch(r"\d{1,2}", name):
        found.append(("number", int(name)))
    elif "." in name:
        parts = name.split(".")
        found.append((f"dotted {len(parts)}", int(re.sub(r"\D", "", parts[-1]) or 0)))
    elif re.fullmatch(r"\d{1,2}[a-zA-Z]", name):
        found.append(("number letter", ord(name[-1].lower()) - 96))
    else:
        low = name.lower()
        case = "capital" if name.isupper() else "small"
        if len(name) == 1:
            found.append((f"{case} letter", ord(low) - 96))
        if low in ROMAN:
            found.append((f"{case} roman", ROMAN.index(low) + 1))
        if name in ("l", "I") and not after_word:
            found.append(("number", 1))
        if name in ("S",):
            found.append(("number", 5))
    return tuple(found)


_INLINE = re.compile(
    r"(?:(?<=^)|(?<=[\s;:,.?(–—-]))(?P<mark>\((?P<bracketed>[a-z]|[ivx]{1,4}|\d{1,2})\)|(?P<half>[a-hivx]{1,4}|\d{1,2})\)|(?P<stop>\d{1,2}|[a-h])\.(?=\s+[A-Z]))\s*(?=\S)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Inline:
    """A mark inside a sentence: where it begins, and where the words after it do."""

    begin: int
    mark: Mark

    @property
    def end(self) -> int:
        """Where the words after the mark begin."""
        return self.begin + self.mark.length


def inline_marks(words: str) -> list[Inline]:
    """The marks of one series inside a stretch of text, two or more in order; none where it holds none."""
    best: list[Inline] = []
    for form in ("bracketed", "half", "stop"):
        for kinds in (("small letter",), ("small roman",), ("number",), ("capital letter",)):
            found = _series(words, form, kinds)
            if len(found) >= 2 and (not best or found[0].begin < best[0].begin):
                best = found
    return best


def _series(words: str, form: str, kinds: Sequence[str]) -> list[Inline]:
    wanted = 1
    found: list[Inline] = []
    for match in _INLINE.finditer(words):
        name = match[form]
        if not name:
            continue
        readings = _readings(name, False)
        if any(k in kinds and n == wanted for k, n in readings):
            style = {"bracketed": "(#)", "half": "#)", "stop": "#."}[form]
            mark = Mark(
                name,
                style,
                tuple(r for r in readings if r[0] in kinds),
                match.end() - match.start(),
            )
            if (
                form == "stop"
                and found == []
                and match.start() > 0
                and words[: match.start()].rstrip()[-1:] not in ".:;?"
            ):
                continue
            found.append(Inline(match.start(), mark))
            wanted += 1
    return found


@dataclass(frozen=True, slots=True)
class Level:
    """How far one series has come: its kind and style, and the last place given."""

    kind: str
    style: str
    place: int


def place_in(levels: Sequence[Level], mark: Mark, may_open: bool) -> tuple[int, Level]:
    """At which depth a mark stands, and how its level is left.

    It goes on with a series already open (the innermost first), or opens one inside it.
    """
    for exact in (True, False):
        for depth in range(len(levels) - 1, -1, -1):
            level = levels[depth]
            number = mark.place(level.kind)
            if number is None or (exact and mark.style != level.style):
                continue
            if mark.is_bullet or number == level.place + 1:
                return depth, Level(level.kind, mark.style, number)
    first = next(((k, n) for k, n in mark.readings if n == 1), None)
    if first is not None:
        for depth, level in enumerate(levels):
            if level.kind == first[0] and (level.style == mark.style or not may_open):
                return depth, Level(first[0], mark.style, 1)  # the series begins anew
        return len(levels), Level(first[0], mark.style, 1)
    for depth in range(len(levels) - 1, -1, -1):
        number = mark.place(levels[depth].kind)
        if number is not None:  # a number left out, or given twice
            return depth, Level(levels[depth].kind, mark.style, number)
    kind, number = mark.readings[0]
    return len(levels), Level(kind, mark.style, number)
