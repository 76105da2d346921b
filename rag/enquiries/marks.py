"""The numbers and letters with which a writer marks questions."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from rag.enquiries.asking_words import begins_asking

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
    r"(?P<open>[(\[]\s?)?"
    r"(?P<name>\d{1,2}(?:\.\d{1,2}){0,3}(?:[a-z](?=[).:\]\s]))?|cl(?=[)\]}])|[A-Za-z]\d{1,2}(?=\s?[.):]\s)|[ivxIVX]{1,5}|[A-Za-z])"
    r"(?P<close>\s?[)\]}]|\s?\.(?!\d)|\s?:|/(?=\s)|\s?[.)]?\s?[-–—](?=\s))?"
    r"(?P<sub>(?<=[\dA-Za-z])\s?\(?(?:[a-h]|[ivx]{1,4})\))?"
    r"(?P<space>\s*)",
    re.IGNORECASE,
)
_GLUED_WORD = re.compile(
    r"(?P<of>[a-z]{1,2}(?=q\d))?(?P<word>q)(?P<name>\d{1,2}(?:\.\d{1,2}){0,3}(?:[a-h](?=[).:\s]))?)(?P<close>\s?[).:\]-](?!\d)|(?=\s))(?P<space>\s*)",
    re.IGNORECASE,
)
_BULLET = re.compile(
    r"(?:[-*•·●○▪■◦‣–—+►➢✓→>]|o(?=\s{1,}[a-zA-Z(])|\uf0b7|»)\s+(?=\S)|[•●▪\uf0b7]\s*(?=\S)"
)
_UNCLOSED = re.compile(
    r"(?P<name>\d{1,2})\s?,?\s+(?=[A-Z])(?!(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b)",
    re.IGNORECASE,
)
_BOLD = re.compile(r"(?P<emphasis>\*\*|__)(?P<inner>[^*_\s][^*_]{0,14})(?P=emphasis)\s*")
_SPOILT = {"cl": "d"}
"""What character recognition makes of a letter, and the letter."""
_VERB = re.compile(r"(?:is|are|was|were|do|does|did|has|have|can|could|will|would|should|may)\b")
_SPEAKS_OF_MARK = re.compile(
    r"(?:above|below|may|might|must|should|was|concerns|relates|refers|asks|applies)\b"
    r"|is (?:about|for|the|not|only|meant|my|our)\b"
)
"""Goes on after "Question 6" as a sentence that speaks of it."""
_LOOK_AHEAD = 40
"""Lines after an unclosed "1" within which its "2" stands."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark before a question. `readings` are (kind, place in its series); `length` its characters.

    `style` is how it is written, "(#)" or "#.", so that two series of one kind are told apart.
    `is_question` where it says so itself: "Q1", "Question 1".
    """

    name: str
    style: str
    readings: tuple[tuple[str, int], ...]
    length: int
    is_bullet: bool = False
    is_question: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether it tells the items around it too: "2.1", "4a", "A1"."""
        return "." in self.name or len(re.findall(r"\d+|[A-Za-z]+", self.name)) > 1

    def place(self, kind: str) -> int | None:
        """Its place in a series of a kind, or None where it is none of them."""
        return next((n for k, n in self.readings if k == kind), None)


FIELD = Mark("_", "_", (("bullet _", 1),), 0, is_bullet=True)
"""What stands for the mark of a blank of a form, which has none."""


def mark_at(words: str) -> Mark | None:
    """The mark that a line begins with, or None; it may be set in bold: "**Q1.**"."""
    if bold := _BOLD.match(words):
        inner = f"{bold['inner']} {words[bold.end() :]}"
        mark = _plain_mark_at(inner)
        return replace(mark, length=bold.end()) if mark and not mark.is_bullet else None
    return _plain_mark_at(words)


def _plain_mark_at(words: str) -> Mark | None:
    if bullet := _BULLET.match(words):
        return Mark(words[0], words[0], ((f"bullet {words[0]}", 1),), bullet.end(), True)
    match = _GLUED_WORD.match(words) or _MARK.match(words)
    if match is None:
        return None
    groups = match.groupdict()
    name = _SPOILT.get(groups["name"], groups["name"])
    close = (groups["close"] or "").strip().replace("}", ")")
    rest = words[match.end() :]
    if groups["word"] and not close and not _may_follow_word(groups["word"], rest):
        return None
    if not rest.strip() and not groups["word"] and not close:
        return None
    is_closed = bool(close) or bool(groups["word"]) or "." in name
    if not is_closed or (rest and not groups["space"] and not _may_touch(name, close, rest)):
        return None
    if name.isdigit() and int(name) > MOST:
        return None
    sub = re.sub(r"\W", "", groups.get("sub") or "")
    readings = readings_of(name, bool(groups["word"]))
    if sub and readings:
        readings = (("compound", readings_of(sub, False)[0][1]),)
    if not readings:
        return None
    style = f"{'word' if groups['word'] else ''}{(groups.get('open') or '').strip()}#{close[:1]}"
    asks = "q" in (groups["word"] or "").lower()
    of = groups.get("of")  # "CQ1" of clarification questions
    label = (f"{of}{groups['word']}" if of else "") + name + (f"({sub})" if sub else "")
    return Mark(label, style, readings, match.end(), is_question=asks)


