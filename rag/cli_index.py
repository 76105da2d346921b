"""The commands that make the index and keep it sound: index and doctor."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rag.errors import WrongUse
from rag.terminal import JsonOption, StoreOption, print_json, progress_bar, safe_line, settings_for

if TYPE_CHECKING:
    from rag.indexing.summary import IndexSummary
    from rag.settings import Settings

FolderArgument = Annotated[
    Path | None, typer.Argument(help="Folder of documents to read.", show_default="corpus")
]


def index(
    folder: FolderArgument = None,
    store: StoreOption = None,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Read everything anew, whatever is unchanged.")
    ] = False,
    allow_mass_delete: Annotated[
        bool,
        typer.Option(
            "--allow-mass-delete",
            help="Go on although a large part of the documents has disappeared from the folder.",
        ),
    ] = False,
    watch: Annotated[
        bool,
        typer.Option("--watch", help="Go on and follow every change, until Ctrl-C or SIGTERM."),
    ] = False,
) -> None:
    """Read a folder of documents and make them answerable.

    Unchanged files cost nothing; documents that are gone from the folder go from the index. The
    old index answers until the new one is complete.
    """
    from rag import wiring

    settings = settings_for(store)
    if watch:
        if rebuild or allow_mass_delete:
            raise WrongUse("--watch goes alone; run rag index with the other option first")
        _watch(settings, folder)
        return
    with progress_bar() as progress:
        summary = wiring.index(
            settings,
            folder,
            rebuild=rebuild,
            allow_mass_delete=allow_mass_delete,
            progress=progress,
        )
    _print_summary(summary)
    if summary.failed:
        raise typer.Exit(1)


def doctor(
    store: StoreOption = None,
    mend: Annotated[
        bool, typer.Option("--mend", help="Mend what can be mended, and say what was done.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Check what is installed, which models are found, and whether the index is sound.

    Manifest, documents, vectors and the folder are checked against each other, file by file.
    """
    from rag import diagnosis, wiring

    settings = settings_for(store)
    mended = list(wiring.mender(settings).mend()) if mend else []
    findings = diagnosis.examine(settings)
    if as_json:
        rows = [f.as_json() for f in findings]
        print_json({"mended": mended, "findings": rows} if mend else rows)
    else:
        for line in mended:
            typer.echo(f"mend  {safe_line(line)}")
        for finding in findings:
            said = f"{finding.name}: {safe_line(finding.detail)}"
            typer.echo(f"{'ok  ' if finding.sound else 'FAIL'}  {said}")
    if not all(f.sound for f in findings):
        raise typer.Exit(1)


def _watch(settings: Settings, folder: Path | None) -> None:
    from rag import wiring
    from rag.indexing.scanning import require_folder
    from rag.indexing.watching import FolderWatch, ended_by_sigterm

    watched = folder or settings.corpus
    require_folder(watched)
    follow = FolderWatch(
        watched,
        settings.store,
        run=lambda: wiring.index(settings, watched),
        tell=lambda line: typer.echo(safe_line(line)),
    )
    typer.echo(f"watching {safe_line(str(watched))}; Ctrl-C ends it")
    try:
        with ended_by_sigterm():
            follow.go()
    except KeyboardInterrupt:
        typer.echo("stopped watching; the index is as the last line says")


def _print_summary(summary: IndexSummary) -> None:
    typer.echo(
        f"read {summary.read:,}, unchanged {summary.unchanged:,}, changed {summary.changed:,}, "
        f"removed {summary.removed:,}, failed {len(summary.failed):,}"
        + (f", renamed {summary.renamed:,}" if summary.renamed else "")
    )
    for failed in summary.failed:
        typer.echo(f"failed: {safe_line(failed.path)}: {safe_line(failed.reason)}")
    for noted in summary.notes:
        typer.echo(f"note: {safe_line(noted.path)}: {safe_line(noted.note)}")
    typer.echo(f"{summary.passages:,} passages, {summary.embedded:,} embedded now")
