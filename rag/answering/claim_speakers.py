"""Whether a claim lets the right one speak, and makes no fact of what is only said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rag.answering import meaning_words as meaning
from rag.answering.claim_words import (
    FIRST_PERSON,
    PRONOUNS,
    Word,
    alike,
    count_of,
    runs_of,
    stem_of,
    words_in,
)
from rag.answering.findings import Cited, Finding, Lack, Matter
from rag.answering.meaning_words import listed
from rag.answering.names import is_initials, same_people

Speaker = tuple[list[Word], Word]
"""The words that name whoever speaks, and the verb of saying."""

_POINTING = frozenset(listed("the this that these those such"))
_BE = frozenset(listed("is are was were be been being"))
_SAYING_STEMS = frozenset(stem_of(w) for w in meaning.SAYING)
_PREPOSITIONS = frozenset(
    listed(
        "in on at to by for from with after before during under since until as if when while although "
        "however"
    )
)
_BEFORE_NO_SAYING = meaning.MODAL_VERBS.keys() | set(
    listed("a an no any its his her their my our your to")
)
_AUXILIARIES = _BE | frozenset(listed("has have had also then later did does do not never"))
_SPEAKING_DOCUMENTS = frozenset(
    listed(
        "document source letter note report text passage article policy act answer statement page "
        "section paper study minutes record email guidance evidence research survey data figures"
    )
)


def lacking_speaker(claim: Matter, cited: Sequence[Cited], source: Matter) -> Iterator[Finding]:
    """A finding where the claim lets somebody speak who does not, or makes a fact of what is said."""
    ours = speakers_in(claim.words)
    theirs = speakers_in(source.words) + _named_before(source.words)
    for names, verb in ours:
        if not _may_speak(names, ours, theirs, cited):
            who = " ".join(w.text for w in names)
            yield Finding(
                Lack.SPEAKER, who, f"The cited words are not said by “{who}” ({verb.text})."
            )
    if not ours and (said := _made_a_fact(claim, theirs, source)):
        yield Finding(
            Lack.SPEAKER,
            said,
            f"The cited words only say that somebody {said} this; who, is left out.",
        )


def speakers_in(words: Sequence[Word]) -> list[Speaker]:
    """Who stands before each verb of saying (or behind "according to", or "by" after a passive)."""
    found = []
    for at, word in enumerate(words):
        if word.lower == "according" and at + 2 < len(words):
            found.append((_subject_behind(words, at + 2), word))
        elif word.lower in meaning.SAYING and not _is_noun(words, at):
            passive = at and words[at - 1].lower in _BE
            by = next(
                (i for i in range(at + 1, min(at + 12, len(words))) if words[i].lower == "by"), None
            )
            if passive:
                if by is not None:
                    found.append((_subject_behind(words, by + 1), word))
                continue
            subject = _subject_before(words, at)
            if subject:
                found.append((subject, word))
    return [(names, verb) for names, verb in found if names]


def _named_before(words: Sequence[Word]) -> list[Speaker]:
    """The name nearest before each participle of saying: "Ann Author spoke, stressing that"."""
    found = []
    for at, word in enumerate(words):
        if word.lower.endswith("ing") and word.stem in _SAYING_STEMS:
            before = [w for w in words[max(0, at - 14) : at] if w.sentence == word.sentence]
            runs = runs_of([w for w in before if w.capital and w.lower != "the"], before)
            if runs:
                found.append((runs[-1], word))
    return found


def _is_noun(words: Sequence[Word], at: int) -> bool:
    """ "the claim", "his report", "to say", "could confirm": nobody says it there."""
    before = words[at - 1].lower if at else ""
    return before in _POINTING or before in _BEFORE_NO_SAYING


def _subject_before(words: Sequence[Word], at: int) -> list[Word]:
    """The words just before a verb, back to the start of its clause."""
    found: list[Word] = []
    for word in reversed(words[max(0, at - 9) : at]):
        clause = found[0].clause if found else word.clause
        if word.sentence != words[at].sentence or word.clause != clause:
            break
        if found or word.lower not in _AUXILIARIES:
            found.insert(0, word)
    if found and found[0].clause > 1:
        found = _put_beside(words, found[0]) + found
    return [
        w
        for w in found
        if (w.capital and w.lower not in ("the", "a", "in", "on", "as", "it"))
        or w.tells
        or w.lower in PRONOUNS | FIRST_PERSON
        or w.lower in _SPEAKING_DOCUMENTS
    ]


def _put_beside(words: Sequence[Word], first: Word) -> list[Word]:
    """The name that opens the sentence, where the subject stands beside it between commas.

    "Ann Author, the Minister for Ports, said": both are the speaker.
    """
    opening = [w for w in words if w.sentence == first.sentence and w.start < first.start]
    if not opening or len(opening) > 8 or opening[0].lower in _PREPOSITIONS:
        return []
    return opening if all(w.capital or not w.tells for w in opening) else []


def _subject_behind(words: Sequence[Word], at: int) -> list[Word]:
    found: list[Word] = []
    for word in words[at : at + 7]:
        if word.sentence != words[at].sentence or word.clause != words[at].clause:
            break
        found.append(word)
    capitals = [w for w in found if w.capital and w.lower != "the"]
    return capitals or [w for w in found if w.tells][:2]


def _may_speak(
    names: list[Word], ours: Sequence[Speaker], theirs: Sequence[Speaker], cited: Sequence[Cited]
) -> bool:
    """Whether the sources let somebody say what a claim has them say."""
    if _is_open(names) or _meets(names, [w for subject, _ in theirs for w in subject]):
        return True
    voices = _words_of(c.speaker for c in cited) or _words_of(c.standing for c in cited)
    if not theirs:
        return not voices or _meets(names, voices) or _named_with_us(names, cited)
    if not any(_is_open(subject) for subject, _ in theirs):
        # Somebody is named who says it: the author may only be named beside them.
        others = [other for other, _ in ours if other != names]
        return _meets(names, voices) and any(_meets(o, s) for o in others for s, _ in theirs)
    near = _words_of(f"{c.before}\n{c.text}" for c in cited)
    return _meets(names, voices) or _meets(names, near)


def _words_of(texts: Iterable[str]) -> list[Word]:
    return [w for text in texts for w in words_in(text)]


def _named_with_us(names: Sequence[Word], cited: Sequence[Cited]) -> bool:
    """Whether the cited words speak of a name and of "us": the author's own firm or office."""
    texts = [words_in(c.text) for c in cited]
    return any(count_of(words, FIRST_PERSON) and _meets(names, words) for words in texts)


