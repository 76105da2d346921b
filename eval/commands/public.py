"""`python -m eval public` and `fit-abstention`: public question sets, asked and fitted on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import typer

from eval import public_figures, question_sets, records, reliability
from eval.commands.options import (
    KeptStoreOption,
    OutOption,
    SharedOption,
    bring_in_step,
    show,
    two_columns,
)
from eval.interval import Figure
from eval.progress import progress_bar
from rag import wiring
from rag.answering import abstention
from rag.answering.assistant import Assistant
from rag.answering.looking_up import PASSAGES_RETURNED
from rag.settings import read_settings
from rag.types import Progress

ABSTENTION = Path(abstention.__file__).with_name(abstention.FIT)


def public(
    sets: Annotated[list[str], typer.Argument(help="Names of question sets.")],
    shared: SharedOption,
    every: Annotated[
        int,
        typer.Option(
            "--every", min=1, help=f"Ask every nth question of more than {question_sets.LARGE:,}."
        ),
    ] = 1,
    store: KeptStoreOption = None,
    out: OutOption = None,
    baseline: Annotated[
        bool, typer.Option("--baseline", help="Also score plain LlamaIndex pieces of 256 tokens.")
    ] = False,
    ranking: Annotated[
        bool, typer.Option("--ranking", help="Rank passages only, and answer nothing: faster.")
    ] = False,
) -> None:
    """Ask public question sets through the whole pipeline and score the answers.

    One table shows every set with its intervals. A plot of how far confidence can be believed is
    drawn beside the answers.
    """
    known = question_sets.load_sets(shared)
    file = out or records.new_folder() / "public.json"
    figures: dict[str, Any] = {}
    intervals: dict[str, dict[str, dict[str, Figure]]] = {}
    for name in sets:
        answers = file.parent / f"{file.stem}.{name}.answers.jsonl"
        chosen = _Chosen(name, every, store, baseline, ranking)
        files = _answer_set(known, chosen, answers)
        figures[name] = {system: known.score(name, given) for system, given in files.items()}
        intervals[name] = {
            system: _intervals(known, chosen, given) for system, given in files.items()
        }
        figures[name]["this"]["calibration_error"] = _draw_reliability(known, name, answers)
        for system, scored in figures[name].items():
            scored["intervals"] = public_figures.as_json(intervals[name][system])
        records.write(file, records.about(read_settings(), every=every, sets=figures))
    show(public_figures.table(intervals))
    typer.echo(f"Written: {file}")


def fit_abstention(
    sets: Annotated[list[str], typer.Argument(help="Names of question sets, two or more.")],
    shared: SharedOption,
    at_most: Annotated[
        int, typer.Option("--at-most", min=10, help="Questions of each set, evenly spaced.")
    ] = 300,
    store: KeptStoreOption = None,
    out: Annotated[Path, typer.Option("--out", help="File of coefficients to write.")] = ABSTENTION,
) -> None:
    """Fit the model that decides between an answer and "not held", and test it set by set."""
    from eval import abstention_fit  # noqa: PLC0415 - scikit-learn takes seconds to import

    known = question_sets.load_sets(shared)
    labelled = {}
    for name in sets:
        with held_set(known, name, store) as (assistant, progress):
            questions = known.questions(name)
            questions = questions[:: -(-len(questions) // at_most)]
            labelled[name] = abstention_fit.label(assistant, questions, progress)
    command = f"python -m eval fit-abstention {' '.join(sets)} --at-most {at_most}"
    encoder = wiring.encoder(read_settings()).fingerprint
    record = abstention_fit.as_record(labelled, command, encoder)
    records.write(out, record)
    for name, figures in record["left_out"].items():
        show(two_columns(f"{name}, fitted on the others", figures))
    typer.echo(f"Written: {out}")


@dataclass(frozen=True, slots=True)
class _Chosen:
    """A set, how much of it is asked, and what is measured."""

    name: str
    every: int
    store: Path | None
    baseline: bool
    ranking: bool


def _answer_set(
    known: question_sets.QuestionSets, chosen: _Chosen, answers: Path
) -> dict[str, Path]:
    """Files of answers by system, beside each other."""
    questions = known.questions(chosen.name, chosen.every)
    files = {"this": answers}
    with held_set(known, chosen.name, chosen.store) as (assistant, progress):

        def told(done: int) -> None:
            progress(f"answering {chosen.name}", done, len(questions))

        if chosen.ranking:
            rank(assistant, questions, answers, told)
        else:
            question_sets.write_answers(
                questions,
                lambda question, turns, id: assistant.ask(question, turns, id=id),
                answers,
                told,
            )
        if chosen.baseline:
            files["LlamaIndex, 256 tokens"] = _answer_by_baseline(questions, assistant, answers)
    return files


def rank(
    assistant: Assistant,
    questions: Sequence[question_sets.PublicQuestion],
    file: Path,
    told: Callable[[int], None] = lambda _done: None,
) -> None:
    """Writes the ranked passages of questions, as many as an answer returns."""
    question_sets.write_rankings(
        questions,
        lambda question, turns: assistant.search(question, PASSAGES_RETURNED, turns=turns),
        {d.id: d.source.path for d in assistant.documents()},
        file,
        told,
    )


def _intervals(
    known: question_sets.QuestionSets, chosen: _Chosen, answers: Path
) -> dict[str, Figure]:
    found = public_figures.figures_of(known.rows(chosen.name, answers), known.auroc)
    shown = public_figures.OF_RANKING if chosen.ranking else tuple(found)
    return {name: found[name] for name in shown}


def _answer_by_baseline(
    questions: Sequence[question_sets.PublicQuestion], assistant: Assistant, answers: Path
) -> Path:
    from eval import baseline  # noqa: PLC0415 - LlamaIndex takes seconds to import

    pieces = baseline.split(assistant.documents(), assistant.encoder)
    file = answers.with_suffix(".baseline.jsonl")
    baseline.write_answers(questions, pieces, assistant.encoder, file)
    return file


def _draw_reliability(known: question_sets.QuestionSets, name: str, answers: Path) -> float:
    """Draws how far confidence can be believed, and gives its expected error."""
    held = {q.id: q.answerable for q in known.questions(name)}
    found = reliability.bins(*reliability.read(answers, held))
    answers.with_suffix(".svg").write_text(reliability.as_svg(name, found), encoding="utf-8")
    return round(reliability.expected_error(found), 3)


@contextmanager
def held_set(
    known: question_sets.QuestionSets, name: str, store: Path | None
) -> Iterator[tuple[Assistant, Progress]]:
    """An assistant over a set's documents, indexed for the purpose, and a bar to tell."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="eval-")))
        settings = read_settings(
            corpus=folder / "corpus", store=(store or folder / "stores") / name
        )
        known.write_corpus(name, settings.corpus)
        progress = stack.enter_context(progress_bar())
        bring_in_step(settings, progress)
        yield wiring.assistant(settings), progress
