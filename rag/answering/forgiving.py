"""Whether a difference between a claimed text and its source is only one of print or typing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rag.answering.folding import DASHES, QUOTATION_MARKS, SOFT_HYPHEN, Folded, spelled
from rag.answering.scan_errors import Explained, explain
from rag.answering.sense_words import UNITS, has_digit
from rag.answering.surroundings import Surroundings, is_only_reading, is_word
from rag.answering.word_list import is_frequent, is_listed

_DIGIT_RUN = re.compile(r"\d(?:[\d.,]*\d)?")
_WORDS_EXPLAINED = 20
"""Words on either side of one difference beyond which it is no slip of print."""

_ACRONYM_LETTERS = 5
"""Capitals that are taken for an acronym, in which no scan error is believed: ICO is not IGO."""

_TELLING_LETTERS = 6
"""Letters of a claimed word that must be the source's where only a space is wrong, known or not."""

_SAME_IN_TWO = frozenset(("cannot",))
"""Written in one word or in two, and the same."""

_HYPHEN_TELLS = frozenset(
    """
    resign recover reform represent recreation recreate release recollect resent redress remark
    react recount reserve resort repress restore relay resound reprove resolve reside rebound
    unionised coop
    """.split()  # noqa: SIM905
)
"""Words that are others when hyphenated: to re-sign is not to resign."""

_DENIALS = frozenset(("no", "not"))
"""Words that stand alone: "no-table" is not "notable"."""

_BETWEEN_WORDS = re.compile(
    rf"[{DASHES}\s{QUOTATION_MARKS}.*_|\u2022\u00b7\u00ad\u200b-\u200f\u2060\ufeff]*"
)


def forgiven_as(
    claimed: Folded, source: Folded, mine: range, theirs: range, near: Surroundings
) -> set[str] | None:
    """The kinds of harmless difference that explain two stretches of tokens, or None if none do.

    Kinds: "spacing", "hyphen", "scan". Numbers must be the same digit for digit.
    """
    if not mine or not theirs or max(len(mine), len(theirs)) > _WORDS_EXPLAINED:
        return None
    here = [spelled(claimed.raw(i, i + 1)) for i in mine]
    there = [spelled(source.raw(i, i + 1)) for i in theirs]
    if mine.start == 0:
        here[0] = _cased_like(here[0], there[0])
    found = explain("".join(here), "".join(there))
    if found is None:
        return None
    kinds: set[str] = set()
    for ours, their in _groups(here, there, found):
        if not here[ours] or not there[their]:
            return None
        group = _Group(
            claimed, source, _part(mine, ours), _part(theirs, their), here[ours], there[their]
        )
        kind = group.kind(near)
        if kind is None:
            return None
        kinds |= kind
    return kinds


def _part(tokens: range, part: slice) -> range:
    return range(tokens.start + part.start, tokens.start + part.stop)


def _cased_like(word: str, model: str) -> str:
    if model[:1].isupper():
        return word[:1].upper() + word[1:]
    return word[:1].lower() + word[1:] if model[:1].islower() else word


def _groups(
    here: Sequence[str], there: Sequence[str], found: Explained
) -> list[tuple[slice, slice]]:
    """The smallest stretches of whole words on both sides that answer to each other."""
    mine, theirs = _bounds(here), _bounds(there)
    shared = [(mine[i], theirs[j]) for i, j in found.steps if i in mine and j in theirs]
    return [(slice(a, b), slice(c, d)) for (a, c), (b, d) in pairwise(shared)]


def _bounds(words: Sequence[str]) -> dict[int, int]:
    """Number of words done, by letters done."""
    done, bounds = 0, {0: 0}
    for number, word in enumerate(words, 1):
        done += len(word)
        bounds[done] = number
    return bounds


