"""One small document, and cases and answers on it, for the tests of the evaluation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from eval.cases import Case
from eval.gold_places import Place
from rag.types import (
    Answer,
    Citation,
    Document,
    Hit,
    Metadata,
    Outcome,
    Passage,
    Quote,
    Searched,
    Source,
    Span,
    Speech,
)

TEXT = "It has 42,000 staff. She wrote on 6 November 2023. The plant stands in Leeds. Not Leeds?"
DOCUMENT = Document("d", TEXT, (), Source("plant.txt", "00", "text/plain", 1), Metadata())


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(DOCUMENT.id, start, start + len(words))


def place(words: str) -> Place:
    return (span(words),)


def case(
    id: str = "c",
    outcome: Outcome = Outcome.ANSWERED,
    *,
    gold: Sequence[Place] = (),
    must_say: Sequence[tuple[str, ...]] = (),
    must_not_say: Sequence[str] = (),
    said_by: Sequence[str] = (),
    tags: Sequence[str] = (),
) -> Case:
    return replace(
        Case(id, f"question {id}?", outcome),
        gold=tuple(gold),
        must_say=tuple(must_say),
        must_not_say=tuple(must_not_say),
        said_by=tuple(said_by),
        tags=tuple(tags),
    )


def hit(words: str) -> Hit:
    where = span(words)
    return Hit(Passage(words, where, words, "The plant"), 1.0)


def citation(words: str, *, text: str | None = None, speaker: str | None = None) -> Citation:
    return Citation(
        number=1,
        quote=Quote(span(words), words if text is None else text),
        document=DOCUMENT.source.path,
        title="The plant",
        author=None,
        addressee=None,
        date=None,
        kind=None,
        page=None,
        paragraph=None,
        speaker=speaker,
        speech=Speech.OWN,
    )


def answer(
    *,
    outcome: Outcome = Outcome.ANSWERED,
    text: str = "",
    short_answer: str | None = None,
    citations: Sequence[Citation] = (),
    passages: Sequence[Hit] = (),
) -> Answer:
    return Answer(
        id="c",
        question="question c?",
        standalone_question="question c?",
        outcome=outcome,
        text=text,
        short_answer=short_answer,
        citations=tuple(citations),
        passages=tuple(passages),
        confidence=0.5,
        searched=Searched(1, 1, "v1"),
        composer="extractive",
        seconds={"total": 0.1},
        document_paths={DOCUMENT.id: DOCUMENT.source.path},
    )
