"""The loss of the trainer: in-batch negatives, with texts of like length gone through together.

Torch's module is imported here at the top: only the trainer imports this module, when it trains.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import torch
from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss
from torch import Tensor

TOGETHER = 16
"""Texts gone through at once."""


class InBatchNegatives(MultipleNegativesRankingLoss):
    """The library's loss to the last digit, without the padding of short texts to the longest.

    Nearly half of the numbers of a batch of answers are padding; half a batch of like lengths has
    little of it. Each text's vector owes nothing to the others', so the loss is the same.
    """

    def forward(self, sentence_features: Iterable[dict[str, Tensor]], labels: Tensor) -> Tensor:
        """The loss of a batch; a column of texts each, the questions first."""
        vectors = [by_length(self.model, features) for features in sentence_features]
        return self.compute_loss_from_embeddings(vectors, labels)


def by_length(model: Any, features: dict[str, Tensor]) -> Tensor:
    """Vectors of texts, in their order, gone through from the shortest to the longest."""
    lengths = features["attention_mask"].sum(dim=1)
    order = torch.argsort(lengths)
    alike = torch.split(order, TOGETHER)
    parts = [model(_cut(features, rows, int(lengths[rows].max()))) for rows in alike]
    return torch.cat([part["sentence_embedding"] for part in parts])[torch.argsort(order)]


def _cut(features: dict[str, Any], rows: Tensor, longest: int) -> dict[str, Any]:
    """Some rows, without the columns that are padding in all of them."""
    return {
        name: value[rows, :longest] if torch.is_tensor(value) and value.dim() > 1 else value
        for name, value in features.items()
    }
