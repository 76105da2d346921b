"""`python -m eval letters`: how well letters are split into their questions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from eval import records
from eval.commands.options import OutOption, show, two_columns
from eval.interval import Figure
from eval.letters import report, scoring
from eval.letters.gold import CLAUSES, HALVES, LEARN, load_letters
from rag.enquiries import asking_model
from rag.enquiries.enquiry import LetterQuestion
from rag.errors import WrongUse
from rag.settings import read_settings

MODEL = Path(asking_model.__file__).with_name(asking_model.FIT)


def measure_letters(
    aside: Annotated[
        bool, typer.Option("--aside", help="The letters set aside, to be opened once at the end.")
    ] = False,
    faults: Annotated[
        bool, typer.Option("--show", help="List what was missed and invented in each letter.")
    ] = False,
    out: OutOption = None,
) -> None:
    """Split letters whose questions are known, and see which are found and which are invented."""
    name = "aside" if aside else "dev"
    split = _splitter()
    judged = [scoring.judge(letter, split(letter.text)) for letter in load_letters(HALVES[name])]
    show(report.kinds_table(f"{len(judged)} letters ({name})", judged))
    for line in report.figure_lines(judged):
        typer.echo(line)
    for line in report.fault_lines(judged) if faults else ():
        typer.echo(line)
    file = out or records.new_folder() / "letters.json"
    groups = {"all": tuple(judged), **scoring.by_kind(judged)}
    figures = {g: _as_json(scoring.figures_of(of)) for g, of in groups.items()}
    records.write(file, records.about(read_settings(), half=name, figures=figures))
    typer.echo(f"Written: {file}")


def fit_letters(
    out: Annotated[Path, typer.Option("--out", help="File of coefficients to write.")] = MODEL,
) -> None:
    """Fit the model that tells which clauses of a letter ask, and test it on letters left out."""
    from eval.letters import fitting  # noqa: PLC0415 - scikit-learn takes seconds to import

    clauses = [file.read_text(encoding="utf-8") for file in sorted(CLAUSES.glob("*.txt"))]
    always = fitting.always_rows(load_letters(HALVES["dev"]), clauses)
    record = fitting.as_record(load_letters(LEARN), always, "python -m eval fit-letters")
    records.write(out, record)
    for name, figures in record["left_out"].items():
        show(two_columns(f"{name}, on {record['letters']} letters", figures))
    typer.echo(f"Written: {out}")


def _splitter() -> Callable[[str], Sequence[LetterQuestion]]:
    if find_spec("rag.enquiries.splitting") is None:
        raise WrongUse("there is no splitter of letters yet: rag/enquiries/splitting.py is missing")
    split: Callable[[str], Sequence[LetterQuestion]]
    split = import_module("rag.enquiries.splitting").split_letter
    return split


def _as_json(figures: dict[str, Figure]) -> dict[str, dict[str, float]]:
    return {name: asdict(figure) for name, figure in figures.items()}
