"""Figures of public question sets with their intervals, system beside system."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np
from rich.table import Table

from eval.interval import Figure, figure

FOUND = ("found@150w", "found@300w", "found@1000w")
OF_RANKING = (*FOUND, "mrr")
"""Figures that ranked passages alone can be measured by."""
RESAMPLES = 500

Row = Mapping[str, Any]
"""What the scoring tool tells of one question."""
Auroc = Callable[[Sequence[float], Sequence[float]], float | None]
"""Of the values of what is answerable and of what is not."""


def figures_of(rows: Sequence[Row], auroc: Auroc) -> dict[str, Figure]:
    """Means over the answerable questions, and how well confidence parts them from the others."""
    asked = [row for row in rows if not row.get("missing")]
    held = [row for row in asked if row["answerable"] and "rr" in row]
    means = {
        name: figure([float(row[key]) for row in held])
        for name, key in (
            *((f, f) for f in FOUND),
            ("mrr", "rr"),
            ("cited", "cited"),
            ("quoted_words", "quoted_words"),
        )
    }
    means["auroc"] = _auroc_figure(asked, auroc)
    return {name: mean for name, mean in means.items() if mean}


def _auroc_figure(rows: Sequence[Row], auroc: Auroc) -> Figure | None:
    """The area with a percentile bootstrap interval; None where all questions are of one kind."""
    held = np.array([row["confidence"] for row in rows if row["answerable"]])
    others = np.array([row["confidence"] for row in rows if not row["answerable"]])
    area = auroc(held.tolist(), others.tolist())
    if area is None:
        return None
    random = np.random.default_rng(0)
    drawn = [
        auroc(random.choice(held, len(held)).tolist(), random.choice(others, len(others)).tolist())
        for _ in range(RESAMPLES)
    ]
    low, high = np.percentile([d for d in drawn if d is not None], [2.5, 97.5])
    return Figure(area, float(low), float(high), len(held) + len(others))


def table(sets: Mapping[str, Mapping[str, Mapping[str, Figure]]]) -> Table:
    """One line a set and system, a column a figure; intervals below the means."""
    shown = Table(title="share found, cited, told apart (95 % interval)", show_lines=True)
    names = list(dict.fromkeys(n for by in sets.values() for f in by.values() for n in f))
    for heading in ("set", "system", "questions", *names):
        shown.add_column(heading)
    for name, by_system in sets.items():
        for system, found in by_system.items():
            cases = str(found["mrr"].cases) if "mrr" in found else ""
            shown.add_row(name, system, cases, *(_cell(found.get(n)) for n in names))
    return shown


def _cell(mean: Figure | None) -> str:
    if mean is None:
        return "-"
    digits = 0 if mean.mean > 1 else 3
    return f"{mean.mean:.{digits}f}\n{mean.low:.{digits}f}-{mean.high:.{digits}f}"


def as_json(found: Mapping[str, Figure]) -> dict[str, Any]:
    """The figures by name, for a record."""
    return {name: asdict(mean) for name, mean in found.items()}
