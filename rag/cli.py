"""The command line: reads settings, calls the library, prints. Errors are one line on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.exceptions import TyperException

from rag.errors import RagError, WrongUse

if TYPE_CHECKING:
    from rag.answering.assistant import Assistant
    from rag.indexing.summary import IndexSummary
    from rag.settings import Settings
    from rag.types import Answer, Progress

# Commands import what they need when they run: `rag --help` must answer at once.

app = typer.Typer(
    name="rag",
    help=(
        "Chapter & Verse answers questions over your documents in the documents' own words.\n\n"
        'Start with `rag index`, which reads the folder `corpus`, then `rag ask "..."` or, for '
        "the pages in a browser, `rag serve`."
    ),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

StoreOption = Annotated[
    Path | None,
    typer.Option("--store", help="Folder that holds the index.", show_default=".rag"),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")]
QuestionArgument = Annotated[str, typer.Argument(help="What you want to know, in plain English.")]


@app.command()
def index(
    folder: Annotated[
        Path | None,
        typer.Argument(help="Folder of documents to read.", show_default="corpus"),
    ] = None,
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
) -> None:
    """Read a folder of documents and make them answerable.

    Unchanged files cost nothing; documents that are gone from the folder go from the index. The
    old index answers until the new one is complete.
    """
    from rag import wiring

    settings = _settings(store)
    with _progress_bar() as progress:
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


@app.command()
def ask(question: QuestionArgument, store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Ask one question and get the answer in the documents' own words."""
    answer = _assistant(store).ask(question)
    if as_json:
        _print_json(_json_of(answer))
    else:
        _print_answer(answer)


@app.command()
def answer(
    questions: Annotated[Path, typer.Argument(help="JSON Lines file, one question a line.")],
    out: Annotated[Path, typer.Option("--out", help="File to write, one answer a line.")],
    store: StoreOption = None,
) -> None:
    """Answer a file of questions, one answer a line, in order."""
    from rag.answering.answer_json import questions_from
    from rag.answering.batch import answer_lines

    asked = questions_from(_lines_of(questions), str(questions))
    assistant = _assistant(store)
    with _progress_bar() as progress, _fresh_file(out) as stream:
        for done, line in enumerate(answer_lines(assistant, asked), 1):
            stream.write(line + "\n")
            progress("answering", done, len(asked))
    typer.echo(f"Answered {len(asked):,} questions: {out}")


@app.command()
def search(
    question: QuestionArgument,
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="Passages shown.")] = 10,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show the passages nearest to a question, best first."""
    from rag.answering.answer_json import hits_as_json

    assistant = _assistant(store)
    hits = assistant.search(question, limit)
    paths = {d.id: d.source.path for d in assistant.documents()}
    rows = hits_as_json(hits, paths)
    if as_json:
        _print_json(rows)
        return
    for number, row in enumerate(rows, 1):
        typer.echo(f"{number}. {_safe(row['document'])}, {row['start']}-{row['end']}")
        typer.echo(f"   {_safe(' '.join(row['text'].split()))}\n")


@app.command()
def documents(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """List the documents that are indexed, and what is known about each."""
    from rag import listing, wiring

    settings = _settings(store)
    held = wiring.holdings(settings, wiring.encoder(settings).fingerprint)
    rows = [listing.row_of(d, held.library) for d in held.library.documents()]
    if as_json:
        _print_json(rows)
    else:
        listing.print_table(rows)


@app.command()
def doctor(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Check what is installed, which models are found, and whether the index is sound."""
    from rag import diagnosis

    findings = diagnosis.examine(_settings(store))
    if as_json:
        _print_json([f.as_json() for f in findings])
    else:
        for finding in findings:
            typer.echo(f"{'ok  ' if finding.sound else 'FAIL'}  {finding.name}: {finding.detail}")
    if not all(f.sound for f in findings):
        raise typer.Exit(1)


@app.command()
def serve(
    store: StoreOption = None,
    host: Annotated[
        str | None, typer.Option("--host", help="Address to serve on.", show_default="127.0.0.1")
    ] = None,
    port: Annotated[
        int | None, typer.Option("--port", help="Port to serve on.", show_default="7860")
    ] = None,
) -> None:
    """Open the pages in a browser: ask questions and click through to the source."""
    from rag.settings import read_settings
    from rag.web.server import serve as serve_pages

    serve_pages(read_settings(store=store, host=host, port=port))


def main() -> None:
    """Entry point of the `rag` command: runs it and turns errors into one line and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(_run())


def _run() -> int:
    try:
        code = app(standalone_mode=False)
    except TyperException as error:
        return _complain(f"{error.format_message()} (try: rag --help)", error.exit_code)
    except RagError as error:
        return _complain(str(error), error.exit_code)
    except typer.Abort:
        return _complain("stopped; nothing was changed", 1)
    except KeyboardInterrupt:
        return _complain("stopped; nothing was changed", 130)
    except BrokenPipeError:
        return 1
    return code if isinstance(code, int) else 0


def _complain(message: str, code: int) -> int:
    typer.echo("rag: " + _safe(" ".join(message.split())), err=True)
    return code


def _settings(store: Path | None) -> Settings:
    from rag.settings import read_settings

    return read_settings(store=store)


def _assistant(store: Path | None) -> Assistant:
    from rag import wiring

    assistant = wiring.assistant(_settings(store))
    if assistant.notice:
        typer.echo(f"rag: {assistant.notice}", err=True)
    return assistant


def _json_of(answer: Answer) -> dict[str, Any]:
    from rag.answering.answer_json import as_json

    return as_json(answer)


def _print_json(value: object) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _print_answer(answer: Answer) -> None:
    if answer.standalone_question != answer.question:
        typer.echo(f"Understood as: {_safe(answer.standalone_question)}\n")
    typer.echo(_safe(answer.text))
    searched = answer.searched
    typer.echo(
        f"\n{answer.outcome.value.replace('_', ' ')}, confidence {answer.confidence:.0%}; "
        f"searched {searched.documents:,} documents, {searched.passages:,} passages"
    )


def _print_summary(summary: IndexSummary) -> None:
    typer.echo(
        f"read {summary.read:,}, unchanged {summary.unchanged:,}, changed {summary.changed:,}, "
        f"removed {summary.removed:,}, failed {len(summary.failed):,}"
    )
    for failed in summary.failed:
        typer.echo(f"failed: {_safe(failed.path)}: {_safe(failed.reason)}")
    typer.echo(f"{summary.passages:,} passages, {summary.embedded:,} embedded now")


def _safe(text: str) -> str:
    """Text fit for a terminal: control and bidi characters, which could rewrite it, are escaped."""
    return "".join(
        c if c.isprintable() or c in "\n\t" else c.encode("unicode_escape").decode() for c in text
    )


def _lines_of(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise WrongUse(f"{file}: cannot be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise WrongUse(f"{file}: not UTF-8 text; save it as UTF-8") from None


@contextmanager
def _fresh_file(file: Path) -> Iterator[Any]:
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


@contextmanager
def _progress_bar() -> Iterator[Progress]:
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
        if stage not in stages:
            for before in stages.values():
                bar.update(before, completed=bar.tasks[before].total)
            stages[stage] = bar.add_task(_safe(stage), total=max(total, done))
        bar.update(stages[stage], completed=done, total=max(total, done), visible=total > 0)

    with bar:
        yield progress
        for stage in stages.values():
            bar.update(stage, completed=bar.tasks[stage].total)
