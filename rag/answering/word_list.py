"""Which strings are English words: pyspellchecker's list, British spellings, and the library's own."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from rapidfuzz import process
from rapidfuzz.distance import OSA

_BRITISH = (
    ("isation", "ization"),
    ("ise", "ize"),
    ("isi", "izi"),
    ("yse", "yze"),
    ("ysi", "yzi"),
    ("our", "or"),
    ("ogue", "og"),
    ("ae", "e"),
    ("oe", "e"),
    ("ence", "ense"),
    ("lled", "led"),
    ("lling", "ling"),
    ("ller", "ler"),
    ("tre", "ter"),
)
"""British spellings and the American ones the list holds."""

_FREQUENT = 5_000
"""Frequency in the list from which a string is met often."""
_KNOWN, _LONG = 300, 8
"""Frequency from which a word of so many letters is known to most."""

_SHORT = frozenset(
    """
    a i o am an as at be by do go he hi if in is it me my no of oh ok on or so to up us we
    co dr eg eu ex ft ie jr km kg mg mm ml mr ms nb ph pm re sr st tv uk un vs
    """.split()  # noqa: SIM905 - easier to read than a list
)
"""Words and abbreviations of one and two letters; the list holds hundreds that are neither."""


@cache
def _common() -> tuple[str, ...]:
    """The words that one slip of the pen may stand for, the commonest first.

    Few others lie near a long word: a rarer one is meant there too.
    """
    found = sorted(_listed().items(), key=lambda entry: -entry[1])
    return tuple(w for w, n in found if n >= (_KNOWN if len(w) >= _LONG else _FREQUENT))


@cache
def _listed() -> Mapping[str, int]:
    """The words of the list with their frequency; read when first asked for."""
    packed = files("spellchecker").joinpath("resources/en.json.gz").read_bytes()
    words: dict[str, int] = json.loads(gzip.decompress(packed))
    return words


def is_listed(key: str) -> bool:
    """Whether a folded word, its plain form or its parts at hyphens stand in the dictionary."""
    if len(key) <= 2:
        return key in _SHORT
    words = _listed()
    bare = key.removesuffix("'s").removesuffix("'")
    if bare in words or key in words:
        return True
    return any(
        british in bare and bare.replace(british, american) in words
        for british, american in _BRITISH
    )


def is_frequent(key: str) -> bool:
    """Whether a string is a word that is met often, and no half of a broken one."""
    return key in _SHORT if len(key) <= 2 else _listed().get(key, 0) >= _FREQUENT


def nearest_listed(word: str) -> str | None:
    """The commonest of the common words that begin as this one and that one slip of the pen parts from it.

    Slips are letters left out, put in, changed, or swapped with a neighbour.
    """
    alike = [listed for listed in _common() if listed[0] == word[0]]
    near = process.extract_iter(word, alike, scorer=OSA.distance, score_cutoff=1)
    return next((listed for listed, _, _ in near), None)
