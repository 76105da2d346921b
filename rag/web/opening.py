"""The real desk: opens the assistant while the pages already stand, and follows the index after."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from rag import wiring
from rag.errors import NothingIndexed, RagError, StoreBusy
from rag.indexing.layout import current_name
from rag.settings import Settings
from rag.types import Document, Steps, Turn
from rag.web.desk import Readiness

if TYPE_CHECKING:
    from rag.answering.assistant import Assistant

log = logging.getLogger(__name__)

WAIT_FOR_OTHER_RUN_SECONDS = 2.0
FIRST_SEARCH = "first"
"""Searched for once before anybody asks: the encoder loads its weights when it first encodes."""


class AssistantDesk:
    """Answers from the live generation; where there is none yet, indexes the corpus first.

    When another index run publishes a generation, it is opened beside the one that answers, which
    goes on until the new one is ready.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._assistant: Assistant | None = None
        self._generation: str | None = None
        self._readiness = Readiness()
        self._unread: str | None = None
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    @property
    def notice(self) -> str | None:
        """The index's own notice, and files that could not be read when it was made here."""
        lines = [self._assistant.notice if self._assistant else None, self._unread]
        return " ".join(line for line in lines if line) or None

    def prepare(self) -> None:
        """Begins opening in the background; after an error, begins again."""
        if not self._readiness.ready:
            self._in_background(self._open)

    def readiness(self) -> Readiness:
        """How far opening or indexing is."""
        return self._readiness

    def steps(self, question: str, turns: Sequence[Turn]) -> Steps:
        """The assistant's steps. Raises RagError, also while the index is not open yet."""
        assistant = self._ready()
        if current_name(self._settings.store) != self._generation:
            self._in_background(self._reopen)
        return assistant.steps(question, turns)

    def document(self, document_id: str) -> Document:
        """One document. Raises KeyError if it is not held."""
        return self._ready().document(document_id)

    def documents(self) -> Sequence[Document]:
        """All documents held, in order of path."""
        return self._ready().documents()

    def _ready(self) -> Assistant:
        if self._assistant is None:
            raise NothingIndexed(
                "the documents are still being read: wait a moment, then ask again"
            )
        return self._assistant

    def _in_background(self, work: Callable[[], None]) -> None:
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=work, daemon=True, name="opening")
                self._thread.start()

    def _open(self) -> None:
        self._readiness = Readiness()
        try:
            self._take(self._opened())
            self._readiness = Readiness("Ready", ready=True)
        except RagError as error:
            self._readiness = Readiness(error=str(error))
        except Exception:
            log.exception("opening the index failed")
            self._readiness = Readiness(
                error="the index could not be opened; the server's log says why"
            )

    def _reopen(self) -> None:
        name = current_name(self._settings.store)
        try:
            self._take(wiring.assistant(self._settings))
        except RagError as error:
            log.warning("generation %s is not opened: %s", name, error)
            self._generation = name  # tried once; the next generation is tried again

    def _take(self, assistant: Assistant) -> None:
        """Puts an assistant to work; questions under way finish with the one they began with."""
        name = current_name(self._settings.store)
        assistant.search(FIRST_SEARCH, 1)
        self._assistant, self._generation = assistant, name

    def _opened(self) -> Assistant:
        try:
            return wiring.assistant(self._settings)
        except NothingIndexed:
            while not self._indexed():
                self._report("Waiting for another index run", 0, 0)
                time.sleep(WAIT_FOR_OTHER_RUN_SECONDS)
            return wiring.assistant(self._settings)

    def _indexed(self) -> bool:
        """Indexes the corpus; false where another run is at it."""
        try:
            summary = wiring.index(self._settings, progress=self._report)
        except StoreBusy:
            return False
        if summary.failed:
            files = ", ".join(f"{f.path} ({f.reason})" for f in summary.failed)
            self._unread = f"Not read: {files}."
        return True

    def _report(self, stage: str, done: int, total: int) -> None:
        self._readiness = Readiness(stage, done, total)
