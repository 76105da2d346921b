"""`python -m eval`: how well the system answers questions whose answers are known."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from typer.exceptions import TyperException

from eval import (
    attribution,
    followups,
    index_run,
    question_sets,
    records,
    reliability,
    report,
    speed,
)
from eval.cases import Case, load_cases
from eval.claim_command import measure_claims
from eval.metadata.command import guess_metadata
from eval.progress import progress_bar
from eval.quotes.command import quotes
from eval.runner import run as run_cases
from rag import wiring
from rag.answering import abstention
from rag.answering.assistant import Assistant
from rag.errors import RagError
from rag.settings import Settings, read_settings
from rag.types import Answer, Progress

QUESTIONS = Path(__file__).parent / "questions" / "corpus.yaml"
FOLLOW_UPS = QUESTIONS.with_name("followups.yaml")
ATTRIBUTIONS = QUESTIONS.with_name("attribution_development.yaml")
ABSTENTION = Path(abstention.__file__).with_name(abstention.FIT)

app = typer.Typer(
    name="eval",
    help="Measure how well questions are answered whose answers are known.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

CorpusOption = Annotated[
    Path | None, typer.Option("--corpus", help="Folder of documents.", show_default="corpus")
]
StoreOption = Annotated[
    Path | None, typer.Option("--store", help="Folder that holds the index.", show_default=".rag")
]
OutOption = Annotated[
    Path | None,
    typer.Option("--out", help="JSON file to write.", show_default="a new folder of eval/runs"),
]
SharedOption = Annotated[
    Path, typer.Option("--shared", help="Folder with tools/question_sets.py and data/.")
]
EveryOption = Annotated[int, typer.Option("--every", min=1, help="Ask every nth question.")]
KeptStoreOption = Annotated[
    Path | None,
    typer.Option("--store", help="Keep the indexes here.", show_default="thrown away"),
]


@app.command()
def run(
    questions: Annotated[Path, typer.Option("--questions", help="YAML file of cases.")] = QUESTIONS,
    corpus: CorpusOption = None,
    store: StoreOption = None,
    out: OutOption = None,
) -> None:
    """Ask every known-fact question and score the answers."""
    settings = read_settings(corpus=corpus, store=store)
    with progress_bar() as progress:
        _index(settings, progress)
        assistant = wiring.assistant(settings)
        documents = assistant.documents()

        def ask(case: Case) -> Answer:
            return assistant.ask(case.question, case.history, id=case.id)

        finished = run_cases(load_cases(questions, documents), ask, documents, progress)
    version = finished.results[0].answer.searched.corpus_version if finished.results else None
    about = records.about(settings, questions=str(questions), corpus_version=version)
    file = out or records.new_folder() / "run.json"
    records.write(file, report.as_json(finished, about))
    _print(*report.tables(finished))
    faults = report.fault_lines(finished)
    typer.echo("\n".join([f"{len(faults)} answers at fault", *faults]))
    typer.echo(f"Written: {file}")


@app.command(name="followups")
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
        _index(settings, progress)
        assistant = wiring.assistant(settings)
        known = followups.load_follow_ups(questions, assistant.documents())
        resolved = followups.resolve(known, lambda f: assistant.ask(f.question, f.turns, id=f.id))
    for name, f in followups.figures_of(resolved).items():
        typer.echo(f"{name}: {f.mean:.3f} ({f.low:.3f} to {f.high:.3f}, {f.cases} follow-ups)")
    for r in resolved:
        if r.fault:
            said = f"{r.follow_up.question} => {r.answer.standalone_question}"
            typer.echo(f"{r.follow_up.id}: {r.fault} | {said}")


@app.command()
def public(
    sets: Annotated[list[str], typer.Argument(help="Names of question sets.")],
    shared: SharedOption,
    every: EveryOption = 1,
    store: KeptStoreOption = None,
    out: OutOption = None,
    baseline: Annotated[
        bool, typer.Option("--baseline", help="Also score plain LlamaIndex pieces of 256 tokens.")
    ] = False,
) -> None:
    """Ask public question sets through the whole pipeline and score the answers.

    A plot of how far confidence can be believed is drawn beside the answers.
    """
    known = question_sets.load_sets(shared)
    file = out or records.new_folder() / "public.json"
    figures: dict[str, Any] = {}
    for name in sets:
        answers = file.parent / f"{file.stem}.{name}.answers.jsonl"
        figures[name] = _score_set(known, name, every, store, answers, baseline=baseline)
        for system, scored in figures[name].items():
            _print(_two_columns(f"{name}: {system}", scored))
        records.write(file, records.about(read_settings(), every=every, sets=figures))
    typer.echo(f"Written: {file}")


@app.command(name="attribution")
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
    _print(attribution.table(labels.stem, found))
    if faults:
        typer.echo("\n".join(attribution.fault_lines(judged)))
    file = out or records.new_folder() / "attribution.json"
    records.write(file, records.about(settings, labels=str(labels), **found))
    typer.echo(f"Written: {file}")


@app.command(name="fit-abstention")
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
        with _held(known, name, store) as (assistant, progress):
            questions = known.questions(name)
            questions = questions[:: -(-len(questions) // at_most)]
            labelled[name] = abstention_fit.label(assistant, questions, progress)
    command = f"python -m eval fit-abstention {' '.join(sets)} --at-most {at_most}"
    encoder = wiring.encoder(read_settings()).fingerprint
    record = abstention_fit.as_record(labelled, command, encoder)
    records.write(out, record)
    for name, figures in record["left_out"].items():
        _print(_two_columns(f"{name}, fitted on the others", figures))
    typer.echo(f"Written: {out}")


@app.command(name="round-trip")
def round_trip(
    formats: Annotated[
        list[str] | None, typer.Argument(help="Names of formats.", show_default="all but the scans")
    ] = None,
    texts: Annotated[int, typer.Option("--texts", min=1, help="How many texts are made.")] = 60,
    seed: Annotated[int, typer.Option("--seed", help="Another seed makes other texts.")] = 1,
    out: OutOption = None,
) -> None:
    """Lay made-up texts out in each format, read them back and count the sentences that survive."""
    from eval.round_trip import commands  # noqa: PLC0415 - what writes the formats loads slowly

    with progress_bar() as progress:
        recovered = commands.recover(formats or [], texts, seed, progress)
    file = out or records.new_folder() / "round_trip.json"
    about = records.about(read_settings(), texts=texts, seed=seed)
    records.write(file, about | {"formats": {n: asdict(r) for n, r in recovered.items()}})
    _print(commands.table(recovered))
    typer.echo(f"Written: {file}")


@app.command(name="mixed-files")
def mixed_files(
    folder: Annotated[Path, typer.Argument(help="Where they are written.")],
    count: Annotated[int, typer.Option("--count", min=1, help="How many.")] = 1_000,
    seed: Annotated[int, typer.Option("--seed", help="Another seed makes other files.")] = 1,
) -> None:
    """Write many small files of every format, a few of them unsound, to try an index run on."""
    from eval.mixed_files import write_mixed_files  # noqa: PLC0415 - what writes them loads slowly

    with progress_bar() as progress:
        unsound = write_mixed_files(folder, count, seed, progress)
    typer.echo(f"{count} files in {folder}, {unsound} of which cannot be read")


app.command()(quotes)


@app.command(name="index-run")
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


@app.command(name="page-quotes")
def check_page_quotes(
    texts: Annotated[int, typer.Option("--texts", min=1, help="How many texts are made.")] = 3,
    seed: Annotated[int, typer.Option("--seed", help="Another seed makes other texts.")] = 1,
    pictures: Annotated[
        Path | None, typer.Option("--pictures", help="Folder for the marked pages.")
    ] = None,
) -> None:
    """Mark quotes on the pages of made-up PDF files and read back what stands in the marks."""
    from eval import page_quotes  # noqa: PLC0415 - recognition loads slowly

    for line in page_quotes.check(texts, seed, pictures):
        typer.echo(line)


@app.command(name="speed")
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
        _index(settings, progress)
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


app.command(name="metadata")(guess_metadata)
app.command(name="claims")(measure_claims)


def _index(settings: Settings, progress: Progress) -> None:
    """Brings the store in step with the corpus, and tells of files that could not be read."""
    summary = wiring.index(settings, progress=progress)
    for file in summary.failed:
        typer.echo(f"not indexed: {file.path}: {file.reason}", err=True)


def _score_set(
    known: question_sets.QuestionSets,
    name: str,
    every: int,
    store: Path | None,
    answers: Path,
    *,
    baseline: bool,
) -> dict[str, Any]:
    """Figures by system; the answers of each are kept in files beside each other."""
    with _held(known, name, store) as (assistant, progress):
        questions = known.questions(name, every)
        question_sets.write_answers(
            questions,
            lambda question, turns, id: assistant.ask(question, turns, id=id),
            answers,
            lambda done: progress(f"answering {name}", done, len(questions)),
        )
        scored = {"this": known.score(name, answers)}
        if baseline:
            scored["LlamaIndex, 256 tokens"] = _score_baseline(
                known, name, questions, assistant, answers
            )
    found = reliability.bins(*reliability.read(answers, {q.id: q.answerable for q in questions}))
    scored["this"]["calibration_error"] = round(reliability.expected_error(found), 3)
    answers.with_suffix(".svg").write_text(reliability.as_svg(name, found), encoding="utf-8")
    return scored


def _score_baseline(
    known: question_sets.QuestionSets,
    name: str,
    questions: Sequence[question_sets.PublicQuestion],
    assistant: Assistant,
    answers: Path,
) -> dict[str, Any]:
    from eval import baseline  # noqa: PLC0415 - LlamaIndex takes seconds to import

    pieces = baseline.split(assistant.documents(), assistant.encoder)
    file = answers.with_suffix(".baseline.jsonl")
    baseline.write_answers(questions, pieces, assistant.encoder, file)
    return known.score(name, file)


@contextmanager
def _held(
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
        _index(settings, progress)
        yield wiring.assistant(settings), progress


def _two_columns(title: str, figures: dict[str, Any]) -> Table:
    table = Table(title=title)
    table.add_column("figure")
    table.add_column("value", justify="right")
    for name, value in figures.items():
        table.add_row(name, str(value))
    return table


def _print(*tables: Table) -> None:
    console = Console()
    for table in tables:
        console.print(table)


def main() -> None:
    """Runs the command; an error meant for people is one line on stderr and an exit code."""
    try:
        sys.exit(app(standalone_mode=False))
    except TyperException as error:
        _complain(f"{error.format_message()} (try: python -m eval --help)", error.exit_code)
    except RagError as error:
        _complain(str(error), error.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        _complain("stopped", 130)


def _complain(message: str, code: int) -> None:
    typer.echo(f"error: {message}", err=True)
    sys.exit(code)


if __name__ == "__main__":
    main()
