"""Whether a claim denies, limits and is as sure as the words it cites."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.answering import meaning_words as meaning
from rag.answering.claim_words import Mark, Word, alike, modal_values, stem_of
from rag.answering.findings import Finding, Lack, Matter, is_close
from rag.answering.meaning_words import listed

_DROPPING_MATTERS = frozenset(("must", "may", "should", "can", "some", "most", "few", "only"))
_POLITE = frozenset(("could", "would"))
_UP = frozenset(
    listed(
        "more greater higher larger bigger above over exceed exceeds exceeded exceeding increase "
        "increased increasing increases rise rose rising grow grew growing growth additional further "
        "extra longer older later better stronger wider faster upward better"
    )
)
_DOWN = frozenset(
    listed(
        "less fewer lower smaller below under decrease decreased decreasing decreases fall fell falling "
        "decline declined reduce reduced reducing reduces reduction drop dropped shorter younger "
        "earlier worse weaker narrower slower lesser"
    )
)
_SWEEPING = frozenset(listed("none no nobody nothing neither nor"))
"""Denials of a whole sentence: "none of them is used" for "they are not used"."""
_FINDING = frozenset(
    stem_of(w)
    for w in listed(
        "find think believe conclude show suggest accept say claim consider agree true case evidence"
    )
)
_DENYING = frozenset(
    listed(
        "deny denies denied dispute disputes disputed refute refuted reject rejects rejected doubt false untrue"
    )
)
_TURNS = frozenset(listed("but while whereas although though however as because since"))
_REACH = 16
"""Words behind a denial that it may cover."""
_MOST_OF, _NEARLY_ALL = 0.6, 0.7
"""Shares of a claim's telling words that lie in such a reach, for the claim to be what is denied."""
_BEFORE = frozenset(
    listed("before previous previously prior earlier preceding formerly ahead until")
)
_AFTER = frozenset(
    listed("after following subsequent subsequently later next afterwards since then upon once")
)
_PERIODS = frozenset(stem_of(w) for w in ("day", "week", "month", "year", "hour"))
"""What "each" stands before where the source has "a" or "per": two days a week."""
_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non", "mis")


def lacking_marks(claim: Matter, source: Matter) -> Iterator[Finding]:
    """A finding for each negation, modal, quantifier or comparative that differs."""
    yield from _negations(claim, source)
    yield from _modals(claim, source)
    yield from _quantifiers(claim, source)
    yield from _opposites(claim, source)


def _of(matter: Matter, sort: str, *, plain: bool = False) -> list[Mark]:
    return [m for m in matter.marks if m.sort == sort and (m.plain or not plain)]


def _negations(claim: Matter, source: Matter) -> Iterator[Finding]:
    theirs = _of(source, "negation")
    ours = _of(claim, "negation")
    plain = [m for m in ours if m.plain]
    for mark in plain:
        others = [m for m in ours if m is not mark]
        if not _is_denied_there(mark, source, theirs, others):
            yield _finding(Lack.NEGATION, mark, "The cited words do not deny this: no “{}” there.")
    if len(plain) > len(theirs) > 0:
        yield _finding(
            Lack.NEGATION, plain[-1], "The cited words deny less than this: “{}” is one too many."
        )
    for mark in theirs:
        lost = (mark.plain or not ours) and _denial_is_lost(mark, claim, source, ours)
        if lost or _whole_denial_is_lost(mark, claim, source):
            yield _finding(
                Lack.NEGATION, mark, "The cited words deny this: their “{}” is left out."
            )
    if is_close(claim, source) and len(ours) != len(theirs):
        more, message = (
            (ours, "The cited words deny less than this: “{}” is one too many.")
            if len(ours) > len(theirs)
            else (theirs, "The cited words deny more than this: one “{}” is left out.")
        )
        if more[-1].plain or any(m.plain for m in more):
            yield _finding(Lack.NEGATION, next(m for m in more if m.plain), message)


def _is_denied_there(
    mark: Mark, source: Matter, theirs: Sequence[Mark], others: Sequence[Mark]
) -> bool:
    foci = mark.foci[:2] or mark.behind[:1]
    if any(other.bears_on(foci) or _reaches(other, foci, source) for other in theirs):
        return True
    if any(_held(f, source.stems) for f in foci[:1]):
        return False
    # Said in other words: a denial in the source will do that no other of the claim answers to.
    return any(not any(_answers(o, t) for o in others) for t in theirs)


def _answers(one: Mark, other: Mark) -> bool:
    """Whether two denials are of the same thing, or the same word."""
    return alike(one.word.stem, other.word.stem) or other.bears_on(one.foci[:1])


def _reaches(mark: Mark, foci: Sequence[str], source: Matter) -> bool:
    """Whether a denial of the whole sentence, or of a finding, covers a word that follows it."""
    if mark.word.lower not in _SWEEPING and not _is_about_finding(mark):
        return False
    return any(w.stem in foci for w in _behind(mark, source))