def _is_open(subject: Sequence[Word]) -> bool:
    """Whether a speaker is not named but pointed to: "he", "we", "the report"."""
    return not {w.lower for w in subject}.isdisjoint(PRONOUNS | FIRST_PERSON | _SPEAKING_DOCUMENTS)


def _meets(names: Sequence[Word], others: Sequence[Word]) -> bool:
    telling = [w for w in names if w.tells or w.capital]
    return not telling or any(
        a.lower == b.lower
        or (a.tells and b.tells and alike(a.stem, b.stem))
        or same_people(a.lower, b.lower)
        or (a.text.isupper() and len(a.text) > 1 and is_initials(a.text, others))
        or (b.text.isupper() and len(b.text) > 1 and is_initials(b.text, names))
        for a in telling
        for b in others
    )


def _made_a_fact(claim: Matter, theirs: Sequence[Speaker], source: Matter) -> str:
    """The verb of hearsay whose words the claim gives as a fact, or ""."""
    if any(w.lower in meaning.SAYING for w in claim.words):
        return ""
    for subject, verb in theirs:
        if verb.lower not in meaning.HEARSAY or {w.lower for w in subject} & FIRST_PERSON:
            continue
        behind = [
            w
            for w in source.words
            if w.sentence == verb.sentence and w.start > verb.start and w.tells
        ]
        fits = sum(any(alike(s, w.stem) for w in behind) for s in claim.stems)
        if claim.stems and fits * 10 >= 6 * len(claim.stems):
            return verb.text
    return ""
