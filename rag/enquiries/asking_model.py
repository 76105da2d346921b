"""The fitted model that tells the probability that a clause of a letter asks."""

from __future__ import annotations

from rag.answering.logistic import LogisticModel, packaged

FIT = "asking_model.json"


def fitted() -> LogisticModel:
    """The model whose coefficients, by the names of `clause_features`, are in the FIT file."""
    return packaged(__package__, FIT)
