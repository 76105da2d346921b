"""Whether the documents hold an answer: a small fitted model over plain features."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from functools import cache

from rag.answering.evidence import Sentence
from rag.answering.logistic import LogisticModel, packaged
from rag.types import Hit

FIT = "abstention.json"
OTHER_KIND = 0.4
"""Off the nearness of a sentence that states no thing of the kind asked for.

Without it the confidence AUROC on the shipped corpus is .05 lower; where only sentences of the kind
count, refusal recall on public sets falls by .08. From .3 to .5 little changes.
"""


@dataclass(frozen=True, slots=True)
class Features:
    """What is known about a question after the search, before deciding.

    `answer_nearness` runs from -2.4 to 2.5, `agreement` from 0 to 1.
    """

    answer_nearness: float
    agreement: float


def features_of(hits: Sequence[Hit], weighed: Sequence[Sentence], several: bool) -> Features:
    """Features of one question, or of a text that asks several.

    `answer_nearness` is how near one sentence is, in meaning, word by word, and by the share of the
    question's words that it holds, less OTHER_KIND where one thing is asked and it states none of
    the kind. `agreement` is 1 / rank, by keywords, of the passage nearest in meaning.

    Left out, since these two then carried over as well to sets not fitted, or better: the cosine of
    the best passage, the cosine, match and coverage of the best sentences each by itself, coverage by
    passages and of the rarest words, names and words that are missing, the word of the question that
    is met worst, weights by common English, the question's words that the document's title holds, the
    lead of the best passage over the next, the spread of the question's cosines over all passages, and
    how near passages are to each other.
    """
    if not hits:
        return Features(0.0, 0.0)
    near = (s.nearness - (0.0 if several or s.fits else OTHER_KIND) for s in weighed)
    return Features(answer_nearness=max(near, default=0.0), agreement=_agreement(hits))


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
