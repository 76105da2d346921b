"""What a trainer learns from: examples in columns, with passages much like the answers beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from rag.types import Example, Lesson, Negatives

if TYPE_CHECKING:
    from datasets import Dataset
    from sentence_transformers import SentenceTransformer

NEAREST = 30
"""Among so many passages nearest to a question, hard negatives are looked for."""

MARGIN = 0.05
"""A passage so nearly as close to the question as its own answer may be an answer too."""

TOPIC = 1_000
"""Examples that make a topic, on average."""

ENCODED_AT_ONCE = 64


def training_data(
    examples: Sequence[Example], model: SentenceTransformer, lesson: Lesson
) -> Dataset | dict[str, Dataset]:
    """Columns of questions and answers; by topic, where a batch is to be of one topic.

    Where negatives are to be hard there is a third column, of passages much like the answers.
    """
    from datasets import Dataset  # noqa: PLC0415 - seconds to import: only who trains pays for it

    data = Dataset.from_dict(
        {"anchor": [e.question for e in examples], "positive": [e.passage for e in examples]}
    )
    if lesson.negatives is Negatives.HARD:
        return _with_hard_negatives(data, model)
    topics = round(len(data) / TOPIC)
    by_topic = lesson.negatives is Negatives.TOPIC and topics > 1
    return _by_topic(data, model, topics, lesson) if by_topic else data


def _with_hard_negatives(data: Dataset, model: SentenceTransformer) -> Dataset:
    from sentence_transformers.util import mine_hard_negatives  # noqa: PLC0415

    return mine_hard_negatives(
        data,
        model,
        num_negatives=1,
        range_max=NEAREST,
        relative_margin=MARGIN,
        sampling_strategy="random",
        verbose=False,
    )


def _by_topic(
    data: Dataset, model: SentenceTransformer, topics: int, lesson: Lesson
) -> dict[str, Dataset]:
    """The examples parted by k-means over the vectors of their questions.

    The other answers of a batch are then near misses rather than about anything at all. A topic
    with too few examples for one batch is left out.
    """
    from sklearn.cluster import MiniBatchKMeans  # noqa: PLC0415

    vectors = model.encode(
        data["anchor"],
        batch_size=ENCODED_AT_ONCE,
        normalize_embeddings=True,
        show_progress_bar=False,
    )
    means = MiniBatchKMeans(topics, random_state=lesson.seed, n_init=3)
    topic_of = means.fit_predict(np.asarray(vectors, dtype=np.float32))
    members = {str(topic): np.flatnonzero(topic_of == topic).tolist() for topic in range(topics)}
    return {
        topic: data.select(rows) for topic, rows in members.items() if len(rows) >= lesson.batch
    }
