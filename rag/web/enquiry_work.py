"""Finding the answers to an enquiry's questions: one after the other, each kept as soon as it is there."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from rag.enquiries import answering_parts
from rag.enquiries.enquiry import Enquiry, LetterQuestion, Part
from rag.enquiries.merging import merged
from rag.errors import RagError, StaleWork
from rag.records.enquiries import KeptEnquiries, KeptEnquiry
from rag.types import NO_FILTERS, Answer, Filters, Turn
from rag.web.desk import Desk
from rag.web.enquiry_desk import EnquiryDesk
from rag.web.work import UNEXPECTED

log = logging.getLogger(__name__)

NAMELESS = "name not given"
TRIES = 5
"""To save over what others save at the same moment."""


@dataclass(slots=True, eq=False)
class Finding:
    """An enquiry whose questions wait or are being answered; read by the page, written by a worker."""

    id: str
    who: str
    waiting: deque[LetterQuestion]
    total: int
    failed: list[str] = field(default_factory=list)
    """Why a question has no answer, a line each."""
    done: threading.Event = field(default_factory=threading.Event)

    @property
    def answered(self) -> int:
        """How many questions have been through."""
        return self.total - len(self.waiting)


class EnquiryWork:
    """Enquiries at work: one question at a time, taken from each enquiry in turn.

    A large enquiry thus holds up a small one by one question at most. The thread is a daemon: what
    is not finished when the program ends is found again by asking for answers again.
    """

    def __init__(self, desk: Desk, enquiries: EnquiryDesk) -> None:
        self.desk = desk
        self.enquiries = enquiries
        self._line: deque[Finding] = deque()
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None

    def begin(self, kept: KeptEnquiry, who: str) -> Finding | None:
        """Puts the questions without an answer to work; None where there are none."""
        with self._changed:
            if under_way := self.under_way(kept.enquiry.id):
                return under_way
            waiting = deque(p.question for p in kept.enquiry.parts if p.answer is None)
            if not waiting:
                return None
            finding = Finding(kept.enquiry.id, who or NAMELESS, waiting, len(waiting))
            self._line.append(finding)
            self._changed.notify()
            if self._thread is None:
                self._thread = threading.Thread(target=self._answer_all, daemon=True)
                self._thread.start()
        return finding

    def under_way(self, id: str) -> Finding | None:
        """The work on an enquiry that is not done yet."""
        return next((f for f in tuple(self._line) if f.id == id), None)

    def place(self, finding: Finding) -> int:
        """How many enquiries are before it in the line; 0 where none or where it is done."""
        line = tuple(self._line)
        return line.index(finding) if finding in line else 0

    def _answer_all(self) -> None:
        while True:
            with self._changed:
                while not self._line:
                    self._changed.wait()
                finding = self._line[0]
            question = finding.waiting[0]
            try:
                self._answer(finding, question)
            except RagError as error:
                finding.failed.append(str(error))
            except Exception:
                log.exception("a question of an enquiry failed")
                finding.failed.append(UNEXPECTED)
            self._go_on(finding)

    def _go_on(self, finding: Finding) -> None:
        with self._changed:
            finding.waiting.popleft()
            self._line.popleft()
            if finding.waiting:
                self._line.append(finding)
        if not finding.waiting:
            finding.done.set()

    def _answer(self, finding: Finding, question: LetterQuestion) -> None:
        answer = answering_parts.answered(question, Asked(self.desk))
        reply = self.enquiries.first_reply(answer)
        kept = self.enquiries.records.open(finding.id)
        save(
            self.enquiries.records,
            kept,
            lambda e: with_answer(e, question, answer, reply),
            finding.who,
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """The desk as the library asks it: one question, one answer."""

    desk: Desk

    def ask(
        self, question: str, turns: Sequence[Turn] = (), filters: Filters = NO_FILTERS
    ) -> Answer:
        """The answer to a question. Raises RagError."""
        for _, answer in self.desk.steps(question, turns, filters):
            if answer is not None:
                return answer
        raise RagError(UNEXPECTED)


def with_answer(enquiry: Enquiry, question: LetterQuestion, answer: Answer, reply: str) -> Enquiry:
    """The enquiry with an answer to that question, where it is still asked and has none."""

    def answered(part: Part) -> Part:
        if part.question != question or part.answer is not None:
            return part
        return replace(part, answer=answer, reply=part.reply or reply)

    return replace(enquiry, parts=tuple(answered(p) for p in enquiry.parts))


def save(
    records: KeptEnquiries, kept: KeptEnquiry, change: Callable[[Enquiry], Enquiry], who: str
) -> KeptEnquiry:
    """Keeps a change to an enquiry together with what others have changed in it since it was read.

    Raises StaleWork where they changed the same thing, or RagError.
    """
    base, mine = kept.enquiry, change(kept.enquiry)
    for left in range(TRIES - 1, -1, -1):
        newest = records.open(base.id)
        together = merged(base, mine, newest.enquiry)
        try:
            version = records.save(together, who.strip() or NAMELESS, newest.version)
        except StaleWork:
            if not left:
                raise
        else:
            return KeptEnquiry(together, version)
    raise AssertionError("the last try returns or raises")


def unanswered(parts: Sequence[Part]) -> int:
    """How many parts have no answer yet."""
    return sum(p.answer is None for p in parts)
