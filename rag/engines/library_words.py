"""Words of the keyword index that are spelt nearly like another."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable

import snowballstemmer
from rapidfuzz.distance import OSA

LONG = 8
"""Letters from which a stem may differ in two places."""

_WORD = re.compile(r"[^\W\d_]+")
_stemmer = snowballstemmer.stemmer("porter")
_stemmer_lock = threading.Lock()


def stem_of(word: str) -> str:
    """The stem of a word, as FTS5's porter tokeniser has it."""
    with _stemmer_lock:
        return str(_stemmer.stemWord(word.lower()))


def nearest(stem: str, terms: Iterable[tuple[str, int]]) -> str | None:
    """Of stems and the number of passages that hold each, the one spelt most nearly like this one.

    The distance counts letters left out, put in, changed, or swapped with a neighbour.
    """
    allowed = 2 if len(stem) >= LONG else 1
    near = [
        (distance, -passages, term)
        for term, passages in terms
        if abs(len(term) - len(stem)) <= allowed
        and (distance := OSA.distance(stem, term, score_cutoff=allowed)) <= allowed
    ]
    return min(near)[2] if near else None


def form_of(word: str, text: str) -> str | None:
    """The word of a text that is spelt most nearly like this one, as it stands there."""
    forms = dict.fromkeys(_WORD.findall(text))
    return min(forms, key=lambda f: OSA.distance(word, f.lower()), default=None)
