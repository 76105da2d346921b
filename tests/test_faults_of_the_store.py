"""Faults of folders, disks and processes that no other test file holds: see FAULTS.md beside this."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rag.errors import RagError
from rag.indexing.reading_process import ReadingProcess
from rag.indexing.scanning import FoundFile
from rag.terminal import safe_line
from rag.types import Document
from tests.store_samples import Desk, Here, parts
from tests.test_indexing_run import counts

LETTERS = {f"{i}.txt": f"Letter {i} is about {'abcdefghij'[i] * 5}." for i in range(10)}
NOBODY = 65_534


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    for name, text in LETTERS.items():
        desk.write(name, text)
    return desk


# 32: no permission.


@contextmanager
def somebody_without_rights() -> Iterator[None]:
    """Within the block files that are forbidden cannot be read, also where root runs the tests."""
    if os.geteuid():
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_desk() -> Iterator[Desk]:
    """A desk where anybody may go."""
    root = Path(tempfile.mkdtemp())
    root.chmod(0o777)
    desk = Desk(root / "desk")
    for path in (desk.root, desk.folder):
        path.chmod(0o777)
    for name, text in LETTERS.items():
        desk.write(name, text)
    desk.index()  # loads what the others may not read, where it stands in a home of root's
    desk.held()
    shutil.rmtree(desk.store)
    yield desk
    shutil.rmtree(root)


def test_an_unreadable_file_is_named_and_its_earlier_version_answers(open_desk: Desk) -> None:
    desk = open_desk
    with somebody_without_rights():
        desk.index()
    (desk.folder / "3.txt").chmod(0)
    desk.write("new.txt", "A new one.")
    (desk.folder / "new.txt").chmod(0)
    with somebody_without_rights():
        summary = desk.index()
        assert {f.path: f.reason for f in summary.failed} == {
            "3.txt": "cannot read: check the permission; the version indexed before still answers",
            "new.txt": "cannot read: check the permission",
        }
        assert desk.held() == LETTERS


def test_a_store_without_permission_answers_and_says_why_it_cannot_be_written(
    open_desk: Desk,
) -> None:
    desk = open_desk
    with somebody_without_rights():
        desk.index()
    paths = [desk.store, *desk.store.rglob("*")]
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    with somebody_without_rights():
        assert desk.held() == LETTERS
        with pytest.raises(RagError, match=r"cannot write to the store .* questions still work"):
            desk.index()


# 33: files that change or vanish while they are read.


@dataclass
class Meddling(Here):
    """Does something to the folder just before a file is read."""

    meddle: Callable[[Path], None] = field(default=lambda _: None)
    name: str = "3.txt"
    times: int = 1

    def read(self, found: FoundFile) -> tuple[Document, ...]:
        if found.relative_path == self.name and self.times:
            self.times -= 1
            self.meddle(found.path)
        return super().read(found)


def test_a_file_that_changes_while_it_is_read_is_indexed_as_it_was_read(desk: Desk) -> None:
    summary = desk.index(Meddling(meddle=lambda path: _append(path, " More.")))
    assert summary.failed == ()
    assert desk.held()["3.txt"] == LETTERS["3.txt"] + " More."
    assert counts(desk.index()) == {"unchanged": 10}  # the hash belongs to the bytes indexed


def test_a_file_that_goes_on_changing_is_left_for_later(desk: Desk) -> None:
    summary = desk.index(Meddling(meddle=lambda path: _append(path, " More."), times=9))
    assert [(f.path, f.reason) for f in summary.failed] == [
        ("3.txt", "it changed while it was read: run index again")
    ]
    assert desk.held().keys() == LETTERS.keys() - {"3.txt"}


def test_a_file_that_vanishes_while_it_is_read_costs_only_itself(desk: Desk) -> None:
    desk.index()
    _append(desk.folder / "3.txt", " More.")

    @dataclass
    class Vanishing(Here):
        def read(self, found: FoundFile) -> tuple[Document, ...]:
            found.path.unlink()
            try:
                return super().read(found)
            except FileNotFoundError:
                raise RagError("not there: it was moved or removed") from None

    [failed] = desk.index(Vanishing()).failed
    assert failed.reason.startswith("not there: it was moved or removed")
    assert desk.held() == LETTERS


def _append(path: Path, words: str) -> None:
    path.write_text(path.read_text() + words)


# 34: names.

ODD_NAMES = {
    "a newline": "line\nbreak.txt",
    "bidi": "\u202egnp.txt",
    "emoji": "😀 letter.txt",
    "255 bytes": "é" * 125 + "x.txt",
    "spaces": "  two  spaces .txt",
    "quotes": """it's "so".txt""",
    "a dash": "--rebuild",
    "wildcards": "[a]*?.txt",
    "one case": "Report.txt",
    "another case": "report.TXT",
}


