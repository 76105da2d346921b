"""What happens on the ask page, step by step, as values; the page itself only shows them."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace

from rag.answering.attribution import attribution_line
from rag.answering.checking import citation_of
from rag.errors import RagError
from rag.types import Answer, Citation, Outcome, Speech
from rag.web import showing, source_panel
from rag.web.conversation import LONGEST, Exchange, Pick, Session
from rag.web.desk import Desk

log = logging.getLogger(__name__)

NEAREST_SHOWN = 3
TOO_LONG = f"a conversation ends after {LONGEST} questions: begin a new one"
UNEXPECTED = "this could not be answered because of a fault in the program; its log says more"


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


def ask(desk: Desk, question: str, session: Session) -> Iterator[Screen]:
    """The screens from a question to its answer; an empty question changes nothing."""
    asked = question.strip()
    if not asked:
        return
    exchange = Exchange(asked, error=TOO_LONG)
    if len(session.exchanges) >= LONGEST:
        yield Screen(announcement=showing.announcement(exchange), pending=showing.notice(TOO_LONG))
        return
    yield Screen(pending=showing.pending(asked, "Looking for an answer …"))
    try:
        for status, answer in desk.steps(asked, session.turns()):
            if answer is None:
                yield Screen(pending=showing.pending(asked, status))
            else:
                exchange = Exchange(asked, answer, _nearest(desk, answer))
    except RagError as error:
        exchange = Exchange(asked, error=str(error))
    except Exception:
        log.exception("a question failed")
        exchange = Exchange(asked, error=UNEXPECTED)
    yield answered(desk, session.after(exchange))


def answered(desk: Desk, session: Session) -> Screen:
    """The screen with the latest exchange in its place, and its first citation opened."""
    latest = session.exchanges[-1]
    opened = look(desk, session) if latest.places else Screen(session)
    return Screen(
        session=session,
        conversation=showing.conversation(session.exchanges),
        pending="",
        announcement=showing.announcement(latest),
        source=opened.source,
        places=opened.places,
    )


def look(desk: Desk, session: Session) -> Screen:
    """The screen with the citation that the session looks at."""
    place, pick = session.place_shown(), session.shown
    if place is None or pick is None:
        return Screen()
    exchange = session.exchanges[pick.exchange - 1]
    heading, about = _heading(exchange, place), attribution_line(place)
    if not exchange.nearest:
        about += f" · {showing.whose_words(place)}"
    try:
        document = desk.document(place.quote.span.document_id)
        source = source_panel.source(document, place, pick, heading, about)
    except KeyError:
        source = source_panel.no_longer_held(place)
    except RagError as error:
        source = showing.notice(str(error))
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
    return Screen(Session(), "", "", "", source_panel.PLACEHOLDER, 0)


def _heading(exchange: Exchange, place: Citation) -> str:
    at = exchange.places.index(place) + 1
    noun = "Nearest passage" if exchange.nearest else "Citation"
    return f"{noun} {at} of {len(exchange.places)}"


def _nearest(desk: Desk, answer: Answer) -> tuple[Citation, ...]:
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
