"""What changed from one run to another: measures, tags, questions; and what that amounts to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from eval.comparing.significance import Pairs, adjusted, difference_interval
from eval.interval import Figure, figure
from eval.metrics import METRICS, Better
from eval.saved_run import SavedCase, SavedRun

ALPHA = 0.05
"""Chance of calling noise a change, over all measures together."""
BY_TAG = ("outcome_right", "cited", "gold_coverage", "facts_said", "said_by_right")
"""The measures worth reading tag by tag."""


class Verdict(StrEnum):
    """What a measure's change amounts to."""

    REGRESSION = "regression"
    IMPROVEMENT = "improvement"
    NONE = "no difference"


class Kind(StrEnum):
    """What became of a question."""

    BROKEN = "was right, now wrong"
    MENDED = "was wrong, now right"
    UNSTEADY = "right at times"
    STILL_WRONG = "wrong in another way"
    REWORDED = "other words"


@dataclass(frozen=True, slots=True)
class MeasureChange:
    """A measure before and after, over the questions of both runs.

    `low` and `high` bound the difference (95 %); `chance` is adjusted for the number of measures,
    None where the measure is not tested.
    """

    name: str
    before: Figure
    after: Figure
    low: float
    high: float
    worse: int
    better: int
    chance: float | None
    verdict: Verdict

    @property
    def difference(self) -> float:
        """After minus before."""
        return self.after.mean - self.before.mean


@dataclass(frozen=True, slots=True)
class TagChange:
    """Means of one tag's questions, before and after, by measure."""

    tag: str
    cases: int
    means: Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class QuestionChange:
    """A question whose answer is not what it was."""

    kind: Kind
    before: SavedCase
    after: SavedCase


@dataclass(frozen=True, slots=True)
class Comparison:
    """One run held against another; `remarks` say what cannot be compared, a line each."""

    before: SavedRun
    after: SavedRun
    remarks: tuple[str, ...]
    measures: tuple[MeasureChange, ...]
    tags: tuple[TagChange, ...]
    questions: tuple[QuestionChange, ...]

    @property
    def regressions(self) -> tuple[MeasureChange, ...]:
        """The measures that fell by more than noise, and broken promises."""
        return tuple(m for m in self.measures if m.verdict is Verdict.REGRESSION)

    @property
    def improvements(self) -> tuple[MeasureChange, ...]:
        """The measures that rose by more than noise."""
        return tuple(m for m in self.measures if m.verdict is Verdict.IMPROVEMENT)


def compare(before: SavedRun, after: SavedRun) -> Comparison:
    """Holds one run against an earlier one, over the questions that are the same in both."""
    shared = [
        (case, now)
        for i, case in before.cases.items()
        if (now := after.cases.get(i)) and now.digest == case.digest
    ]
    return Comparison(
        before,
        after,
        tuple(_remarks(before, after, len(shared))),
        tuple(_measures(shared, after)),
        tuple(_tags(shared)),
        tuple(_questions(shared)),
    )


def _remarks(before: SavedRun, after: SavedRun, shared: int) -> Iterable[str]:
    new = len(after.cases.keys() - before.cases.keys())
    gone = len(before.cases.keys() - after.cases.keys())
    rewritten = len(before.cases.keys() & after.cases.keys()) - shared
    if new or gone or rewritten:
        yield (
            f"not the same cases: {shared} are compared; {new} are new in {after.name}, "
            f"{gone} are only in {before.name}, {rewritten} were rewritten"
        )
    for key, called in (("corpus_version", "corpus version"), ("repeats", "number of repeats")):
        then, now = before.about.get(key), after.about.get(key)
        if then != now:
            yield f"another {called}: {then} in {before.name}, {now} in {after.name}"
    for run in (before, after):
        unsteady = sum(not (c.is_right or c.is_wrong) for c in run.cases.values())
        if run.about.get("repeats", 1) > 1:
            yield f"{run.name}: {unsteady} of {len(run.cases)} questions are right at times only"


def _measures(
    shared: Sequence[tuple[SavedCase, SavedCase]], after: SavedRun
) -> list[MeasureChange]:
    pairs: dict[str, Pairs] = {
        name: [(b.score(name), a.score(name)) for b, a in shared] for name in METRICS
    }
    known = {n: f for n, p in pairs.items() if (f := _figures(p)) is not None}
    tested = {n: pairs[n] for n in known if METRICS[n].better is not Better.NEITHER}
    chances = adjusted(tested, ALPHA)
    return [
        _measure(name, pairs[name], both, chances.get(name), after.values(name))
        for name, both in known.items()
    ]


def _figures(pairs: Pairs) -> tuple[Figure, Figure] | None:
    before = figure([b for b, _ in pairs if b is not None])
    after = figure([a for _, a in pairs if a is not None])
    return (before, after) if before and after else None


def _measure(
    name: str,
    pairs: Pairs,
    both: tuple[Figure, Figure],
    chance: float | None,
    all_after: Sequence[float],
) -> MeasureChange:
    """`all_after` are the later run's values on all its cases: a promise holds on new ones too."""
    before, after = both
    better = METRICS[name].better
    sign = -1 if better is Better.LOWER else 1
    moves = [sign * (a - b) for b, a in pairs if b is not None and a is not None]
    verdict = Verdict.NONE
    if (
        METRICS[name].promise
        and min(all_after) < 1
        and sum(all_after) / len(all_after) < before.mean
    ):
        verdict = Verdict.REGRESSION
    elif chance is not None and chance < ALPHA:
        grew = sign * (after.mean - before.mean) > 0
        verdict = Verdict.IMPROVEMENT if grew else Verdict.REGRESSION
    return MeasureChange(
        name,
        before,
        after,
        *difference_interval(pairs),
        worse=sum(m < 0 for m in moves),
        better=sum(m > 0 for m in moves),
        chance=chance,
        verdict=verdict,
    )


def _tags(shared: Sequence[tuple[SavedCase, SavedCase]]) -> Iterable[TagChange]:
    for tag in sorted({t for _, now in shared for t in now.tags}):
        tagged = [(b, a) for b, a in shared if tag in a.tags]
        means = {}
        for name in BY_TAG:
            both = _figures([(b.score(name), a.score(name)) for b, a in tagged])
            if both:
                means[name] = (both[0].mean, both[1].mean)
        yield TagChange(tag, len(tagged), means)


def _questions(shared: Sequence[tuple[SavedCase, SavedCase]]) -> list[QuestionChange]:
    """The gravest kind first, each kind in the order of the cases."""
    changed = [QuestionChange(kind, b, a) for b, a in shared if (kind := _kind(b, a))]
    return sorted(changed, key=lambda q: list(Kind).index(q.kind))


def _kind(before: SavedCase, after: SavedCase) -> Kind | None:
    if before.is_right and after.is_wrong:
        return Kind.BROKEN
    if before.is_wrong and after.is_right:
        return Kind.MENDED
    if (before.is_right, before.is_wrong) != (after.is_right, after.is_wrong):
        return Kind.UNSTEADY
    if {a.fault for a in before.answers} != {a.fault for a in after.answers}:
        return Kind.STILL_WRONG
    said = [{(a.outcome, a.text) for a in c.answers} for c in (before, after)]
    return None if said[0] & said[1] else Kind.REWORDED
