"""Baselines: the runs that later ones are held against, each accepted by a person with a reason."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from eval.interval import figure
from eval.metrics import METRICS
from eval.saved_run import SavedRun, read_run, write_baseline
from rag.errors import WrongUse

BASELINES = Path(__file__).parent / "baselines"
CORPUS = "corpus"
_ABOUT = (
    "settings",
    "questions",
    "corpus_version",
    "commit",
    "uncommitted_changes",
    "seed",
    "repeats",
    "machine",
    "libraries",
)

_OF_THE_MACHINE = ("corpus", "store", "host", "port")
"""Settings that say where things lie on one machine, and are no matter of a baseline."""


def baseline_file(name: str = CORPUS) -> Path:
    """Where a baseline is kept."""
    return BASELINES / f"{name}.json"


def read_baseline(file: Path) -> SavedRun:
    """The accepted run. Raises WrongUse, saying how to accept one, where there is none."""
    if not file.is_file():
        raise WrongUse(
            f"{file}: no baseline yet; run `python -m eval baseline accept RUN --reason WHY`"
        )
    return read_run(file)


def accept(run: SavedRun, file: Path, reason: str, day: date) -> SavedRun:
    """Makes a run the baseline; the reasons and figures of all earlier ones stay in the file.

    Raises WrongUse where no reason is given.
    """
    if not reason.strip():
        raise WrongUse("--reason is empty: say in a sentence why this run is the new baseline")
    earlier = read_run(file).history if file.is_file() else ()
    about = {key: run.about[key] for key in _ABOUT if key in run.about}
    settings = run.about.get("settings", {})
    about["settings"] = {k: v for k, v in settings.items() if k not in _OF_THE_MACHINE}
    kept = SavedRun(run.name, about, run.cases)
    write_baseline(file, kept, [*earlier, _entry(kept, reason, day)])
    return read_run(file)


def means_of(run: SavedRun) -> dict[str, float]:
    """Each measure's mean over a run, rounded; seconds, which tell of the machine, are left out."""
    means = {}
    for name in METRICS:
        found = figure(run.values(name))
        if found and name != "seconds":
            means[name] = round(found.mean, 4)
    return means


def _entry(run: SavedRun, reason: str, day: date) -> dict[str, Any]:
    return {
        "accepted": day.isoformat(),
        "reason": reason.strip(),
        "commit": run.about.get("commit"),
        "corpus_version": run.about.get("corpus_version"),
        "cases": len(run.cases),
        "figures": means_of(run),
    }
