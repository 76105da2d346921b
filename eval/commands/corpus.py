"""`python -m eval run`: the known-fact questions on the corpus."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from eval import records, report
from eval.cases import Case, load_cases
from eval.commands.options import CorpusOption, OutOption, StoreOption, bring_in_step, show
from eval.progress import progress_bar
from eval.runner import run as run_cases
from rag import wiring
from rag.settings import read_settings
from rag.types import Answer

QUESTIONS = Path(__file__).parent.parent / "questions" / "corpus.yaml"


def run(
    questions: Annotated[Path, typer.Option("--questions", help="YAML file of cases.")] = QUESTIONS,
    corpus: CorpusOption = None,
    store: StoreOption = None,
    out: OutOption = None,
) -> None:
    """Ask every known-fact question and score the answers."""
    settings = read_settings(corpus=corpus, store=store)
    with progress_bar() as progress:
        bring_in_step(settings, progress)
        assistant = wiring.assistant(settings)
        documents = assistant.documents()

        def ask(case: Case) -> Answer:
            return assistant.ask(case.question, case.history, id=case.id)

        finished = run_cases(load_cases(questions, documents), ask, documents, progress)
    version = finished.results[0].answer.searched.corpus_version if finished.results else None
    about = records.about(settings, questions=str(questions), corpus_version=version)
    file = out or records.new_folder() / "run.json"
    records.write(file, report.as_json(finished, about))
    show(*report.tables(finished))
    faults = report.fault_lines(finished)
    typer.echo("\n".join([f"{len(faults)} answers at fault", *faults]))
    typer.echo(f"Written: {file}")
