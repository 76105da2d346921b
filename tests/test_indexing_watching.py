"""A folder that is followed: one line a run, errors survived, ended by a signal."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from rag.errors import WrongUse
from rag.indexing.lock import lock_store
from rag.indexing.watching import FolderWatch
from tests.store_samples import Desk

LETTERS = {f"{i}.txt": f"Letter {i} is about {'abcdefghij'[i] * 5}." for i in range(10)}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    for name, text in LETTERS.items():
        desk.write(name, text)
    return desk


@contextmanager
def watching(desk: Desk) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.watch_driver", str(desk.root)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()  # or leaving the block would wait for it, also after a failure


def line(process: subprocess.Popen[str]) -> str:
    """The next line, which must begin with the time of day."""
    assert process.stdout is not None
    found = re.fullmatch(r"\d\d:\d\d:\d\d (.*)\n", said := process.stdout.readline())
    assert found, said
    return found[1]


@pytest.mark.slow
@pytest.mark.timeout(60)
def test_each_change_is_followed_and_told_in_a_line(desk: Desk) -> None:
    with watching(desk) as process:
        assert line(process).startswith("read 10, unchanged 0, changed 0, removed 0")
        desk.write("new.txt", "A new one.")
        desk.write("bad.txt", b"\xff")
        assert line(process) == (
            "read 1, unchanged 10, changed 0, removed 0, renamed 0, failed 1 (bad.txt: not text)"
        )
        (desk.folder / "new.txt").rename(desk.folder / "named.txt")
        assert line(process).endswith("removed 0, renamed 1, failed 1")  # not named a second time
        desk.folder.rename(desk.root / "away")
        assert line(process).startswith("no such folder")
        (desk.root / "away" / "bad.txt").unlink()
        (desk.root / "away").rename(desk.folder)
        assert line(process).endswith("renamed 0, failed 0")
        desk.write("3.txt", "Another text.")
        assert line(process).startswith("read 0, unchanged 10, changed 1")
        process.send_signal(signal.SIGTERM)
        assert process.stdout is not None
        assert process.stdout.read() == "ended\n"
        assert process.wait() == 0
    with lock_store(desk.store):
        assert desk.held()["3.txt"] == "Another text."


@pytest.mark.slow
@pytest.mark.timeout(60)
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it(desk: Desk, number: signal.Signals) -> None:
    with watching(desk) as process:
        line(process)
        process.send_signal(number)
        assert process.stdout is not None
        assert (process.stdout.read(), process.wait()) == ("ended\n", 0)


def test_hidden_files_and_the_store_are_not_followed(desk: Desk) -> None:
    follow = FolderWatch(desk.folder, desk.folder / "store", lambda: desk.index(), print)
    changed = {name: follow._counts(None, str(desk.folder / name)) for name in (  # type: ignore[arg-type]
        "a.txt", "sub/a.pdf", "a.txt.meta.yaml", ".a.txt.swp", "~$a.docx", "store/CURRENT",
    )}  # fmt: skip
    assert [name for name, matters in changed.items() if matters] == [
        "a.txt", "sub/a.pdf", "a.txt.meta.yaml",
    ]  # fmt: skip


def test_a_run_that_fails_is_told_once_and_what_comes_after(desk: Desk) -> None:
    told: list[str] = []
    follow = FolderWatch(
        desk.folder, desk.store, lambda: desk.index(), lambda s: told.append(s[9:])
    )
    with lock_store(desk.store):
        assert not follow._run(changed=False)
        assert not follow._run(changed=False)
    assert follow._run(changed=False)
    assert follow._run(changed=False)  # nothing has changed, so nothing is said
    assert len(told) == 2
    assert "another index run holds the store" in told[0]
    assert told[1].startswith("read 10")


def test_many_failures_are_named_in_part(desk: Desk) -> None:
    told: list[str] = []
    for i in range(5):
        desk.write(f"bad{i}.txt", b"\xff")
    FolderWatch(desk.folder, desk.store, lambda: desk.index(), told.append)._run(changed=True)
    assert told[0].endswith("failed 5 (bad0.txt: not text; bad1.txt: not text; bad2.txt: not text;"
                            " and 2 more)")  # fmt: skip


def test_an_error_of_the_request_is_survived_too(tmp_path: Path) -> None:
    def run() -> None:
        raise WrongUse("no documents in 'corpus'")

    told: list[str] = []
    assert not FolderWatch(tmp_path, tmp_path, run, told.append)._run(changed=True)  # type: ignore[arg-type]
    assert "no documents in" in told[0]
