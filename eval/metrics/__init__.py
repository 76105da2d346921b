"""What is measured of an answer: one pure function a file, None where a measure does not apply."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from eval.cases import Case
from eval.metrics.answered_when_held import answered_when_held
from eval.metrics.citation_precision import citation_precision
from eval.metrics.cited import cited
from eval.metrics.evidence_recall import evidence_recall
from eval.metrics.facts_said import facts_said
from eval.metrics.forbidden_said import forbidden_said
from eval.metrics.gold_coverage import gold_coverage
from eval.metrics.outcome_right import outcome_right
from eval.metrics.quote_fidelity import quote_fidelity
from eval.metrics.quoted_words import quoted_words
from eval.metrics.reciprocal_rank import reciprocal_rank
from eval.metrics.refusal_precision import refusal_precision
from eval.metrics.refusal_recall import refusal_recall
from eval.metrics.said_by_right import said_by_right
from rag.types import Answer, Document

Metric = Callable[[Case, Answer, Mapping[str, Document]], float | None]
"""Scores one answer; the documents are those of the corpus, by id."""


def _of_case(measure: Callable[[Case, Answer], float | None]) -> Metric:
    return lambda case, answer, _documents: measure(case, answer)


def _recall_at(words: int) -> Metric:
    return lambda case, answer, _documents: evidence_recall(case, answer, words)


METRICS: Mapping[str, Metric] = {
    "outcome_right": _of_case(outcome_right),
    "answered_when_held": _of_case(answered_when_held),
    "refusal_precision": _of_case(refusal_precision),
    "refusal_recall": _of_case(refusal_recall),
    "quote_fidelity": lambda _case, answer, documents: quote_fidelity(answer, documents),
    "cited": _of_case(cited),
    "citation_precision": _of_case(citation_precision),
    "gold_coverage": _of_case(gold_coverage),
    "said_by_right": _of_case(said_by_right),
    "facts_said": _of_case(facts_said),
    "forbidden_said": _of_case(forbidden_said),
    "evidence_recall_150": _recall_at(150),
    "evidence_recall_300": _recall_at(300),
    "evidence_recall_1000": _recall_at(1000),
    "reciprocal_rank": _of_case(reciprocal_rank),
    "quoted_words": _of_case(quoted_words),
}
"""Every measure by name, in the order in which they are shown."""
