"""A run over a played-back system, its figures, faults, report and records."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from rich.console import Console

from eval import question_sets, records, report, speed
from eval.commands.corpus import chosen_cases
from eval.faults import fault_of
from eval.interval import figure
from eval.machine import libraries, machine
from eval.remembering import RememberingEncoder
from eval.runner import Run, run, spreads_of
from rag.errors import RagError, WrongUse
from rag.settings import read_settings
from rag.types import Answer, Outcome, Turn
from tests.eval_examples import DOCUMENT, answer, case, citation, place
from tests.fakes import FakeEncoder

STAFF = place("It has 42,000 staff.")
CASES = [
    case("right", gold=[STAFF], must_say=[("42,000",)], said_by=["Plant"], tags=["number"]),
    case("refused", gold=[STAFF], tags=["number"]),
    case("beside", gold=[STAFF], tags=["list"]),
    case("unsaid", gold=[STAFF], must_say=[("staff",), ("Paris", "Lyon")]),
    case("speaker", gold=[STAFF], said_by=["Plant", "the firm"]),
    case("leaked", Outcome.NOT_HELD, must_not_say=["Leeds"]),
    case("altered", gold=[STAFF]),
    case("absent", Outcome.NOT_HELD),
]
ANSWERS = {
    "right": answer(citations=[citation("42,000 staff", speaker="Plant Ltd")]),
    "refused": answer(outcome=Outcome.NOT_HELD),
    "beside": answer(citations=[citation("Leeds")]),
    "unsaid": answer(citations=[citation("42,000 staff")]),
    "speaker": answer(citations=[citation("42,000 staff", speaker="Rival")]),
    "leaked": answer(outcome=Outcome.NOT_HELD, text="Perhaps Leeds."),
    "altered": answer(citations=[citation("42,000", text="42,001")]),
    "absent": answer(outcome=Outcome.NOT_HELD),
}


@pytest.fixture(scope="module")
def finished() -> Run:
    return run(CASES, lambda case: ANSWERS[case.id], [DOCUMENT])


def test_figures_are_means_over_the_cases_a_measure_applies_to(finished: Run) -> None:
    means = {name: (f.mean, f.cases) for name, f in finished.figures.items()}
    assert means["outcome_right"] == (7 / 8, 8)
    assert means["refusal_precision"] == (2 / 3, 3)
    assert means["refusal_recall"] == (1, 2)
    assert means["answered_when_held"] == (5 / 6, 6)
    assert means["cited"] == (4 / 6, 6)
    assert means["quote_fidelity"] == (4 / 5, 5)
    assert means["facts_said"] == (0.75, 2)
    assert means["said_by_right"] == (0.5, 2)
    assert finished.by_tag["number"]["cited"].mean == 0.5
    assert set(finished.by_tag) == {"list", "number"}


def test_each_fault_is_named(finished: Run) -> None:
    assert {r.case.id: fault_of(r) for r in finished.results} == {
        "right": None,
        "refused": "expected answered, got not_held",
        "beside": "cites other places than the gold",
        "unsaid": "does not say: Paris",
        "speaker": "does not give it to Plant or the firm",
        "leaked": "says what it must not: Leeds",
        "altered": "a quote is not the source's own words",
        "absent": None,
    }


def test_progress_is_told() -> None:
    told: list[tuple[str, int, int]] = []
    run(CASES[:2], lambda case: ANSWERS[case.id], [DOCUMENT], lambda *now: told.append(now))
    assert told == [("answering", 1, 2), ("answering", 2, 2)]


def test_an_error_of_the_system_ends_the_run() -> None:
    def ask(_case: object) -> Answer:
        raise RagError("the index is gone")

    with pytest.raises(RagError, match="the index is gone"):
        run(CASES, ask, [DOCUMENT])


def test_intervals_are_the_same_each_time_and_hold_the_mean() -> None:
    values = [0.0, 1.0, 1.0, 1.0, 0.0, 1.0]
    first = figure(values)
    assert first is not None
    assert first == figure(values)
    assert 0 <= first.low < first.mean < first.high <= 1
    assert first.mean == pytest.approx(4 / 6)
    assert figure([]) is None
    certain = figure([1.0, 1.0])
    assert certain is not None and (certain.low, certain.high) == (1, 1)


def test_the_report_is_json_and_readable(finished: Run) -> None:
    written = json.loads(json.dumps(report.summary(finished, {"corpus_version": "v1"})))
    assert written["corpus_version"] == "v1"
    assert written["figures"]["outcome_right"]["mean"] == 7 / 8
    assert written["spreads"] == {}

    tables = report.tables(finished)
    assert [t.row_count for t in tables] == [len(finished.figures), 2]
    console = Console(width=160)
    with console.capture() as shown:
        console.print(*tables)
    assert "outcome_right" in shown.get()
    lines = report.fault_lines(finished)
    assert len(lines) == 6
    assert lines[0] == "refused: expected answered, got not_held | question refused?"


def test_runs_are_numbered_in_order(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "0009").mkdir()
    names = [records.new_folder(tmp_path).name for _ in range(2)]
    assert names == ["0010", "0011"]


def test_records_say_what_was_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    settings = read_settings()
    about = records.about(settings, corpus_version="v1")
    records.write(tmp_path / "new" / "run.json", about)
    read = json.loads((tmp_path / "new" / "run.json").read_text(encoding="utf-8"))
    assert read["settings"]["encoder"] == settings.encoder
    assert (read["commit"], read["uncommitted_changes"]) == (None, None)
    assert read["corpus_version"] == "v1"


TOOL = """
def write_corpus(name, folder):
    open(f"/nowhere/{name}")
