"""An index run that is killed at a stage: `python -m tests.crash_driver ROOT STAGE DONE WHOM REBUILD`."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from rag.errors import RagError
from rag.indexing.run import IndexPlan, index_folder


def children_of(pid: int) -> list[int]:
    """The processes a process has begun, and theirs."""
    try:
        direct = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except FileNotFoundError:
        return []
    return [p for child in map(int, direct) for p in (child, *children_of(child))]


def main(root: str, stage: str, done: str, whom: str, rebuild: str) -> None:
    killed = False

    def progress(now: str, at: int, total: int) -> None:
        nonlocal killed
        if killed or now != stage or at < int(done):
            return
        killed = True
        if whom in ("child", "both"):
            for pid in children_of(os.getpid())[: 1 if whom == "child" else None]:
                os.kill(pid, signal.SIGKILL)
        if whom in ("parent", "both"):
            os.kill(os.getpid(), signal.SIGKILL)

    plan = IndexPlan(
        Path(root) / "corpus",
        Path(root) / "store",
        parts="tests.store_samples:parts",
        rebuild=rebuild == "rebuild",
    )
    try:
        print(index_folder(plan, progress))
    except RagError as error:
        sys.exit(f"{type(error).__name__}: {error}")


if __name__ == "__main__":
    main(*sys.argv[1:])
