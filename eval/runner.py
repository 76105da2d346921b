"""Puts every case to the system and scores the answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, stdev

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
    """All results in the order of the cases, repeats of a case together; and their means."""

    results: tuple[Result, ...]
    figures: Figures
    by_tag: Mapping[str, Figures]


def run(
    cases: Sequence[Case],
    ask: Ask,
    documents: Iterable[Document],
    progress: Progress | None = None,
    repeats: int = 1,
) -> Run:
    """Asks every case, `repeats` times, and scores the answers; documents are those of the corpus.

    Raises whatever `ask` raises: a run with holes would be a figure of something else.
    """
    by_id = {d.id: d for d in documents}
    results = []
    for done, case in enumerate(cases, start=1):
        results += [score(case, ask(case), by_id) for _ in range(repeats)]
        if progress:
            progress("answering", done, len(cases))
    return gathered(results)


def gathered(results: Sequence[Result]) -> Run:
    """Results with their means, over all and by tag."""
    tags = sorted({tag for result in results for tag in result.case.tags})
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
    """Each measure's mean over the cases it applies to; a case asked several times counts once."""
    means = {}
    for name in METRICS:
        values = [fmean(of_case) for of_case in _by_case(results, name)]
        if (mean := figure(values)) is not None:
            means[name] = mean
    return means


def spreads_of(results: Sequence[Result]) -> Mapping[str, float]:
    """Each measure's standard deviation between the repeats of a case, averaged over the cases.

    It is what a measure wavers by with nothing changed. Measures without two values of one case
    are left out.
    """
    found = {}
    for name in METRICS:
        repeated = [stdev(of_case) for of_case in _by_case(results, name) if len(of_case) > 1]
        if repeated:
            found[name] = fmean(repeated)
    return found


def _by_case(results: Sequence[Result], measure: str) -> Iterable[list[float]]:
    values: dict[str, list[float]] = {}
    for result in results:
        if (value := result.scores[measure]) is not None:
            values.setdefault(result.case.id, []).append(value)
    return values.values()