def questions(name):
    turn = {"question": "a", "answer": "b"}
    return [{"qid": str(n), "question": f"q{n}?", "history": [turn], "answerable": n % 2 == 0}
            for n in range(5)]
def score(name, path):
    return {"set": name, "lines": sum(1 for _ in open(path))}
"""


@pytest.fixture
def sets(tmp_path: Path) -> question_sets.QuestionSets:
    tool = tmp_path / question_sets.TOOL
    tool.parent.mkdir()
    tool.write_text(TOOL, encoding="utf-8")
    return question_sets.load_sets(tmp_path)


def test_every_nth_question_of_a_large_set_is_asked_and_scored(
    tmp_path: Path, sets: question_sets.QuestionSets, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(sets.questions("s", every=2)) == 5
    monkeypatch.setattr(question_sets, "LARGE", 4)
    asked: list[tuple[str, tuple[Turn, ...], str]] = []

    def ask(question: str, turns: object, id: str) -> Answer:
        assert isinstance(turns, tuple)
        asked.append((question, turns, id))
        return ANSWERS["right"]

    file = tmp_path / "new" / "answers.jsonl"
    question_sets.write_answers(sets.questions("s", every=2), ask, file)
    assert asked == [(f"q{n}?", (Turn("a", "b"),), str(n)) for n in (0, 2, 4)]
    assert json.loads(file.read_text(encoding="utf-8").splitlines()[0])["outcome"] == "answered"


def test_an_unknown_set_or_folder_is_named(
    tmp_path: Path, sets: question_sets.QuestionSets
) -> None:
    with pytest.raises(WrongUse, match="no question set 'absent'"):
        sets.write_corpus("absent", tmp_path)
    with pytest.raises(WrongUse, match="--shared"):
        question_sets.load_sets(tmp_path / "elsewhere")


def test_speed_is_a_multiple_of_the_encoder_alone() -> None:
    seconds = iter([2.0, 3.0, 1.0, 4.0, 5.0, 1.0, 2.0, 9.0, 1.0])
    commands = {speed.BASELINE: ("load",), "rag ask": ("ask",), "index": ("index",)}
    order: list[str] = []

    def seconds_of(command: speed.Command) -> float:
        order.append(command[0])
        return next(seconds)

    timings = speed.measure(commands, 3, seconds_of)
    assert order == ["load", "ask", "index"] * 3
    assert timings["rag ask"] == speed.Timing((3.0, 5.0, 9.0), 5.0, 2.5)
    assert timings["index"].times_baseline == 0.5


def test_a_failing_process_is_told() -> None:
    commands = speed.commands(Path("no-encoder"), Path("corpus"), Path("store"), "Who?")
    assert commands["rag ask"][1:] == ("-m", "rag", "ask", "Who?", "--store", "store")
    with pytest.raises(RagError, match="ended with 3: bad luck"):
        speed.seconds_of_process((commands[speed.BASELINE][0], "-c", FAILING))


FAILING = "import sys; print('bad luck', file=sys.stderr); sys.exit(3)"


def test_cases_are_chosen_by_id_or_tag() -> None:
    assert [c.id for c in chosen_cases(CASES, ["number"])] == ["right", "refused"]
    assert [c.id for c in chosen_cases(CASES, ["be*", "list"])] == ["beside"]
    assert chosen_cases(CASES, None) == tuple(CASES)
    with pytest.raises(WrongUse, match="no case has an id or tag like nothing"):
        chosen_cases(CASES, ["nothing"])


def test_a_case_asked_several_times_counts_once_and_what_wavers_is_told() -> None:
    given = iter([ANSWERS["right"], ANSWERS["refused"], *[ANSWERS["beside"]] * 2])
    twice = run([CASES[0], CASES[2]], lambda _c: next(given), [DOCUMENT], repeats=2)
    assert twice.figures["outcome_right"] == figure([0.5, 1.0])
    spreads = spreads_of(twice.results)
    assert spreads["outcome_right"] == pytest.approx((0.5**0.5 + 0) / 2)
    assert report.tables(twice)[0].title == "2 cases, repeated"


def test_each_text_is_encoded_once() -> None:
    encoder = FakeEncoder()
    again = RememberingEncoder(encoder)
    first = again.encode(["a b", "c", "a b"])
    assert encoder.encoded == ["a b", "c"]
    assert (again.encode(["c", "d"])[0] == first[1]).all()
    assert encoder.encoded == ["a b", "c", "d"]
    assert again.encode([]).shape == (0, encoder.dimensions)
    assert again.fingerprint == encoder.fingerprint


def test_the_machine_and_its_libraries_are_told_without_a_name() -> None:
    assert machine().keys() == {"system", "processor", "cores", "python"}
    assert "numpy" in libraries()
