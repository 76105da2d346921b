"""Ranked passages to the fewest sentences that answer, as spans of whole sentences or whole lists."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rag.answering.short_answers import short_answer
from rag.answering.words import content_words, stem, stems
from rag.sentences import sentences
from rag.types import (
    Block,
    BlockKind,
    Document,
    Encoder,
    Evidence,
    Hit,
    Library,
    Span,
    Vectors,
)

PASSAGES_READ = 8
"""Passages whose sentences are looked at."""
WORDS_QUOTED = 90
"""Words quoted in one answer, at most, but for a first quote that is longer."""
WORDS_JOINED = 80
"""Words in the best sentence with the neighbours that are joined to it, at most."""
QUOTES = 3
"""Quotes in one answer, at most."""
UNDECODED = "\ufffd"
"""Stands in a document's text where bytes were no characters."""

# The weights and margins below were set on the sentence evidence of clapnq_dev (every second
# question) and read off again on mtrag_clapnq_ibmcloud; neighbouring values differ by a point.
COVERAGE_WEIGHT = 0.5
PASSAGE_WEIGHT = 0.3
FRAGMENT_PENALTY = 0.2
"""Off a sentence of fewer than FRAGMENT words: a salutation is near in meaning to any question
about the person."""
FRAGMENT = 6
LIST_BONUS = 0.3
"""For a whole list where one is asked for."""
MARGIN = 0.15
"""How far below the best sentence one that stands elsewhere may score."""
NEIGHBOUR_MARGIN = 0.5
"""How far below it a sentence beside it may score and still be joined to it."""

