"""Marks inside a sentence: "please say (a) who came, (b) when"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.enquiries.marks import Mark, readings_of

_INLINE = re.compile(
    r"(?:(?<=^)|(?<=[\s;:,.?(–—-]))(?P<mark>\((?P<bracketed>[a-z]|[ivx]{1,4}|\d{1,2})\)|(?P<half>[a-hivx]{1,4}|\d{1,2})\)|(?P<stop>\d{1,2}|[a-h])\.(?=\s+[A-Z]|\s*[a-z]{2,}\s))\s*(?=\S)",
    re.IGNORECASE,
)

_STYLES = {"bracketed": "(#)", "half": "#)", "stop": "#."}
"""How a mark of each form is written, as `Mark.style` tells it."""
_KINDS = ("small letter", "small roman", "number", "capital letter")


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
    for form in _STYLES:
        for kind in _KINDS:
            found = _series(words, form, (kind,))
            if len(found) >= 2 and (not best or found[0].begin < best[0].begin):
                best = found
    return best


def following_marks(words: str, mark: Mark) -> list[Inline]:
    """The marks inside a stretch of text that go on with the mark before it: "(1) Who? (2) When?"."""
    for form, style in _STYLES.items():
        for kind, place in mark.readings:
            if mark.style == style and place == 1 and kind in _KINDS:
                return _series(words, form, (kind,), 2)
    return []


def _series(words: str, form: str, kinds: Sequence[str], wanted: int = 1) -> list[Inline]:
    found: list[Inline] = []
    for match in _INLINE.finditer(words):
        name = match[form]
        if not name:
            continue
        readings = readings_of(name, False)
        if any(k in kinds and n == wanted for k, n in readings):
            style = _STYLES[form]
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
