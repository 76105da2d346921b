"""Keeps an index in step with a folder: a run after each change, until told to stop."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from watchfiles import Change, watch

from rag.errors import RagError
from rag.indexing.summary import IndexSummary

QUIET_MILLISECONDS, LONGEST_MILLISECONDS = 500, 5_000
"""A run begins when nothing has changed for so long, or at the latest after so long."""

SECONDS_TO_LOOK_ANEW = 600
"""Not every change is told by the system: a network share tells of none."""
SECONDS_TO_RETRY = 30
SECONDS_TO_COME_BACK = 2
"""For a folder that has gone: renamed for a moment, or a share that is being mounted again."""

NAMED = 3
"""Failed files named in a line."""


@dataclass
class FolderWatch:
    """Runs `run` whenever the folder changes, and tells one line a run.

    A run that fails is told too, and tried again after a while; so is a folder that has gone.
    """

    folder: Path
    store: Path
    run: Callable[[], IndexSummary]
    tell: Callable[[str], None]
    _trouble: str = field(default="before the first run", init=False)
    _failed: dict[str, str] = field(default_factory=dict, init=False)

    def go(self) -> None:
        """Does not return; KeyboardInterrupt ends it."""
        while True:
            if not self.folder.is_dir():
                self._run(changed=False)
                time.sleep(SECONDS_TO_COME_BACK)
            elif not self._follow():
                self._run(changed=False)
                time.sleep(SECONDS_TO_RETRY)

    def _follow(self) -> bool:
        """Runs and follows until the folder is not the one it was; false if it cannot be watched."""
        identity, due = _identity(self.folder), 0.0
        try:
            for changes in watch(
                self.folder,
                watch_filter=self._counts,
                step=QUIET_MILLISECONDS,
                debounce=LONGEST_MILLISECONDS,
                rust_timeout=1_000,
                yield_on_timeout=True,  # the first run begins when changes are noticed already
                ignore_permission_denied=True,
            ):
                if changes or time.monotonic() >= due:
                    done = self._run(changed=bool(changes))
                    due = time.monotonic() + (SECONDS_TO_LOOK_ANEW if done else SECONDS_TO_RETRY)
                if _identity(self.folder) != identity:
                    return True
        except OSError as error:
            self._complain(f"the folder cannot be watched ({error}); trying again")
        return False

    def _counts(self, _: Change, path: str) -> bool:
        """Whether a change may matter: not of hidden files, nor of the store itself."""
        inside = Path(path)
        hidden = inside.name.startswith((".", "~$"))
        return not hidden and not inside.is_relative_to(self.store.resolve())

    def _run(self, *, changed: bool) -> bool:
        try:
            summary = self.run()
        except RagError as error:
            self._complain(str(error), repeat=changed)
            return False
        failed = {f.path: f.reason for f in summary.failed}
        if changed or summary.published or self._trouble or failed != self._failed:
            self._say(_line(summary, failed.keys() - self._failed.keys()))
        self._failed, self._trouble = failed, ""
        return True

    def _complain(self, line: str, *, repeat: bool = False) -> None:
        if repeat or line != self._trouble:
            self._say(line)
        self._trouble = line

    def _say(self, line: str) -> None:
        self.tell(f"{datetime.now():%H:%M:%S} {line}")


@contextmanager
def ended_by_sigterm() -> Iterator[None]:
    """Within the block SIGTERM does what Ctrl-C does."""

    def interrupt(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _line(summary: IndexSummary, newly_failed: set[str]) -> str:
    numbers = (
        f"read {summary.read:,}, unchanged {summary.unchanged:,}, changed {summary.changed:,},"
        f" removed {summary.removed:,}, renamed {summary.renamed:,}, failed {len(summary.failed):,}"
    )
    named = [f"{f.path}: {f.reason}" for f in summary.failed if f.path in newly_failed]
    more = [f"and {len(named) - NAMED:,} more"] if len(named) > NAMED else []
    return f"{numbers} ({'; '.join([*named[:NAMED], *more])})" if named else numbers
