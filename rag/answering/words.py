"""The words of a question that can be looked for: function words left out, inflections folded."""

from __future__ import annotations

import re
import threading
from collections.abc import Collection
from functools import lru_cache

import snowballstemmer

WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+|,\d+)*")

FUNCTION_WORDS = frozenset(
    """
    a about above after again against all also am an and any are as at be been before being
    below between both but by can could did do does doing down during each either few for
    from further had has have having he her here hers him his how i if in into is it its
    itself just many may me might more most much must my nor of off on once only or other
    our out over own per please same shall she should since so some such than that the their
    them then there these they this those though through to too under until up upon us very
    was we were what whatever when where whether which while who whom whose why will with
    within without would you your ask tell say says said know don't
    """.split()  # noqa: SIM905 - easier to read than a list
)
"""English words that say how a question is put, not what it is about."""

_stemmer = snowballstemmer.stemmer("porter")
_stemmer_lock = threading.Lock()


def words_of(text: str) -> list[str]:
    """All words in order, lower case, possessive endings gone."""
    return [word for _, word in words_in_place(text)]


def words_in_place(text: str) -> list[tuple[int, str]]:
    """The same, each after the character that it begins at."""
    return [(m.start(), _bare(m.group().lower())) for m in WORD.finditer(text)]


def content_words(question: str) -> list[str]:
    """The words a question is about, in order, each once; all its words if nothing else is left."""
    found = words_of(question)
    telling = [w for w in found if w not in FUNCTION_WORDS]
    return list(dict.fromkeys(telling or found))


def telling_words(question: str, free: Collection[str]) -> list[str]:
    """The words of a question, in order, without function words and those in `free`."""
    return [w for w in words_of(question) if w not in FUNCTION_WORDS and w not in free]


def stems(text: str) -> set[str]:
    """The stems of all words of a text (Porter, as the keyword index has them).

    A compound counts whole and in its parts, so that "on-going" meets "going".
    """
    parts = [p for w in words_of(text) for p in (w, *re.split(r"[.,\-'’]", w)) if p]
    return {stem(p) for p in parts}


@lru_cache(
    maxsize=100_000
)  # the same words come again and again; stemming was a third of an answer
def stem(word: str) -> str:
    """The stem of one word."""
    with _stemmer_lock:
        return str(_stemmer.stemWord(word))


def _bare(word: str) -> str:
    return re.sub(r"['’]s$", "", word)
