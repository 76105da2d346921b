"""`python -m eval mutations`: faults planted in the pipeline, and whether a comparison names them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from eval import records
from eval.cases import SHIPPED, SHIPPED_ASIDE, load_cases
from eval.commands.corpus import CasesOption, QuestionsOption, chosen_cases
from eval.commands.options import CorpusOption, OutOption, StoreOption, bring_in_step
from eval.mutations.older import stale_assistant
from eval.mutations.planted import PLANTED, Planted, Stage, asking
from eval.mutations.trial import Trial, answered, as_values, trials, unchanged
from eval.progress import progress_bar
from eval.remembering import remembering
from rag import wiring
from rag.errors import WrongUse
from rag.settings import read_settings


def plant_faults(
    questions: QuestionsOption = None,
    cases: CasesOption = None,
    faults: Annotated[
        list[str] | None, typer.Option("--fault", help="Only this one; may be repeated.")
    ] = None,
    again: Annotated[
        int, typer.Option("--unchanged", min=0, help="Runs of the pipeline as it is.")
    ] = 20,
    corpus: CorpusOption = None,
    store: StoreOption = None,
    out: OutOption = None,
) -> None:
    """Plant faults in the pipeline, one at a time, and say which measures name each of them."""
    settings = read_settings(corpus=corpus, store=store)
    planted = _chosen(faults)
    with progress_bar() as progress, TemporaryDirectory(prefix="eval-") as folder:
        bring_in_step(settings, progress)
        assistant = remembering(wiring.assistant(settings))
        documents = assistant.documents()
        files = questions or [*SHIPPED, SHIPPED_ASIDE]
        asked = chosen_cases(load_cases(files, documents), cases)
        sound = answered("sound", asked, asking(assistant), documents)
        stage = Stage(assistant, stale_assistant(settings, Path(folder)))
        found = list(_told(trials(asked, stage, sound, planted)))
        alarms = []
        for number, comparison in enumerate(unchanged(asked, assistant, sound, again), 1):
            alarms.append(tuple(m.name for m in comparison.regressions))
            typer.echo(f"unchanged {number}: {', '.join(alarms[-1]) or 'no alarm'}")
    file = out or records.new_folder() / "mutations.json"
    records.write(file, records.about(settings, cases=len(asked), **as_values(found, alarms)))
    missed = sum(not t.is_caught for t in found)
    false = sum(map(bool, alarms))
    typer.echo(f"{len(found) - missed} of {len(found)} faults caught by the right measure")
    typer.echo(f"{false} alarms in {len(alarms)} runs of an unchanged pipeline")
    typer.echo(f"Written: {file}")
    if missed or false:
        raise typer.Exit(1)


def _chosen(names: list[str] | None) -> list[Planted]:
    known = {p.name: p for p in PLANTED}
    for name in names or []:
        if name not in known:
            raise WrongUse(f"--fault: no fault {name!r}; there are {', '.join(known)}")
    return [known[n] for n in names] if names else list(PLANTED)


def _told(found: Iterable[Trial]) -> Iterable[Trial]:
    for trial in found:
        caught = "caught" if trial.is_caught else "MISSED"
        wanted = " or ".join(trial.planted.measures)
        named = ", ".join(trial.named) or "nothing"
        typer.echo(f"{trial.planted.name}: {caught} (wanted {wanted}; named {named})")
        yield trial
