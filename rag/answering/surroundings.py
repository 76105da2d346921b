"""What the library says about a string in a source: a word, a misread one, and what else it may be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rag.answering.scan_errors import explain, readings
from rag.answering.sense_words import turns_sense
from rag.answering.word_list import is_listed

_TWO_ERRORS_NEED = 5
"""Letters of a word in which two scan errors are believed: in shorter ones other words are near."""

_WORD_BY_USE, _RARER_AT_MOST = 3, 5
"""Times a string must stand in the library to be a word although no dictionary has it, unless the
claimed word is this many times as common: then it is that word misread again and again."""

_RIVAL_RARER, _SENSE_RIVAL_RARER = 10, 30
"""How many times as common as any other reading a claimed word must be for a scan error to be
believed; more so where the word carries the sense."""

Uses = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the library and the document say about a word: how often each uses it."""

    library: Uses
    document: Uses
    is_common: Callable[[str], bool]
    """Whether a word stands somewhere in small letters, so that it is not only a name."""


def is_word(word: str, rival: str, near: Surroundings) -> bool:
    """Whether a string of the source is a word, and not a claimed one misread again and again."""
    key = word.casefold()
    if is_listed(key) and (word.isupper() or word[1:].islower() or len(word) == 1):
        return True
    here = near.document(key)
    if word[:1].isupper() and here > 1 and here * _RARER_AT_MOST >= near.document(rival):
        return True
    used = near.library(key)
    return used >= _WORD_BY_USE and used * _RARER_AT_MOST >= near.library(rival)


def is_only_reading(true: str, scanned: str, near: Surroundings) -> bool:
    """Whether no other word than the claimed one is as near to what was scanned."""
    found = explain(true, scanned)
    if found is None:
        return False
    if found.errors > 1 and len(true) < _TWO_ERRORS_NEED:
        return False
    key = true.casefold()
    others = {reading.casefold() for reading in readings(scanned)} - {key, scanned.casefold()}
    others = {other for other in others if is_listed(other)}
    if found.errors > 1 and others:
        return False
    if turns_sense(key) and any(map(turns_sense, others)):
        return False
    most = near.library(key) / (_SENSE_RIVAL_RARER if turns_sense(key) else _RIVAL_RARER)
    return all(near.library(other) <= most for other in others)
