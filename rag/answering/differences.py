"""What differs between a claimed text and its source, by kind, for what cannot be forgiven."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rag.answering.folding import Folded
from rag.answering.sense_words import (
    COMPARATIVES,
    CONDITIONS,
    CURRENCIES,
    CURRENCY_SIGNS,
    DATE_WORDS,
    MODALS,
    NUMBER_WORDS,
    QUANTIFIERS,
    UNITS,
    has_digit,
    is_negation,
)

SPLICE_TOKENS = 12
"""Source tokens stepped over at once that make it two passages run together."""

_SIGNS = frozenset("-+/=<>\u00b1\u00d7\u00f7\u2264\u2265\u2248\u2260")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d\Z")
_NUMBER_AND_UNIT = re.compile(r"[\d.,]+([^\W\d]+)\Z")
_ORDINAL = re.compile(r"\d{1,2}(?:st|nd|rd|th)\Z")
_SENTENCE_END = re.compile(r"[.?!][\"'\u2019\u201d)\]]{0,3}\s|\n")


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing in which a claimed text and its source differ: its kind and both wordings."""

    kind: str
    quoted: str
    source: str


def name_differences(
    claimed: Folded, source: Folded, mine: range, theirs: range
) -> list[Difference]:
    """The differences between two stretches of tokens, one for each kind of thing that differs."""
    quoted, cut = claimed.raw(mine.start, mine.stop), source.raw(theirs.start, theirs.stop)
    if not mine and _is_splice(source, theirs):
        return [Difference("spliced", quoted, cut)]
    here, there = claimed.keys[mine.start : mine.stop], source.keys[theirs.start : theirs.stop]
    if here and Counter(here) == Counter(there):
        return [Difference("order", quoted, cut)]
    changed = list(((Counter(here) - Counter(there)) + (Counter(there) - Counter(here))).elements())
    around = {
        *claimed.keys[max(0, mine.start - 2) : mine.stop + 2],
        *source.keys[max(0, theirs.start - 2) : theirs.stop + 2],
    }
    kinds = _kinds(changed, around)
    if "name" not in kinds and not kinds and _is_name(claimed, mine, source, theirs):
        kinds = ["name"]
    return [Difference(kind, quoted, cut) for kind in kinds or [_plain(mine, theirs)]]


def _kinds(changed: Sequence[str], around: set[str]) -> list[str]:
    """Kinds of what changed, the most telling first; none where only plain words did."""
    kinds = []
    if any(has_digit(k) or k in NUMBER_WORDS for k in changed) or (
        any(k in _SIGNS for k in changed) and any(map(has_digit, around))
    ):
        kinds.append(_kind_of_number(changed, around))
    elif any(k in DATE_WORDS and k not in MODALS for k in changed):
        kinds.append("date")
    tests = (
        ("currency", lambda k: k in CURRENCIES or k in CURRENCY_SIGNS),
        ("unit", lambda k: k in UNITS or k.startswith("^")),
        ("negation", is_negation),
        ("modal", lambda k: k in MODALS),
        ("quantifier", lambda k: k in QUANTIFIERS and not is_negation(k)),
        ("comparative", lambda k: k in COMPARATIVES and k not in QUANTIFIERS),
        ("condition", lambda k: k in CONDITIONS and not is_negation(k)),
    )
    kinds += [kind for kind, test in tests if any(test(k) for k in changed)]
    return kinds


def _kind_of_number(changed: Sequence[str], around: set[str]) -> str:
    if any(k in DATE_WORDS and k not in MODALS for k in changed):
        return "date"
    if any(_YEAR.match(k) or _ORDINAL.match(k) for k in changed):
        return "date"
    if around & DATE_WORDS - MODALS or ("may" in around and any(map(_YEAR.match, around))):
        return "date"
    if around & CURRENCY_SIGNS or around & CURRENCIES:
        return "amount"
    units = [m[1] for k in changed if (m := _NUMBER_AND_UNIT.match(k))]
    digits = {k.rstrip("".join(units)) for k in changed} if units else set()
    if units and len(digits) == 1 and all(u in UNITS for u in units):
        return "unit"
    return "number"


def _is_splice(source: Folded, theirs: range) -> bool:
    return len(theirs) >= SPLICE_TOKENS or (
        len(theirs) > 2 and _SENTENCE_END.search(_with_gaps(source, theirs)) is not None
    )


def _with_gaps(source: Folded, theirs: range) -> str:
    low, high = max(theirs.start - 1, 0), min(theirs.stop, len(source) - 1)
    return source.text[source.ends[low] : source.starts[high]]


def _is_name(claimed: Folded, mine: range, source: Folded, theirs: range) -> bool:
    """Whether a word that changed is capitalised in the middle of a sentence."""
    here, there = _capitals(claimed, mine), _capitals(source, theirs)
    return here != there


def _capitals(text: Folded, tokens: range) -> list[str]:
    found = []
    for i in tokens:
        raw = text.raw(i, i + 1)
        if raw[:1].isupper() and i > 0 and not set(text.between(i - 1, i)) & set(".?!\n"):
            found.append(raw)
    return found


def _plain(mine: range, theirs: range) -> str:
    if not mine:
        return "missing words"
    return "word" if theirs else "added words"
