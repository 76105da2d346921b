"""Text to folded tokens, each with its place: the offset map every alignment goes through."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

SOFT_HYPHEN = "\u00ad"
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
APOSTROPHES = "'\u2019\u02bc\u2018`\u00b4"
QUOTATION_MARKS = (
    "\"'`\u00b4\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a\u2032\u2033"
)
SUPERSCRIPTS = "\u2070\u00b9\u00b2\u00b3\u2074-\u2079"

_LETTER = rf"[^\W_{SUPERSCRIPTS}]"
_TOKEN = re.compile(
    rf"{_LETTER}(?:[^\W_{SUPERSCRIPTS}]|[{INVISIBLE}\u0300-\u036f]"
    rf"|(?<=[^\W\d_])[{APOSTROPHES}](?=[^\W\d_])|(?<=\d)[.,](?=\d))*"
    rf"|[{SUPERSCRIPTS}]+"
    r"|[\u00a2-\u00a5\u20a0-\u20bf$%\u2030\u00b0\u00a7\u00b1\u00d7\u00f7&@=<>+/\u2264\u2265\u2248\u2260]"
    rf"|[{DASHES}]+"
)
_DROPPED = dict.fromkeys(map(ord, INVISIBLE))
_PLAIN = {**_DROPPED, **{ord(c): "'" for c in APOSTROPHES}}
_MEASURES = frozenset(("m", "km", "cm", "mm", "ft", "in", "yd", "mi", "kg", "s"))
_YEAR_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Folded:
    """The words, numbers and telling signs of a text: `keys[i]` stands at `text[starts[i]:ends[i]]`.

    Two texts whose keys are equal say the same but for case, white space, hyphens between words,
    punctuation, and the style of letters and quotation marks. What lies between two tokens is seen
    by `between`.
    """

    text: str
    keys: list[str]
    starts: array[int]
    ends: array[int]
    hidden: Sequence[tuple[int, int]] = ()
    """Ranges of the text, in order, that count for nothing: page furniture that is stepped over."""

    def __len__(self) -> int:
        return len(self.keys)

    def raw(self, first: int, last: int) -> str:
        """The text from token `first` up to, not with, token `last`; empty where there is none."""
        return self.text[self.starts[first] : self.ends[last - 1]] if first < last else ""

    def between(self, left: int, right: int) -> str:
        """The text between two tokens, but what is hidden, or from the beginning (-1) or to the end (their number)."""
        start = self.ends[left] if left >= 0 else 0
        end = self.starts[right] if right < len(self.keys) else len(self.text)
        pieces = []
        for low, high in self.hidden:
            if low < end and high > start:
                pieces.append(self.text[start : max(low, start)])
                start = min(high, end)
        return "".join([*pieces, self.text[start:end]])

    def without(self, ranges: Sequence[tuple[int, int]], first: int, last: int) -> Folded:
        """Tokens `first` up to `last` but those that begin in one of the ranges, which are in order."""
        if not ranges:
            part = slice(first, last)
            return Folded(self.text, self.keys[part], self.starts[part], self.ends[part])
        kept: list[int] = []
        at = 0
        for i in range(first, last):
            while at < len(ranges) and ranges[at][1] <= self.starts[i]:
                at += 1
            if at == len(ranges) or self.starts[i] < ranges[at][0]:
                kept.append(i)
        return Folded(
            self.text,
            [self.keys[i] for i in kept],
            array("i", (self.starts[i] for i in kept)),
            array("i", (self.ends[i] for i in kept)),
            ranges,
        )


def fold(text: str) -> Folded:
    """The tokens of a text. Takes time linear in its length."""
    keys: list[str] = []
    starts = array("i")
    ends = array("i")
    for match in _TOKEN.finditer(text):
        raw = match.group()
        first = raw[0]
        if first in DASHES:
            if not _tells(text, match.start(), match.end()):
                continue
            key = "-"
        elif not first.isalnum() or raw.isascii():
            key = raw.lower()
        elif unicodedata.category(first) == "No" and first.isdigit() and not first.isdecimal():
            if not _is_power(match.start(), keys, ends):
                continue
            key = "^" + unicodedata.normalize("NFKC", raw)
        else:
            key = spelled(raw).casefold()
        keys.append(key)
        starts.append(match.start())
        ends.append(match.end())
    return Folded(text, keys, starts, ends)


def spelled(raw: str) -> str:
    """A token's letters in their plain form, case kept: ligatures parted, soft hyphens gone."""
    if raw.isascii():
        return raw
    return unicodedata.normalize("NFKC", raw.translate(_PLAIN))


def _tells(text: str, start: int, end: int) -> bool:
    """Whether a dash belongs to numbers: between two of them, or a minus before one."""
    after = text[end : end + 2].lstrip()[:1]
    if not after.isdigit():
        return False
    before = text[max(0, start - 2) : start].rstrip()[-1:]
    if before.isdigit():
        return True
    opens = start == 0 or text[start - 1].isspace() or text[start - 1] in "([\u00a3$\u20ac"
    return opens and text[end].isdigit()


def _is_power(start: int, keys: list[str], ends: array[int]) -> bool:
    """Whether a raised number changes the value before it (km\u00b2, 10\u2076) and is no footnote's mark."""
    if not keys or ends[-1] != start:
        return False
    before = keys[-1].lstrip("0123456789.,")
    if before:
        return before in _MEASURES
    return len(keys[-1]) != _YEAR_DIGITS
