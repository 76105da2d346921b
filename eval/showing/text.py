"""A comparison for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console
from rich.table import Table

from eval.comparing.comparison import Comparison
from eval.comparing.words import Pieces, differing_words
from eval.saved_run import SavedCase
from eval.showing.numbers import (
    MEASURE_COLUMNS,
    TAG_COLUMNS,
    measure_cells,
    tag_cells,
    verdict_line,
)

WIDTH = 120
_SHOWN_CHARACTERS = 600


def as_text(comparison: Comparison) -> str:
    """Tables of measures and tags, the changed questions, and the verdict last."""
    console = Console(width=WIDTH)
    with console.capture() as captured:
        console.print(
            _table(
                f"{comparison.before.name} and {comparison.after.name}",
                MEASURE_COLUMNS,
                map(measure_cells, comparison.measures),
            ),
            _table("By tag, before and after", TAG_COLUMNS, map(tag_cells, comparison.tags)),
        )
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


def _table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    table = Table(title=title)
    for column in columns:
        # The first names the row and the nameless one remarks on it; the others are figures.
        table.add_column(column, justify="left" if column in (columns[0], "") else "right")
    for row in rows:
        table.add_row(*row)
    return table
