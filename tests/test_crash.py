"""Index runs that are really killed: what answered before answers still, the next run completes."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rag.errors import RagError, StoreBusy
from rag.indexing.layout import current_name, generation_names
from rag.indexing.lock import lock_store
from rag.indexing.run import index_folder
from tests.store_samples import OLD, Desk, mail

BATCH = 16
"""Passages that an index run embeds at a time here: few, so that few make two batches."""

LONG = " ".join(f"word{i % 997}" for i in range(60 * 20))  # 20 passages, in two batches
NEW = {**OLD, "3.txt": "The new text.", "long.txt": LONG}

SECONDS_TO_BEGIN = 60
SECONDS_TO_FREE_THE_LOCK = 10


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A store that answers, and a folder that has changed since."""
    desk = Desk(tmp_path_factory.mktemp("made"))
    for name, text in OLD.items():
        desk.write(name, text)
    desk.index()
    for name, text in NEW.items():
        desk.write(name, text)
    return desk


@pytest.fixture
def desk(made: Desk, tmp_path: Path) -> Desk:
    return made.copied_to(tmp_path / "desk")


def begin(desk: Desk, *arguments: str, seconds_to_encode: str = "0.05") -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.crash_driver", str(desk.root), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={
            **os.environ,
            "TEST_ENCODER_SECONDS": seconds_to_encode,
            "TEST_ENCODER_BATCH": str(BATCH),
        },
    )


def wait_until_free(desk: Desk) -> None:
    deadline = time.monotonic() + SECONDS_TO_FREE_THE_LOCK
    while True:
        try:
            with lock_store(desk.store):
                return
        except StoreBusy:
            assert time.monotonic() < deadline, "a process outlived its parent"
            time.sleep(0.05)


def wait_until_held(desk: Desk) -> None:
    deadline = time.monotonic() + SECONDS_TO_BEGIN
    with contextlib.suppress(StoreBusy):
        while True:
            with lock_store(desk.store):
                assert time.monotonic() < deadline, "no process took the lock"
            time.sleep(0.05)


CASES = [
    ("child", "scanning", 5),
    ("child", "reading", 1),
    ("child", "embedding", BATCH),
    ("child", "writing", BATCH),
    ("child", "writing", 21),
    ("child", "sealing", 0),
    ("child", "sealing", 1),
    ("child", "verifying", 0),
    ("parent", "reading", 0),
    ("parent", "embedding", 0),
    ("parent", "writing", 0),
    ("parent", "sealing", 1),
    ("parent", "verifying", 11),
    ("parent", "switching", 0),
    ("parent", "switching", 1),
    ("both", "embedding", BATCH),
    ("both", "writing", BATCH),
]
"""Whom to kill, at which stage, when so much of it is done."""


@pytest.mark.slow
@pytest.mark.parametrize(("whom", "stage", "done"), CASES)
def test_killed_at_a_stage(desk: Desk, whom: str, stage: str, done: int) -> None:
    process = begin(desk, stage, str(done), whom, "rebuild" if done == BATCH else "copy")
    said, complained = process.communicate(timeout=60)
    if whom == "child":
        assert process.returncode == 1, said
        assert complained.startswith("RagError: the index run stopped: its process was killed by")
        assert complained.count("\n") == 1
        assert generation_names(desk.store) == ["000001"]
    else:
        assert process.returncode == -signal.SIGKILL, said
        wait_until_free(desk)
    switched = (stage, done) == ("switching", 1)
    assert current_name(desk.store) == ("000002" if switched else "000001")
    assert desk.held() == (NEW if switched else OLD)
    summary = desk.index()
    assert summary.published is not switched
    assert desk.held() == NEW
    assert generation_names(desk.store) == [summary.generation, "000001"]
    assert not list(desk.store.glob("*.new"))


@pytest.mark.slow
def test_killed_at_any_moment(desk: Desk) -> None:
    chance = random.Random(7)
    for _ in range(5):
        process = begin(desk, "never", "0", "nobody", "rebuild")
        time.sleep(chance.uniform(0.2, 3))
        process.kill()
        process.communicate()
        wait_until_free(desk)
        assert desk.held() in (OLD, NEW)
    desk.index(rebuild=True)
    assert desk.held() == NEW
    assert len(generation_names(desk.store)) == 2


@pytest.mark.slow
def test_what_was_embedded_before_the_end_is_not_embedded_again(desk: Desk) -> None:
    begin(desk, "embedding", str(BATCH), "child", "copy").communicate()
    assert desk.index().embedded <= 21 - BATCH


@pytest.mark.slow
def test_a_second_run_is_refused_while_the_first_goes_on(desk: Desk) -> None:
    first = begin(desk, "never", "0", "nobody", "copy", seconds_to_encode="1.5")
    wait_until_held(desk)
    second = begin(desk, "never", "0", "nobody", "copy")
    _, complained = second.communicate()
    assert second.returncode == 1
    assert complained.startswith(
        f"StoreBusy: another index run holds the store {str(desk.store)!r}"
    )
    assert f"process {first.pid}, since" in complained
    said, _ = first.communicate()
    assert "published=True" in said
    assert desk.held() == NEW


@pytest.mark.slow
def test_a_file_that_kills_or_hangs_its_reader_costs_only_itself(desk: Desk) -> None:
    for name in ("a-crash.txt", "b-hang.txt", "c-fault.txt", "d-memory.txt"):
        desk.write(name, f"Something in {name}.")
    summary = index_folder(desk.plan(settings={"seconds_a_file": 1}))
    reasons = {f.path: f.reason for f in summary.failed}
    assert reasons == {
        "a-crash.txt": "its reader was killed by SIGSEGV (a fault in a library)",
        "b-hang.txt": "not read within 1 seconds: save it anew or split it",
        "c-fault.txt": "its reader failed (LookupError: a fault in the reader):"
        " save it anew or leave it out",
        "d-memory.txt": "needs more memory than 1,000 MB: split it or raise `file_memory_bytes`",
    }
    assert "Traceback" in (desk.store / "last-run.log").read_text()
    assert desk.held() == NEW


@pytest.mark.slow
def test_an_attachment_that_kills_its_reader_costs_only_what_is_attached(desk: Desk) -> None:
    desk.write("m.mail", mail("See what is attached.", crash_txt="A text.", report_txt="Another."))
    summary = index_folder(desk.plan())
    assert summary.failed == ()
    assert [(n.path, n.note) for n in summary.notes] == [
        (
            "m.mail",
            "what is attached was left out: its reader was killed by SIGSEGV (a fault in a library)",
        )
    ]
    assert desk.held() == {**NEW, "m.mail": "See what is attached."}


@pytest.mark.slow
def test_a_death_is_told_in_one_line_with_stage_and_file(desk: Desk) -> None:
    _, complained = begin(desk, "reading", "1", "child", "copy").communicate()
    assert (
        "was killed by SIGKILL (perhaps for lack of memory) while reading long.txt." in complained
    )
    assert "What answered before still answers" in complained
    assert "last-run.log" in complained


@pytest.mark.slow
def test_an_interrupt_ends_the_worker_and_leaves_nothing(desk: Desk) -> None:
    def interrupt(stage: str, done: int, total: int) -> None:
        if stage == "embedding":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index_folder(desk.plan(), interrupt)
    wait_until_free(desk)
    assert generation_names(desk.store) == ["000001"]
    assert desk.held() == OLD


@pytest.mark.slow
def test_an_impossible_wiring_is_told_in_one_line(desk: Desk) -> None:
    with pytest.raises(RagError, match="No module named 'absent'"):
        index_folder(desk.plan(parts="absent:parts"))
