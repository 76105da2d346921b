"""What a reader says of an answer on the page: kept as feedback, of which a draft case can be made."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace

from pydantic import TypeAdapter, ValidationError

from rag.errors import RagError, RecordsUnusable, WrongUse
from rag.records.conversations import Exchange
from rag.records.feedback import Feedback, Verdict, shown
from rag.types import Turn
from rag.web import showing
from rag.web.conversation import TURNS_PASSED_ON, Session
from rag.web.escaping import sound
from rag.web.keeping import Keeping
from rag.web.talking import Screen

LONGEST_COMMENT = 5_000
LONGEST_SENT = 60_000
"""A comment with each character written as \\uXXXX, and what is around it."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What the page sends: which exchange (from 1), the verdict, the comment."""

    exchange: int
    verdict: Verdict
    comment: str = ""


_JUDGED = TypeAdapter(Judged)


def judge(keeping: Keeping, sent: str, session: Session) -> Screen:
    """The screen after a verdict was sent: kept, or why not. What is no verdict changes nothing."""
    try:
        judged = _JUDGED.validate_json(sent if len(sent) <= LONGEST_SENT else "")
    except (ValidationError, UnicodeEncodeError):
        return Screen()
    if not 1 <= judged.exchange <= len(session.exchanges):
        return Screen()
    exchange = session.exchanges[judged.exchange - 1]
    if exchange.answer is None:
        return Screen()
    try:
        after = _kept(keeping, judged, exchange, session)
    except RagError as error:
        told = f"What you said is not kept: {error}"
        return Screen(announcement=showing.spoken(told), told=showing.told(told))
    said = showing.spoken(f"Kept: {judged.verdict.value}. Thank you.")
    return Screen(after, announcement=said, told="")


def _kept(keeping: Keeping, judged: Judged, exchange: Exchange, session: Session) -> Session:
    """The session with the verdict in it, after it was written. Raises RagError."""
    comment = sound(judged.comment)
    if len(comment) > LONGEST_COMMENT:
        told = f"the comment has {len(comment):,} characters"
        raise WrongUse(f"{told}; at most {LONGEST_COMMENT:,} are taken: shorten it")
    assert exchange.answer is not None
    before = [e for e in session.exchanges[: judged.exchange - 1] if e.answer][-TURNS_PASSED_ON:]
    turns = tuple(Turn(e.question, e.answer.text) for e in before if e.answer)
    feedback = Feedback(exchange.question, judged.verdict, shown(exchange.answer), turns, comment)
    keeping.keep_feedback(exchange.answer.id, feedback)
    after = replace(exchange, verdict=judged.verdict)
    if session.id is not None:
        with suppress(RecordsUnusable):  # the feedback is written; only the mark beside it is lost
            keeping.conversations.finish(session.id, judged.exchange, after)
    return session.with_exchange(judged.exchange, after)
