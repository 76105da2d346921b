"""Which words of two texts differ."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

Pieces = tuple[tuple[str, bool], ...]
"""A text in order, cut into pieces; true where its words do not stand in the other text."""

_WORD = re.compile(r"\s*\S+|\s+$")
_LIKENESS = 0.25
"""Below it two texts share no more than small words, and are other texts."""
_LONGEST = 4_000
"""Words of a text that are compared; what is beyond counts as the same."""


def differing_words(before: str, after: str) -> tuple[Pieces, Pieces]:
    """Both texts, whole, with the words that differ told apart."""
    ours, theirs = _WORD.findall(before), _WORD.findall(after)
    matcher = SequenceMatcher(
        None, [w.strip() for w in ours[:_LONGEST]], [w.strip() for w in theirs[:_LONGEST]], False
    )
    if matcher.ratio() < _LIKENESS:
        return _told([(before, True)]), _told([(after, True)])
    left, right = [], []
    for kind, a, b, c, d in matcher.get_opcodes():
        differs = kind != "equal"
        left.append(("".join(ours[a:b]), differs))
        right.append(("".join(theirs[c:d]), differs))
    left.append(("".join(ours[_LONGEST:]), False))
    right.append(("".join(theirs[_LONGEST:]), False))
    return _told(left), _told(right)


def _told(pieces: list[tuple[str, bool]]) -> Pieces:
    return tuple(p for p in pieces if p[0])
