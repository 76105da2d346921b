"""Whether the documents hold an answer: a small fitted model over plain features."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from functools import cache

from rag.answering.evidence import Sentence
from rag.answering.logistic import LogisticModel, packaged
from rag.types import Hit

FIT = "abstention.json"


@dataclass(frozen=True, slots=True)
class Features:
    """What is known about a question after the search, before deciding.

    `answer_nearness` runs from -2 to 2.5, `agreement` from 0 to 1.
    """

    answer_nearness: float
    agreement: float


def features_of(hits: Sequence[Hit], weighed: Sequence[Sentence], several: bool) -> Features:
    """Features of one question, or of a text that asks several.

    `answer_nearness` is how near one sentence is that states a thing of the kind asked for, in
    meaning, word by word, and by the share of the question's words that it holds; where several
    things are asked, any sentence. `agreement` is 1 / rank, by keywords, of the passage nearest in
    meaning.

    Left out, since these two then carried over as well to sets not fitted, or better: the cosine of
    the best passage, the cosine, match and coverage of the best sentences each by itself, coverage by
    passages and of the rarest words, names and words that are missing, the word of the question that
    is met worst, weights by common English, the question's words that the document's title holds, the
    lead of the best passage over the next, the spread of the question's cosines over all passages, and
    how near passages are to each other.
    """
    if not hits:
        return Features(0.0, 0.0)
    able = (s.nearness for s in weighed if several or s.fits)
    return Features(answer_nearness=max(able, default=0.0), agreement=_agreement(hits))


def confidence(features: Features) -> float:
    """Probability that the documents hold an answer: logistic model, coefficients in the FIT file."""
    return _fitted().likelihood(asdict(features))


def _agreement(hits: Sequence[Hit]) -> float:
    nearest = max(hits, key=lambda h: h.cosine)
    return 1 / (1 + sum(h.keyword > nearest.keyword for h in hits))


@cache
def _fitted() -> LogisticModel:
    """The packaged model. Raises KeyError where it weighs what is no feature here."""
    model = packaged(__package__, FIT)
    if unknown := model.weights.keys() - {f.name for f in fields(Features)}:
        raise KeyError(min(unknown))
    return model