ASKS_FOR_A_LIST = re.compile(
    r"\b(?:list|name (?:all|the|each|every)|every(?:body|one) who|who (?:all|else|were|are)|"
    r"who (?:attended|was (?:present|there|at|in)))\b|"
    r"\b(?:what|which) (?:(?!was\b|is\b|does\b|has\b)[\w-]+ ){0,3}?"
    r"(?!was\b|is\b|does\b|has\b|its\b|his\b|this\b)[\w-]{2,}(?<!s)s\b|"
    r"\b(?:what|which) (?:are|were)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or whole list under consideration, and what speaks for it.

    `cosine` is to the question; `coverage` the share of the question's words, weighted by rarity,
    that it holds together with the title and headings it stands under; `passage` the score of its
    passage as a share of the best one's; `bonus` what its form adds or takes.
    """

    span: Span
    cosine: float
    coverage: float
    passage: float
    bonus: float = 0.0

    @property
    def score(self) -> float:
        """How well it answers; compares only within one question."""
        weighted = COVERAGE_WEIGHT * self.coverage + PASSAGE_WEIGHT * self.passage
        return self.cosine + weighted + self.bonus


@dataclass(frozen=True, slots=True)
class Candidates:
    """The sentences of the best passages, each with its passage, words and vector.

    Shape of `vectors`: (spans, dimensions). `questions` are the vectors of what is asked, by text.
    """

    placed: Mapping[Span, Hit]
    texts: tuple[str, ...]
    vectors: Vectors
    questions: Mapping[str, Vectors]


def candidates(
    questions: Sequence[str],
    hits: Sequence[Hit],
    documents: Mapping[str, Document],
    encoder: Encoder,
    *,
    wants_list: bool,
) -> Candidates:
    """What may be quoted; whole lists too where one is wanted. Everything is encoded once."""
    placed = _candidates(hits[:PASSAGES_READ], documents, lists=wants_list)
    texts = tuple(documents[span.document_id].cut(span) for span in placed)
    vectors = encoder.encode([*questions, *texts])
    asked = dict(zip(questions, vectors, strict=False))
    return Candidates(placed, texts, vectors[len(questions) :], asked)


def weigh_sentences(
    question: str,
    given: Candidates,
    documents: Mapping[str, Document],
    rarity: Mapping[str, float],
) -> list[Sentence]:
    """The candidates weighed for one of the questions they were made for, best first."""
    if not given.placed:
        return []
    cosines = given.vectors @ given.questions[question]
    strongest = max(abs(hit.score) for hit in given.placed.values()) or 1.0
    weighed = [
        Sentence(
            span,
            float(cosine),
            coverage(rarity, f"{_standing(hit)} {text}"),
            hit.score / strongest,
            _bonus(text, documents[span.document_id], span),
        )
        for (span, hit), text, cosine in zip(
            given.placed.items(), given.texts, cosines, strict=True
        )
    ]
    return sorted(weighed, key=lambda s: (-s.score, s.span.document_id, s.span.start))


def asks_for_a_list(question: str) -> bool:
    """Whether a question wants every item of something."""
    return bool(ASKS_FOR_A_LIST.search(question))


def _candidates(
    hits: Sequence[Hit], documents: Mapping[str, Document], *, lists: bool
) -> dict[Span, Hit]:
    """Sentences, and lists if wanted, each with the best passage that it stands in.

    Where characters could not be decoded nothing is quoted: the words may not be the source's.
    """
    placed: dict[Span, Hit] = {}
    for hit in hits:
        document = documents[hit.passage.span.document_id]
        for span in _sentences_in(hit, document) + (_lists_in(hit, document) if lists else []):
            if UNDECODED not in document.cut(span):
                placed.setdefault(span, hit)
    return placed


def _standing(hit: Hit) -> str:
    return " ".join((hit.passage.title, *hit.passage.heading_path))


def _bonus(text: str, document: Document, span: Span) -> float:
    block = document.block_at(span.end - 1)
    if block and block.kind is BlockKind.LIST_ITEM and span.start < block.start:
        return LIST_BONUS
    return -FRAGMENT_PENALTY if len(text.split()) < FRAGMENT else 0.0


def rarities(question: str, library: Library) -> dict[str, float]:
    """Weight by stem of each content word of the question: BM25's inverse passage frequency."""
    passages = library.counts()[1]
    found = {w: library.passages_with(w) for w in content_words(question)}
    return {stem(w): math.log(1 + (passages - n + 0.5) / (n + 0.5)) for w, n in found.items()}


def coverage(rarity: Mapping[str, float], text: str) -> float:
    """Share of the question's words that a text holds, weighted by rarity, 0 to 1."""
    total = sum(rarity.values())
    held = stems(text)
    return sum(weight for s, weight in rarity.items() if s in held) / total if total else 0.0


def choose(
    question: str, weighed: Sequence[Sentence], documents: Mapping[str, Document]
) -> list[Evidence]:
    """The fewest sentences that answer, best first, as unbroken spans.

    Neighbours that bear on the question are joined to the best sentence, unless it holds a short
    answer by itself; a list asked for comes whole.
    """
    chosen: list[Evidence] = []
    words = 0
    for sentence in weighed:
        if chosen and sentence.score < weighed[0].score - MARGIN:
            break
        document = documents[sentence.span.document_id]
        span = widened(sentence.span, document, wants_list=asks_for_a_list(question))
        if UNDECODED in document.cut(span):
            span = sentence.span
        if any(e.span.overlaps(span) for e in chosen):
            continue
        if not chosen and short_answer(question, document.cut(span)) is None:
            span = _with_neighbours(span, weighed, document)
        length = len(document.cut(span).split())
        if not chosen or words + length <= WORDS_QUOTED:
            chosen.append(Evidence(span, sentence.score))
            words += length
        if len(chosen) == QUOTES:
            break
    return chosen


def merged(
    chosen: Sequence[Sequence[Evidence]], documents: Mapping[str, Document]
) -> list[Evidence]:
    """The evidence of several questions in their order: the best of each first, nothing twice."""
    together: list[Evidence] = []
    words = 0
    for rank in range(QUOTES):
        for evidence in (c[rank] for c in chosen if len(c) > rank):
            length = len(documents[evidence.span.document_id].cut(evidence.span).split())
            if any(e.span.overlaps(evidence.span) for e in together):
                continue
            if rank == 0 or words + length <= WORDS_QUOTED:
                together.append(evidence)
                words += length
    return together


def _with_neighbours(span: Span, weighed: Sequence[Sentence], document: Document) -> Span:
    """The span, grown by the better neighbour in its paragraph while that is good and short enough."""
    floor = weighed[0].score - NEIGHBOUR_MARGIN
    others = [s for s in weighed if s.span.document_id == document.id and s.score >= floor]
    while True:
        grown = [
            Span(document.id, min(span.start, s.span.start), max(span.end, s.span.end))
            for s in others
            if _side_by_side(span, s.span, document)
        ]
        short = [g for g in grown if len(document.cut(g).split()) <= WORDS_JOINED]
        if not short:
            return span
        span = short[0]


def _side_by_side(a: Span, b: Span, document: Document) -> bool:
    """Whether two spans stand in one paragraph with nothing but spaces between them."""
    first, second = sorted((a, b), key=lambda s: s.start)
    between = document.text[first.end : second.start]
    return first.end <= second.start and not between.strip() and "\n" not in between


def widened(span: Span, document: Document, *, wants_list: bool) -> Span:
    """A sentence that governs a list, or an item of a list asked for, becomes the whole list."""
    at = next((i for i, b in enumerate(document.blocks) if b.start <= span.start < b.end), None)
    if at is None:
        return span
    block = document.blocks[at]
    if block.kind is BlockKind.LIST_ITEM and wants_list:
        return _list_around(document, at)
    governs = span.end == block.end and document.text[span.end - 1] == ":"
    if governs and _is_item(document.blocks, at + 1):
        return _run_from(document, at + 1, span.start)
    return span


def _list_around(document: Document, at: int) -> Span:
    first = at
    while _is_item(document.blocks, first - 1):
        first -= 1
    start = document.blocks[first].start
    if first and (line := _governing_line(document, first - 1)) is not None:
        start = line
    return _run_from(document, first, start)


def _governing_line(document: Document, at: int) -> int | None:
    block = document.blocks[at]
    if document.text[block.end - 1] != ":":
        return None
    inside = sentences(document, Span(document.id, block.start, block.end))
    return inside[-1].start if inside else None


def _run_from(document: Document, first: int, start: int) -> Span:
    last = first
    while _is_item(document.blocks, last + 1):
        last += 1
    return Span(document.id, start, document.blocks[last].end)


def _is_item(blocks: Sequence[Block], at: int) -> bool:
    return 0 <= at < len(blocks) and blocks[at].kind is BlockKind.LIST_ITEM


def _sentences_in(hit: Hit, document: Document) -> list[Span]:
    return [s for s in sentences(document, hit.passage.span) if not _is_heading(document, s)]


def _lists_in(hit: Hit, document: Document) -> list[Span]:
    """The lists that a passage touches, each whole and with the line that governs it."""
    span = hit.passage.span
    return [
        _list_around(document, at)
        for at, block in enumerate(document.blocks)
        if block.kind is BlockKind.LIST_ITEM and block.start < span.end and span.start < block.end
    ]


def _is_heading(document: Document, span: Span) -> bool:
    block = document.block_at(span.start)
    return block is not None and block.kind is BlockKind.HEADING
