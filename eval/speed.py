"""Cold times as multiples of what nobody can avoid: importing and loading the encoder."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from rag.errors import RagError
from rag.types import Progress

BASELINE = "encoder alone"
LOAD_ENCODER = (
    "import sys; from sentence_transformers import SentenceTransformer; "
    "SentenceTransformer(sys.argv[1], device='cpu', local_files_only=True)"
)

Command = Sequence[str]


@dataclass(frozen=True, slots=True)
class Timing:
    """The seconds of each fresh process, their median, and that as a multiple of the baseline's."""

    seconds: tuple[float, ...]
    median_seconds: float
    times_baseline: float


def commands(encoder: Path, corpus: Path, store: Path, question: str) -> dict[str, Command]:
    """What is timed: the baseline first, then a question and an index run with nothing to do."""
    python = sys.executable
    return {
        BASELINE: (python, "-c", LOAD_ENCODER, str(encoder)),
        "rag ask": (python, "-m", "rag", "ask", question, "--store", str(store)),
        "rag index, nothing changed": (
            *(python, "-m", "rag", "index", str(corpus)),
            *("--store", str(store)),
        ),
    }


def measure(
    timed: Mapping[str, Command],
    rounds: int,
    seconds_of: Callable[[Command], float],
    progress: Progress | None = None,
) -> dict[str, Timing]:
    """Times every command once a round, so that a slow spell of the machine falls on all alike."""
    taken: dict[str, list[float]] = {name: [] for name in timed}
    for done in range(1, rounds + 1):
        for name, command in timed.items():
            taken[name].append(seconds_of(command))
        if progress:
            progress("timing", done, rounds)
    baseline = median(taken[BASELINE])
    return {
        name: Timing(tuple(seconds), median(seconds), median(seconds) / baseline)
        for name, seconds in taken.items()
    }


def seconds_of_process(command: Command) -> float:
    """Wall-clock seconds of a fresh process. Raises RagError with its last line if it fails."""
    started = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - started
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise RagError(f"`{' '.join(command[1:4])} ...` ended with {done.returncode}: {last}")
    return seconds
