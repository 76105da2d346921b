"""Scores of split letters as a table and as lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.table import Table

from eval.interval import Figure
from eval.letters.scoring import Judged, by_kind, figures_of
from rag.enquiries.enquiry import LetterQuestion

_ROW_WIDTH = 160


def kinds_table(title: str, judged: Sequence[Judged]) -> Table:
    """What was found and invented in each kind of letter, with intervals."""
    shown = Table(title=title)
    shown.add_column("kind")
    for heading in ("questions", "found", "invented", "labels", "context"):
        shown.add_column(heading, justify="right")
    for kind, of in by_kind(judged).items():
        figures = figures_of(of)
        shares = [_share(figures.get(name)) for name in ("found", "invented")]
        means = [_mean(figures.get(name)) for name in ("labels right", "context held")]
        shown.add_row(kind, str(sum(len(j.letter.questions) for j in of)), *shares, *means)
    return shown


def figure_lines(judged: Sequence[Judged]) -> Iterator[str]:
    """One line for each measure over all letters."""
    for name, f in figures_of(judged).items():
        yield f"{name}: {f.mean:.3f} ({f.low:.3f} to {f.high:.3f}, of {f.cases})"


def fault_lines(judged: Sequence[Judged]) -> Iterator[str]:
    """One line for each question that was missed, invented, or given a wrong label or context."""
    for j in judged:
        for question in j.missed:
            yield f"{j.letter.name}: missed: {_row(question)}"
        for question in j.invented:
            yield f"{j.letter.name}: invented: {_row(question)}"
        for pair in j.pairs:
            if not pair.has_label:
                yield f"{j.letter.name}: label {pair.given.label!r}: {_row(pair.known)}"
            held, known = pair.context_held
            if 2 * held < known:
                yield (
                    f"{j.letter.name}: context {pair.given.context!r}, "
                    f"not {pair.known.context!r}: {_row(pair.known)}"
                )


def _row(question: LetterQuestion) -> str:
    words = " ".join(question.text.split())
    label = f"[{question.label}] " if question.label else ""
    return label + (words if len(words) <= _ROW_WIDTH else words[:_ROW_WIDTH] + "...")


def _share(figure: Figure | None) -> str:
    return f"{figure.mean:.2f} {figure.low:.2f}-{figure.high:.2f}" if figure else "-"


def _mean(figure: Figure | None) -> str:
    return f"{figure.mean:.2f}" if figure else "-"
