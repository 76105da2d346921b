"""What a claim is checked against, and what is found wanting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rag.answering.claim_words import Mark, Word, marks_in, telling_stems, words_in
from rag.answering.quantities import Day, Quantity, read_quantities


class Lack(StrEnum):
    """What the cited words do not bear out."""

    NUMBER = "number"
    DATE = "date"
    UNIT = "unit"
    NAME = "name"
    NEGATION = "negation"
    MODAL = "modal"
    QUANTIFIER = "quantifier"
    COMPARATIVE = "comparative"
    SPEAKER = "speaker"
    ROLE = "role"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing in a claim that its sources do not bear out; `message` says it in a sentence."""

    lack: Lack
    words: str
    message: str


@dataclass(frozen=True, slots=True)
class Cited:
    """Words a claim cites, and what else it may rest on.

    `speaker` names whoever may be said to say them, as far as is known. `standing` holds the title, author,
    addressee and date of the document: a claim may name these where it says whose words it gives.
    `before` are the source's words just before, in which a pronoun's name is looked for; the
    `letterhead` names those who are "I" and "you".
    """

    text: str
    speaker: str = ""
    standing: str = ""
    before: str = ""
    letterhead: str = ""


@dataclass(frozen=True, slots=True)
class Matter:
    """A text taken apart once for all checks."""

    text: str
    words: tuple[Word, ...]
    marks: tuple[Mark, ...]
    quantities: tuple[Quantity, ...]
    days: tuple[Day, ...]
    stems: frozenset[str]
    lowers: frozenset[str]

    @property
    def clauses(self) -> dict[int, list[str]]:
        """The telling stems of each clause."""
        found: dict[int, list[str]] = {}
        for word in self.words:
            if word.tells:
                found.setdefault(word.clause, []).append(word.stem)
        return found


CLOSE = 0.8
"""Share of the sources' telling words that a claim holds which says them over, not some of them."""


def is_close(claim: Matter, source: Matter) -> bool:
    """Whether a claim says over all that is cited, so that what occurs in it can be counted off."""
    return bool(source.stems) and len(claim.stems & source.stems) >= CLOSE * len(source.stems)


def matter_of(texts: Sequence[str]) -> Matter:
    """Texts taken apart together; sentences and clauses of two texts stay apart."""
    words: list[Word] = []
    quantities: list[Quantity] = []
    days: list[Day] = []
    for number, text in enumerate(texts):
        words += words_in(text, 10_000 * number)
        numbers, dates = read_quantities(text)
        quantities += numbers
        days += dates
    return Matter(
        "\n".join(texts),
        tuple(words),
        tuple(marks_in(words)),
        tuple(quantities),
        tuple(days),
        frozenset(telling_stems(words)),
        frozenset(w.lower for w in words),
    )
