"""`python -m eval followups` and `conversations`: whether follow-ups are taken as a person would."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from eval import conversations, followups, question_sets, records
from eval.commands.options import (
    CorpusOption,
    KeptStoreOption,
    OutOption,
    SharedOption,
    StoreOption,
    bring_in_step,
)
from eval.commands.public import held_set, rank
from eval.progress import progress_bar
from rag import wiring
from rag.settings import read_settings

FOLLOW_UPS = Path(__file__).parent.parent / "questions" / "followups.yaml"


def run_follow_ups(
    questions: Annotated[
        Path, typer.Option("--questions", help="YAML file of follow-ups.")
    ] = FOLLOW_UPS,
    corpus: CorpusOption = None,
    store: StoreOption = None,
) -> None:
    """Ask follow-ups whose meaning is known, and see whether each is taken as a person would."""
    settings = read_settings(corpus=corpus, store=store)
    with progress_bar() as progress:
        bring_in_step(settings, progress)
        assistant = wiring.assistant(settings)
        known = followups.load_follow_ups(questions, assistant.documents())
        resolved = followups.resolve(known, lambda f: assistant.ask(f.question, f.turns, id=f.id))
    for name, f in followups.figures_of(resolved).items():
        typer.echo(f"{name}: {f.mean:.3f} ({f.low:.3f} to {f.high:.3f}, {f.cases} follow-ups)")
    for r in resolved:
        if r.fault:
            said = f"{r.follow_up.question} => {r.answer.standalone_question}"
            typer.echo(f"{r.follow_up.id}: {r.fault} | {said}")


def measure_conversations(
    shared: SharedOption,
    name: Annotated[
        str, typer.Argument(help="A set whose questions have turns before them.")
    ] = "mtrag_clapnq_ibmcloud",
    store: KeptStoreOption = None,
    out: OutOption = None,
) -> None:
    """Rank passages for questions of conversations with the turns before, without, and with others.

    Told apart are questions that lean on earlier turns and questions that stand alone.
    """
    known = question_sets.load_sets(shared)
    questions = known.questions(name)
    file = out or records.new_folder() / "conversations.json"
    rows = {}
    with held_set(known, name, store) as (assistant, _):
        for number, (way, asked) in enumerate(conversations.in_each_way(questions).items()):
            answers = file.with_suffix(f".{number}.answers.jsonl")
            rank(assistant, asked, answers)
            rows[way] = known.rows(name, answers)
    tables = conversations.figures_of(questions, rows)
    for group, figures in tables.items():
        for way, f in figures.items():
            typer.echo(
                f"{group}: {way}: {f.mean:+.3f} ({f.low:+.3f} to {f.high:+.3f}, {f.cases} questions)"
            )
    values = {g: {w: asdict(f) for w, f in of.items()} for g, of in tables.items()}
    records.write(file, records.about(read_settings(), set=name, figures=values))
    typer.echo(f"Written: {file}")
