"""`python -m eval compare`, `baseline` and `report`: did answers get worse, which, and is it real?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from eval import accepted
from eval.comparing.comparison import Comparison, compare
from eval.inspect_log import write_inspect_log
from eval.saved_run import SavedRun, read_run
from eval.showing.html import as_html, run_as_html
from eval.showing.junit import as_junit
from eval.showing.markdown import as_markdown
from eval.showing.numbers import verdict_line
from eval.showing.text import as_text
from eval.showing.values import as_json
from rag.errors import WrongUse

BASELINE = accepted.baseline_file()


class Format(StrEnum):
    """How a comparison is shown."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JUNIT = "junit"
    HTML = "html"
    JSON = "json"


class FailOn(StrEnum):
    """What makes the exit code 1."""

    NOTHING = "nothing"
    REGRESSION = "regression"


SHOWN: dict[Format, Callable[[Comparison], str]] = {
    Format.TEXT: as_text,
    Format.MARKDOWN: as_markdown,
    Format.JUNIT: as_junit,
    Format.HTML: as_html,
    Format.JSON: as_json,
}

BaselineFileOption = Annotated[
    Path,
    typer.Option("--file", help="File of the baseline.", show_default="eval/baselines/corpus.json"),
]


def compare_runs(
    runs: Annotated[
        list[Path],
        typer.Argument(help="Folders of two runs, the earlier first; one with --baseline."),
    ],
    baseline: Annotated[
        bool, typer.Option("--baseline", help="Compare with the accepted baseline.")
    ] = False,
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", help="What makes the exit code 1.")
    ] = FailOn.NOTHING,
    format: Annotated[Format, typer.Option("--format", help="How it is shown.")] = Format.TEXT,
    out: Annotated[
        Path | None, typer.Option("--out", help="File to write.", show_default="the terminal")
    ] = None,
    file: BaselineFileOption = BASELINE,
) -> None:
    """Say which measures and which answers changed between two runs, and whether it is more than noise."""
    if len(runs) != 2 - baseline:
        wanted = "one run beside --baseline" if baseline else "two runs, or one and --baseline"
        raise WrongUse(f"{len(runs)} runs are named: name {wanted}")
    before = accepted.read_baseline(file) if baseline else read_run(runs[0])
    found = compare(before, read_run(runs[-1]))
    if not found.measures:
        raise WrongUse(f"{before.name} and {runs[-1].name} have no case in common")
    _put(SHOWN[format](found), out)
    if out:
        typer.echo(verdict_line(found))
    if fail_on is FailOn.REGRESSION and found.regressions:
        raise typer.Exit(1)


baseline_commands = typer.Typer(
    help="The run that later runs are held against.", no_args_is_help=True
)


@baseline_commands.command("accept")
def accept_baseline(
    run: Annotated[Path, typer.Argument(help="Folder of the run.")],
    reason: Annotated[str, typer.Option("--reason", help="Why it is accepted, in a sentence.")],
    file: BaselineFileOption = BASELINE,
) -> None:
    """Make a run the baseline; the reason is kept in the file with those of all before."""
    kept = accepted.accept(read_run(run), file, reason, date.today())
    typer.echo(f"{file}: {len(kept.cases)} cases, baseline number {len(kept.history)}")


@baseline_commands.command("history")
def baseline_history(file: BaselineFileOption = BASELINE) -> None:
    """List every baseline with its day, its reason and what it reached."""
    for entry in accepted.read_baseline(file).history:
        right = entry["figures"].get("outcome_right", 0)
        typer.echo(
            f"{entry['accepted']}  {entry['cases']} cases, outcome right {right:.3f}: {entry['reason']}"
        )


def report(
    run: Annotated[Path, typer.Argument(help="Folder of the run.")],
    against: Annotated[
        Path | None,
        typer.Option("--against", help="An earlier run.", show_default="the accepted baseline"),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="HTML file.", show_default="report.html in the run")
    ] = None,
    file: BaselineFileOption = BASELINE,
) -> None:
    """Write one HTML file on a run, with pictures and with what changed; it needs no network."""
    after = read_run(run)
    before = read_run(against) if against else _baseline_if_any(file)
    page = as_html(compare(before, after)) if before else run_as_html(after)
    written = out or run / "report.html"
    _put(page, written)


def export(
    run: Annotated[Path, typer.Argument(help="Folder of the run.")],
    out: Annotated[Path, typer.Option("--out", help="Log to write, named .eval or .json.")],
) -> None:
    """Write a run as an Inspect AI log, for `inspect view`; needs the optional package inspect-ai."""
    write_inspect_log(read_run(run), out)
    typer.echo(f"Written: {out}")


def _baseline_if_any(file: Path) -> SavedRun | None:
    return read_run(file) if file.is_file() else None


def _put(text: str, out: Path | None) -> None:
    if out is None:
        typer.echo(text)
        return
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(text, encoding="utf-8")
    typer.echo(f"Written: {out}")
