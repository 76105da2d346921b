"""Whether the names in a claim stand in what it cites, and beside the right words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.answering import meaning_words as meaning
from rag.answering.claim_speakers import speakers_in
from rag.answering.claim_words import (
    BACKWARD,
    FIRST_PERSON,
    PRONOUNS,
    Word,
    alike,
    count_of,
    runs_of,
    words_in,
)
from rag.answering.findings import Cited, Finding, Lack, Matter, is_close
from rag.answering.meaning_words import listed
from rag.answering.names import (
    CALENDAR_AND_TITLES,
    introduced,
    is_initial_of,
    is_initials,
    names_in,
    same_people,
)

_PARTIES = FIRST_PERSON | frozenset(listed("you your yours"))
"""Words that stand for the author or the addressee of a document."""
_NEAR = 8
"""Telling words between a name and what is said of it, in the source, at most."""
_FRAME_BEFORE, _FRAME_BEHIND = 4, 10
"""Words around "letter", "report", "according" ... that may name its parties."""


def lacking_names(claim: Matter, cited: Sequence[Cited], source: Matter) -> Iterator[Finding]:
    """A finding for each name that neither the cited words nor what they point back to holds."""
    known = _known(claim, cited, source)
    capitals = frozenset(
        w.lower
        for c in cited
        for w in words_in(f"{c.before}\n{c.standing}\n{c.text}")
        if w.capital and not w.opens
    )
    named = names_in(claim.words, capitals)
    framed = _framed(claim.words)
    beside = known | _standing(cited)
    missing = [
        w for w in named if not _stands(w, claim, source, beside if w.start in framed else known)
    ]
    for run in runs_of(missing, claim.words):
        words = " ".join(w.text for w in run)
        yield Finding(Lack.NAME, words, f"The cited words do not name “{words}”.")
    yield from _named_too_often(named, claim, source)
    if not missing:
        yield from _misplaced(claim, source, named)


def _known(claim: Matter, cited: Sequence[Cited], source: Matter) -> frozenset[str]:
    """Lower-case words that a name may use beside the cited ones, wherever it stands."""
    known: set[str] = set()
    pronouns_resolved = count_of(source.words, BACKWARD) > count_of(claim.words, BACKWARD)
    for one in cited:
        if any(w.lower in _PARTIES for w in words_in(one.text)):
            known |= _standing([one])
        if pronouns_resolved:
            known |= _lowers(one.before)
        for short, full in introduced(f"{one.before}\n{one.text}\n{one.standing}").items():
            if short in source.lowers:
                known |= _lowers(full)
            if all(w in source.lowers for w in full.split()):
                known.add(short)
    return frozenset(known)


def _standing(cited: Sequence[Cited]) -> set[str]:
    """The words of titles, authors and letterheads, which name who speaks and to whom."""
    return _lowers("\n".join(f"{c.standing}\n{c.speaker}\n{c.letterhead}" for c in cited))


def _framed(words: Sequence[Word]) -> set[int]:
    """Where the words of a claim stand that say who speaks, or name the document and its parties."""
    found = {w.start for subject, _ in speakers_in(words) for w in subject}
    for at, word in enumerate(words):
        if word.lower in meaning.ABOUT_THE_DOCUMENT:
            found |= {w.start for w in words[max(0, at - _FRAME_BEFORE) : at + _FRAME_BEHIND]}
    return found


def _lowers(text: str) -> set[str]:
    return {w.lower for w in words_in(text)}


def _stands(word: Word, claim: Matter, source: Matter, known: frozenset[str]) -> bool:
    held = source.lowers | known
    forms = {
        word.lower,
        word.lower.removesuffix("s"),
        word.lower + "s",
        word.lower.replace("-", ""),
    }
    if forms & held:
        return True
    parts = {part for lower in held for part in lower.split("-")} | CALENDAR_AND_TITLES
    if "-" in word.lower and parts.issuperset(word.lower.split("-")):
        return True
    if any(same_people(word.lower, other) for other in held):
        return True
    if is_initials(word.text.replace(".", ""), source.words):
        return True
    if any(_spelt(w, word, claim, source) for w in source.words if _is_short(w)):
        return True
    if word.opens and any(alike(word.stem, s) for s in source.stems):
        return True
    return is_initial_of(word, claim.words, source.words)


def _is_short(word: Word) -> bool:
    return len(word.text) > 1 and word.text.isupper()


def _spelt(short: Word, word: Word, claim: Matter, source: Matter) -> bool:
    """Whether a word is part of a run of capitals in the claim whose initials the source has.

    Where the source spells the name out itself, its own words count.
    """
    letters = short.text.replace(".", "")
    if is_initials(letters, source.words):
        return False
    at = claim.words.index(word)
    near = claim.words[max(0, at - 6) : at + 7]
    return is_initials(letters, near) and word.lower[0] in short.lower


def _misplaced(claim: Matter, source: Matter, names: Sequence[Word]) -> Iterator[Finding]:
    """A name with words beside it that stand elsewhere in the source, beside another."""
    ours = [w for w in claim.words if w.tells or w.capital]
    theirs = [w for w in source.words if w.tells or w.capital]
    for run in runs_of(names, claim.words):
        first, last = ours.index(run[0]), ours.index(run[-1])
        beside = [
            w
            for w in ours[max(0, first - 2) : first] + ours[last + 1 : last + 3]
            if w.clause == run[0].clause and w.tells and w not in names
        ]
        places = [at for w in run for at in _uses(w, theirs)]
        pointing = count_of(source.words, PRONOUNS)
        if beside and places and not pointing and not _together(beside, places, theirs):
            words = " ".join(w.text for w in run)
            yield Finding(Lack.NAME, words, f"The cited words do not say this of “{words}”.")


def _named_too_often(names: Sequence[Word], claim: Matter, source: Matter) -> Iterator[Finding]:
    """A name in a claim that says its source over, where the source has another name."""
    backward = count_of(source.words, BACKWARD) - count_of(claim.words, BACKWARD)
    if not is_close(claim, source) or backward > 0:
        return
    lost = [w for w in names_in(source.words, frozenset()) if w.lower not in claim.lowers]
    for name in names:
        ours, theirs = (sum(w.lower == name.lower for w in m.words) for m in (claim, source))
        if lost and ours > theirs > 0:
            yield Finding(
                Lack.NAME, name.text, f"The cited words name “{lost[0].text}”, not “{name.text}”."
            )


def _uses(word: Word, theirs: Sequence[Word]) -> list[int]:
    return [i for i, w in enumerate(theirs) if w.lower == word.lower]


def _together(beside: Sequence[Word], places: Sequence[int], theirs: Sequence[Word]) -> bool:
    """Whether a word beside a name in the claim may stand with it in the source.

    It may not where all of them stand nearer to another name there, in a sentence without a pronoun.
    """
    known = [i for b in beside for i, w in enumerate(theirs) if alike(w.stem, b.stem)]
    return not known or any(_may_belong(i, places, theirs) for i in known)


def _may_belong(at: int, places: Sequence[int], theirs: Sequence[Word]) -> bool:
    here = theirs[at].sentence
    within = [p for p in places if theirs[p].sentence == here]
    if not within:
        return False
    distance = min(abs(at - p) for p in within)
    if not any(w.capital for w in theirs[: min(within)] if w.sentence == here and not w.opens):
        return True  # the first name of a sentence is its subject as a rule
    others = [
        abs(at - i)
        for i, w in enumerate(theirs)
        if w.sentence == here and w.capital and not w.opens and i not in places and i != at
    ]
    return distance <= _NEAR or min(others, default=distance) >= distance
