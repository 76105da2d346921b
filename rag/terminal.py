"""What the commands share: options, text fit for a terminal, JSON, files in and out, progress."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rag.errors import WrongUse

if TYPE_CHECKING:
    from rag.settings import Settings
    from rag.types import Progress

StoreOption = Annotated[
    Path | None,
    typer.Option("--store", help="Folder that holds the index.", show_default=".rag"),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")]


def settings_for(store: Path | None) -> Settings:
    """The settings in force, with the store named on the command line. Raises WrongUse."""
    from rag.settings import read_settings

    return read_settings(store=store)


def print_json(value: object) -> None:
    """Prints a value for other programs, indented."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def safe(text: str) -> str:
    """Text fit for a terminal: control and bidi characters, which could rewrite it, are escaped."""
    return "".join(
        c if c.isprintable() or c in "\n\t" else c.encode("unicode_escape").decode() for c in text
    )


def safe_line(text: str) -> str:
    """The same on one line, for names of files: they may hold line breaks."""
    return safe(text).replace("\n", "\\n").replace("\t", "\\t")


def lines_of(file: Path) -> list[str]:
    """The lines of a UTF-8 file. Raises WrongUse where it cannot be read."""
    try:
        return file.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise WrongUse(f"{file}: cannot be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise WrongUse(f"{file}: not UTF-8 text; save it as UTF-8") from None


@contextmanager
def fresh_file(file: Path) -> Iterator[Any]:
    """A file that takes its name only when it is complete."""
    part = file.with_name(file.name + ".part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
        part.replace(file)
    except OSError as error:
        raise WrongUse(f"{file}: cannot be written ({error.strerror})") from None
    finally:
        part.unlink(missing_ok=True)


COUNTED = {
    "scanning": "scanning files",
    "reading": "reading files",
    "cutting": "cutting a long text (characters)",
    "embedding": "embedding passages",
    "writing": "embedding passages",  # batch by batch with the embedding: one bar for both
    "verifying": "verifying documents",
}
"""What is counted in the stages of an index run."""

WITHIN_ANOTHER = "cutting"
"""The stage that comes while another goes on, which is not at its end then."""


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """A bar on stderr, one line a stage, with the time left; silent where stderr is no terminal."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    console = Console(stderr=True)
    bar = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        disable=not console.is_terminal,
    )
    stages: dict[str, Any] = {}

    def progress(stage: str, done: int, total: int) -> None:
        ends_others = stage != WITHIN_ANOTHER
        stage = COUNTED.get(stage, stage)
        if stage not in stages:
            for before in stages.values() if ends_others else ():
                bar.update(before, completed=bar.tasks[before].total)
            stages[stage] = bar.add_task(safe(stage), total=max(total, done))
        bar.update(stages[stage], completed=done, total=max(total, done), visible=total > 0)

    with bar:
        yield progress
        for stage in stages.values():
            bar.update(stage, completed=bar.tasks[stage].total)
