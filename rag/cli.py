"""The command line: reads settings, calls the library, prints. Errors are one line on stderr."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.exceptions import TyperException

from rag import cli_enquiry, cli_index, cli_quotes, cli_tune
from rag.cli_documents import app as documents_app
from rag.errors import RagError, WrongUse
from rag.terminal import (
    JsonOption,
    StoreOption,
    fresh_file,
    lines_of,
    print_json,
    progress_bar,
    safe,
    settings_for,
)

if TYPE_CHECKING:
    from rag.answering.assistant import Assistant
    from rag.types import Answer, Filters

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

cli_quotes.register(app)

QuestionArgument = Annotated[str, typer.Argument(help="What you want to know, in plain English.")]
OnlyOption = Annotated[
    list[str] | None,
    typer.Option(
        "--only",
        metavar="KEY=VALUE",
        help="Only documents whose document, author, addressee, organisation or kind holds the "
        "value, or dated date_from or date_to (YYYY-MM-DD); may be given several times.",
        show_default="all documents",
    ),
]


app.command()(cli_index.index)


@app.command()
def ask(
    question: QuestionArgument,
    only: OnlyOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Ask one question and get the answer in the documents' own words."""
    filters = _filters(only or [])
    answer = _assistant(store).ask(question, filters=filters)
    if as_json:
        print_json(_json_of(answer))
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

    asked = questions_from(lines_of(questions), str(questions))
    assistant = _assistant(store)
    with progress_bar() as progress, fresh_file(out) as stream:
        for done, line in enumerate(answer_lines(assistant, asked), 1):
            stream.write(line + "\n")
            progress("answering", done, len(asked))
    typer.echo(f"Answered {len(asked):,} questions: {out}")


@app.command()
def search(
    question: QuestionArgument,
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="Passages shown.")] = 10,
    only: OnlyOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show the passages nearest to a question, best first."""
    from rag.answering.answer_json import hits_as_json

    filters = _filters(only or [])
    assistant = _assistant(store)
    hits = assistant.search(question, limit, filters)
    paths = {d.id: d.source.path for d in assistant.documents()}
    rows = hits_as_json(hits, paths)
    if as_json:
        print_json(rows)
        return
    for number, row in enumerate(rows, 1):
        typer.echo(f"{number}. {safe(row['document'])}, {row['start']}-{row['end']}")
        typer.echo(f"   {safe(' '.join(row['text'].split()))}\n")


app.command()(cli_enquiry.enquiry)


app.add_typer(documents_app)


app.command()(cli_tune.tune)


app.command()(cli_index.doctor)


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
    typer.echo("rag: " + safe(" ".join(message.split())), err=True)
    return code


def _filters(given: list[str]) -> Filters:
    """Filters from KEY=VALUE. Raises WrongUse."""
    from rag.answering.answer_json import filters_from

    pairs = [text.partition("=") for text in given]
    for text, (_, sign, value) in zip(given, pairs, strict=True):
        if not (sign and value.strip()):
            raise WrongUse(f"--only {text}: write it as KEY=VALUE, for example author=Smith")
    try:
        return filters_from({key.strip(): value.strip() for key, _, value in pairs})
    except ValueError as error:
        raise WrongUse(f"--only: {error}") from None


def _assistant(store: Path | None) -> Assistant:
    from rag import wiring

    assistant = wiring.assistant(settings_for(store))
    if assistant.notice:
        typer.echo(f"rag: {assistant.notice}", err=True)
    return assistant


def _json_of(answer: Answer) -> dict[str, Any]:
    from rag.answering.answer_json import as_json

    return as_json(answer)


def _print_answer(answer: Answer) -> None:
    if answer.standalone_question != answer.question:
        typer.echo(f"Understood as: {safe(answer.standalone_question)}\n")
    typer.echo(safe(answer.text))
    searched = answer.searched
    typer.echo(
        f"\n{answer.outcome.value.replace('_', ' ')}, confidence {answer.confidence:.0%}; "
        f"searched {searched.documents:,} documents, {searched.passages:,} passages"
    )
