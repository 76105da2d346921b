"""How a process of our own is begun, and how its end is told to people."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

WORKER = "rag.worker"

OUT_OF_MEMORY = 4
"""Exit code of a reading process that came to the end of its memory."""

_ROOT = Path(__file__).resolve().parents[2]


def command(task: str) -> list[str]:
    """The command line of a worker process. -P: no file of the current folder is imported."""
    return [sys.executable, "-P", "-m", WORKER, task]


def environment() -> dict[str, str]:
    """The environment of a worker process: it finds the same `rag` as this one."""
    paths = [str(_ROOT), *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(dict.fromkeys(paths))}


def describe_end(code: int) -> str:
    """What became of a process, in words, from its exit code."""
    if code >= 0:
        return f"ended with code {code}"
    name = signal.Signals(-code).name
    hints = {
        "SIGKILL": " (perhaps for lack of memory)",
        "SIGABRT": " (a fault in a library, perhaps for lack of memory)",
        "SIGSEGV": " (a fault in a library)",
    }
    return f"was killed by {name}{hints.get(name, '')}"
