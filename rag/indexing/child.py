"""Runs a step of an index run in a process of its own and passes on what it tells."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rag import errors
from rag.errors import RagError
from rag.indexing.commands import command, describe_end, environment
from rag.types import Progress

LOG = "last-run.log"


@dataclass(slots=True)
class _Place:
    stage: str = "starting"
    file: str = ""

    def __str__(self) -> str:
        return f"{self.stage} {self.file}".strip()


def run_child(
    task: str, request: Mapping[str, Any], store: Path, lock: int, progress: Progress
) -> dict[str, Any]:
    """The result of a worker's task. The worker holds the store's lock too, and ends when we do.

    Raises the RagError it reports, or one that names stage and file if it dies without a word; what
    it wrote to stderr is in the store's log.
    """
    place, outcome = _Place(), None
    with _started(task, store, lock) as process:
        assert process.stdin is not None and process.stdout is not None
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(json.dumps(request).encode() + b"\n")
            process.stdin.flush()
        for line in process.stdout:
            event = json.loads(line)
            if event["event"] == "progress":
                place = _Place(event["stage"], event["file"])
                progress(event["stage"], event["done"], event["total"])
            else:
                outcome = event
        code = process.wait()
    if outcome is None or (code != 0 and outcome["event"] == "result"):
        raise RagError(
            f"the index run stopped: its process {describe_end(code)} while {place}."
            f" What answered before still answers; details in {store / LOG}"
        )
    if outcome["event"] == "error":
        raise _error(outcome)
    return dict(outcome)


@contextmanager
def _started(task: str, store: Path, lock: int) -> Iterator[subprocess.Popen[bytes]]:
    """A worker, ended for certain when the block is left, with whatever it began."""
    with (store / LOG).open("ab") as log:
        process = subprocess.Popen(
            command(task),
            stdin=subprocess.PIPE,  # stays open: its end tells the worker that we are gone
            stdout=subprocess.PIPE,
            stderr=log,
            pass_fds=(lock,),
            start_new_session=True,  # Ctrl-C reaches us alone, and we end the worker
            env=environment(),
        )
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for stream in (process.stdin, process.stdout):
            with contextlib.suppress(BrokenPipeError):
                if stream:
                    stream.close()


def _error(outcome: Mapping[str, Any]) -> RagError:
    kind = getattr(errors, outcome["kind"], RagError)
    return kind(outcome["message"]) if issubclass(kind, RagError) else RagError(outcome["message"])