def marks_of(lines: Sequence[str]) -> list[Mark | None]:
    """The mark of each line. "1 Cameras" and "3, Whether" are marked where they fit into a series.

    What character recognition made of a "1" ("l.", "I.") is a 1 again where a 2 follows.
    """
    found = [mark_at(words) for words in lines]
    last = 0
    for number in range(len(lines)):
        mark = found[number]
        if mark is None:
            found[number] = _unclosed(lines, number, last)
        elif mark.place("number") == 1 and mark.name.isalpha():
            following = next((m for m in found[number + 1 :] if m and not m.is_bullet), None)
            found[number] = _mended(mark, following)
        placed = found[number]
        place = placed.place("number") if placed else None
        last = last if place is None else place
    in_series = {(m.style[-1:], *reading) for m in found if m for reading in m.readings}
    return [m if m is None or _has_neighbour(m, in_series) else None for m in found]


def _unclosed(lines: Sequence[str], number: int, last: int) -> Mark | None:
    """The mark of "1 Cameras", where it fits into a series; of "1 the cameras", under a colon."""
    match = _UNCLOSED.match(lines[number])
    if match is None or int(match["name"]) != last + 1:
        return None
    words = lines[number][match.end() :]
    follows = number > 0 and lines[number - 1].endswith(":")
    if not (words[0].isupper() or _may_ask(words) or follows or _is_low(lines[number - 1], last)):
        return None
    if not last and not any(_is_second(w) for w in lines[number + 1 : number + _LOOK_AHEAD]):
        return None
    return Mark(match["name"], "#", (("number", last + 1),), match.end())


def _is_low(before: str, last: int) -> bool:
    """Whether the line before is "1 the cameras", in small letters too."""
    match = _UNCLOSED.match(before)
    return bool(last and match) and before.startswith(str(last))


def _has_neighbour(mark: Mark, in_series: Set[tuple[str, str, int]]) -> bool:
    """Whether a letter is one of a series; an initial ("R. Smith") has no "Q." or "S." near it."""
    if mark.is_bullet or not mark.name.isalpha() or mark.style.startswith("word"):
        return True
    is_initial = mark.name.isupper() and mark.style.endswith(".")
    if not is_initial and any(place == 1 for _, place in mark.readings):
        return True
    style = mark.style[-1:]
    steps = (-2, -1, 1, 2)
    return any((style, kind, n + step) in in_series for kind, n in mark.readings for step in steps)


def _is_second(words: str) -> bool:
    mark = mark_at(words)
    unclosed = _UNCLOSED.match(words)
    return bool(mark and mark.place("number") == 2) or bool(unclosed and unclosed["name"] == "2")


def _mended(mark: Mark, following: Mark | None) -> Mark:
    """A letter taken for the 1 it is, where the next mark is a 2; else without that reading."""
    if following is not None and following.place("number") == 2:
        return replace(mark, name="1", readings=(("number", 1),))
    return replace(mark, readings=tuple(r for r in mark.readings if r[0] != "number"))


def _may_ask(words: str) -> bool:
    """Whether words in small letters begin as a question: "do juniors pay half"."""
    return begins_asking(words) or bool(_VERB.match(words))


def _may_follow_word(word: str, rest: str) -> bool:
    """Whether "Question 1" is a mark before these words; "Section 1 of the Act" is a part of a sentence."""
    if not word.lower().startswith("q"):
        return not rest[:1].islower()
    return not _SPEAKS_OF_MARK.match(rest)


def _may_touch(name: str, close: str, rest: str) -> bool:
    """Whether a mark may stand without a space: "1.How many", "a)Cost"; not "e.g." or "i.e."."""
    if close in (")", "]", "}"):
        return True
    return name.isdigit() and close in (".", ":") and rest[0].isupper()


def readings_of(name: str, after_word: bool) -> tuple[tuple[str, int], ...]:
    """Which series a mark may belong to, and its place in each: "i" is a letter and a Roman number."""
    found: list[tuple[str, int]] = []
    if re.fullmatch(r"\d{1,2}", name):
        found.append(("number", int(name)))
    elif "." in name:
        parts = name.split(".")
        found.append((f"dotted {len(parts)}", int(re.sub(r"\D", "", parts[-1]) or 0)))
    elif re.fullmatch(r"[a-zA-Z]\d{1,2}", name):
        found.append((f"number of {name[0].lower()}", int(name[1:])))
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
