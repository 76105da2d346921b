"""The command line of the evaluation: help at once, errors in one line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from eval.__main__ import main
from eval.commands.corpus import QUESTIONS


def test_the_shipped_questions_are_the_default() -> None:
    assert QUESTIONS.is_file()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nonsense"], "No such command 'nonsense'."),
        (["public", "some-set"], "Missing option '--shared'."),
        (["public", "some-set", "--shared", "nowhere"], "--shared"),
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
