"""Words in square brackets that a writer put into somebody's quotation, as journalists do.

"[he] respects human rights" owns up to its change, and what the brackets hold claims nothing of the
source. It passes only where it can hide nothing: a pronoun for a name, a name that the document has
just used for a pronoun, or an explanation beside the words. Never a number, a negation or any other
word that carries the sense, put in or taken out.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from rag.answering.folding import Folded
from rag.answering.sense_words import PRONOUNS, turns_sense
from rag.answering.surroundings import Surroundings
from rag.answering.words import stem

_REPLACED_AT_MOST = 4
_SIC = re.compile(r"\s?[\[(]\s?sic\.?\s?[\])]", re.IGNORECASE)
_CHANGED_LETTER = re.compile(r"\[(\w)\](?=\w)")
_BRACKET = re.compile(r"\[[^\[\]]*\]")


def without_plain_brackets(text: str) -> str:
    """The text with "[T]he" written "The", and without "[sic]"."""
    return _CHANGED_LETTER.sub(r"\1", _SIC.sub("", text))


def without_brackets(text: str) -> str:
    """The text without what stands in square brackets."""
    return _BRACKET.sub("", text)


def bracketed_tokens(claimed: Folded) -> frozenset[int]:
    """The tokens of a claimed text that stand in square brackets."""
    ranges = [(m.start(), m.end()) for m in _BRACKET.finditer(claimed.text)]
    opened = [low for low, _ in ranges]

    def inside(start: int) -> bool:
        number = bisect_left(opened, start) - 1
        return number >= 0 and start < ranges[number][1]

    return frozenset(i for i, start in enumerate(claimed.starts) if ranges and inside(start))


def is_editorial(
    claimed: Folded, source: Folded, mine: range, theirs: range, near: Surroundings
) -> bool:
    """Whether bracketed words may stand for what the source has, hiding nothing of its sense."""
    here = claimed.keys[mine.start : mine.stop]
    there = source.keys[theirs.start : theirs.stop]
    if len(there) > _REPLACED_AT_MOST or any(map(turns_sense, (*here, *there))):
        return False
    names = [k for i, k in zip(mine, here, strict=True) if claimed.raw(i, i + 1)[:1].isupper()]
    if any(name not in PRONOUNS and not near.document(name) for name in names):
        return False
    if not there:
        return True
    if all(k in PRONOUNS for k in there):
        return True
    if all(k in PRONOUNS for k in here):
        return all(
            k in PRONOUNS or source.raw(i, i + 1)[:1].isupper()
            for i, k in zip(theirs, there, strict=True)
        )
    return len(here) == len(there) == 1 and stem(here[0]) == stem(there[0])
