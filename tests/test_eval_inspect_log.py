"""A run as an Inspect AI log; read back by Inspect itself where it is installed."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

from eval.inspect_log import write_inspect_log
from eval.runner import run
from eval.saved_run import SavedRun, as_saved
from rag.errors import WrongUse
from tests.eval_examples import DOCUMENT, answer, case, citation, place

INSTALLED = find_spec("inspect_ai") is not None


@pytest.fixture
def saved() -> SavedRun:
    cases = [case("a", gold=[place("It has 42,000 staff.")], tags=["number"]), case("b")]
    given = answer(text="“42,000 staff” [1]", citations=[citation("42,000 staff")])
    done = run(cases, lambda _c: given, [DOCUMENT], repeats=2)
    return as_saved("run", {"seed": 1}, done.results, [DOCUMENT])


@pytest.mark.skipif(not INSTALLED, reason="inspect-ai is an optional package")
@pytest.mark.parametrize("name", ["run.eval", "run.json"])
def test_inspect_reads_what_was_written(saved: SavedRun, tmp_path: Path, name: str) -> None:
    from inspect_ai.log import read_eval_log  # noqa: PLC0415 - an optional package

    write_inspect_log(saved, tmp_path / "new" / name)
    read = read_eval_log(str(tmp_path / "new" / name))
    assert read.status == "success"
    samples = {(s.id, s.epoch): s for s in read.samples}
    assert samples.keys() == {("a", 1), ("a", 2), ("b", 1), ("b", 2)}
    assert samples["a", 2].scores["cited"].value == 1
    assert "cited" not in samples["b", 1].scores
    assert {s.name: s.metrics["mean"].value for s in read.results.scores}["outcome_right"] == 1


@pytest.mark.skipif(INSTALLED, reason="inspect-ai is installed")
def test_without_inspect_a_line_says_what_to_install(saved: SavedRun, tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match=r"pip install 'chapter-and-verse\[inspect\]'"):
        write_inspect_log(saved, tmp_path / "run.eval")


def test_another_ending_is_refused(saved: SavedRun, tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match=r"named .eval or .json"):
        write_inspect_log(saved, tmp_path / "run.txt")
