"""What stands between words: the marks that are more than style, and whether two places have the same."""

from __future__ import annotations

import re

_MARKS = re.compile(r"\.{3,}|\u2026|[.,;:?!()\[\]{}]")
_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "st",
        "no",
        "vs",
        "eg",
        "ie",
        "etc",
        "co",
        "ltd",
        "inc",
        "jr",
        "rev",
        "hon",
        "rt",
        "plc",
    ]
)

_SWAPPED_BY_SCAN = frozenset(".,;:")
"""Marks that a scan takes for each other."""


def marks_of(gap: str) -> list[str]:
    """The punctuation in what stands between two words that is more than style, in plain form."""
    plain = {"\u2026": "...", "{": "(", "}": ")"}
    return [plain.get(m, "..." if m.startswith("...") else m) for m in _MARKS.findall(gap)]


def same_punctuation(mine: str, theirs: str, before: str = "") -> bool:
    """Whether two gaps between words differ by no more than style or one misread mark each.

    `before` is the source's word before the gap: behind an abbreviation a full stop is style.
    """
    if mine == theirs:
        return True
    here, there = marks_of(mine), marks_of(theirs)
    if len(here) != len(there) and (before in _ABBREVIATIONS or len(before) == 1):
        here, there = here[here[:1] == ["."] :], there[there[:1] == ["."] :]
    return len(here) == len(there) and all(
        a == b or {a, b} <= _SWAPPED_BY_SCAN for a, b in zip(here, there, strict=True)
    )
