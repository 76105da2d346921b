"""A fitted logistic model whose coefficients are packaged, readable by name."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class LogisticModel:
    """Coefficients by the names of features; one that is not weighed counts nothing."""

    intercept: float
    weights: Mapping[str, float]

    def likelihood(self, features: Mapping[str, float]) -> float:
        """Probability of what the model was fitted to tell, 0 to 1."""
        weights = self.weights
        logit = self.intercept + sum(v * weights.get(name, 0.0) for name, v in features.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))


def model_of(stored: Mapping[str, Any]) -> LogisticModel:
    """The model in the record that a command of `python -m eval` writes when it fits."""
    weights = {str(name): float(w) for name, w in stored["weights"].items()}
    return LogisticModel(float(stored["intercept"]), weights)


@cache
def packaged(package: str, file: str) -> LogisticModel:
    """The model whose coefficients lie in a JSON file of a package."""
    return model_of(json.loads(resources.files(package).joinpath(file).read_text(encoding="utf-8")))
