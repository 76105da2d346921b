"""What several commands of the evaluation share: options, tables, and an index in step."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from rag import wiring
from rag.settings import Settings
from rag.types import Progress

CorpusOption = Annotated[
    Path | None, typer.Option("--corpus", help="Folder of documents.", show_default="corpus")
]
StoreOption = Annotated[
    Path | None, typer.Option("--store", help="Folder that holds the index.", show_default=".rag")
]
OutOption = Annotated[
    Path | None,
    typer.Option("--out", help="JSON file to write.", show_default="a new folder of eval/runs"),
]
SharedOption = Annotated[
    Path, typer.Option("--shared", help="Folder with tools/question_sets.py and data/.")
]
KeptStoreOption = Annotated[
    Path | None,
    typer.Option("--store", help="Keep the indexes here.", show_default="thrown away"),
]


def bring_in_step(settings: Settings, progress: Progress) -> None:
    """Brings the store in step with the corpus, and tells of files that could not be read."""
    summary = wiring.index(settings, progress=progress)
    for file in summary.failed:
        typer.echo(f"not indexed: {file.path}: {file.reason}", err=True)


def two_columns(title: str, figures: dict[str, Any]) -> Table:
    """A table of names and values."""
    table = Table(title=title)
    table.add_column("figure")
    table.add_column("value", justify="right")
    for name, value in figures.items():
        table.add_row(name, str(value))
    return table


def show(*tables: Table) -> None:
    """Prints tables for people."""
    console = Console()
    for table in tables:
        console.print(table)
