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

    Cosines run from -1 to 1, the others from 0 to 1.
    """

    passage_cosine: float
    sentence_cosine: float
    answer_coverage: float
    agreement: float


def features_of(hits: Sequence[Hit], weighed: Sequence[Sentence], several: bool) -> Features:
    """Features of one question, or of a text that asks several.

    `answer_coverage` is the share of the question's words, weighted by rarity, that one sentence
    holds which states a thing of the kind asked for; where several things are asked, any sentence.
    `agreement` is 1 / rank, by keywords, of the passage nearest in meaning.

    Left out, since the others then carried over less well to sets not fitted: coverage by passages
    and of the rarest words, names and words that are missing, weights by common English, the lead of
    the best passage over the next, the spread of the question's cosines over all passages, how near
    passages are to each other, and the cosine of sentences that state the kind asked for alone.
    """
    if not hits:
        return Features(0.0, 0.0, 0.0, 0.0)
    return Features(
        passage_cosine=max(h.cosine for h in hits),
        sentence_cosine=max((s.cosine for s in weighed), default=0.0),
        answer_coverage=max((s.own_coverage for s in weighed if several or s.fits), default=0.0),
        agreement=_agreement(hits),
    )


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
