"""A run shown: tables for people, JSON for machines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from rich.table import Table

from eval.comparing.comparison import BY_TAG
from eval.faults import fault_of
from eval.interval import Figure
from eval.runner import Figures, Run, spreads_of


def summary(run: Run, about: Mapping[str, Any]) -> dict[str, Any]:
    """A run's figures; `about` says what was run: settings, corpus version, commit."""
    return {
        **about,
        "figures": _figures_as_json(run.figures),
        "spreads": dict(spreads_of(run.results)),
        "by_tag": {tag: _figures_as_json(figures) for tag, figures in run.by_tag.items()},
    }


def tables(run: Run) -> list[Table]:
    """What people read: all figures, and figures by tag."""
    return [_all_figures(run), _by_tag(run)]


def fault_lines(run: Run) -> list[str]:
    """One line for each answer at fault: the case, what is wrong, and what was asked."""
    return [
        f"{result.case.id}: {fault} | {result.case.question}"
        for result in run.results
        if (fault := fault_of(result))
    ]


def _all_figures(run: Run) -> Table:
    cases = len({r.case.id for r in run.results})
    table = Table(
        title=f"{cases} cases" if cases == len(run.results) else f"{cases} cases, repeated"
    )
    spreads = spreads_of(run.results)
    table.add_column("measure")
    for column in ("mean", "95 % interval", "cases", *(["wavers by"] if spreads else [])):
        table.add_column(column, justify="right")
    for name, f in run.figures.items():
        wavers = [f"{spreads[name]:.3f}" if name in spreads else "-"] if spreads else []
        interval = f"{_number(f.low)} to {_number(f.high)}"
        table.add_row(name, _number(f.mean), interval, str(f.cases), *wavers)
    return table


def _by_tag(run: Run) -> Table:
    table = Table(title="By tag")
    table.add_column("tag")
    for column in ("cases", *BY_TAG):
        table.add_column(column, justify="right")
    for tag, figures in run.by_tag.items():
        means = [_mean(figures.get(name)) for name in BY_TAG]
        table.add_row(tag, str(figures["outcome_right"].cases), *means)
    return table


def _figures_as_json(figures: Figures) -> dict[str, Any]:
    return {name: asdict(f) for name, f in figures.items()}


def _mean(figure: Figure | None) -> str:
    return "-" if figure is None else _number(figure.mean)


def _number(value: float) -> str:
    return f"{value:.3f}" if value <= 1 else f"{value:,.1f}"
