"""Ranked passages to weighed sentences: how well each answers, and why."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Set
from dataclasses import dataclass

from rag.answering.asked_kinds import TOLD_BY_FORM, Asked, asked_for, states
from rag.answering.candidates import Candidates
from rag.answering.formulas import is_about_a_letter, is_formula
from rag.answering.synonyms import stems_of_synonyms
from rag.answering.whole_lists import asks_for_a_list, is_list
from rag.answering.words import stems
from rag.types import Block, BlockKind, Document, Hit, Span

# The weights and margins below were set on the sentence evidence of clapnq_dev (every second
# question) and read off again on mtrag_clapnq_ibmcloud; neighbouring values differ by a point.
# With 1.5 for the passage more is cited where a whole document is right (uk_wa_transport .72 -> .77),
# but facts_said of the corpus falls .59 -> .55: there the answer often stands in a passage ranked lower.
MATCH_WEIGHT = 1.0
"""With sentences read in their passages and this, instead of each read by itself, the best sentence is
on the gold more often: mtrag .20 -> .25, uk_wa .64 -> .71, clapnq .80 -> .81, squad2 .71 -> .78. Half
and one and a half differ by a point."""
COVERAGE_WEIGHT = 0.5
PASSAGE_WEIGHT = 0.3
FRAGMENT_PENALTY = 0.2
"""Off a sentence of fewer than FRAGMENT words: a salutation is near in meaning to any question
about the person."""
FRAGMENT = 6
SYNONYM_SHARE = 0.7
"""Of a word's weight, where a text holds a synonym of it."""
LIST_BONUS = 0.3
"""For a whole list where one is asked for."""
KIND_BONUS = 0.15
"""For a sentence that states a thing of the kind asked for: a date, a sum, a name."""
FORM_BONUS = 0.3
"""The same where hardly another sentence can answer: "how many" wants a number."""
ASKING_PENALTY = 0.2
"""Off a sentence that itself asks, or tells what was asked."""
ASKING = re.compile(
    r"\?[^\w?]*$|\b(?:asked|asks|enquired|inquired|queried|wondered)\b[^.]*\b(?:whether|if|what|how|why|who|when|where)\b",
    re.IGNORECASE,
)
HEADING_BONUS = 0.3
"""For what stands right under the heading that is asked for: "What was the purpose of ...?"."""
LINE_PENALTY = 0.15
"""Off a line that is no sentence (a name in an attendance list, a letterhead), unless a list or a
thing that such lines state is asked for."""
_HEADING_ASKED = re.compile(
    r"\bwhat (?:is|was|were|are) (?:the|its|their|his|her) (?P<heading>[\w'’-]+(?: [\w'’-]+){0,3}?)"
    r"(?: (?:of|for|to|in|behind|about|with|from|on|at|by)\b|\W*$)",
    re.IGNORECASE,
)
_ENDS_SENTENCE = re.compile(r"[.?!:;…][\W\d¹²³⁰-⁹]*$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or whole list under consideration, and what speaks for it.

    `cosine` is to the question, in the light of its passage; `match` how well it answers to each of
    the question's words; `coverage` the share of the question's words, weighted by rarity,
    that it holds together with the title and headings it stands under, `own_coverage` the share it
    holds itself; `passage` the score of its passage as a share of the best one's; `bonus` what its
    form adds or takes; `fits` is whether it states a thing of the kind asked for, if one is.
    """

    span: Span
    cosine: float
    coverage: float
    passage: float
    bonus: float = 0.0
    passage_span: Span | None = None
    """Where its passage stands; None where it was given without one."""
    own_coverage: float = 0.0
    fits: bool = True
    match: float = 0.0

    @property
    def score(self) -> float:
        """How well it answers; compares only within one question."""
        weighted = COVERAGE_WEIGHT * self.coverage + PASSAGE_WEIGHT * self.passage
        return self._meant + weighted + self.bonus

    @property
    def nearness(self) -> float:
        """How near it is by itself, whatever its passage and form; compares across questions."""
        return self._meant + COVERAGE_WEIGHT * self.own_coverage

    @property
    def _meant(self) -> float:
        """How near its meaning is, as a whole and word by word."""
        return self.cosine + MATCH_WEIGHT * self.match


def weigh_sentences(
    question: str,
    given: Candidates,
    documents: Mapping[str, Document],
    rarity: Mapping[str, float],
    asked: str | None = None,
) -> list[Sentence]:
    """The candidates weighed for one of the questions they were made for, best first.

    `asked` is that question without what was told with it from earlier turns: it says what kind of
    thing is wanted.
    """
    if not given.placed:
        return []
    form = _Form(asked or question, rarity)
    strongest = max(abs(hit.score) for hit in given.placed.values()) or 1.0
    weighed = [
        form.weighed(documents[span.document_id], span, hit, near, hit.score / strongest)
        for (span, hit), near in zip(given.placed.items(), given.near(question), strict=True)
        if form.admits(documents[span.document_id].cut(span))
    ]
    return sorted(weighed, key=lambda s: (-s.score, s.span.document_id, s.span.start))


def _standing(hit: Hit, document: Document, span: Span) -> str:
    """What a sentence stands under; its passage may have begun under another heading."""
    before = (document.blocks[at] for at in range(_block_number(document, span) - 1, -1, -1))
    nearest = next((b for b in before if b.kind is BlockKind.HEADING), None)
    own = document.text[nearest.start : nearest.end] if nearest else ""
    return " ".join((hit.passage.title, *hit.passage.heading_path, own))


class _Form:
    """What the form and the words of a sentence say, for one question."""

    def __init__(self, asked: str, rarity: Mapping[str, float]) -> None:
        self._rarity = rarity
        self._kind: Asked | None = asked_for(asked)
        self._letters = is_about_a_letter(asked)
        self._list = asks_for_a_list(asked)
        heading = _HEADING_ASKED.search(asked)
        self._heading = stems(heading["heading"]) if heading else set()
        told = self._kind is not None and self._kind.kind in TOLD_BY_FORM
        self._worth = FORM_BONUS if told else KIND_BONUS

    def admits(self, text: str) -> bool:
        """Whether a sentence may answer: a salutation or closing only what is asked of the letter."""
        return self._letters or not is_formula(text)

    def weighed(
        self,
        document: Document,
        span: Span,
        hit: Hit,
        near: tuple[float, float],
        passage: float,
    ) -> Sentence:
        """A sentence with what speaks for it: `near` is its cosine and match, `passage` its passage's score."""
        text = document.cut(span)
        held = stems(text)
        fits = self._kind is None or states(self._kind, text)
        cosine, matches = near
        return Sentence(
            span,
            cosine,
            coverage(self._rarity, held | stems(_standing(hit, document, span))),
            passage,
            self._bonus(text, document, span, fits),
            hit.passage.span,
            coverage(self._rarity, held),
            fits,
            matches,
        )

    def _bonus(self, text: str, document: Document, span: Span, fits: bool) -> float:
        stated = self._kind is not None and fits
        bonus = (self._worth if stated else 0.0) + self._heading_bonus(document, span)
        if is_list(span, document):
            return bonus + LIST_BONUS
        if ASKING.search(text):
            bonus -= ASKING_PENALTY
        if len(text.split()) < FRAGMENT:
            return bonus - FRAGMENT_PENALTY
        if not stated and not self._list and not _ENDS_SENTENCE.search(text):
            bonus -= LINE_PENALTY
        return bonus

    def _heading_bonus(self, document: Document, span: Span) -> float:
        """What it adds to stand right under the heading that is asked for."""
        if not self._heading:
            return 0.0
        over = document.blocks[max(0, _block_number(document, span) - 1)]
        asked = over.kind is BlockKind.HEADING and _words_of(document, over) == self._heading
        return HEADING_BONUS if asked else 0.0


def _block_number(document: Document, span: Span) -> int:
    """Which block a span begins in."""
    return bisect_right(document.blocks, span.start, key=lambda block: block.start) - 1


def _words_of(document: Document, block: Block) -> set[str]:
    return stems(document.text[block.start : block.end])


def coverage(rarity: Mapping[str, float], held: Set[str]) -> float:
    """Share of the question's words, weighted by rarity, whose stems a text holds, 0 to 1.

    A synonym counts for most of the word.
    """
    total = sum(rarity.values())
    return sum(w * _held(s, held) for s, w in rarity.items()) / total if total else 0.0


def _held(stemmed: str, held: Set[str]) -> float:
    if stemmed in held:
        return 1.0
    return 0.0 if held.isdisjoint(stems_of_synonyms(stemmed)) else SYNONYM_SHARE
