"""`python -m eval metadata`: guesses of made-up documents and of the corpus, and their scores."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import typer
from rich.console import Console

from eval import records
from eval.metadata import layouts, layouts_aside, report, scoring
from rag.errors import WrongUse
from rag.settings import read_settings

HALVES = {"known": layouts.LAYOUTS, "aside": layouts_aside.LAYOUTS}
"""Layouts of made-up documents: those the rules were written with, and those set aside to test them."""


def guess_metadata(
    half: Annotated[
        str, typer.Option("--half", help="Layouts used: 'known', 'aside' or 'both'.")
    ] = "both",
    each: Annotated[int, typer.Option("--each", min=1, help="Documents of each layout.")] = 4,
    seed: Annotated[int, typer.Option("--seed", help="Draws the names and dates.")] = 1,
    faults: Annotated[
        bool, typer.Option("--faults", help="List each wrong or missing guess.")
    ] = False,
    corpus: Annotated[
        Path | None, typer.Option("--corpus", help="Folder of documents.", show_default="corpus")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", help="JSON file to write.", show_default="a new folder of eval/runs"),
    ] = None,
) -> None:
    """Guess the metadata of made-up documents, and of the corpus with its sidecars hidden."""
    if half not in (*HALVES, "both"):
        raise WrongUse(f"--half is {half!r}: use one of {', '.join(HALVES)}, both")
    halves = [name for name in HALVES if half in (name, "both")]
    sets: dict[str, dict[str, scoring.Score]] = {}
    with TemporaryDirectory(prefix="eval-") as folder:
        for name in halves:
            examples = scoring.make_examples(HALVES[name], each, seed)
            guesses = scoring.guess_examples(examples, Path(folder) / name)
            sets[f"layouts {name}"] = scoring.score(guesses)
        held = read_settings(corpus=corpus).corpus
        sets["corpus"] = scoring.score(scoring.guess_corpus(held, Path(folder) / "corpus"))
    _print(sets, faults=faults)
    figures: dict[str, Any] = {name: report.as_json(scores) for name, scores in sets.items()}
    file = out or records.new_folder() / "metadata.json"
    records.write(file, records.about(read_settings(), each=each, seed=seed, sets=figures))
    typer.echo(f"Written: {file}")


def _print(sets: dict[str, dict[str, scoring.Score]], *, faults: bool) -> None:
    console = Console()
    for name, scores in sets.items():
        console.print(report.table(name, scores))
        for line in report.fault_lines(scores) if faults else ():
            typer.echo(line)
