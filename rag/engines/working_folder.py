"""A private view of a published folder for libraries that write where they read."""

from __future__ import annotations

import atexit
import errno
import fcntl
import os
import shutil
import tempfile
from pathlib import Path

from rag.errors import StoreError

PREFIX = "rag-vectors-"
HELD = "held"
"""A locked file in each working folder; the lock ends with its process, however that dies."""

GRAPH_IS_COMPLETE = "index_metadata.pickle"


class WorkingFolder:
    """A temporary folder with copies of some files and links to everything else of a folder.

    Removed on `remove` or at exit; what a killed process left is removed by the next one.
    """

    def __init__(self, folder: Path, copied: tuple[str, ...]) -> None:
        remove_abandoned()
        try:
            self.path, self._lock = _make_held()
            atexit.register(self.remove)
            for entry in sorted(folder.iterdir()):
                _view(entry, self.path / entry.name, copy=entry.name in copied)
        except OSError as error:
            self._give_up(error)

    def remove(self) -> None:
        """Removes the folder; the files it links to stay."""
        if self._lock >= 0:
            atexit.unregister(self.remove)
            shutil.rmtree(self.path, ignore_errors=True)
            os.close(self._lock)
            self._lock = -1

    def _give_up(self, error: OSError) -> None:
        if getattr(self, "path", None):
            shutil.rmtree(self.path, ignore_errors=True)
        why = "full" if error.errno == errno.ENOSPC else str(error.strerror)
        raise StoreError(
            f"the folder for temporary files, {tempfile.gettempdir()}, cannot be used ({why});"
            " make room or set TMPDIR to another"
        ) from error


def _make_held() -> tuple[Path, int]:
    """A new folder and the lock on it.

    Before the lock is taken another process may take the folder for abandoned: then a new one.
    """
    while True:
        path = Path(tempfile.mkdtemp(prefix=PREFIX))
        lock = os.open(path / HELD, os.O_CREAT | os.O_RDWR)
        fcntl.flock(lock, fcntl.LOCK_EX)
        if (path / HELD).exists():
            return path, lock
        os.close(lock)


def remove_abandoned() -> None:
    """Removes the working folders whose process is gone."""
    for path in Path(tempfile.gettempdir()).glob(f"{PREFIX}*/{HELD}"):
        try:
            lock = os.open(path, os.O_RDWR | os.O_NOFOLLOW)
        except OSError:
            continue  # somebody else's, or gone by now
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(path.parent, ignore_errors=True)
        except OSError:
            pass  # in use
        finally:
            os.close(lock)


def _view(original: Path, place: Path, *, copy: bool) -> None:
    if copy:
        shutil.copyfile(original, place)
    elif original.is_dir() and not (original / GRAPH_IS_COMPLETE).exists():
        # Chroma makes the files of such a folder anew at each opening: through a link it would
        # write into the published ones.
        shutil.copytree(original, place)
    else:
        place.symlink_to(original.resolve())
