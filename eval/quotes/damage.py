"""Ways in which print and scanning damage a source, one a function; the quotation stays clean."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

_CONFUSIONS: tuple[tuple[str, str, int], ...] = (
    ("e", "c", 9), ("c", "e", 5), ("l", "1", 6), ("l", "I", 6), ("I", "l", 5), ("i", "l", 6),
    ("1", "l", 4), ("1", "I", 2), ("0", "O", 3), ("O", "0", 2), ("o", "0", 1), ("m", "rn", 9),
    ("rn", "m", 6), ("h", "b", 5), ("h", "li", 2), ("b", "h", 3), ("d", "cl", 4), ("cl", "d", 4),
    ("w", "vv", 5), ("n", "u", 4), ("u", "n", 4), ("n", "ri", 2), ("t", "l", 4), ("t", "f", 3),
    ("f", "t", 2), ("a", "o", 3), ("o", "c", 3), ("s", "5", 2), ("S", "5", 2), ("5", "S", 2),
    ("g", "q", 2), ("y", "v", 3), ("v", "y", 1), ("B", "8", 2), ("8", "B", 1), ("j", "i", 1),
    ("i", "j", 2), ("k", "lc", 1), ("ii", "u", 1), ("T", "I", 1), ("D", "O", 1), ("C", "G", 1),
)  # fmt: skip
"""What recognisers confuse, with rough weights, from published error lists."""

_PUNCTUATION = ((",", ".", 4), (".", ",", 3))
_SPACE_LOST, _SPACE_ADDED = 6.0, 0.7
_OUTSIDE = 0.5
"""Weight at each character of each error of no known kind: any letter instead, or nothing."""

_BY_FIRST: dict[str, list[tuple[str, str, int]]] = {}
for _error in (*_CONFUSIONS, *_PUNCTUATION):
    _BY_FIRST.setdefault(_error[0][0], []).append(_error)

_FOOTERS = (
    "\n\nPage {n} of {all}\n\n",
    "\n{title} | {n}\n",
    "\n\n{title}\n\n{n}\n\n",
    "\n{n}\n",
    "\n\n{n} {title}\n\n",
    " Page {n} of {all} ",
    " {title} Page {n} of {all} ",
)
TITLES = (
    "Annual Report 2021",
    "Office of the Inspector",
    "Journal of Field Studies",
    "Guidance for staff",
)


@dataclass(frozen=True, slots=True)
class Damaged:
    """A text with the places its characters came from, and what was done where.

    `origin[i]` is where character i stood in the clean text; `outside` and `digits` are clean places
    hit by errors of no known kind, and by errors in numbers, which nobody may forgive.
    """

    text: str
    origin: list[int]
    outside: frozenset[int] = frozenset()
    digits: frozenset[int] = frozenset()

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the clean text stands now."""
        inside = [i for i, o in enumerate(self.origin) if start <= o < end]
        return inside[0], inside[-1] + 1


class _Writer:
    """Writes a damaged text piece by piece."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.origin: list[int] = []

    def put(self, text: str, origin: int, *, kept: bool = False) -> None:
        self.pieces.append(text)
        self.origin += [origin + (i if kept else 0) for i in range(len(text))]

    def damaged(self, outside: set[int] | None = None, digits: set[int] | None = None) -> Damaged:
        return Damaged(
            "".join(self.pieces), self.origin, frozenset(outside or ()), frozenset(digits or ())
        )


Damage = Callable[[str, Random], Damaged]


def typography(text: str, random: Random) -> Damaged:
    """Curly quotation marks, long dashes, ligatures, no-break spaces and lines wrapped by a printer."""
    writer = _Writer()
    opened = False
    for i, c in enumerate(text):
        if c == '"':
            writer.put("\u201d" if opened else "\u201c", i)
            opened = not opened
        elif c == "'":
            writer.put("\u2019", i)
        elif c == "-" and text[max(0, i - 1) : i + 2] == " - ":
            writer.put(random.choice("\u2013\u2014"), i)
        elif c == " " and random.random() < 0.12:
            writer.put(random.choice(("\u00a0", "\n", "  ", "\u2009")), i)
        elif text[i : i + 2] in ("fi", "fl") and random.random() < 0.8:
            writer.put({"fi": "\ufb01", "fl": "\ufb02"}[text[i : i + 2]], i)
        elif text[max(0, i - 1) : i + 1] in ("fi", "fl") and writer.pieces[-1] in "\ufb01\ufb02":
            continue
        else:
            writer.put(c, i)
    return writer.damaged()


def hyphenation(text: str, random: Random) -> Damaged:
    """Long words broken by a hyphen at a line's end, a soft hyphen, or a hyphen and a space."""
    writer = _Writer()
    for match in re.finditer(r"[A-Za-z]+|[^A-Za-z]+", text):
        word = match.group()
        if len(word) >= 7 and word.isalpha() and random.random() < 0.12:
            at = random.randrange(3, len(word) - 2)
            writer.put(word[:at], match.start(), kept=True)
            writer.put(
                random.choice(("-\n", "-\n", "- ", "\u00ad", "\u00ad\n")), match.start() + at
            )
            writer.put(word[at:], match.start() + at, kept=True)
        else:
            writer.put(word, match.start(), kept=True)
    return writer.damaged()