def _behind(mark: Mark, source: Matter) -> list[Word]:
    at = mark.word.start
    return [w for w in source.words if w.sentence == mark.word.sentence and w.start > at]


def _is_about_finding(mark: Mark) -> bool:
    """ "did not find that", "denies that": what is denied is all that follows."""
    if not mark.plain:
        return mark.word.lower in _DENYING
    return bool(mark.foci) and mark.foci[0] in _FINDING


def _whole_denial_is_lost(mark: Mark, claim: Matter, source: Matter) -> bool:
    """Whether a claim that denies nothing says as so what stands in the reach of a denial."""
    if _of(claim, "negation") or not (mark.plain or _is_about_finding(mark)):
        return False
    behind = _behind(mark, source)
    if not _is_about_finding(mark):
        stop = next((i for i, w in enumerate(behind) if w.lower in _TURNS), _REACH)
        behind = behind[: min(stop, _REACH)]
    follows = {w.stem for w in behind if w.tells or w.capital}
    subject = {
        w.stem
        for w in source.words
        if w.sentence == mark.word.sentence and w.start < mark.word.start
    }
    held = {s for s in claim.stems if any(alike(s, f) for f in follows)}
    said = held | (claim.stems - subject)
    share = _MOST_OF if _is_about_finding(mark) else _NEARLY_ALL
    return len(held) > 1 and len(held) >= share * len(said)


def _denial_is_lost(mark: Mark, claim: Matter, source: Matter, ours: Sequence[Mark]) -> bool:
    focus = mark.foci[:1]
    if not focus or not _held(focus[0], claim.stems):
        return False
    if any(other.bears_on(focus) for other in ours):
        return False
    clauses = {w.clause for w in claim.words if alike(w.stem, focus[0])}
    if any(m.plain and m.word.clause in clauses for m in ours):
        return False
    return _overlap(mark.word.clause, claim, source) >= _undenied(focus[0], claim, source)


def _undenied(stem: str, claim: Matter, source: Matter) -> int:
    """How well the best clause of the source fits that says a word without denying it."""
    denied = {
        clause
        for m in _of(source, "negation")
        if m.bears_on([stem])
        for clause in (m.word.clause, m.focus_clause)
    }
    holding = {w.clause for w in source.words if alike(w.stem, stem)} - denied
    return max((_overlap(c, claim, source) for c in holding), default=0)


def _overlap(clause: int, claim: Matter, source: Matter) -> int:
    held = source.clauses.get(clause, [])
    return sum(any(alike(a, b) for b in held) for a in claim.stems)


def _modals(claim: Matter, source: Matter) -> Iterator[Finding]:
    theirs, ours = _of(source, "modal"), _of(claim, "modal")
    for mark in ours:
        if mark.plain and not _as_sure_there(mark, source, theirs):
            yield _finding(Lack.MODAL, mark, "The cited words do not say “{}”.")
    for mark in theirs:
        if (
            mark.plain
            and mark.word.lower not in _POLITE
            and mark.value in _DROPPING_MATTERS
            and _is_dropped(mark, claim, source, ours)
        ):
            yield _finding(Lack.MODAL, mark, "The cited words say “{}”, which is left out.")


def _as_sure_there(mark: Mark, source: Matter, theirs: Sequence[Mark]) -> bool:
    same = [m for m in theirs if m.value == mark.value]
    if not same:
        return False
    focus = mark.foci[:1]
    if not focus or not _held(focus[0], source.stems):
        return True
    if any(m.bears_on(focus) for m in same):
        return True
    return not any(m.plain and m.foci[:1] and alike(m.foci[0], focus[0]) for m in theirs)


def _is_dropped(mark: Mark, claim: Matter, source: Matter, ours: Sequence[Mark]) -> bool:
    focus = mark.foci[:1]
    if not focus or focus[0] not in claim.stems:
        return False
    saying_so = {mark.value, *modal_values(mark.word.lower)}
    if any(m.value in saying_so for m in ours):
        return False
    elsewhere = {w.clause for w in source.words if w.stem == focus[0]} - {mark.word.clause}
    here = _overlap(mark.word.clause, claim, source)
    return all(_overlap(c, claim, source) < here for c in elsewhere)


def _quantifiers(claim: Matter, source: Matter) -> Iterator[Finding]:
    theirs, ours = _of(source, "quantifier"), _of(claim, "quantifier")
    for mark in ours:
        if not _as_many_there(mark, source, theirs):
            yield _finding(Lack.QUANTIFIER, mark, "The cited words do not say “{}”.")
    for mark in theirs:
        if mark.value in _DROPPING_MATTERS and _is_dropped_quantifier(mark, claim):
            yield _finding(Lack.QUANTIFIER, mark, "The cited words say “{}”, which is left out.")


