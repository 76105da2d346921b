"""Whether a claim turns round who does something and to whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.answering import meaning_words as meaning
from rag.answering.claim_words import Word, alike
from rag.answering.findings import Finding, Lack, Matter
from rag.answering.meaning_words import listed

_PREPOSITIONS = frozenset(
    listed(
        "in on at from to of for with within about into over under against between through during"
    )
)
"""What stands before a thing that nobody does anything to: "based in Leeds", "Leeds based"."""


@dataclass(frozen=True, slots=True)
class _Deed:
    """A word with the telling words just before and behind it in its clause."""

    before: Word
    word: Word
    behind: Word
    passive: bool


def turned_round(claim: Matter, source: Matter) -> Iterator[Finding]:
    """A finding for each word that has its neighbours the other way round in the source.

    "Bob sued the council" for "the council sued Bob"; a passive turns them round rightly.
    """
    theirs = list(_deeds(source.words))
    for deed in _deeds(claim.words):
        same = [d for d in theirs if d.word.stem == deed.word.stem]
        if same and all(_is_turned(deed, d) for d in same):
            words = f"{deed.before.text} {deed.word.text} {deed.behind.text}"
            yield Finding(Lack.ROLE, words, f"The cited words have “{words}” the other way round.")


def _is_turned(deed: _Deed, other: _Deed) -> bool:
    if alike(deed.before.stem, deed.behind.stem):
        return False
    crossed = alike(deed.before.stem, other.behind.stem) and alike(
        deed.behind.stem, other.before.stem
    )
    straight = alike(deed.before.stem, other.before.stem) and alike(
        deed.behind.stem, other.behind.stem
    )
    return crossed if deed.passive == other.passive else straight


def _deeds(words: Sequence[Word]) -> Iterator[_Deed]:
    telling = [at for at, w in enumerate(words) if w.tells]
    for first, at, last in zip(telling, telling[1:], telling[2:], strict=False):
        before, word, behind = words[first], words[at], words[last]
        between = {w.lower for w in words[at + 1 : last]}
        if before.clause != behind.clause or word.capital or not between.isdisjoint(_PREPOSITIONS):
            continue
        yield _Deed(before, word, behind, "by" in between and _is_participle(word))


def _is_participle(word: Word) -> bool:
    return word.lower.endswith(("ed", "en")) or word.lower in meaning.IRREGULAR
