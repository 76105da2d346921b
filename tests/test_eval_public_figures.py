"""Figures of public sets: what counts, and what an interval is drawn over."""

from __future__ import annotations

from collections.abc import Sequence
from io import StringIO

from rich.console import Console

from eval.public_figures import Row, as_json, figures_of, table


def row(*, answerable: bool, confidence: float, found: int = 0) -> Row:
    judged: Row = {
        "found@150w": found,
        "found@300w": found,
        "found@1000w": 1,
        "rr": 0.5,
        "cited": found,
        "quoted_words": 40,
    }
    common: Row = {"answerable": answerable, "confidence": confidence}
    return {**common, **(judged if answerable else {})}


def larger(held: Sequence[float], others: Sequence[float]) -> float | None:
    pairs = [(a, b) for a in held for b in others]
    return sum(a > b for a, b in pairs) / len(pairs) if pairs else None


ROWS: list[Row] = [
    row(answerable=True, confidence=0.9, found=1),
    row(answerable=True, confidence=0.4),
    row(answerable=False, confidence=0.5),
    {"missing": True, "answerable": True},
]


def test_means_are_taken_over_what_was_asked_and_can_be_answered() -> None:
    found = figures_of(ROWS, larger)
    assert (found["found@300w"].mean, found["found@300w"].cases) == (0.5, 2)
    assert found["quoted_words"].mean == 40
    assert found["auroc"].mean == 0.5
    assert found["auroc"].low <= 0.5 <= found["auroc"].high


def test_without_unanswerable_questions_nothing_is_told_apart() -> None:
    assert "auroc" not in figures_of(ROWS[:2], larger)


def test_table_shows_each_system_of_a_set_beside_the_other() -> None:
    found = figures_of(ROWS, larger)
    screen = StringIO()
    Console(file=screen, width=200).print(table({"tales": {"this": found, "plain": found}}))
    assert "plain" in screen.getvalue() and "found@300w" in screen.getvalue()
    assert set(as_json(found)["mrr"]) == {"mean", "low", "high", "cases"}
