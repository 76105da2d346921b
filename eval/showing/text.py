"""A comparison for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.table import Table

from eval.comparing.comparison import BY_TAG, Comparison
from eval.comparing.words import Pieces, differing_words
from eval.saved_run import SavedCase
from eval.showing.numbers import chance, mark, number, signed, verdict_line

WIDTH = 120
_SHOWN_CHARACTERS = 600


def as_text(comparison: Comparison) -> str:
    """Tables of measures and tags, the changed questions, and the verdict last."""
    console = Console(width=WIDTH)
    with console.capture() as captured:
        console.print(_measures(comparison), _tags(comparison))
    lines = [*comparison.remarks, captured.get(), *question_lines(comparison)]
    return "\n".join([*lines, verdict_line(comparison)])


def question_lines(comparison: Comparison) -> Iterator[str]:
    """Each changed question with both answers, the words that differ in [square brackets]."""
    for change in comparison.questions:
        before, after = differing_words(*(shown(c) for c in (change.before, change.after)))
        yield f"{change.after.id}: {change.kind} | {change.after.question}"
        yield f"  before ({faults(change.before)}): {_bracketed(before)}"
        yield f"  after  ({faults(change.after)}): {_bracketed(after)}"


def shown(case: SavedCase) -> str:
    """The outcome and text of a case's first answer."""
    return f"{case.answers[0].outcome}: {case.answers[0].text}"


def faults(case: SavedCase) -> str:
    """What is wrong with a case's answers."""
    return "; ".join(dict.fromkeys(a.fault or "right" for a in case.answers))


def _bracketed(pieces: Pieces) -> str:
    whole = "".join(f" [{text.strip()}]" if differs else text for text, differs in pieces)
    flat = " ".join(whole.split())
    return flat if len(flat) <= _SHOWN_CHARACTERS else f"{flat[:_SHOWN_CHARACTERS]} …"


def _measures(comparison: Comparison) -> Table:
    table = Table(title=f"{comparison.before.name} and {comparison.after.name}")
    table.add_column("measure")
    for column in ("before", "after", "difference", "95 % interval", "worse", "better", "chance"):
        table.add_column(column, justify="right")
    table.add_column("")
    for m in comparison.measures:
        interval = f"{signed(m.low)} to {signed(m.high)}"
        means = number(m.before.mean), number(m.after.mean), signed(m.difference)
        counts = str(m.worse), str(m.better)
        table.add_row(m.name, *means, interval, *counts, chance(m.chance), mark(m))
    return table


def _tags(comparison: Comparison) -> Table:
    table = Table(title="By tag, before and after")
    table.add_column("tag")
    for column in ("cases", *BY_TAG):
        table.add_column(column, justify="right")
    for tag in comparison.tags:
        cells = [
            " ".join(number(m) for m in tag.means[name]) if name in tag.means else "-"
            for name in BY_TAG
        ]
        table.add_row(tag.tag, str(tag.cases), *cells)
    return table
