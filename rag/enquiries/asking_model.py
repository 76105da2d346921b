"""The probability that a clause of a letter asks: a small fitted model over what is plain to see."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from rag.enquiries.clause_features import Features

FIT = "asking_model.json"


@dataclass(frozen=True, slots=True)
class AskingModel:
    """A logistic model: `weights` by the names of `clause_features`."""

    intercept: float
    weights: Mapping[str, float]

    def likelihood(self, features: Features) -> float:
        """Probability that a clause with these features asks."""
        weights = self.weights
        logit = self.intercept + sum(v * weights.get(name, 0.0) for name, v in features.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))


def model_of(stored: Mapping[str, Any]) -> AskingModel:
    """The model in the record that `python -m eval fit-letters` writes."""
    weights = {str(name): float(w) for name, w in stored["weights"].items()}
    return AskingModel(float(stored["intercept"]), weights)


@cache
def fitted() -> AskingModel:
    """The model whose coefficients are packaged in the FIT file."""
    packaged = resources.files(__package__).joinpath(FIT)
    return model_of(json.loads(packaged.read_text(encoding="utf-8")))