@pytest.mark.parametrize("name", ODD_NAMES.values(), ids=ODD_NAMES)
def test_files_with_odd_names_are_indexed_renamed_and_removed(desk: Desk, name: str) -> None:
    desk.index()
    desk.write(name, "It has an odd name.")
    assert counts(desk.index()) == {"read": 1, "unchanged": 10, "embedded": 1}
    assert desk.held()[name] == "It has an odd name."
    shown = safe_line(name)
    assert shown.isprintable()
    assert shown == name or "\\" in shown
    (desk.folder / name).rename(desk.folder / "plain.txt")
    assert counts(desk.index()) == {"renamed": 1, "unchanged": 10}


def test_names_that_differ_in_case_alone_are_two_documents(desk: Desk) -> None:
    desk.write("Report.txt", "The large one.")
    desk.write("report.txt", "The small one.")
    desk.index()
    held = desk.held()
    assert (held["Report.txt"], held["report.txt"]) == ("The large one.", "The small one.")


# 35: one endless line, in bounded memory.


@pytest.mark.slow
def test_an_endless_line_is_read_or_named_within_the_memory_allowed(desk: Desk) -> None:
    desk.write("line.txt", "Words of a line without an end. " * 100_000)
    desk.write("memory.txt", "asks for too much memory")
    reader = ReadingProcess(
        {"parts": "tests.store_samples:parts", "settings": {}}, parts({}).reading
    )
    try:
        [document] = reader.read(FoundFile(desk.folder / "line.txt", "line.txt"))
        assert len(document.text) > 3_000_000
        with pytest.raises(RagError, match="needs more memory than 1,000 MB"):
            reader.read(FoundFile(desk.folder / "memory.txt", "memory.txt"))
        assert reader.read(FoundFile(desk.folder / "3.txt", "3.txt"))[0].text == LETTERS["3.txt"]
    finally:
        reader.close()


# 38: a power cut: nothing is published that is not on disk.


