"""Whether the names in a claim stand in what it cites, and whether it lets the right one speak."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rag.answering import meaning_words as meaning
from rag.answering.claim_words import (
    BACKWARD,
    FIRST_PERSON,
    PRONOUNS,
    Word,
    alike,
    stem_of,
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

_POINTING = frozenset(listed("the this that these those such"))
_PARTIES = FIRST_PERSON | frozenset(listed("you your yours"))
"""Words that stand for the author or the addressee of a document."""
_NEAR = 8
"""Telling words between a name and what is said of it, in the source, at most."""
_FRAME_BEFORE, _FRAME_BEHIND = 4, 10
"""Words around "letter", "report", "according" ... that may name its parties."""
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
    for run in _runs(missing, claim.words):
        words = " ".join(w.text for w in run)
        yield Finding(Lack.NAME, words, f"The cited words do not name “{words}”.")
    yield from _named_too_often(named, claim, source)
    if not missing:
        yield from _misplaced(claim, source, named)


def _known(claim: Matter, cited: Sequence[Cited], source: Matter) -> frozenset[str]:
    """Lower-case words that a name may use beside the cited ones, wherever it stands."""
    known: set[str] = set()
    pronouns_resolved = _count(source.words, BACKWARD) > _count(claim.words, BACKWARD)
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
    found = {w.start for subject, _ in _speakers(words) for w in subject}
    for at, word in enumerate(words):
        if word.lower in meaning.ABOUT_THE_DOCUMENT:
            found |= {w.start for w in words[max(0, at - _FRAME_BEFORE) : at + _FRAME_BEHIND]}
    return found


def _count(words: Sequence[Word], among: frozenset[str]) -> int:
    return sum(w.lower in among for w in words)


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


def _runs(words: Sequence[Word], within: Sequence[Word]) -> list[list[Word]]:
    places = {id(w): i for i, w in enumerate(within)}
    runs: list[list[Word]] = []
    for word in words:
        if runs and places[id(word)] == places[id(runs[-1][-1])] + 1:
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs


def _misplaced(claim: Matter, source: Matter, names: Sequence[Word]) -> Iterator[Finding]:
    """A name with words beside it that stand elsewhere in the source, beside another."""
    ours = [w for w in claim.words if w.tells or w.capital]
    theirs = [w for w in source.words if w.tells or w.capital]
    for run in _runs(names, claim.words):
        first, last = ours.index(run[0]), ours.index(run[-1])
        beside = [
            w
            for w in ours[max(0, first - 2) : first] + ours[last + 1 : last + 3]
            if w.clause == run[0].clause and w.tells and w not in names
        ]
        places = [at for w in run for at in _uses(w, theirs)]
        pointing = _count(source.words, PRONOUNS)
        if beside and places and not pointing and not _together(beside, places, theirs):
            words = " ".join(w.text for w in run)
            yield Finding(Lack.NAME, words, f"The cited words do not say this of “{words}”.")


def _named_too_often(names: Sequence[Word], claim: Matter, source: Matter) -> Iterator[Finding]:
    """A name in a claim that says its source over, where the source has another name."""
    backward = _count(source.words, BACKWARD) - _count(claim.words, BACKWARD)
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


def lacking_speaker(claim: Matter, cited: Sequence[Cited], source: Matter) -> Iterator[Finding]:
    """A finding where the claim lets somebody speak who does not, or makes a fact of what is said."""
    ours = _speakers(claim.words)
    theirs = _speakers(source.words) + _named_before(source.words)
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


Speaker = tuple[list[Word], Word]


def _speakers(words: Sequence[Word]) -> list[Speaker]:
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
            runs = _runs([w for w in before if w.capital and w.lower != "the"], before)
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
    return any(_count(words, FIRST_PERSON) and _meets(names, words) for words in texts)


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
