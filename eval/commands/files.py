"""`python -m eval round-trip`, `mixed-files` and `page-quotes`: files of every format, made and read."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from eval import records
from eval.commands.options import OutOption, show
from eval.progress import progress_bar
from rag.settings import read_settings


def round_trip(
    formats: Annotated[
        list[str] | None, typer.Argument(help="Names of formats.", show_default="all but the scans")
    ] = None,
    texts: Annotated[int, typer.Option("--texts", min=1, help="How many texts are made.")] = 60,
    seed: Annotated[int, typer.Option("--seed", help="Another seed makes other texts.")] = 1,
    out: OutOption = None,
) -> None:
    """Lay made-up texts out in each format, read them back and count the sentences that survive."""
    from eval.round_trip import commands  # noqa: PLC0415 - what writes the formats loads slowly

    with progress_bar() as progress:
        recovered = commands.recover(formats or [], texts, seed, progress)
    file = out or records.new_folder() / "round_trip.json"
    about = records.about(read_settings(), texts=texts, seed=seed)
    records.write(file, about | {"formats": {n: asdict(r) for n, r in recovered.items()}})
    show(commands.table(recovered))
    typer.echo(f"Written: {file}")


def mixed_files(
    folder: Annotated[Path, typer.Argument(help="Where they are written.")],
    count: Annotated[int, typer.Option("--count", min=1, help="How many.")] = 1_000,
    seed: Annotated[int, typer.Option("--seed", help="Another seed makes other files.")] = 1,
) -> None:
    """Write many small files of every format, a few of them unsound, to try an index run on."""
    from eval.mixed_files import write_mixed_files  # noqa: PLC0415 - what writes them loads slowly

    with progress_bar() as progress:
        unsound = write_mixed_files(folder, count, seed, progress)
    typer.echo(f"{count} files in {folder}, {unsound} of which cannot be read")


def check_page_quotes(
    texts: Annotated[int, typer.Option("--texts", min=1, help="How many texts are made.")] = 3,
    seed: Annotated[int, typer.Option("--seed", help="Another seed makes other texts.")] = 1,
    pictures: Annotated[
        Path | None, typer.Option("--pictures", help="Folder for the marked pages.")
    ] = None,
) -> None:
    """Mark quotes on the pages of made-up PDF files and read back what stands in the marks."""
    from eval import page_quotes  # noqa: PLC0415 - recognition loads slowly

    for line in page_quotes.check(texts, seed, pictures):
        typer.echo(line)
