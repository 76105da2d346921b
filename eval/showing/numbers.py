"""Figures as people read them."""

from __future__ import annotations

from eval.comparing.comparison import BY_TAG, Comparison, MeasureChange, TagChange, Verdict
from eval.metrics import METRICS, Better


def number(value: float) -> str:
    """Three decimals up to 1, one beyond."""
    return f"{value:.3f}" if abs(value) <= 1 else f"{value:,.1f}"


def signed(value: float) -> str:
    """A difference with its sign."""
    return f"{'+' if value >= 0 else '−'}{number(abs(value))}"


def chance(value: float | None) -> str:
    """A probability; a dash where nothing was tested."""
    if value is None:
        return "-"
    return "<.001" if value < 0.001 else f"{value:.3f}".removeprefix("0")


def verdict_line(comparison: Comparison) -> str:
    """The whole comparison in one line."""
    worse, better = comparison.regressions, comparison.improvements
    if worse:
        return "regression: " + ", ".join(told(m) for m in worse)
    if better:
        return "no regression; better: " + ", ".join(told(m) for m in better)
    return "no difference beyond noise"


def told(change: MeasureChange) -> str:
    """A measure with its means."""
    return f"{change.name} {number(change.before.mean)} to {number(change.after.mean)}"


def mark(change: MeasureChange) -> str:
    """What to say of a change beside its figures; nothing where there is nothing to say."""
    if change.verdict is not Verdict.NONE:
        return change.verdict.value
    return "not tested" if METRICS[change.name].better is Better.NEITHER else ""


MEASURE_COLUMNS = (
    "measure",
    "before",
    "after",
    "difference",
    "95 % interval",
    "worse",
    "better",
    "chance",
    "",
)
TAG_COLUMNS = ("tag", "cases", *BY_TAG)


def measure_cells(change: MeasureChange) -> tuple[str, ...]:
    """A measure's row under MEASURE_COLUMNS."""
    means = number(change.before.mean), number(change.after.mean), signed(change.difference)
    interval = f"{signed(change.low)} to {signed(change.high)}"
    counts = str(change.worse), str(change.better)
    return (change.name, *means, interval, *counts, chance(change.chance), mark(change))


def tag_cells(change: TagChange) -> tuple[str, ...]:
    """A tag's row under TAG_COLUMNS; a dash where a measure applies to none of its questions."""
    means = (change.means.get(name) for name in BY_TAG)
    cells = (f"{number(m[0])} → {number(m[1])}" if m else "–" for m in means)
    return (change.tag, str(change.cases), *cells)
