"""A run shown: tables for people, JSON for machines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from rich.table import Table

from eval.faults import fault_of
from eval.interval import Figure
from eval.runner import Figures, Result, Run
from rag.answering.answer_json import as_json as answer_as_json

BY_TAG = ("outcome_right", "cited", "gold_coverage", "facts_said", "said_by_right")
"""The measures worth reading tag by tag."""


def as_json(run: Run, about: Mapping[str, Any]) -> dict[str, Any]:
    """The whole run; `about` says what was run: settings, corpus version, commit."""
    return {
        "about": dict(about),
        "figures": _figures_as_json(run.figures),
        "by_tag": {tag: _figures_as_json(figures) for tag, figures in run.by_tag.items()},
        "cases": [_result_as_json(r) for r in run.results],
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
    table = Table(title=f"{len(run.results)} cases")
    table.add_column("measure")
    for column in ("mean", "95 % interval", "cases"):
        table.add_column(column, justify="right")
    for name, f in run.figures.items():
        table.add_row(name, _number(f.mean), f"{_number(f.low)} to {_number(f.high)}", str(f.cases))
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


def _result_as_json(result: Result) -> dict[str, Any]:
    return {
        "id": result.case.id,
        "expected": result.case.outcome.value,
        "tags": list(result.case.tags),
        "fault": fault_of(result),
        "scores": dict(result.scores),
        "answer": answer_as_json(result.answer),
    }


def _figures_as_json(figures: Figures) -> dict[str, Any]:
    return {name: asdict(f) for name, f in figures.items()}


def _mean(figure: Figure | None) -> str:
    return "-" if figure is None else _number(figure.mean)


def _number(value: float) -> str:
    return f"{value:.3f}" if value <= 1 else f"{value:,.1f}"
