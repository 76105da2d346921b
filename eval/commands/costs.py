"""`python -m eval index-run` and `speed`: memory, waits and seconds."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from eval import index_run, records, speed
from eval.commands.options import CorpusOption, OutOption, StoreOption, bring_in_step
from eval.progress import progress_bar
from rag import wiring
from rag.settings import read_settings


def measure_index_run(
    folder: Annotated[Path, typer.Argument(help="Documents; `mixed-files` makes some.")],
    asking_seconds: Annotated[
        float, typer.Option("--asking-seconds", min=1, help="How long questions are asked idle.")
    ] = 20,
    out: OutOption = None,
) -> None:
    """Index a folder from nothing: memory of each process, and the waits of those who ask meanwhile.

    A second run reads and embeds everything anew while questions are asked of the first one's index.
    """
    with TemporaryDirectory() as scratch:
        settings = read_settings(corpus=folder, store=Path(scratch) / "store")
        command = index_run.command_of(folder, settings.store)
        first = index_run.run_measured(command)
        assistant = wiring.assistant(settings)
        ask = assistant.ask
        questions = [f"What is said about {d.title}?" for d in assistant.documents()[::10]]
        index_run.ask_for(2, ask, questions)  # what is loaded late is loaded now
        idle = index_run.ask_for(asking_seconds, ask, questions)
        for kept in settings.store.glob("embeddings.sqlite*"):
            kept.unlink()
        second, busy = index_run.ask_during([*command, "--rebuild"], ask, questions)
    values = index_run.as_values(first, second, idle, busy)
    file = out or records.new_folder() / "index-run.json"
    records.write(file, records.about(settings, **values))
    typer.echo(first.said.splitlines()[0])
    for name, value in values.items():
        typer.echo(f"{name}: {value}")
    typer.echo(f"written to {file}")


def time_processes(
    rounds: Annotated[int, typer.Option("--rounds", min=1, help="Times each is run.")] = 5,
    question: Annotated[
        str, typer.Option("--question", help="What is asked.")
    ] = "Who took part in the meeting?",
    corpus: CorpusOption = None,
    store: StoreOption = None,
    out: OutOption = None,
) -> None:
    """Time a cold question, as a multiple of importing and loading the encoder alone."""
    settings = read_settings(corpus=corpus, store=store)
    with progress_bar() as progress:
        bring_in_step(settings, progress)
        timed = speed.commands(
            wiring.encoder(settings).folder, settings.corpus, settings.store, question
        )
        timings = speed.measure(timed, rounds, speed.seconds_of_process, progress)
    file = out or records.new_folder() / "speed.json"
    as_json = {name: asdict(t) for name, t in timings.items()}
    records.write(file, records.about(settings, rounds=rounds, timings=as_json))
    for name, t in timings.items():
        typer.echo(f"{name}: {t.median_seconds:.2f} s, {t.times_baseline:.2f} x {speed.BASELINE}")
    typer.echo(f"Written: {file}")
