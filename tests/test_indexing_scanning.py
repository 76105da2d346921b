"""Which files of a folder are taken, and what is said of the others."""

from __future__ import annotations

import os
import socket
import unicodedata
from pathlib import Path

import pytest

from rag.errors import WrongUse
from rag.indexing.scanning import Scan, scan_folder


def scan(folder: Path, store: Path | None = None) -> Scan:
    return scan_folder(folder, lambda path: path.name.endswith(".meta.yaml"), store)


def names(found: Scan) -> list[str]:
    return [f.relative_path for f in found.files]


def reasons(found: Scan) -> dict[str, str]:
    return {f.path: f.reason for f in found.failed}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "corpus" / "sub").mkdir(parents=True)
    for name in ("b.txt", "a.txt", "sub/c.txt"):
        (tmp_path / "corpus" / name).write_text(name)
    return tmp_path / "corpus"


def test_files_come_in_order_without_hidden_ones_sidecars_and_locks(folder: Path) -> None:
    (folder / ".hidden").mkdir()
    for name in (".hidden/x.txt", ".x", "a.txt.meta.yaml", "~$a.docx", "Thumbs.db"):
        (folder / name).touch()
    (folder / "index").mkdir()
    (folder / "index" / "library.sqlite").touch()
    found = scan(folder, folder / "index")
    assert names(found) == ["a.txt", "b.txt", "sub/c.txt"]
    assert found.failed == ()
    assert found.files[2].path.read_text() == "sub/c.txt"


def test_links(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.txt").touch()
    for name, target in (
        ("sub/loop", folder),
        ("round", folder / "sub"),
        ("again.txt", folder / "a.txt"),
        ("out.txt", tmp_path / "outside.txt"),
        ("out", tmp_path),
        ("dangling.txt", folder / "absent.txt"),
        ("itself", folder / "itself"),
    ):
        (folder / name).symlink_to(target)
    found = scan(folder)
    assert names(found) == ["a.txt", "again.txt", "b.txt", "sub/c.txt"]
    assert reasons(found).keys() == {"dangling.txt", "itself", "out", "out.txt"}
    assert "not there" in reasons(found)["dangling.txt"]
    assert "leads to itself" in reasons(found)["itself"]
    assert "out of the folder" in reasons(found)["out"]


def test_a_link_to_the_whole_folder_works(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(folder)
    assert names(scan(tmp_path / "link")) == ["a.txt", "b.txt", "sub/c.txt"]


def test_what_is_no_file_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(folder / "pipe")
    (folder / "piped.txt").symlink_to(folder / "pipe")
    monkeypatch.chdir(folder)  # the names of sockets are short
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket")
        found = scan(folder)
    assert reasons(found) == {
        "pipe": "a pipe, not a file",
        "piped.txt": "a pipe, not a file",
        "socket": "a socket, not a file",
    }


def test_odd_names(folder: Path) -> None:
    odd = ["line\nbreak.txt", "\u202eevil.txt", "😀.txt", "é" * 100 + ".txt"]
    for name in odd:
        (folder / name).touch()
    nfd = unicodedata.normalize("NFD", "Café.txt")
    (folder / nfd).touch()
    found = scan(folder)
    assert set(names(found)) == {"a.txt", "b.txt", "sub/c.txt", "Café.txt", *odd}
    assert next(f for f in found.files if f.relative_path == "Café.txt").path.name == nfd


def test_two_names_that_read_the_same(folder: Path) -> None:
    for form in ("NFC", "NFD"):
        (folder / unicodedata.normalize(form, "Café.txt")).touch()
    found = scan(folder)
    assert names(found).count("Café.txt") == 1
    assert "rename it" in reasons(found)["Café.txt"]


def test_a_name_that_is_not_utf_8(folder: Path) -> None:
    (folder / os.fsdecode(b"caf\xe9.txt")).touch()
    assert reasons(scan(folder)) == {"caf\ufffd.txt": "its name is not UTF-8: rename it"}


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_without_permission_is_named(folder: Path) -> None:
    (folder / "sub").chmod(0)
    found = scan(folder)
    (folder / "sub").chmod(0o700)
    assert reasons(found) == {"sub": "folder cannot be read: check its permission"}
    assert names(found) == ["a.txt", "b.txt"]


def test_no_such_folder(folder: Path) -> None:
    with pytest.raises(WrongUse, match=r"no such folder: '.*absent'"):
        scan(folder / "absent")
    with pytest.raises(WrongUse, match="not a folder"):
        scan(folder / "a.txt")
