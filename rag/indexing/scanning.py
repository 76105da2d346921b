"""A folder to the files in it that may hold documents, and those that cannot be read, with reasons."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from rag.errors import WrongUse
from rag.indexing.summary import FailedFile

_KINDS = (
    (stat.S_ISFIFO, "a pipe, not a file"),
    (stat.S_ISSOCK, "a socket, not a file"),
    (stat.S_ISCHR, "a device, not a file"),
    (stat.S_ISBLK, "a device, not a file"),
)

_OF_THE_SYSTEM = ("thumbs.db", "desktop.ini", "ehthumbs.db")
"""What Windows leaves in folders."""


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file, and how it is cited: relative to the folder, with "/", in Unicode NFC."""

    path: Path
    relative_path: str


@dataclass(frozen=True, slots=True)
class Scan:
    """The files of a folder in order of path, and what could not be taken."""

    files: tuple[FoundFile, ...]
    failed: tuple[FailedFile, ...]


def scan_folder(
    folder: Path, is_sidecar: Callable[[Path], bool], store: Path | None = None
) -> Scan:
    """Every file below a folder but hidden ones, sidecars, the store, and what Office and Windows leave.

    Links to files inside the folder are taken, links out of it refused; a folder reached by a link
    is visited under its own name only. Raises WrongUse if there is no such folder.
    """
    require_folder(folder)
    walk = _Walk(folder.resolve(), is_sidecar, store.resolve() if store else None)
    walk.visit(walk.root)
    return Scan(
        tuple(FoundFile(path, name) for name, path in sorted(walk.files.items())),
        tuple(FailedFile(*failed) for failed in sorted(walk.failed.items())),
    )


def require_folder(folder: Path) -> None:
    """Raises WrongUse, with what to do, unless there is such a folder."""
    if not folder.is_dir():
        what = "not a folder" if folder.exists() else "no such folder"
        raise WrongUse(f"{what}: {str(folder)!r}; name the folder that holds the documents")


@dataclass
class _Walk:
    root: Path
    is_sidecar: Callable[[Path], bool]
    store: Path | None
    files: dict[str, Path] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)

    def visit(self, folder: Path) -> None:
        waiting = [folder]
        while waiting:
            current = waiting.pop()
            try:
                names = sorted(os.listdir(current))  # noqa: PTH208 - 2x faster, names suffice
            except OSError as error:
                self._fail(current, f"folder cannot be read: {_why(error)}")
                continue
            for name in names:
                path = current / name
                if not self._passed_over(path) and self._take(path):
                    waiting.append(path)

    def _passed_over(self, path: Path) -> bool:
        is_the_systems = path.name.startswith((".", "~$")) or path.name.lower() in _OF_THE_SYSTEM
        return is_the_systems or path == self.store or self.is_sidecar(path)

    def _take(self, path: Path) -> bool:
        """Takes a file or says why not; true for a folder that is to be visited."""
        if not _is_utf8(path.name):
            self._fail(path, "its name is not UTF-8: rename it")
            return False
        try:
            mode = path.lstat().st_mode
            if stat.S_ISLNK(mode):
                self._follow(path)
            elif stat.S_ISREG(mode):
                self._keep(path)
            elif not stat.S_ISDIR(mode):
                self._fail(path, _kind(mode))
            return stat.S_ISDIR(mode)
        except OSError as error:
            self._fail(path, f"cannot be read: {_why(error)}")
            return False

    def _follow(self, link: Path) -> None:
        try:
            target = link.resolve(strict=True)
        except FileNotFoundError:
            self._fail(link, "a link to something that is not there: mend or remove it")
            return
        except RuntimeError:  # what Python 3.11 says of a link that leads to itself
            self._fail(link, "a link that leads to itself: remove it")
            return
        mode = target.stat().st_mode
        if not target.is_relative_to(self.root):
            self._fail(link, "a link out of the folder, not followed: copy the file here")
        elif stat.S_ISREG(mode):
            self._keep(link)
        elif not stat.S_ISDIR(mode):
            self._fail(link, _kind(mode))

    def _keep(self, path: Path) -> None:
        name = self._relative(path)
        if name in self.files:
            self._fail(path, f"its name reads the same as another file's: rename it ({name!r})")
        else:
            self.files[name] = path

    def _fail(self, path: Path, reason: str) -> None:
        self.failed[self._relative(path)] = reason

    def _relative(self, path: Path) -> str:
        raw = os.fsencode(path.relative_to(self.root).as_posix())
        return unicodedata.normalize("NFC", raw.decode("utf-8", "replace"))


def _is_utf8(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _kind(mode: int) -> str:
    return next((reason for is_kind, reason in _KINDS if is_kind(mode)), "not a regular file")


def _why(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "check its permission"
    return error.strerror or str(error)
