"""`python -m eval encoder` and `tuning-pairs`: encoders compared on public sets, and what they learn from."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import typer
from rich.table import Table

from eval import encoder_figures, question_sets, records, tuning_pairs
from eval.commands.options import OutOption, SharedOption, show
from eval.progress import progress_bar
from rag import wiring
from rag.settings import read_settings


def compare_encoders(
    sets: Annotated[list[str], typer.Argument(help="Names of question sets.")],
    shared: SharedOption,
    encoders: Annotated[
        list[str] | None,
        typer.Option("--encoder", help="Give it several times.", show_default="the one in use"),
    ] = None,
    every: Annotated[int, typer.Option("--every", min=1, help="Ask every nth question.")] = 1,
    out: OutOption = None,
) -> None:
    """Compare encoders by what they find in public question sets, alone and with keywords."""
    settings, known = read_settings(), question_sets.load_sets(shared)
    made = [
        wiring.encoder(settings.model_copy(update={"encoder": name}))
        for name in encoders or [settings.encoder]
    ]
    names = encoders or [settings.encoder]
    figures: dict[str, Any] = {}
    file = out or records.new_folder() / "encoder.json"
    for name in sets:
        figures[name] = {}
        with TemporaryDirectory(prefix="eval-") as folder, progress_bar() as progress:
            library = encoder_figures.fill_library(known, name, settings, Path(folder))
            questions = known.questions(name, every)
            for label, encoder in zip(names, made, strict=True):
                shelf = encoder_figures.shelve(library, encoder, Path(folder), progress)
                figures[name][label] = encoder_figures.score(
                    known, name, questions, shelf, encoder, settings.keyword_weight
                )
            library.close()
        show(_table(name, figures[name]))
        records.write(file, records.about(settings, every=every, sets=figures))
    typer.echo(f"Written: {file}")


def write_tuning_pairs(
    shared: SharedOption,
    out: Annotated[Path, typer.Option("--out", help="JSON Lines file to write.")],
) -> None:
    """Write the pairs that the packaged encoder was tuned on, as `rag tune` reads them."""
    pairs = tuning_pairs.tuning_pairs(shared / "data")
    lines = (json.dumps(asdict(pair), ensure_ascii=False) + "\n" for pair in pairs)
    out.write_text("".join(lines), encoding="utf-8")
    typer.echo(f"Written: {out}, {len(pairs):,} pairs")


def _table(name: str, figures: dict[str, Any]) -> Table:
    table = Table(title=name)
    for column in ("encoder", "search", *encoder_figures.FIGURES):
        table.add_column(column)
    for encoder, ways in figures.items():
        for way, scored in ways.items():
            table.add_row(encoder, way, *(str(scored[f]) for f in encoder_figures.FIGURES))
    return table
