"""Fits the model that decides whether the documents hold an answer, keeping whole sets apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from eval.question_sets import PublicQuestion
from rag.answering.abstention import Features
from rag.answering.assistant import Assistant
from rag.answering.conversation import stand_alone
from rag.types import Progress

REFUSAL_COST = 2.1
"""A quote is the source's own words and shows by itself whether it answers; a refusal hides them.

Means over three left-out sets (clapnq_dev, mtrag_clapnq_ibmcloud, uk_wa_transport): with 1.9, .87 of
what is held answered and .77 of what is not held refused; with 2.1, .89 and .75; with 2.5, .90 and .68.
"""
FEATURES = tuple(f.name for f in fields(Features))


@dataclass(frozen=True, slots=True)
class Labelled:
    """The features of a question and whether its set says that it can be answered.

    `parts` are those of each question in it, where it holds several: the surest of all decides.
    """

    features: Features
    answerable: bool
    parts: tuple[Features, ...] = ()


def label(
    assistant: Assistant, questions: Sequence[PublicQuestion], progress: Progress
) -> list[Labelled]:
    """The features of each question, as the assistant finds them, with what its set says of it."""
    labelled = []
    for done, q in enumerate(questions, 1):
        found = assistant.look_up(stand_alone(q.question, q.turns))
        parts = tuple(p.features for p in found.parts)
        labelled.append(Labelled(found.features, q.answerable, parts))
        progress("looking up", done, len(questions))
    return labelled


Sets = Mapping[str, Sequence[Labelled]]


def fit(sets: Sets) -> LogisticRegression:
    """Logistic regression in which each set weighs the same, whatever its share of unanswerable ones.

    In each set what can be answered weighs REFUSAL_COST times what cannot: 0.5 is the point where
    refusing what is held costs that many times as much as quoting what is near and does not answer.
    """
    rows = [row for questions in sets.values() for row in questions]
    weights = np.array([w for questions in sets.values() for w in _weights(questions)])
    model = LogisticRegression(C=1.0, max_iter=1000)
    # Weights of mean 1: the penalty on the coefficients is weighed against their sum.
    model.fit(
        _matrix([r.features for r in rows]),
        [r.answerable for r in rows],
        sample_weight=weights / weights.mean(),
    )
    return model


def left_out(sets: Sets) -> dict[str, dict[str, float]]:
    """For each set, how a model fitted on the others tells its questions apart.

    `auroc` is the area under the ROC curve; the rest are shares at a threshold of 0.5.
    """
    figures = {}
    for name, questions in sets.items():
        model = fit({other: q for other, q in sets.items() if other != name})
        sure = _sure(model, [q.features for q in questions])
        for at, question in enumerate(questions):
            if question.parts:
                sure[at] = max(sure[at], *_sure(model, question.parts))
        figures[name] = _figures(sure, np.array([q.answerable for q in questions]))
    return figures


def as_record(sets: Sets, command: str, encoder: str) -> dict[str, Any]:
    """The fit as it is stored: coefficients readable by name, with date, data and figures."""
    model = fit(sets)
    return {
        "intercept": round(float(model.intercept_[0]), 4),
        "weights": {n: round(float(w), 4) for n, w in zip(FEATURES, model.coef_[0], strict=True)},
        "fitted": date.today().isoformat(),
        "command": command,
        "refusal_cost": REFUSAL_COST,
        "encoder": encoder,
        "questions": {
            name: {"answerable": sum(q.answerable for q in rows), "all": len(rows)}
            for name, rows in sets.items()
        },
        "left_out": left_out(sets),
    }


def _figures(sure: np.ndarray[Any, Any], answerable: np.ndarray[Any, Any]) -> dict[str, float]:
    refused = sure < 0.5
    return {
        "auroc": round(float(roc_auc_score(answerable, sure)), 3),
        "answered_when_held": round(float((~refused)[answerable].mean()), 3),
        "refusal_recall": round(float(refused[~answerable].mean()), 3),
        "refusal_precision": round(float((~answerable)[refused].mean()), 3)
        if any(refused)
        else 1.0,
    }


def _sure(model: LogisticRegression, found: Sequence[Features]) -> np.ndarray[Any, Any]:
    sure: np.ndarray[Any, Any] = model.predict_proba(_matrix(found))[:, 1]
    return sure


def _matrix(found: Sequence[Features]) -> np.ndarray[Any, Any]:
    return np.array([[asdict(features)[name] for name in FEATURES] for features in found])


def _weights(rows: Sequence[Labelled]) -> list[float]:
    held = sum(r.answerable for r in rows)
    share = {True: held, False: len(rows) - held}
    cost = {True: REFUSAL_COST, False: 1.0}
    return [cost[r.answerable] / share[r.answerable] for r in rows]
