"""The command line of the evaluation: help at once, errors in one line."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from eval import accepted
from eval.__main__ import app, main
from eval.cases import QUESTIONS, SHIPPED, SHIPPED_ASIDE
from eval.comparing.comparison import compare


def test_make_eval_asks_the_shipped_questions_and_those_set_aside() -> None:
    assert all(file.is_file() for file in (*SHIPPED, SHIPPED_ASIDE))
    makefile = (Path(__file__).parent.parent / "Makefile").read_text(encoding="utf-8")
    assert "eval run --aside --out" in makefile


def test_what_the_readmes_say_of_commands_is_true() -> None:
    root = Path(__file__).parent.parent
    texts = [f.read_text(encoding="utf-8") for f in (root / "README.md", QUESTIONS / "README.md")]
    lines = [line for text in texts for line in re.findall(r"python -m eval ([^`\n#]+)", text)]
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    assert {"run", "compare", "new", "suggest"} <= {line.split()[0] for line in lines}
    for line in lines:
        command = commands[line.split()[0]]
        of_groups = getattr(command, "commands", {}).values()
        known = {o for c in (command, *of_groups) for p in c.params for o in p.opts}
        assert set(re.findall(r"--[a-z-]+", line)) <= known, line


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nonsense"], "No such command 'nonsense'."),
        (["public", "some-set"], "Missing option '--shared'."),
        (["public", "some-set", "--shared", "nowhere"], "--shared"),
        (["new"], "give either a question or --feedback FILE"),
        (["new", "Who?", "--feedback", "f.json"], "give either a question or --feedback FILE"),
        (["new", "--feedback", "absent.json"], "absent.json: cannot be read"),
    ],
)
def test_wrong_use_is_one_line_and_exit_code_2(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    said: str,
) -> None:
    monkeypatch.setattr(sys, "argv", ["eval", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    error = capsys.readouterr().err
    assert ended.value.code == 2
    assert error.startswith("error: ")
    assert said in error
    assert error.count("\n") == 1


def test_help_loads_no_engine() -> None:
    heavy = "torch|chromadb|llama_index|sentence_transformers|gradio"
    script = (
        "import sys, eval.__main__; "
        f"print([m for m in sys.modules if m.split('.')[0] in {heavy.split('|')!r}])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parent.parent,
    )
    assert done.stdout.strip() == "[]"


def test_the_shipped_baseline_is_small_and_compares_with_itself() -> None:
    file = accepted.baseline_file()
    accepted_run = accepted.read_baseline(file)
    assert file.stat().st_size < 1_000_000
    assert all(entry["reason"] for entry in accepted_run.history)
    assert {"store", "corpus"}.isdisjoint(accepted_run.about["settings"])
    found = compare(accepted_run, accepted_run)
    assert (found.regressions, found.questions) == ((), ())
    assert found.measures


def test_comparing_asks_for_two_runs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "argv", ["eval", "compare", str(tmp_path)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert "1 runs are named: name two runs, or one and --baseline" in capsys.readouterr().err


def test_a_regression_is_exit_code_1_and_noise_is_not(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    shipped = accepted.baseline_file()
    spoilt = json.loads(shipped.read_text(encoding="utf-8"))
    for case in spoilt["cases"]:
        for answer in case["answers"]:
            answer["scores"]["outcome_right"] = 0
    worse = tmp_path / "worse.json"
    worse.write_text(json.dumps(spoilt), encoding="utf-8")
    for after, code in ((shipped, 0), (worse, 1)):
        options = ["--baseline", "--fail-on", "regression", "--format", "junit"]
        out = tmp_path / "new" / "junit.xml"
        monkeypatch.setattr(
            sys, "argv", ["eval", "compare", str(after), *options, "--out", str(out)]
        )
        with pytest.raises(SystemExit) as ended:
            main()
        assert (ended.value.code or 0) == code
        assert ("<failure" in out.read_text(encoding="utf-8")) == bool(code)
        assert ("regression: outcome_right" in capsys.readouterr().out) == bool(code)
