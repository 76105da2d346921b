"""Questions at work: a few at once, the others in a fair line; each answer is kept, whoever waits for it."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from rag.answering.checking import citation_of
from rag.errors import RagError, RecordsUnusable
from rag.records.conversations import Exchange
from rag.types import Answer, Citation, Outcome, Speech, Turn
from rag.web.desk import Desk
from rag.web.keeping import Keeping
from rag.web.line import FairLine

log = logging.getLogger(__name__)

AT_ONCE = max(2, os.cpu_count() or 2)
"""Questions answered at the same time: more would make each slower and none sooner."""
LONGEST_LINE = 500
NEAREST_SHOWN = 3
UNEXPECTED = "this could not be answered because of a fault in the program; its log says more"
BUSY = "too many people are asking at this moment: ask again in a minute"


@dataclass(slots=True, eq=False)
class Job:
    """A question that waits, is being answered, or is done; read by the page, written by a worker."""

    conversation: str
    exchange: Exchange
    turns: Sequence[Turn]
    number: int = 0
    """In the conversation that is kept, from 1."""
    status: str = "Looking for an answer …"
    unkept: str | None = None
    """Why this exchange could not be kept, or None."""
    done: threading.Event = field(default_factory=threading.Event)


class Work:
    """What the pages ask, and what is under way; used by many threads at once.

    The threads that answer are daemons: a program that is told to end does not wait for them, and
    what they have not finished is shown as stopped when the conversation is opened again.
    """

    def __init__(self, desk: Desk, keeping: Keeping, at_once: int = AT_ONCE) -> None:
        self.desk = desk
        self.keeping = keeping
        self.stopping = threading.Event()
        self._at_once = at_once
        self._line: FairLine[Job] = FairLine()
        self._under_way: dict[str, Job] = {}
        self._lock = threading.Lock()
        self._threads: list[threading.Thread] = []

    def begin(self, id: str, exchange: Exchange, before: Sequence[Exchange], asker: str) -> Job:
        """Puts a question of a conversation to work.

        Raises RagError where one is at work there already, or the line is too long.
        """
        turns = [Turn(e.question, e.answer.text) for e in before if e.answer]
        job = Job(id, exchange, turns)
        with self._lock:
            if id in self._under_way:
                raise RagError("the question before is still being answered: wait for its answer")
            if len(self._line) >= LONGEST_LINE:
                raise RagError(BUSY)
            self._under_way[id] = job
            self._begin_threads()
        try:
            job.number = self.keeping.conversations.ask(id, exchange)
        except RecordsUnusable as error:
            job.unkept = str(error)
        self._line.join(asker, job)
        return job

    def under_way(self, id: str) -> Job | None:
        """The question of a conversation that waits or is being answered."""
        return self._under_way.get(id)

    def place(self, job: Job) -> int | None:
        """A question's place in the line, from 1; None once it is being answered."""
        return self._line.place(job)

    def _begin_threads(self) -> None:
        for _ in range(self._at_once - len(self._threads)):
            thread = threading.Thread(target=self._answer_all, daemon=True, name="answering")
            self._threads.append(thread)
            thread.start()

    def _answer_all(self) -> None:
        while True:
            job = self._line.take()
            job.exchange = self._answered(job)
            self._keep(job)
            with self._lock:
                self._under_way.pop(job.conversation, None)
            job.done.set()

    def _answered(self, job: Job) -> Exchange:
        asked = job.exchange
        try:
            for status, answer in self.desk.steps(asked.question, job.turns, asked.filters):
                job.status = status
                if answer is not None:
                    return replace(asked, answer=answer, nearest=nearest(self.desk, answer))
        except RagError as error:
            return replace(asked, error=str(error))
        except Exception:
            log.exception("a question failed")
        return replace(asked, error=UNEXPECTED)

    def _keep(self, job: Job) -> None:
        if job.unkept is not None:
            return
        try:
            self.keeping.conversations.finish(job.conversation, job.number, job.exchange)
        except RecordsUnusable as error:
            job.unkept = str(error)
        except Exception:
            log.exception("an answer could not be kept")
            job.unkept = "the server's log says why"


def nearest(desk: Desk, answer: Answer) -> tuple[Citation, ...]:
    """The nearest things held, numbered, where nothing answers."""
    if answer.outcome is not Outcome.NOT_HELD:
        return ()
    found: list[Citation] = []
    for hit in answer.passages[:NEAREST_SHOWN]:
        with suppress(KeyError):  # the index was replaced meanwhile, and does not hold it any more
            document = desk.document(hit.passage.span.document_id)
            found.append(citation_of(len(found) + 1, hit.passage.span, document))
    # A passage is several sentences: its first one's speaker need not be the others'.
    return tuple(replace(c, speaker=None, speech=Speech.OWN) for c in found)
