"""The real desk: opens the assistant while the pages already stand, and follows the index after."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from rag import wiring
from rag.answering.library_check import LibraryChecker
from rag.answering.verdicts import CheckedQuote
from rag.errors import NothingIndexed, RagError, StoreBusy
from rag.indexing.layout import current_name
from rag.settings import Settings
from rag.types import (
    NO_FILTERS,
    Document,
    Filters,
    Hit,
    Progress,
    Searched,
    Span,
    Steps,
    Turn,
)
from rag.web.desk import Readiness

if TYPE_CHECKING:
    from rag.answering.assistant import Assistant
    from rag.indexing.summary import IndexSummary

log = logging.getLogger(__name__)

WAIT_FOR_OTHER_RUN_SECONDS = 1.0
FAILED_NAMED = 5
UNEXPECTED = "the index could not be opened; the server's log says why"
FIRST_SEARCH = "first"
"""Searched for once before anybody asks: the encoder loads its weights when it first encodes."""


class MakeIndex(Protocol):
    """Indexes the corpus of the settings. Raises RagError."""

    def __call__(self, settings: Settings, *, progress: Progress) -> IndexSummary:
        """What it did."""


class AssistantDesk:
    """Answers from the live generation; where there is none yet, indexes the corpus first.

    When another index run publishes a generation, it is opened beside the one that answers, which
    goes on until the new one is ready.
    """

    def __init__(
        self,
        settings: Settings,
        open_assistant: Callable[[Settings], Assistant] = wiring.assistant,
        make_index: MakeIndex = wiring.index,
    ) -> None:
        self._settings = settings
        self._open_assistant = open_assistant
        self._make_index = make_index
        self._assistant: Assistant | None = None
        self._checker: LibraryChecker | None = None
        self._generation: str | None = None
        self._readiness = Readiness()
        self._unread: str | None = None
        self._lock = threading.Lock()
        self._drawing = threading.Lock()
        self._thread: threading.Thread | None = None

    @property
    def notice(self) -> str | None:
        """The index's own notice, and files that could not be read when it was made here."""
        lines = [self._assistant.notice if self._assistant else None, self._unread]
        return " ".join(line for line in lines if line) or None

    def prepare(self) -> None:
        """Begins opening in the background; after an error, begins again."""
        with self._lock:
            if not self._readiness.ready and not self._is_opening():
                self._readiness = Readiness()
                self._begin(self._open)

    def readiness(self) -> Readiness:
        """How far opening or indexing is."""
        return self._readiness

    def searched(self, filters: Filters) -> Searched:
        """How much a question with these filters is asked of. Raises RagError."""
        return self._ready().searched(filters)

    def search(self, question: str, limit: int, filters: Filters = NO_FILTERS) -> list[Hit]:
        """The best passages for a question. Raises RagError, also while the index is not open yet."""
        return self._ready().search(question, limit, filters)

    def steps(self, question: str, turns: Sequence[Turn], filters: Filters = NO_FILTERS) -> Steps:
        """The assistant's steps. Raises RagError, also while the index is not open yet."""
        assistant = self._ready()
        with self._lock:
            if current_name(self._settings.store) != self._generation and not self._is_opening():
                self._begin(self._reopen)
        return assistant.steps(question, turns, filters)

    def check_quote(self, text: str) -> CheckedQuote:
        """The verdict on a claimed quotation. Raises RagError while the index is not open yet."""
        checker = self._checker
        if checker is None or checker.library is not self._ready().holdings.library:
            checker = self._checker = LibraryChecker(self._ready().holdings.library)
        return checker.check(text)

    def document(self, document_id: str) -> Document:
        """One document. Raises KeyError if it is not held."""
        return self._ready().document(document_id)

    def page_picture(self, document_id: str, page: int, marked: tuple[int, int]) -> bytes:
        """A page as PNG, the words marked. Raises KeyError or UnreadableFile."""
        assistant = self._ready()
        document = assistant.document(document_id)
        if not 0 <= marked[0] < marked[1] <= len(document.text):
            raise KeyError(marked)
        with self._drawing:  # pdfium draws one page at a time
            return wiring.page_picture(
                assistant.holdings, document, page, Span(document.id, *marked)
            )

    def documents(self) -> Sequence[Document]:
        """All documents held, in order of path."""
        return self._ready().documents()

    def _ready(self) -> Assistant:
        if self._assistant is None:
            raise NothingIndexed(
                "the documents are still being read: wait a moment, then ask again"
            )
        return self._assistant

    def _is_opening(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def _begin(self, work: Callable[[], None]) -> None:
        self._thread = threading.Thread(target=work, daemon=True, name="opening")
        self._thread.start()

    def _open(self) -> None:
        try:
            self._open_or_index()
            self._readiness = Readiness("Ready", ready=True)
        except RagError as error:
            self._readiness = Readiness(error=str(error))
        except Exception:
            log.exception("opening the index failed")
            self._readiness = Readiness(error=UNEXPECTED)

    def _open_or_index(self) -> None:
        try:
            self._open_live()
        except NothingIndexed:
            while not self._indexed():
                self._report("Waiting for another index run", 0, 0)
                time.sleep(WAIT_FOR_OTHER_RUN_SECONDS)
            self._open_live()

    def _reopen(self) -> None:
        name = current_name(self._settings.store)
        try:
            self._open_live()
        except RagError as error:
            log.warning("generation %s is not opened: %s", name, error)
            self._generation = name  # tried once; the next generation is tried again

    def _open_live(self) -> None:
        """Puts the live generation to work; questions under way end on the one they began with."""
        name = current_name(self._settings.store)
        assistant = self._open_assistant(self._settings)
        assistant.search(FIRST_SEARCH, 1)
        self._assistant, self._generation = assistant, name

    def _indexed(self) -> bool:
        """Indexes the corpus; false where another run is at it."""
        try:
            summary = self._make_index(self._settings, progress=self._report)
        except StoreBusy:
            return False
        if summary.failed:
            named = [f"{f.path} ({f.reason})" for f in summary.failed[:FAILED_NAMED]]
            more = len(summary.failed) - len(named)
            self._unread = f"Not read: {', '.join(named)}{f' and {more:,} more' if more else ''}."
        return True

    def _report(self, stage: str, done: int, total: int) -> None:
        self._readiness = Readiness(stage, done, total)
