"""`python -m eval run`: the known-fact questions on the corpus."""

from __future__ import annotations

import os
from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from time import perf_counter
from typing import Annotated, Any

import typer

from eval import records, report
from eval.cases import SHIPPED, SHIPPED_ASIDE, Case, load_cases
from eval.commands.options import CorpusOption, StoreOption, bring_in_step, show
from eval.judge import Endpoint, with_grades
from eval.judge import judge as judge_answers
from eval.machine import libraries, machine, sow
from eval.progress import progress_bar
from eval.remembering import remembering
from eval.runner import Run, gathered
from eval.runner import run as run_cases
from eval.saved_run import keep
from rag import wiring
from rag.errors import WrongUse
from rag.settings import read_settings
from rag.types import Answer, Progress

JUDGE_KEY = "EVAL_JUDGE_KEY"
"""Variable that holds the key of the judge's endpoint."""

QuestionsOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--questions", help="YAML file of cases; may be repeated.", show_default="the shipped"
    ),
]
CasesOption = Annotated[
    list[str] | None,
    typer.Option(
        "--cases", help="Only cases with such an id or tag (* for anything); may be repeated."
    ),
]


AsideOption = Annotated[
    bool, typer.Option("--aside", help="Ask the shipped questions that are set aside, too.")
]
DraftsOption = Annotated[
    bool, typer.Option("--drafts", help="Count drafts, which nobody has confirmed, too.")
]
RepeatsOption = Annotated[
    int, typer.Option("--repeats", min=1, help="Times each is asked, to see what wavers.")
]
SeedOption = Annotated[int, typer.Option("--seed", help="Chance begins here.")]
JudgeOption = Annotated[
    str | None,
    typer.Option(
        "--judge",
        help="OpenAI-compatible endpoint of a model that grades answers too; its key, where it "
        f"wants one, in {JUDGE_KEY}.",
        show_default="none",
    ),
]
JudgeModelOption = Annotated[str, typer.Option("--judge-model", help="Its model.")]
ReadingsOption = Annotated[
    int, typer.Option("--judge-readings", min=1, help="Times it grades each answer.")
]
OutOption = Annotated[
    Path | None,
    typer.Option("--out", help="Folder to write.", show_default="a new folder of eval/runs"),
]


def run(
    questions: QuestionsOption = None,
    aside: AsideOption = False,
    drafts: DraftsOption = False,
    cases: CasesOption = None,
    repeats: RepeatsOption = 1,
    seed: SeedOption = 0,
    corpus: CorpusOption = None,
    store: StoreOption = None,
    judge: JudgeOption = None,
    judge_model: JudgeModelOption = "default",
    readings: ReadingsOption = 3,
    out: OutOption = None,
) -> None:
    """Ask every known-fact question and score the answers."""
    settings = read_settings(corpus=corpus, store=store)
    files = [*(questions or SHIPPED), *([SHIPPED_ASIDE] if aside else [])]
    sow(seed)
    with progress_bar() as progress:
        began = perf_counter()
        bring_in_step(settings, progress)
        assistant = remembering(wiring.assistant(settings))
        documents = assistant.documents()
        chosen = chosen_cases(load_cases(files, documents, drafts=drafts), cases)
        indexed = perf_counter()

        def ask(case: Case) -> Answer:
            return assistant.ask(case.question, case.history, id=case.id)

        finished = run_cases(chosen, ask, documents, progress, repeats)
        asked = perf_counter()
        graded: dict[str, Any] = {}
        if judge:
            endpoint = Endpoint(judge, judge_model, os.environ.get(JUDGE_KEY))
            finished, graded = _graded(finished, endpoint, readings, progress)
    about = records.about(
        settings,
        questions=[f.name for f in files],
        corpus_version=assistant.holdings.corpus_version,
        seed=seed,
        repeats=repeats,
        machine=machine(),
        libraries=libraries(),
        seconds={"index": round(indexed - began, 1), "ask": round(asked - indexed, 1)},
        **graded,
    )
    folder = out or records.new_folder()
    keep(folder, report.summary(finished, about), finished.results, documents)
    _tell(finished, folder)


def _graded(
    finished: Run, endpoint: Endpoint, readings: int, progress: Progress
) -> tuple[Run, dict[str, Any]]:
    """The run with the grades of a judge, and what is told about the judge."""
    judged = judge_answers(finished.results, endpoint.read, readings, progress)
    typer.echo(judged.told())
    about = {"model": endpoint.model, "readings": readings, **judged.as_json()}
    return gathered(with_grades(finished.results, judged)), {"judge": about}


def _tell(finished: Run, folder: Path) -> None:
    show(*report.tables(finished))
    faults = report.fault_lines(finished)
    typer.echo("\n".join([f"{len(faults)} answers at fault", *faults]))
    typer.echo(f"Written: {folder}")


def chosen_cases(cases: Sequence[Case], wanted: Sequence[str] | None) -> tuple[Case, ...]:
    """The cases whose id or one of whose tags is wanted; all where nothing is. Raises WrongUse."""
    if not wanted:
        return tuple(cases)
    chosen = tuple(
        c for c in cases if any(fnmatchcase(n, w) for n in (c.id, *c.tags) for w in wanted)
    )
    if not chosen:
        raise WrongUse(f"--cases: no case has an id or tag like {' or '.join(wanted)}")
    return chosen
