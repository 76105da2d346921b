"""The command line as a user meets it: help at once, one clear line for each mistake."""

import re
import time
from functools import cache
from pathlib import Path

import pytest

from rag.settings import Settings
from tests.running import ROOT, Finished, python, rag

COMMANDS = [
    "index",
    "ask",
    "answer",
    "search",
    "check-quote",
    "check-quotes",
    "verify",
    "enquiry",
    "documents",
    "doctor",
    "serve",
    "tune",
]
HEAVY = ["torch", "transformers", "sentence_transformers", "chromadb", "gradio", "llama_index"]


@cache
def help_of(command: str) -> Finished:
    """What a command says of itself: it says the same each time, and takes a process to say it."""
    return rag(command, "--help", cwd=ROOT)


def test_help_names_every_command(tmp_path: Path) -> None:
    done = rag("--help", cwd=tmp_path)
    assert done.code == 0
    assert all(re.search(rf"^\s+{name}\s", done.out, re.MULTILINE) for name in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str) -> None:
    done = help_of(command)
    assert done.code == 0
    assert "Usage: " in done.out
    assert ("--store" in done.out) == (command != "tune")  # which touches no index


def test_help_answers_in_under_a_second(tmp_path: Path) -> None:
    def seconds() -> float:
        started = time.perf_counter()
        assert rag("--help", cwd=tmp_path).code == 0
        return time.perf_counter() - started

    assert any(seconds() < 1 for _ in range(5))  # on a busy machine some take longer


def test_help_loads_no_heavy_library(tmp_path: Path) -> None:
    script = (
        "import sys; sys.argv = ['rag', '--help']\n"
        "from rag.cli import main\n"
        "try: main()\n"
        f"finally: print('LOADED', [m for m in {HEAVY} + ['numpy'] if m in sys.modules])"
    )
    assert "LOADED []" in python("-c", script, cwd=tmp_path).out


def complaint(tmp_path: Path, *arguments: str, code: int, env: dict[str, str] | None = None) -> str:
    """The one line on stderr of a command that must fail with an exit code."""
    done = rag(*arguments, cwd=tmp_path, env=env)
    assert done.code == code, done
    assert done.err.count("\n") == 1, done.err
    assert done.err.startswith("rag: ")
    assert "Traceback" not in done.err
    return done.err


@pytest.mark.parametrize(
    ("arguments", "code", "names"),
    [
        pytest.param(["ask", "Who?"], 1, ["nothing is indexed", "rag index"], id="nothing indexed"),
        pytest.param(["documents"], 1, ["rag index"], id="no documents"),
        pytest.param(["index", "nowhere"], 2, ["nowhere", "no such folder"], id="no folder"),
        pytest.param(["index", "empty"], 2, ["empty", "no documents"], id="empty folder"),
        pytest.param(["index", "file.txt"], 2, ["file.txt"], id="a file for a folder"),
        pytest.param(["answer", "gone.jsonl", "--out", "x"], 2, ["gone.jsonl"], id="no questions"),
        pytest.param(["frobnicate"], 2, ["frobnicate", "--help"], id="unknown command"),
        pytest.param(["ask"], 2, ["question"], id="no question"),
        pytest.param(["ask", "Who?", "--colour"], 2, ["--colour"], id="unknown option"),
        pytest.param(["ask", "Who?", "--only", "author"], 2, ["KEY=VALUE"], id="half a filter"),
        pytest.param(["ask", "Who?", "--only", "x=y"], 2, ["--only", "author"], id="no filter"),
        pytest.param(["search", "x", "--limit", "0"], 2, ["--limit"], id="limit of 0"),
    ],
)
def test_a_mistake_gets_one_clear_line(
    tmp_path: Path, arguments: list[str], code: int, names: list[str]
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file.txt").write_text("Text.")
    line = complaint(tmp_path, *arguments, code=code)
    assert all(name.lower() in line.lower() for name in names), line
    assert not (tmp_path / ".rag" / "CURRENT").exists()


def test_a_bad_setting_is_named(tmp_path: Path) -> None:
    assert "RAG_COLOUR" in complaint(tmp_path, "doctor", code=2, env={"RAG_COLOUR": "red"})


@pytest.mark.parametrize("encoder", ["no-such-encoder", "/nowhere/model"])
def test_a_missing_encoder_is_named_fast(tmp_path: Path, encoder: str) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.txt").write_text("The ferry sails on Mondays.")
    line = complaint(tmp_path, "index", code=1, env={"RAG_ENCODER": encoder})
    assert encoder in line


def test_doctor_says_what_is_wrong(tmp_path: Path) -> None:
    done = rag("doctor", cwd=tmp_path)
    assert done.code == 1
    lines = done.out.splitlines()
    assert any(line.startswith("ok    encoder") for line in lines)
    assert any(line.startswith("FAIL  index") and "rag index" in line for line in lines)


def test_readme_and_help_agree() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^rag ([\w-]+)", readme, re.MULTILINE))
    assert named == set(COMMANDS)
    for line in re.findall(r"^rag .*", readme, re.MULTILINE):
        command = line.split()[1]
        options = set(re.findall(r"--[\w-]+", line))
        assert all(option in help_of(command).out for option in options), line


def test_readme_lists_every_setting() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name, info in Settings.model_fields.items():
        assert f"| `{name}` | `{info.default}` | {info.description} |" in readme


def test_make_targets_of_the_readme_exist() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^make (\w+)", readme, re.MULTILINE))
    assert {"run", "test", "check", "eval"} <= targets
    assert all(re.search(rf"^{t}:", makefile, re.MULTILINE) for t in targets)


def test_the_lock_pins_everything() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        pins = [line.split("#")[0].strip() for line in lines if line and line[0].isalnum()]
        assert len(pins) > 50
        assert all(re.fullmatch(r"[\w.-]+==[\w.]+", pin) for pin in pins)
        assert not any("://" in line for line in lines)
