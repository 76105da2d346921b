"""`python -m eval followups`: whether follow-ups are taken as a person would."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from eval import followups
from eval.commands.options import CorpusOption, StoreOption, bring_in_step
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