def _forms(value: str) -> frozenset[str]:
    return frozenset(meaning.QUANTIFIERS[value].split())


def _as_many_there(mark: Mark, source: Matter, theirs: Sequence[Mark]) -> bool:
    if mark.value == "both" and "and" in source.lowers:
        return True
    if mark.word.lower in ("each", "every") and mark.foci[:1] and mark.foci[0] in _PERIODS:
        return True
    if not _forms(mark.value) & source.lowers:
        return False
    focus = mark.foci[:1]
    rivals = [m for m in theirs if focus and m.foci[:1] == focus]
    same = [m for m in rivals if m.word.lower in _forms(mark.value)]
    return not rivals or bool(same)


def _is_dropped_quantifier(mark: Mark, claim: Matter) -> bool:
    focus = mark.foci[:1]
    if not focus or focus[0] not in claim.stems:
        return False
    return not _forms(mark.value) & claim.lowers


def _opposites(claim: Matter, source: Matter) -> Iterator[Finding]:
    for word in claim.words:
        for opposite in _OPPOSITES.get(word.lower, ()):
            if _turned(word, opposite, claim, source):
                yield Finding(
                    Lack.COMPARATIVE,
                    word.text,
                    f"The cited words say “{opposite}”, not “{word.text}”.",
                )
                break
        else:
            yield from _unheard_comparison(word, source)
            yield from _prefixed(word, claim, source)


def _turned(word: Word, opposite: str, claim: Matter, source: Matter) -> bool:
    """Whether the source has the opposite of a word in its place."""
    if opposite not in source.lowers or _is_denied(opposite, source) != _is_denied(
        word.lower, claim
    ):
        return False
    theirs = _followers(source.words, opposite)
    ours = _followers(claim.words, word.lower)
    if ours & theirs - _followers(source.words, word.lower):
        return True
    if word.lower not in source.lowers:
        return not any(alike(word.stem, s) and s != stem_of(opposite) for s in source.stems)
    gained = _times(word.lower, claim) - _times(word.lower, source)
    return gained > 0 and _times(opposite, claim) < _times(opposite, source)


def _is_denied(lower: str, matter: Matter) -> bool:
    stem = stem_of(lower)
    return any(m.plain and m.sort == "negation" and stem in m.foci for m in matter.marks)


def _times(lower: str, matter: Matter) -> int:
    return sum(w.lower == lower for w in matter.words)


def _followers(words: Sequence[Word], lower: str) -> set[str]:
    """The stems of the telling words that come next after each use of a word."""
    found = set()
    for at, word in enumerate(words):
        if word.lower == lower:
            behind = (w for w in words[at + 1 : at + 6] if w.sentence == word.sentence)
            found |= {w.stem for w in [next((w for w in behind if w.tells), None)] if w}
    return found


def _unheard_comparison(word: Word, source: Matter) -> Iterator[Finding]:
    for said, others in ((_BEFORE, _AFTER), (_AFTER, _BEFORE)):
        is_order = word.lower in ("before", "after") and word.lower in said
        if is_order and not said & source.lowers and others & source.lowers:
            yield Finding(Lack.COMPARATIVE, word.text, f"The cited words do not say “{word.text}”.")
    for direction in (_UP, _DOWN):
        if word.lower in _COMPARATIVES & direction and not direction & source.lowers:
            yield Finding(Lack.COMPARATIVE, word.text, f"The cited words do not say “{word.text}”.")


_COMPARATIVES = frozenset(
    listed(
        "more less fewer greater higher lower larger bigger smaller longer shorter older younger better worse"
    )
)


def _prefixed(word: Word, claim: Matter, source: Matter) -> Iterator[Finding]:
    """ "unlawful" for "lawful", either way round."""
    if len(word.lower) < 6 or word.lower in source.lowers:
        return
    bare = next((word.lower[len(p) :] for p in _PREFIXES if word.lower.startswith(p)), "")
    twins = [bare] if len(bare) >= 4 else []
    twins += [p + word.lower for p in _PREFIXES]
    twin = next((t for t in twins if t in source.lowers and t not in claim.lowers), None)
    if twin:
        yield Finding(Lack.NEGATION, word.text, f"The cited words say “{twin}”, not “{word.text}”.")


def _pairs() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for one, other in meaning.OPPOSITES:
        found.setdefault(one, []).append(other)
        found.setdefault(other, []).append(one)
    return {word: tuple(others) for word, others in found.items()}


_OPPOSITES = _pairs()


def _held(stem: str, stems: frozenset[str]) -> bool:
    return any(alike(stem, s) for s in stems)


def _finding(lack: Lack, mark: Mark, message: str) -> Finding:
    return Finding(lack, mark.word.text, message.format(mark.word.text))
