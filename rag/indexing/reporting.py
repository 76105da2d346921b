"""What a worker process tells its parent, one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Write = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Reporter:
    """Sends progress and results; `file` is what is being worked on, named if the process dies."""

    write: Write

    def progress(self, stage: str, done: int, total: int, file: str = "") -> None:
        """Says how far a stage has come."""
        self._send("progress", stage=stage, done=done, total=total, file=file)

    def result(self, **values: Any) -> None:
        """Gives the outcome; the last thing said."""
        self._send("result", **values)

    def error(self, kind: str, message: str) -> None:
        """Says why there is no outcome; `kind` names a class of rag.errors."""
        self._send("error", kind=kind, message=message)

    def _send(self, event: str, **values: Any) -> None:
        self.write(json.dumps({"event": event, **values}))
