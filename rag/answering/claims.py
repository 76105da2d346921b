"""Whether a sentence of an answer is borne out by the words it cites.

No model of entailment is at work: a claim passes when nothing in it is found that its sources do
not say, and nothing left out that would turn what they say. Everything here is a pure function of
texts.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from rag.answering.claim_figures import lacking_figures
from rag.answering.claim_marks import lacking_marks
from rag.answering.claim_names import lacking_names
from rag.answering.claim_roles import turned_round
from rag.answering.claim_speakers import lacking_speaker
from rag.answering.claim_words import BACKWARD, alike
from rag.answering.findings import Cited, Finding, Lack, Matter, matter_of

FOREIGN_SHARE = 0.6
"""Share of a claim's telling words that its sources need not know: more, and it is another matter."""
FOREIGN_WORDS = 3
SHORT_CLAIM = 3
"""Telling words of a claim so short that half of them may not be foreign."""
CLAIM_CHARACTERS = 2_000
"""The longest sentence that is checked; a longer one is a finding."""


def findings(claim: str, cited: Sequence[Cited]) -> tuple[Finding, ...]:
    """What a claim says that the words it cites do not bear out; empty if all is borne out."""
    if len(claim) > CLAIM_CHARACTERS:
        return (Finding(Lack.WORDS, claim[:40], "The sentence is too long to be checked."),)
    if not cited:
        return (Finding(Lack.WORDS, claim, "Nothing is cited for this."),)
    ours = matter_of([_without_titles(claim, cited)])
    source = matter_of([c.text for c in cited])
    standing = matter_of([c.standing for c in cited])
    return tuple(
        chain(
            lacking_figures(ours, source, standing),
            lacking_names(ours, cited, source),
            lacking_speaker(ours, cited, source),
            lacking_marks(ours, source),
            turned_round(ours, source),
            _foreign(ours, source, [standing, *_pointed_to(cited, source)]),
        )
    )


def _without_titles(claim: str, cited: Sequence[Cited]) -> str:
    """The claim without titles of the cited documents, whose numbers and names are no matter of it."""
    for line in {line.strip() for c in cited for line in c.standing.splitlines()}:
        if len(line.split()) > 2:
            claim = claim.replace(line, "document")
    return claim


def _pointed_to(cited: Sequence[Cited], source: Matter) -> list[Matter]:
    """What stands before the cited words, where a pronoun in them points back."""
    return [] if source.lowers.isdisjoint(BACKWARD) else [matter_of([c.before for c in cited])]


def _foreign(claim: Matter, source: Matter, beside: Sequence[Matter]) -> list[Finding]:
    """Telling words that the sources do not know, where they are most of the claim.

    Names are not among them: each is checked by itself.
    """
    held = source.stems.union(*(b.stems for b in beside), (w.stem for w in source.words))
    telling = [w for w in claim.words if w.tells and (w.opens or not w.capital)]
    foreign = [w for w in telling if not any(alike(w.stem, s) for s in held)]
    enough = len(foreign) > FOREIGN_SHARE * len(telling) and len(foreign) >= FOREIGN_WORDS
    short = sum(w.tells for w in claim.words) <= SHORT_CLAIM and 2 * len(foreign) >= len(telling)
    if not foreign or not (enough or short):
        return []
    words = ", ".join(dict.fromkeys(w.text for w in foreign))
    return [Finding(Lack.WORDS, words, f"The cited words say nothing of: {words}.")]
