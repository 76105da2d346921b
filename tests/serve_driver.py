"""Serves the pages over a fake desk, as the program does: python -m tests.serve_driver PORT STORE.

A question with "slow" in it is never answered.
"""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Sequence

from rag.settings import Settings
from rag.types import NO_FILTERS, Filters, Steps, Turn
from rag.web import server
from tests.fakes_web import FakeDesk


class SlowDesk(FakeDesk):
    def steps(self, question: str, turns: Sequence[Turn], filters: Filters = NO_FILTERS) -> Steps:
        if "slow" in question:
            self.hold = threading.Event()
        return super().steps(question, turns, filters)


if __name__ == "__main__":
    port, store = sys.argv[1:]
    settings = Settings.model_validate({"port": int(port), "store": store})
    asyncio.run(server.run(SlowDesk(), settings))