def test_everything_is_on_disk_before_it_is_published(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: list[str] = []
    fsync = os.fsync

    def noting(descriptor: int) -> None:
        flushed.append(str(Path(f"/proc/self/fd/{descriptor}").readlink()))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", noting)
    desk.index()
    generation = (desk.store / "generations" / "000001").resolve()
    content = {str(p) for p in generation.rglob("*")} - {str(generation / "manifest.json")}
    manifest = flushed.index(str(generation / "manifest.json"))
    pointer = flushed.index(str(desk.store.resolve() / "CURRENT.new"))
    assert content <= set(flushed[:manifest])  # so the manifest never speaks of what may be lost
    assert str(generation) in flushed[manifest:pointer]
    assert str(desk.store.resolve()) in flushed[pointer:]


@pytest.mark.parametrize("name", ["library.sqlite", "sources.json", "chroma/chroma.sqlite3"])
def test_what_a_power_cut_emptied_is_noticed_and_the_older_index_answers(
    desk: Desk, name: str
) -> None:
    desk.index()
    desk.write("3.txt", "Another text.")
    desk.index()
    lost = desk.store / "generations" / "000002" / name
    lost.write_bytes(b"\0" * lost.stat().st_size)
    generation = desk.open()
    assert generation.notice is not None
    assert "was changed or damaged" in generation.notice
    assert {d.text for d in generation.library.documents()} == set(LETTERS.values())
    generation.close()


# 39 and 47: a small disk, full or read-only.


def _mount(*arguments: str) -> None:
    done = subprocess.run(["mount", *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"no disk can be mounted here: {done.stderr.strip()}")


@pytest.fixture
def small_disk(desk: Desk) -> Iterator[Desk]:
    """A desk whose store is a disk of 60 MB, with an index on it."""
    if os.geteuid():
        pytest.skip("only root can mount a disk")
    desk.store.mkdir()
    _mount("-t", "tmpfs", "-o", "size=60m", "tmpfs", str(desk.store))
    try:
        desk.index()
        desk.write("3.txt", "Another text.")
        yield desk
    finally:
        subprocess.run(["umount", "-l", str(desk.store)], check=True)


@pytest.mark.parametrize("left", [15_000_000, 100_000, 0], ids=lambda left: f"{left} bytes left")
def test_a_full_disk_is_told_and_the_index_answers(small_disk: Desk, left: int) -> None:
    desk = small_disk
    ballast = desk.store / "ballast"
    free = shutil.disk_usage(desk.store).free
    ballast.write_bytes(b"\0" * (free - left))
    expected = (
        r"about \d+ MB are needed, \d+ MB are free" if left > 10**6 else "is full|MB are free"
    )
    with pytest.raises(RagError, match=expected) as caught:
        desk.index()
    assert "\n" not in str(caught.value)
    assert desk.held() == LETTERS
    ballast.unlink()
    assert counts(desk.index()) == {"changed": 1, "unchanged": 9, "embedded": 1}
    assert desk.held()["3.txt"] == "Another text."


def test_a_read_only_disk_answers_and_says_why_it_cannot_be_written(small_disk: Desk) -> None:
    desk = small_disk
    _mount("-o", "remount,ro", str(desk.store))
    assert desk.held() == LETTERS
    with pytest.raises(RagError, match=r"cannot write to the store .*Read-only file system"):
        desk.index()


# 44: several processes that begin to read at once.

READER = """
import sys
from pathlib import Path
from tests.store_samples import Desk
desk = Desk.__new__(Desk)
desk.root = Path(sys.argv[1])
generation = desk.open()
vector = generation.vectors.vectors([generation.manifest.canaries[0].passage_id])[0]
print(generation.vectors.nearest(vector, 10))
generation.close()
"""


@pytest.mark.slow
def test_processes_that_read_the_same_store_answer_alike(desk: Desk) -> None:
    desk.index()
    begun = [
        subprocess.Popen(
            [sys.executable, "-c", READER, str(desk.root)], stdout=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    said = [process.communicate()[0] for process in begun]
    assert [process.returncode for process in begun] == [0, 0, 0]
    assert said[0].count("(") == 10
    assert said[0] == said[1] == said[2]


# 51: clocks.


@pytest.mark.parametrize("moment", [0, 4_102_444_800], ids=["1970", "2100"])
def test_a_files_time_says_nothing(desk: Desk, moment: int) -> None:
    for name in LETTERS:
        os.utime(desk.folder / name, (moment, moment))
    desk.index()
    desk.write("3.txt", LETTERS["3.txt"].replace("about", "obout"))  # as long as before
    os.utime(desk.folder / "3.txt", (moment, moment))
    assert counts(desk.index()) == {"changed": 1, "unchanged": 9, "embedded": 1}


def test_generations_are_counted_not_dated(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.index()
    monkeypatch.setattr("rag.indexing.build.datetime", _TheYear1999)
    desk.write("3.txt", "Another text.")
    assert desk.index().generation == "000002"
    generation = desk.open()
    assert (generation.name, generation.notice) == ("000002", None)
    assert generation.manifest.created_at.startswith("1999")
    generation.close()


class _TheYear1999:
    @staticmethod
    def now(_: object) -> object:
        return datetime(1999, 1, 1, tzinfo=UTC)