@dataclass(frozen=True, slots=True)
class _Group:
    """Words of a claimed text and of the source that stand for each other."""

    claimed: Folded
    source: Folded
    mine: range
    theirs: range
    here: Sequence[str]
    there: Sequence[str]

    def kind(self, near: Surroundings) -> set[str] | None:
        """The kinds of difference, empty where there is none, None where it is not forgiven."""
        if list(self.here) == list(self.there):
            return set()
        if not (
            self._unbroken(self.claimed, self.mine) and self._unbroken(self.source, self.theirs)
        ):
            return None
        if not self._same_numbers():
            return None
        whole = "".join(self.here)
        misread = whole != "".join(self.there)
        if misread and not self._misread(near):
            return None
        kinds = {"scan"} if misread else set()
        if len(self.here) == len(self.there) == 1:
            return kinds
        spaced = self._spaced(near)
        return None if spaced is None else kinds | {spaced}

    @staticmethod
    def _unbroken(text: Folded, tokens: range) -> bool:
        return all(
            _BETWEEN_WORDS.fullmatch(text.between(i, i + 1)) for i in tokens if i + 1 < tokens.stop
        )

    def _same_numbers(self) -> bool:
        ours = [run for word in self.here for run in _DIGIT_RUN.findall(word)]
        if ours or any(has_digit(word) for word in self.here):
            return ours == [run for word in self.there for run in _DIGIT_RUN.findall(word)]
        return all(any(c.isalpha() for c in word) for word in self.there if has_digit(word))

    def _misread(self, near: Surroundings) -> bool:
        """Whether scan errors are to be believed: the source has no word there, the claim only words.

        Each claimed word is held against the letters of the source that answer to it.
        """
        if not all(self._believed(i, w.casefold(), near) for i, w in enumerate(self.here)):
            return False
        letters = self._letters()
        if letters is None or not self._broken(near):
            return False
        alone = len(self.there) == 1 and len(self.here) == 1
        return all(
            word == scanned
            or (
                (alone or not is_listed(scanned.casefold()))
                and is_only_reading(word, scanned, near)
            )
            for word, scanned in zip(self.here, letters, strict=True)
        )

    def _letters(self) -> list[str] | None:
        """The source's letters for each claimed word, or None where an error runs over a word's end."""
        scanned = "".join(self.there)
        found = explain("".join(self.here), scanned)
        ends = dict(found.steps) if found else {}
        bounds = list(_bounds(self.here))
        if not all(bound in ends for bound in bounds):
            return None
        return [scanned[ends[a] : ends[b]] for a, b in pairwise(bounds)]

    def _broken(self, near: Surroundings) -> bool:
        """Whether what the source has is, at one place at least, no word."""
        rarest = min((word.casefold() for word in self.here), key=near.library)
        return not all(
            is_word(word, rarest, near) and not (has_digit(word) and word not in self.here)
            for word in self.there
        )

    def _believed(self, place: int, key: str, near: Surroundings) -> bool:
        if has_digit(key):
            return self.here[place] in self.there
        if not (is_listed(key) or near.library(key) >= 1):
            return False
        if self.here[place].isupper() and len(key) <= _ACRONYM_LETTERS:
            return False
        if not self.here[place][:1].isupper() or near.document(key) >= 1 or near.is_common(key):
            return True
        found = explain(self.here[place], "".join(self.there)) if len(self.here) == 1 else None
        return found is not None and found.of_strokes and is_listed(key)

    def _spaced(self, near: Surroundings) -> str | None:
        """Whether words were only run together, parted or hyphenated otherwise."""
        whole = "".join(self.here).casefold()
        hyphened = self._hyphened(self.claimed, self.mine) or self._hyphened(
            self.source, self.theirs
        )
        if whole in _SAME_IN_TWO:
            return "spacing"
        if len(self.here) == 1 and self._hyphened(self.source, self.theirs):
            at_line_end = re.search(r"\s", self.source.raw(self.theirs.start, self.theirs.stop))
            if at_line_end:
                return "hyphen" if is_listed(whole) or self._broken(near) else None
        if (
            hyphened
            and len(self.here) + len(self.there) > 2
            and 1 in (len(self.here), len(self.there))
        ):
            parts = [w.casefold() for w in (*self.here, *self.there)]
            return None if whole in _HYPHEN_TELLS or _DENIALS.intersection(parts) else "hyphen"
        known = (
            is_listed(k)
            or near.library(k)
            or has_digit(k)
            or k in UNITS
            or len(k) >= _TELLING_LETTERS
            for k in map(str.casefold, self.here)
        )
        if not all(known):
            return None
        return None if self._stand_apart(whole) else "spacing"

    def _stand_apart(self, whole: str) -> bool:
        """Whether the source's words stand as they are: a rare one may be half of a broken word."""
        theirs = [word.casefold() for word in self.there]
        if len(self.here) == 1 and is_listed(whole) and not set(theirs) & {"a", "i"}:
            return all(map(is_frequent, theirs))
        return all(map(is_listed, theirs))

    @staticmethod
    def _hyphened(text: Folded, tokens: range) -> bool:
        return len(tokens) > 1 and all(
            set(text.between(i, i + 1)) & set(DASHES) or text.text[text.ends[i] - 1] == SOFT_HYPHEN
            for i in tokens
            if i + 1 < tokens.stop
        )