def lost_spaces(text: str, random: Random) -> Damaged:
    """Spaces between words lost, and one put into a word now and then."""
    writer = _Writer()
    for i, c in enumerate(text):
        within = text[i - 1 : i + 2].isalpha() and i > 0
        if c == " " and text[i - 1 : i].isalpha() and random.random() < 0.04:
            continue
        writer.put(c, i)
        if within and random.random() < 0.002:
            writer.put(" ", i)
    return writer.damaged()


def footers(text: str, random: Random) -> Damaged:
    """A running footer or page number between two words, about every 500 characters."""
    writer = _Writer()
    style, title, page = random.choice(_FOOTERS), random.choice(TITLES), random.randrange(1, 60)
    since = random.randrange(500)
    for i, c in enumerate(text):
        since += 1
        if c == " " and since > 400 and random.random() < 0.05:
            writer.put(style.format(n=page, title=title, all=100), i)
            page, since = page + 1, 0
        else:
            writer.put(c, i)
    return writer.damaged()


def scanned(rate: float) -> Damage:
    """Errors of recognition at a share of all characters: known kinds, and some of no known kind.

    Letters that are often confused are hit more often, so that the kinds come in the proportions of
    the table.
    """

    def damage(text: str, random: Random) -> Damaged:
        weights = [sum(w for *_, w in _errors(text, i)) for i in range(len(text))]
        scale = rate * len(text) / (sum(weights) or 1)
        writer, outside, digits = _Writer(), set[int](), set[int]()
        i = 0
        while i < len(text):
            if random.random() >= scale * weights[i]:
                writer.put(text[i], i)
                i += 1
                continue
            options = _errors(text, i)
            before, after, known, _ = random.choices(options, [w for *_, w in options])[0]
            if any(c.isdigit() for c in before):
                digits.add(i)
            elif not known:
                outside.add(i)
            other = after if after is not None else random.choice("abcdefghijklmnopqrstuvwxyz")
            writer.put(other, i)
            i += len(before)
        return writer.damaged(outside, digits)

    return damage


def _errors(text: str, i: int) -> list[tuple[str, str | None, bool, float]]:
    """(characters misread, as what or None for any letter, whether a known kind, weight) at a place."""
    found: list[tuple[str, str | None, bool, float]] = [
        (before, after, True, weight)
        for before, after, weight in _BY_FIRST.get(text[i], ())
        if text.startswith(before, i)
    ]
    if text[i] == " ":
        return [*found, (" ", "", True, _SPACE_LOST)]
    if text[i].isalpha():
        found.append((text[i], text[i] + " ", True, _SPACE_ADDED))
        found.append((text[i], None, False, _OUTSIDE))
    if not text[i].isspace():
        found.append((text[i], "", False, _OUTSIDE))
    return found


DAMAGES: dict[str, Damage] = {
    "typography": typography,
    "hyphenation": hyphenation,
    "lost spaces": lost_spaces,
    "footers inside": footers,
    "OCR 0.5 %": scanned(0.005),
    "OCR 1 %": scanned(0.01),
    "OCR 2 %": scanned(0.02),
}


def typed(text: str, random: Random) -> str:
    """A quotation as a person types it: straight or curly marks, other dashes, case at the start."""
    changes: list[Callable[[str], str]] = [
        lambda t: t.translate(str.maketrans("\u201c\u201d\u2018\u2019", "\"\"''")),
        lambda t: t.replace('"', "\u201d").replace("'", "\u2019"),
        lambda t: t.replace("\u2013", "-").replace("\u2014", "--"),
        lambda t: " ".join(t.split()),
        lambda t: t[:1].swapcase() + t[1:],
        lambda t: t.rstrip(".,;"),
        lambda t: f"\u201c{t}\u201d",
    ]
    for change in random.sample(changes, random.randrange(4)):
        text = change(text)
    return text
