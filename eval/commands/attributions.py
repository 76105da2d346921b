"""`python -m eval attribution`: who speaks in labelled sentences."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from eval import attribution, question_sets, records
from eval.commands.options import CorpusOption, OutOption, SharedOption, show
from rag.settings import read_settings

ATTRIBUTIONS = Path(__file__).parent.parent / "questions" / "attribution_development.yaml"


def measure_attribution(
    shared: SharedOption,
    labels: Annotated[
        Path, typer.Option("--labels", help="YAML file of labelled sentences.")
    ] = ATTRIBUTIONS,
    corpus: CorpusOption = None,
    faults: Annotated[bool, typer.Option(help="List the sentences that are wrong.")] = False,
    out: OutOption = None,
) -> None:
    """Say who speaks in labelled sentences, and how often that is right."""
    settings = read_settings(corpus=corpus)
    with TemporaryDirectory(prefix="eval-") as folder:
        sets = question_sets.load_sets(shared)
        opened = attribution.documents_of(sets, settings.corpus, Path(folder))
        judged = attribution.judge(attribution.load_labels(labels), opened)
    found = attribution.figures(judged)
    show(attribution.table(labels.stem, found))
    if faults:
        typer.echo("\n".join(attribution.fault_lines(judged)))
    file = out or records.new_folder() / "attribution.json"
    records.write(file, records.about(settings, labels=str(labels), **found))
    typer.echo(f"Written: {file}")
