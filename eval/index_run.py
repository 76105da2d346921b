"""What an index run costs: memory of each of its processes, and what it does to those who ask meanwhile."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

from rag.errors import RagError

SECONDS_BETWEEN_LOOKS = 0.05
SLICES = 4
"""Memory is told for so many equal parts of a process's life, to show whether it grows."""

ROLES = {"worker build": "builder", "worker read": "reader", "worker verify": "verifier"}
KIBIBYTE, MEGABYTE = 1_024, 1_000_000


@dataclass
class Process:
    """One of a run's processes: its resident bytes at each look, and the most it ever had."""

    looks: list[tuple[float, int]] = field(default_factory=list)
    peak_bytes: int = 0

    def slices(self) -> list[int]:
        """The most bytes seen in each part of its life."""
        start, end = self.looks[0][0], self.looks[-1][0]
        length = max(end - start, 1e-9) / SLICES
        most = [0] * SLICES
        for moment, resident in self.looks:
            place = min(int((moment - start) / length), SLICES - 1)
            most[place] = max(most[place], resident)
        return most


@dataclass(frozen=True, slots=True)
class MeasuredRun:
    """A run's seconds, what it said last, and its processes by role."""

    seconds: float
    said: str
    processes: dict[str, Process]


def command_of(folder: Path, store: Path, *options: str) -> list[str]:
    """The command line of an index run."""
    return [sys.executable, "-m", "rag", "index", str(folder), "--store", str(store), *options]


def run_measured(
    command: Sequence[str], meanwhile: Callable[[], object] | None = None
) -> MeasuredRun:
    """Runs a command and watches its processes; `meanwhile` is called over and over until it ends.

    A file that failed is no failure of the run. Raises RagError where the run itself failed.
    """
    started = time.perf_counter()
    processes: dict[str, Process] = {}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as run:
        while run.poll() is None:
            _look(run.pid, "parent", processes)
            for pid in _descendants(run.pid):
                if role := _role(pid):
                    _look(pid, role, processes)
            meanwhile() if meanwhile else time.sleep(SECONDS_BETWEEN_LOOKS)
        assert run.stdout is not None
        said = run.stdout.read().decode()
    seconds = time.perf_counter() - started
    if " embedded now" not in said:
        raise RagError(f"the index run ended with {run.returncode}: {said.strip()[-300:]}")
    return MeasuredRun(seconds, said, processes)


@dataclass(frozen=True, slots=True)
class Waits:
    """The seconds that each question took, in order."""

    seconds: tuple[float, ...]

    def share(self, share: float) -> float:
        """The wait that a share of the questions stayed below."""
        ordered = sorted(self.seconds)
        return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


def as_values(
    first: MeasuredRun, second: MeasuredRun, idle: Waits, busy: Waits
) -> dict[str, object]:
    """What was measured, as plain values; memory in megabytes."""
    megabytes = {
        role: {
            "peak": process.peak_bytes // MEGABYTE,
            "quarters": [most // MEGABYTE for most in process.slices()],
        }
        for role, process in first.processes.items()
    }
    return {
        "seconds": round(first.seconds, 1),
        "megabytes": megabytes,
        "seconds_while_asked": round(second.seconds, 1),
        "questions_idle": len(idle.seconds),
        "questions_meanwhile": len(busy.seconds),
        "p95_seconds_idle": round(idle.share(0.95), 3),
        "p95_seconds_meanwhile": round(busy.share(0.95), 3),
        "p95_ratio": round(busy.share(0.95) / idle.share(0.95), 2),
        "median_ratio": round(busy.share(0.5) / idle.share(0.5), 2),
    }


def ask_for(seconds: float, ask: Callable[[str], object], questions: Sequence[str]) -> Waits:
    """Asks one question after another for a while."""
    taken, asked = [], cycle(questions)
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        taken.append(_seconds(ask, next(asked)))
    return Waits(tuple(taken))


def ask_during(
    command: Sequence[str], ask: Callable[[str], object], questions: Sequence[str]
) -> tuple[MeasuredRun, Waits]:
    """Asks one question after another while a run goes on."""
    taken, asked = [], cycle(questions)
    run = run_measured(command, lambda: taken.append(_seconds(ask, next(asked))))
    return run, Waits(tuple(taken))


def _seconds(ask: Callable[[str], object], question: str) -> float:
    started = time.perf_counter()
    ask(question)
    return time.perf_counter() - started


def _look(pid: int, role: str, processes: dict[str, Process]) -> None:
    found = _status(pid)
    if "VmRSS" not in found:
        return  # it has ended
    process = processes.setdefault(role, Process())
    process.looks.append((time.perf_counter(), found["VmRSS"]))
    process.peak_bytes = max(process.peak_bytes, found.get("VmHWM", 0))


def _status(pid: int) -> dict[str, int]:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return {}
    pairs = (line.split(":") for line in lines if line.startswith(("VmRSS", "VmHWM")))
    return {name: int(value.split()[0]) * KIBIBYTE for name, value in pairs}


def _descendants(pid: int) -> Iterator[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return
    for child in map(int, children):
        yield child
        yield from _descendants(child)


def _role(pid: int) -> str | None:
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return None
    return next((role for ending, role in ROLES.items() if ending in words), None)
