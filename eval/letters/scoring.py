"""A split of a letter against the known one: which questions are found, and which are invented.

The rule, written before there was a splitter: a question is the set of words (runs of letters and
digits) that stand wholly between its start and its end. A known and a given question are alike as
the F1 of the two sets says, 2 * shared / (words of the one + words of the other). Pairs at least
LEAST_ALIKE alike are taken, the most alike first (then in the order of the letter), each question
once. A known question in no pair is missed; a given one in no pair is invented, and so is one that
its own positions do not cut from the letter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from eval.interval import Figure, share_figure
from eval.letters.gold import KnownLetter
from rag.enquiries.enquiry import LetterQuestion

LEAST_ALIKE = 0.5

_WORD = re.compile(r"[^\W_]+")
_MARK_OF_QUESTION = re.compile(r"^q(uestion)?(?=\d)")


@dataclass(frozen=True, slots=True)
class Pair:
    """A known question and the given one that was taken for it."""

    known: LetterQuestion
    given: LetterQuestion
    alike: float

    @property
    def has_label(self) -> bool:
        """Whether it is numbered as the writer did: "2(a)", "2.a" and "Q2a" are one number."""
        return plain_label(self.given.label) == plain_label(self.known.label)

    @property
    def context_held(self) -> tuple[int, int]:
        """How many words of the known context are with the given question, and how many there are.

        Words count as often as they stand; what stands in the given question itself is with it.
        """
        known, given = _bag(self.known.context), _bag(self.given.asked)
        return (known & given).total(), known.total()

    @property
    def context_spare(self) -> tuple[int, int]:
        """How many words of the given context are not in the known one, and how many there are."""
        known, given = _bag(self.known.context), _bag(self.given.context)
        return (given - known).total(), given.total()


@dataclass(frozen=True, slots=True)
class Judged:
    """A letter with what a splitter made of it."""

    letter: KnownLetter
    pairs: tuple[Pair, ...]
    missed: tuple[LetterQuestion, ...]
    invented: tuple[LetterQuestion, ...]


def judge(letter: KnownLetter, given: Sequence[LetterQuestion]) -> Judged:
    """Takes given questions for known ones, each once; see the head of this module for the rule."""
    likely = [
        (alike, k, g)
        for k, known in enumerate(letter.questions)
        for g, one in enumerate(given)
        if (alike := likeness(letter.text, known, one)) >= LEAST_ALIKE
    ]
    taken: dict[int, tuple[int, float]] = {}
    used: set[int] = set()
    for alike, k, g in sorted(likely, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if k not in taken and g not in used:
            taken[k] = (g, alike)
            used.add(g)
    return Judged(
        letter,
        tuple(Pair(letter.questions[k], given[g], a) for k, (g, a) in sorted(taken.items())),
        tuple(q for k, q in enumerate(letter.questions) if k not in taken),
        tuple(q for g, q in enumerate(given) if g not in used),
    )


def likeness(text: str, known: LetterQuestion, given: LetterQuestion) -> float:
    """F1 of the words of two questions by where they stand; 0 if `given` is not cut from the text."""
    if text[given.start : given.end] != given.text:
        return 0.0
    one, other = _places(text, known), _places(text, given)
    return 2 * len(one & other) / max(1, len(one) + len(other))


def plain_label(label: str) -> str:
    """A label as it is compared: its letters and digits, small, without "Q" or "Question" before."""
    return _MARK_OF_QUESTION.sub("", "".join(_WORD.findall(label.casefold())))


COUNTS: Mapping[str, Callable[[Judged], tuple[float, float]]] = {
    "found": lambda j: (len(j.pairs), len(j.letter.questions)),
    "invented": lambda j: (len(j.invented), len(j.pairs) + len(j.invented)),
    "labels right": lambda j: (sum(p.has_label for p in j.pairs), len(j.pairs)),
    "context held": lambda j: _sums([p.context_held for p in j.pairs]),
    "context spare": lambda j: _sums([p.context_spare for p in j.pairs]),
    "words alike": lambda j: (sum(p.alike for p in j.pairs), len(j.pairs)),
    "letters without fault": lambda j: (not (j.missed or j.invented), 1),
}
"""Each measure as (having it, all) in one letter. The first is of known questions, the second of
given ones, the next three of pairs (context in words), the last of letters."""


def figures_of(judged: Sequence[Judged]) -> dict[str, Figure]:
    """Each measure over letters, with an interval that draws whole letters; none that has no cases."""
    shares = {name: share_figure([count(j) for j in judged]) for name, count in COUNTS.items()}
    return {name: share for name, share in shares.items() if share}


def by_kind(judged: Sequence[Judged]) -> dict[str, tuple[Judged, ...]]:
    """The letters of each kind, kinds in the order of the alphabet."""
    kinds = sorted({j.letter.kind for j in judged})
    return {kind: tuple(j for j in judged if j.letter.kind == kind) for kind in kinds}


def _places(text: str, question: LetterQuestion) -> set[int]:
    """Where the words begin that stand wholly in a question."""
    found = _WORD.finditer(text)
    return {m.start() for m in found if question.start <= m.start() and m.end() <= question.end}


def _bag(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.casefold()))


def _sums(counts: Sequence[tuple[int, int]]) -> tuple[int, int]:
    return sum(c[0] for c in counts), sum(c[1] for c in counts)
