"""Scores of guessed metadata as tables, lines and JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rich.table import Table

from eval.metadata.scoring import Score


def table(title: str, scores: Mapping[str, Score]) -> Table:
    """Precision and recall of each field, and over all."""
    shown = Table(title=title)
    shown.add_column("field")
    for heading in ("guessed", "known", "right", "precision", "recall"):
        shown.add_column(heading, justify="right")
    for name, s in (*scores.items(), ("all", _total(scores))):
        counts = (str(s.guessed), str(s.wanted), str(s.right))
        shown.add_row(name, *counts, _share(s.precision), _share(s.recall))
    return shown


def as_json(scores: Mapping[str, Score]) -> dict[str, Any]:
    """The same for programs."""
    return {
        name: {
            "guessed": s.guessed,
            "known": s.wanted,
            "right": s.right,
            "precision": s.precision,
            "recall": s.recall,
        }
        for name, s in (*scores.items(), ("all", _total(scores)))
    }


def fault_lines(scores: Mapping[str, Score]) -> Iterator[str]:
    """One line for each field of a document that was not guessed as it is known."""
    for name, counted in scores.items():
        for guess in counted.faults:
            wanted = "; ".join(item[0] for item in guess.wanted) or "-"
            yield f"{guess.document}: {name}: {'; '.join(guess.guessed) or '-'} (known: {wanted})"


def _total(scores: Mapping[str, Score]) -> Score:
    return Score(
        sum(s.guessed for s in scores.values()),
        sum(s.wanted for s in scores.values()),
        sum(s.right for s in scores.values()),
    )


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"
