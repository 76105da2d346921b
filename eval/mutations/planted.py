"""The faults, each with the measures that have to name it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from eval.cases import Case
from eval.mutations import answers
from eval.mutations.answers import Spoil
from eval.mutations.parts import otherwise, with_composer, with_encoder, with_hits, with_library
from eval.runner import Ask
from rag.answering.assistant import Assistant
from rag.types import Answer, Composer, Draft, Encoder, Library, TokenVectors, Vectors


@dataclass(frozen=True, slots=True)
class Stage:
    """What a fault is planted in: the pipeline, and one over an older version of the documents."""

    assistant: Assistant
    stale: Assistant


@dataclass(frozen=True, slots=True)
class Planted:
    """A fault: its name, the measures of which one at least must be named, and the faulty pipeline."""

    name: str
    measures: tuple[str, ...]
    plant: Callable[[Stage], Ask]


def asking(assistant: Assistant) -> Ask:
    """The pipeline as it is."""

    def ask(case: Case) -> Answer:
        return assistant.ask(case.question, case.history, id=case.id)

    return ask


def _part(change: Callable[[Assistant], Assistant]) -> Callable[[Stage], Ask]:
    return lambda stage: asking(change(stage.assistant))


def _spoilt(spoil: Spoil) -> Callable[[Stage], Ask]:
    def plant(stage: Stage) -> Ask:
        documents = {d.id: d for d in stage.assistant.documents()}
        ask = asking(stage.assistant)
        return lambda case: spoil(ask(case), case, documents)

    return plant


def _ranking_reversed(assistant: Assistant) -> Assistant:
    return with_hits(assistant, lambda hits: hits[::-1])


def _best_passages_lost(assistant: Assistant) -> Assistant:
    return with_hits(assistant, lambda hits: hits[3:])


def _document_missing(assistant: Assistant) -> Assistant:
    gone = max(assistant.documents(), key=lambda d: len(d.text)).id
    return with_hits(
        assistant, lambda hits: [h for h in hits if h.passage.span.document_id != gone]
    )


def _keywords_empty(assistant: Assistant) -> Assistant:
    def emptied(library: Library) -> Library:
        return otherwise(library, matches=lambda *_given, **_named: [])

    return with_library(assistant, emptied)


def _meaning_lost(assistant: Assistant) -> Assistant:
    """Every text has the same vector, and every word piece too."""
    sound = assistant.encoder
    same: Vectors = np.full(sound.dimensions, sound.dimensions**-0.5, dtype=np.float32)

    def pieces(texts: Sequence[str]) -> list[TokenVectors]:
        read = sound.token_vectors(texts)
        return [replace(t, vectors=np.tile(same, (len(t.starts), 1)), whole=same) for t in read]

    encoder: Encoder = otherwise(
        sound, encode=lambda texts: np.tile(same, (len(texts), 1)), token_vectors=pieces
    )
    return with_encoder(assistant, encoder)


def _never_answers(assistant: Assistant) -> Assistant:
    def silent(composer: Composer) -> Composer:
        return otherwise(composer, compose=lambda *_given: Draft("", ()))

    return with_composer(assistant, silent)


def _never_abstains(assistant: Assistant) -> Assistant:
    return replace(assistant, answer_threshold=0.0)


def _first_quote_alone(assistant: Assistant) -> Assistant:
    def short(composer: Composer) -> Composer:
        return otherwise(
            composer, compose=lambda q, evidence, held: composer.compose(q, evidence[:1], held)
        )

    return with_composer(assistant, short)


def _history_forgotten(stage: Stage) -> Ask:
    return lambda case: stage.assistant.ask(case.question, (), id=case.id)


RANKS = ("reciprocal_rank", "ndcg_10", "evidence_recall_150", "evidence_recall_300")
COVERS = ("gold_coverage", "facts_said", "cited")

PLANTED: Sequence[Planted] = (
    Planted("ranking reversed", RANKS, _part(_ranking_reversed)),
    Planted("three best passages lost", RANKS, _part(_best_passages_lost)),
    Planted("keyword index empty", RANKS, _part(_keywords_empty)),
    Planted("meaning lost", RANKS, _part(_meaning_lost)),
    Planted("one document missing", (*RANKS, *COVERS), _part(_document_missing)),
    Planted("stale index", ("quote_fidelity",), lambda stage: asking(stage.stale)),
    Planted("never answers", ("answered_when_held", "answered_recall"), _part(_never_answers)),
    Planted("never abstains", ("refusal_recall",), _part(_never_abstains)),
    Planted("first quote alone", COVERS, _part(_first_quote_alone)),
    Planted("history forgotten", (*RANKS, *COVERS), _history_forgotten),
    Planted("quote edges shifted", ("edges_honest",), _spoilt(answers.edges_shifted)),
    Planted("words of quotes altered", ("quote_fidelity",), _spoilt(answers.words_altered)),
    Planted("speakers swapped", ("said_by_right",), _spoilt(answers.speakers_swapped)),
    Planted(
        "short answers wrong",
        ("short_answer_held", "short_answer_right"),
        _spoilt(answers.short_answer_wrong),
    ),
    Planted("citations shuffled", ("claim_recall",), _spoilt(answers.citations_shuffled)),
    Planted("markers lost", ("claim_recall",), _spoilt(answers.markers_lost)),
    Planted("padded with quotes", ("citation_precision",), _spoilt(answers.padded)),
    Planted("confidence reversed", ("confidence_error",), _spoilt(answers.confidence_reversed)),
    Planted("says what is not held", ("forbidden_said",), _spoilt(answers.says_what_is_not_held)),
)
"""Every fault; each is planted in an otherwise sound pipeline."""
