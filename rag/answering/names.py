"""Names of people, bodies and places, and the short forms that a source introduces for them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from rag.answering import meaning_words as meaning
from rag.answering.claim_words import Word
from rag.answering.meaning_words import listed
from rag.answering.words import FUNCTION_WORDS

CALENDAR_AND_TITLES = frozenset(
    listed(
        "january february march april may june july august september october november december jan feb "
        "mar apr jun jul aug sep sept oct nov dec mr mrs ms miss dr prof professor sir dame lord lady "
        "baroness rt hon i"
    )
)
_NO_NAMES = FUNCTION_WORDS - {"us"}
_INTRODUCED = re.compile(r"\((?:the\s+)?[“\"‘']?(?P<short>[A-Z][A-Za-z.&]{1,9})[”\"’']?\)")
_LINKS = frozenset(listed("of and the for in on to & de la"))
_LONGEST_NAME = 10


def names_in(words: Sequence[Word], known: frozenset[str]) -> list[Word]:
    """The words that are, or are part of, names.

    A word that opens its sentence has its capital for another reason: it counts where a capital
    follows, where it is known as a name (`known`, lower case), or where a verb follows at once.
    """
    found = []
    for at, word in enumerate(words):
        if not word.capital or word.lower in CALENDAR_AND_TITLES or len(word.lower) < 2:
            continue
        if word.lower in _NO_NAMES or word.lower in meaning.NEGATIVES:
            continue
        if not word.opens or _is_acronym(word) or word.lower in known or _opens_a_name(words, at):
            found.append(word)
    return found


def _is_acronym(word: Word) -> bool:
    letters = word.text.replace(".", "")
    return len(letters) > 1 and letters.isupper()


def _opens_a_name(words: Sequence[Word], at: int) -> bool:
    word = words[at]
    if word.lower in FUNCTION_WORDS or word.lower in meaning.FRAME_WORDS or at + 1 >= len(words):
        return False
    following = words[at + 1]
    if following.sentence != word.sentence:
        return False
    if following.capital:
        return True
    return not word.lower.endswith(("s", "ly", "ing", "ed", "er")) and (
        following.lower in meaning.SAYING
        or following.lower in ("was", "is", "has", "had", "will", "did")
    )


def introduced(text: str) -> dict[str, str]:
    """Short forms by full name, both lower case, where a text introduces them: "Full Name (FN)"."""
    found = {}
    for match in _INTRODUCED.finditer(text):
        short = match["short"].replace(".", "")
        before = text[max(0, match.start() - 120) : match.start()].split()[-_LONGEST_NAME:]
        full = _spelt_out(short, before)
        if full:
            found[short.lower()] = full.lower()
    return found


def _spelt_out(short: str, before: Sequence[str]) -> str:
    """The shortest run of last words whose initials hold the short form's capitals in order."""
    wanted = [c.lower() for c in short if c.isupper()]
    for first in range(len(before) - 1, -1, -1):
        run = before[first:]
        initials = [w.strip("“”\"'‘’(),.")[:1].lower() for w in run if w.lower() not in _LINKS]
        if (
            initials[:1] == wanted[:1]
            and _in_order(wanted, initials)
            and len(run) >= len(wanted) - 1
        ):
            return " ".join(run).strip(" ,")
    return ""


def _in_order(wanted: Sequence[str], letters: Sequence[str]) -> bool:
    remaining = iter(letters)
    return all(letter in remaining for letter in wanted)


def is_initials(short: str, words: Sequence[Word]) -> bool:
    """Whether a short form is made of the initials of neighbouring capitalised words."""
    letters = short.lower()
    if not 2 <= len(letters) <= 6 or not short.isupper():
        return False
    initials = "".join(w.lower[0] if w.capital else " " for w in words if w.lower not in _LINKS)
    return letters in initials


def is_initial_of(word: Word, words: Sequence[Word], sources: Sequence[Word]) -> bool:
    """Whether "J" in "J. Hollis" stands for a first name that the sources put before that name."""
    at = words.index(word)
    if len(word.lower) != 1 or at + 1 >= len(words):
        return False
    family = words[at + 1].lower
    return any(b.lower == family and a.lower.startswith(word.lower) for a, b in pairwise(sources))


def same_people(one: str, other: str) -> bool:
    """Whether a place and its people are meant: "Scottish" and "Scotland"."""
    place = meaning.PEOPLES.get(one)
    return place is not None and place == meaning.PEOPLES.get(other)
