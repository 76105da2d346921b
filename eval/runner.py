"""Puts every case to the system and scores the answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from eval.cases import Case
from eval.interval import Figure, figure
from eval.metrics import METRICS
from rag.types import Answer, Document, Progress

Ask = Callable[[Case], Answer]
"""The system under test."""

Figures = Mapping[str, Figure]
"""Means by the name of the measure; measures that applied to no case are left out."""


@dataclass(frozen=True, slots=True)
class Result:
    """A case, its answer, and the answer's scores by measure; None where one does not apply."""

    case: Case
    answer: Answer
    scores: Mapping[str, float | None]

    def is_below_one(self, measure: str) -> bool:
        """Whether a measure applies and is not perfect."""
        score = self.scores[measure]
        return score is not None and score < 1


@dataclass(frozen=True, slots=True)
class Run:
    """All results in the order of the cases, and their means: over all, and by tag."""

    results: tuple[Result, ...]
    figures: Figures
    by_tag: Mapping[str, Figures]


def run(
    cases: Sequence[Case],
    ask: Ask,
    documents: Iterable[Document],
    progress: Progress | None = None,
) -> Run:
    """Asks every case and scores the answers; documents are those the answers quote from.

    Raises whatever `ask` raises: a run with holes would be a figure of something else.
    """
    by_id = {d.id: d for d in documents}
    results = []
    for done, case in enumerate(cases, start=1):
        results.append(score(case, ask(case), by_id))
        if progress:
            progress("answering", done, len(cases))
    tags = sorted({tag for case in cases for tag in case.tags})
    return Run(
        tuple(results),
        figures_of(results),
        {tag: figures_of([r for r in results if tag in r.case.tags]) for tag in tags},
    )


def score(case: Case, answer: Answer, documents: Mapping[str, Document]) -> Result:
    """The answer under every measure; documents by id."""
    scores = {name: measure(case, answer, documents) for name, measure in METRICS.items()}
    return Result(case, answer, scores)


def figures_of(results: Sequence[Result]) -> Figures:
    """Each measure's mean over the results it applies to."""
    means = {}
    for name in METRICS:
        values = [s for r in results if (s := r.scores[name]) is not None]
        if (mean := figure(values)) is not None:
            means[name] = mean
    return means
