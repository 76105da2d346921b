"""`python -m eval load`: many people at once on the page."""

from __future__ import annotations

from typing import Annotated

import typer

from eval import load, records
from eval.commands.options import OutOption
from rag.settings import read_settings


def measure_load(
    url: Annotated[str, typer.Option("--url", help="Where `rag serve` answers.")],
    people: Annotated[int, typer.Option("--people", min=1, help="How many ask at once.")] = 50,
    alone: Annotated[
        int, typer.Option("--alone", min=1, help="Questions asked one after the other before.")
    ] = 15,
    out: OutOption = None,
) -> None:
    """Ask on the page as many people at once: the p95 of their waits, as a multiple of one person's.

    Each asks another of the shipped questions; what they ask is kept as conversations of that server.
    """
    page = load.page_at(url)
    questions = load.shipped_questions(alone + people)
    measured = load.measure(page, questions[:alone], questions[alone:])
    values = {
        "people": people,
        "alone_seconds": round(measured.alone_seconds, 3),
        "p95_seconds": round(measured.p95_seconds, 3),
        "ratio": round(measured.ratio, 2),
        "faults": measured.faults,
    }
    file = out or records.new_folder() / "load.json"
    records.write(file, records.about(read_settings(), **values))
    for name, value in values.items():
        typer.echo(f"{name}: {value}")
    typer.echo(f"Written: {file}")
