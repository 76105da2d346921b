"""What happens on the ask page, step by step, as values; the page itself only shows them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace

from rag.answering.quoting import still_stands
from rag.errors import RagError, RecordsUnusable
from rag.records.conversations import Exchange, new_id
from rag.types import Citation
from rag.web import showing, source_panel
from rag.web.asked_of import filters_of
from rag.web.conversation import LONGEST, Pick, Session
from rag.web.desk import Desk
from rag.web.escaping import sound
from rag.web.work import Job, Work

LOOK_AGAIN_SECONDS = 0.05
STATUS_SECONDS = 0.3
PLACE_SECONDS = 1.0
SECONDS_A_PLACE = 0.1
"""How long a status and a place in the line stand at least: each change takes time from answering.

Whoever stands far back sees the place change less often: none is missed that tells much.
"""
LONGEST_ID = 64
TOO_LONG = f"a conversation ends after {LONGEST} questions: begin a new one"
NOTHING_ASKED = "Type a question first."
GONE = "This conversation is not kept here (any more); a new one begins with your next question."


@dataclass(frozen=True, slots=True)
class Screen:
    """What the page is to show next, as HTML; None leaves a part as it is."""

    session: Session | None = None
    conversation: str | None = None
    pending: str | None = None
    announcement: str | None = None
    source: str | None = None
    places: int | None = None
    """How many citations there are to step through."""
    told: str | None = None
    """A line at the form: why nothing was asked, or was not kept."""
    taken: bool = False
    """Whether the question was taken, and its box is to be emptied."""


async def ask(
    work: Work, question: str, typed_filters: Sequence[str], session: Session, asker: str
) -> AsyncIterator[Screen]:
    """The screens from a question to its answer, or one that says why nothing is asked."""
    try:
        job, session = await asyncio.to_thread(
            _begun, work, question, typed_filters, session, asker
        )
    except RagError as error:
        yield refused(str(error))
        return
    status = _status(work, job)
    yield Screen(
        replace(session, id=job.conversation),
        pending=showing.pending(job.exchange, status, job.conversation),
        told=_unkept(job),
        taken=True,
    )
    async for screen in follow(work, job, session, status):
        yield screen


def refused(reason: str) -> Screen:
    """The screen where nothing was asked, which says why."""
    return Screen(announcement=showing.spoken(reason), told=showing.told(reason))


def _begun(
    work: Work, question: str, typed_filters: Sequence[str], session: Session, asker: str
) -> tuple[Job, Session]:
    asked = sound(question).strip()
    if not asked:
        raise RagError(NOTHING_ASKED)
    filters = filters_of([sound(text) for text in typed_filters])
    id = session.id or new_id()
    known = work.keeping.exchanges(id, session.exchanges)  # another tab may have gone on with it
    if len(known) >= LONGEST:
        raise RagError(TOO_LONG)
    session = replace(session, id=id, exchanges=known)
    return work.begin(id, Exchange(asked, filters=filters), session.latest(), asker), session


async def follow(work: Work, job: Job, session: Session, shown: str = "") -> AsyncIterator[Screen]:
    """The screens of a question under way, until it is answered or the server ends.

    `shown` is the status that stands on the page already.
    """
    until = time.monotonic() + STATUS_SECONDS if shown else 0.0
    while not job.done.is_set() and not work.stopping.is_set():
        status, now = _status(work, job), time.monotonic()
        if status != shown and now >= until:
            yield Screen(pending=showing.pending(job.exchange, status, job.conversation))
            shown = status
            until = now + stands(work.place(job))
        await asyncio.sleep(LOOK_AGAIN_SECONDS)
    after = replace(session.after(job.exchange), id=job.conversation)
    screen = await asyncio.to_thread(answered, work.desk, after)
    yield replace(screen, told=_unkept(job))


def stands(place: int | None) -> float:
    """How long what is told of a place in the line, or of an answer under way, stands at least."""
    return max(PLACE_SECONDS, place * SECONDS_A_PLACE) if place else STATUS_SECONDS


def _status(work: Work, job: Job) -> str:
    place = work.place(job)
    return showing.in_line(place) if place else job.status


def _unkept(job: Job) -> str:
    return showing.told(f"This answer is not being kept: {job.unkept}") if job.unkept else ""


def answered(desk: Desk, session: Session) -> Screen:
    """The screen with the latest exchange in its place, and its first citation opened."""
    latest = session.exchanges[-1]
    opened = look(desk, session) if latest.places else Screen(session)
    return Screen(
        session=session,
        conversation=showing.conversation(session),
        pending="",
        announcement=showing.announcement(latest),
        source=opened.source,
        places=opened.places,
    )


async def resume(work: Work, id: str) -> AsyncIterator[Screen]:
    """The screens of a conversation that is kept; goes on to the answer that is under way in it."""
    plain = id if len(id) <= LONGEST_ID else ""
    job = work.under_way(plain)
    try:
        session = await asyncio.to_thread(_kept, work, plain, job)
    except RecordsUnusable as error:
        yield replace(begin_anew(), told=showing.told(str(error)))
        return
    if not session.exchanges and not job:
        yield replace(begin_anew(), told=showing.told(GONE))
        return
    opened = await asyncio.to_thread(look, work.desk, session)
    yield Screen(
        session=session,
        conversation=showing.conversation(session),
        pending="",
        announcement=showing.spoken("This conversation is open again."),
        source=opened.source or source_panel.PLACEHOLDER,
        places=opened.places or 0,
        told="",
    )
    if job:
        async for screen in follow(work, job, session):
            yield screen


def _kept(work: Work, id: str, job: Job | None) -> Session:
    """A kept conversation, without the question that is still under way."""
    exchanges = work.keeping.conversations.exchanges(id)
    if job and job.number:
        exchanges = exchanges[: job.number - 1]
    session = Session(exchanges, id=id).showing_last()
    return replace(session, fallen=_fallen(work.desk, exchanges))


def _fallen(desk: Desk, exchanges: Sequence[Exchange]) -> frozenset[Pick]:
    """Citations whose words do not stand in the documents as they are held today."""
    held = {d.id: d for d in desk.documents()}
    return frozenset(
        Pick(number, place.number)
        for number, exchange in enumerate(exchanges, 1)
        for place in exchange.places
        if (document := held.get(place.quote.span.document_id)) is None
        or not still_stands(document, place.quote)
    )


def look(desk: Desk, session: Session) -> Screen:
    """The screen with the citation that the session looks at."""
    place, pick = session.place_shown(), session.shown
    if place is None or pick is None:
        return Screen()
    exchange = session.exchanges[pick.exchange - 1]
    heading = _heading(exchange, place)
    about = source_panel.about_line(place, nearest=bool(exchange.nearest))
    source = source_panel.opened(desk, place, pick, heading, about)
    said = showing.spoken(f"{heading}: {about}")
    return Screen(session, source=source, announcement=said, places=len(exchange.places))


def pick(desk: Desk, sent: str, session: Session) -> Screen:
    """The screen after a citation was chosen; anything that is no citation changes nothing."""
    chosen = Pick.read(sent)
    return look(desk, session.showing(chosen)) if chosen else Screen()


def step(desk: Desk, by: int, session: Session) -> Screen:
    """The screen with the next (1) or previous (-1) citation."""
    return look(desk, session.stepped(by))


def begin_anew() -> Screen:
    """The screen of a new conversation."""
    return Screen(Session(), "", "", "", source_panel.PLACEHOLDER, 0, told="")


def _heading(exchange: Exchange, place: Citation) -> str:
    at = exchange.places.index(place) + 1
    noun = "Nearest passage" if exchange.nearest else "Citation"
    return f"{noun} {at} of {len(exchange.places)}"
