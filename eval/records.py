"""Where runs are kept, and what was run."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rag.settings import Settings

RUNS = Path("eval/runs")


def new_folder(runs: Path = RUNS) -> Path:
    """A folder for one run, made with the next free number: clocks may go back, numbers do not."""
    runs.mkdir(parents=True, exist_ok=True)
    number = 1 + max((int(f.name) for f in runs.iterdir() if f.name.isdigit()), default=0)
    while True:
        folder = runs / f"{number:04d}"
        try:
            folder.mkdir()
        except FileExistsError:  # another run took the number in between
            number += 1
        else:
            return folder


def about(settings: Settings, **more: object) -> dict[str, Any]:
    """What was run: settings and, in a git checkout, the commit and whether files differ from it."""
    commit = _git("rev-parse", "HEAD")
    changed = _git("status", "--porcelain", "--untracked-files=no")
    return {
        "settings": settings.model_dump(mode="json"),
        "commit": commit or None,
        "uncommitted_changes": bool(changed) if commit else None,
        **more,
    }


def write(file: Path, content: Mapping[str, Any]) -> None:
    """Writes JSON, indented, making the folder where it is missing."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _git(*arguments: str) -> str | None:
    try:
        done = subprocess.run(
            ["git", *arguments], capture_output=True, text=True, check=True, timeout=30
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip()
