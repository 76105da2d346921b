"""What is measured of an answer: one pure function a file, None where a measure does not apply."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from eval.cases import Case
from eval.metrics.answer_words import answer_words
from eval.metrics.answered_when_held import answered_when_held
from eval.metrics.citation_precision import citation_precision
from eval.metrics.cited import cited
from eval.metrics.claim_precision import claim_precision
from eval.metrics.claim_recall import claim_recall
from eval.metrics.confidence_error import confidence_error
from eval.metrics.edges_honest import edges_honest
from eval.metrics.evidence_recall import evidence_recall
from eval.metrics.facts_said import facts_said
from eval.metrics.forbidden_said import forbidden_said
from eval.metrics.gold_coverage import gold_coverage
from eval.metrics.measure import Better, Measure, Metric
from eval.metrics.ndcg import ndcg
from eval.metrics.outcome_by_class import outcome_precision, outcome_recall
from eval.metrics.outcome_right import outcome_right
from eval.metrics.parts_answered import parts_answered
from eval.metrics.quote_fidelity import quote_fidelity
from eval.metrics.quoted_words import quoted_words
from eval.metrics.reciprocal_rank import reciprocal_rank
from eval.metrics.said_by_right import said_by_right
from eval.metrics.seconds_taken import seconds_taken
from eval.metrics.short_answer_held import short_answer_held
from eval.metrics.short_answer_right import short_answer_right
from rag.types import Answer, Document, Outcome

__all__ = ["JUDGE", "METRICS", "Better", "Measure", "Metric"]


def _of_case(measure: Callable[[Case, Answer], float | None]) -> Metric:
    return lambda case, answer, _documents: measure(case, answer)


def _of_answer(measure: Callable[[Answer, Mapping[str, Document]], float | None]) -> Metric:
    return lambda _case, answer, documents: measure(answer, documents)


def _recall_at(words: int) -> Metric:
    return lambda case, answer, _documents: evidence_recall(case, answer, words)


def _precision_of(outcome: Outcome) -> Metric:
    return lambda case, answer, _documents: outcome_precision(case, answer, outcome)


def _recall_of(outcome: Outcome) -> Metric:
    return lambda case, answer, _documents: outcome_recall(case, answer, outcome)


JUDGE = "judge"
"""The grade of a language model, where one was asked to judge: read by `eval.judge`, not reckoned."""

METRICS: Mapping[str, Measure] = {
    "outcome_right": Measure(_of_case(outcome_right)),
    "answered_when_held": Measure(_of_case(answered_when_held)),
    "answered_precision": Measure(_precision_of(Outcome.ANSWERED)),
    "answered_recall": Measure(_recall_of(Outcome.ANSWERED)),
    "partly_precision": Measure(_precision_of(Outcome.PARTLY_ANSWERED)),
    "partly_recall": Measure(_recall_of(Outcome.PARTLY_ANSWERED)),
    "refusal_precision": Measure(_precision_of(Outcome.NOT_HELD)),
    "refusal_recall": Measure(_recall_of(Outcome.NOT_HELD)),
    "asking_back_precision": Measure(_precision_of(Outcome.NEEDS_CLARIFICATION)),
    "asking_back_recall": Measure(_recall_of(Outcome.NEEDS_CLARIFICATION)),
    "quote_fidelity": Measure(_of_answer(quote_fidelity), promise=True),
    "edges_honest": Measure(_of_answer(edges_honest)),
    "claim_recall": Measure(_of_answer(claim_recall)),
    "claim_precision": Measure(_of_answer(claim_precision)),
    "cited": Measure(_of_case(cited)),
    "citation_precision": Measure(_of_case(citation_precision)),
    "gold_coverage": Measure(_of_case(gold_coverage)),
    "said_by_right": Measure(_of_case(said_by_right)),
    "facts_said": Measure(_of_case(facts_said)),
    "parts_answered": Measure(_of_case(parts_answered)),
    "forbidden_said": Measure(_of_case(forbidden_said), Better.LOWER),
    "short_answer_held": Measure(
        lambda _case, answer, _documents: short_answer_held(answer), promise=True
    ),
    "short_answer_right": Measure(_of_case(short_answer_right)),
    "evidence_recall_150": Measure(_recall_at(150)),
    "evidence_recall_300": Measure(_recall_at(300)),
    "evidence_recall_1000": Measure(_recall_at(1000)),
    "ndcg_10": Measure(lambda case, answer, _documents: ndcg(case, answer, 10)),
    "reciprocal_rank": Measure(_of_case(reciprocal_rank)),
    "confidence_error": Measure(_of_case(confidence_error), Better.LOWER),
    "quoted_words": Measure(_of_case(quoted_words), Better.NEITHER),
    "answer_words": Measure(lambda _case, answer, _documents: answer_words(answer), Better.NEITHER),
    "seconds": Measure(lambda _case, answer, _documents: seconds_taken(answer), Better.NEITHER),
    JUDGE: Measure(lambda _case, _answer, _documents: None),
}
"""Every measure by name, in the order in which they are shown."""
