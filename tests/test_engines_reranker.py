"""The reranker: a real cross-encoder, tiny and made on the spot; and what it does to a ranking."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from rag.answering.retrieval import Retriever
from rag.engines.reranker import CrossEncoderReranker
from rag.errors import RerankerMissing
from rag.types import Vectors
from tests.fakes import FakeEncoder, hold, make_document

LETTER = make_document("Vans stand in Leeds.\nLeeds has vans.\nTrams run.")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A BERT of one layer with weights by chance."""
    import torch  # noqa: PLC0415 - takes seconds
    from transformers import (  # type: ignore[attr-defined]  # noqa: PLC0415
        BertConfig,
        BertForSequenceClassification,
        BertTokenizerFast,
    )

    made = tmp_path_factory.mktemp("cross-encoder")
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"abcdefghijklmnopqrstuvwxyz"]
    (made / "vocab.txt").write_text("\n".join([*pieces, *(f"##{p}" for p in pieces[5:])]))
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=57, hidden_size=16, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=16,
    )  # fmt: skip
    config.num_labels = 1
    BertForSequenceClassification(config).save_pretrained(made)
    BertTokenizerFast(str(made / "vocab.txt")).save_pretrained(made)
    return made


def test_a_real_cross_encoder_scores_each_text(folder: Path) -> None:
    reranker = CrossEncoderReranker(str(folder))
    both = reranker.scores("who", ["vans in leeds", "trams"])
    assert both.shape == (2,)
    assert both.dtype == np.float32
    assert reranker.scores("who", ["trams"])[0] == pytest.approx(both[1], abs=1e-4)
    assert reranker.scores("who", []).shape == (0,)


@pytest.mark.parametrize("name", ["nowhere/at-all", "."])
def test_a_reranker_that_is_not_there_is_named(name: str) -> None:
    with pytest.raises(RerankerMissing, match="set `reranker`"):
        CrossEncoderReranker(name)


class Shortest:
    def scores(self, question: str, texts: Sequence[str]) -> Vectors:
        return np.array([-len(t) for t in texts], dtype=np.float32)


def test_the_reranker_orders_and_the_scores_stay_with_the_ranks() -> None:
    encoder, held = FakeEncoder(), hold(LETTER)
    plain = Retriever(held, encoder).search("Which vans stand in Leeds?", 10)
    anew = Retriever(held, encoder, reranker=Shortest()).search("Which vans stand in Leeds?", 10)
    assert [h.passage.text for h in anew] == [
        "Trams run.",
        "Leeds has vans.",
        "Vans stand in Leeds.",
    ]
    assert [h.score for h in anew] == [h.score for h in plain]
