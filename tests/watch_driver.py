"""A watch over a folder with the simple parts of the tests: `python -m tests.watch_driver ROOT`."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

from rag.indexing.run import IndexPlan, index_folder
from rag.indexing.watching import FolderWatch, ended_by_sigterm
from tests.store_samples import Here


def main(root: str) -> None:
    folder, store = Path(root) / "corpus", Path(root) / "store"
    plan = IndexPlan(folder, store, parts="tests.store_samples:parts")
    follow = FolderWatch(
        folder,
        store,
        run=lambda: index_folder(plan, run=Here()),
        tell=lambda line: print(line, flush=True),
    )
    # Ignored where the tests themselves run in the background of a shell.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with ended_by_sigterm():
            follow.go()
    except KeyboardInterrupt:
        print("ended")


if __name__ == "__main__":
    main(sys.argv[1])
