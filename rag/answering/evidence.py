"""Ranked passages to the fewest sentences that answer, as spans of whole sentences or whole lists."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
)

PASSAGES_READ = 8
"""Passages whose sentences are looked at."""
WORDS_QUOTED = 90
"""Words quoted in one answer, at most, but for a first quote that is longer."""
QUOTES = 3
"""Quotes in one answer, at most."""
MARGIN = 0.25
"""How far below the best sentence a further one may score."""
COVERAGE_WEIGHT = 0.5
PASSAGE_WEIGHT = 0.15

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
    """A sentence under consideration, and what speaks for it.

    `cosine` is to the question, `coverage` the share of the question's rare words it holds
    (weighted by rarity), `passage` the score of the passage it stands in.
    """

    span: Span
    cosine: float
    coverage: float
    passage: float

    @property
    def score(self) -> float:
        """How well it answers; compares only within one question."""
        return self.cosine + COVERAGE_WEIGHT * self.coverage + PASSAGE_WEIGHT * self.passage


def weigh_sentences(
    question: str,
    hits: Sequence[Hit],
    documents: Mapping[str, Document],
    encoder: Encoder,
    library: Library,
) -> list[Sentence]:
    """The sentences of the best passages, best first."""
    read = hits[:PASSAGES_READ]
    placed = [(s, hit.score) for hit in read for s in _sentences_in(hit, documents)]
    if not placed:
        return []
    rarity = rarities(question, library)
    texts = [documents[span.document_id].cut(span) for span, _ in placed]
    vectors = encoder.encode([question, *texts])
    cosines = vectors[1:] @ vectors[0]
    strongest = max(abs(score) for _, score in placed) or 1.0
    weighed = [
        Sentence(span, float(cosine), coverage(rarity, text), passage / strongest)
        for (span, passage), text, cosine in zip(placed, texts, cosines, strict=True)
    ]
    return sorted(weighed, key=lambda s: (-s.score, s.span.document_id, s.span.start))


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
    """The fewest sentences that answer, best first; a list asked for comes whole."""
    wants_list = bool(ASKS_FOR_A_LIST.search(question))
    chosen: list[Evidence] = []
    words = 0
    for sentence in weighed:
        if chosen and sentence.score < weighed[0].score - MARGIN:
            break
        span = widened(sentence.span, documents[sentence.span.document_id], wants_list=wants_list)
        if any(e.span.overlaps(span) for e in chosen):
            continue
        length = len(documents[span.document_id].cut(span).split())
        if chosen and words + length > WORDS_QUOTED:
            continue
        chosen.append(Evidence(span, sentence.score))
        words += length
        if len(chosen) == QUOTES:
            break
    return chosen


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


def _sentences_in(hit: Hit, documents: Mapping[str, Document]) -> list[Span]:
    document = documents[hit.passage.span.document_id]
    return [s for s in sentences(document, hit.passage.span) if not _is_heading(document, s)]


def _is_heading(document: Document, span: Span) -> bool:
    block = document.block_at(span.start)
    return block is not None and block.kind is BlockKind.HEADING
