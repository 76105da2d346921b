"""Where the enquiry page begins: the list of enquiries, a new letter, an enquiry opened again or deleted."""

from __future__ import annotations

import secrets
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from rag.answering.checking import counted
from rag.enquiries import correcting
from rag.enquiries.details import details_of, with_details
from rag.enquiries.enquiry import Enquiry, Letter, Part, PartState
from rag.errors import RagError, WrongUse
from rag.records.enquiries import KeptEnquiry
from rag.web import enquiry_showing, showing
from rag.web.enquiry_answering import answers_view
from rag.web.enquiry_correcting import split_view
from rag.web.enquiry_details import TypedDetails, one_line, read_details
from rag.web.enquiry_listing import Listed, enquiries
from rag.web.enquiry_screen import (
    ANSWERS,
    LONGEST_LETTER,
    LONGEST_LINE,
    SPLIT,
    START,
    Screen,
    Session,
    number_in,
    refused,
    telling,
)
from rag.web.enquiry_work import NAMELESS, EnquiryWork, unanswered

MOST_LISTED = 50
ID_BYTES = 16
LONGEST_DOUBT = 1_000


@dataclass(frozen=True, slots=True)
class Given:
    """What was typed into the form for a new enquiry."""

    text: str
    name: str
    details: TypedDetails
    doubt: str = ""
    """What the readers of its file remark."""


def start(work: EnquiryWork, words: str = "", said: str = "") -> Screen:
    """The list of enquiries, and the form for a new one."""
    with telling() as told:
        listed = _listed(work, words[:LONGEST_LINE])
        announced = showing.spoken(said) if said else None
        return Screen(Session(), START, "", announced, listed=listed)
    return replace(refused(told.line), session=Session(), view=START)


def _listed(work: EnquiryWork, words: str) -> str:
    found: list[Listed] = []
    lines = work.enquiries.records.listed(words)
    for line in lines[:MOST_LISTED]:
        with suppress(WrongUse):  # deleted since
            enquiry = work.enquiries.records.open(line.id).enquiry
            found.append(Listed(enquiry, work.enquiries.due(enquiry)))
    more = len(lines) - MOST_LISTED
    rest = showing.status(f"{more:,} more: search for others by their words.") if more > 0 else ""
    return enquiries(found, words) + rest


def search(work: EnquiryWork, words: str) -> Screen:
    """The enquiries that hold these words."""
    with telling() as told:
        return Screen(told="", listed=_listed(work, words[:LONGEST_LINE]))
    return refused(told.line)


def begin(work: EnquiryWork, given: Given, who: str) -> Screen:
    """Takes in a letter, splits it and keeps it; a line says what is missing."""
    with telling() as told:
        enquiry = _enquiry(work, given)
        version = work.enquiries.records.save(enquiry, who.strip() or NAMELESS)
        session = Session(SPLIT, KeptEnquiry(enquiry, version))
        found = counted(len(enquiry.parts), "question")
        return replace(split_view(work, session, f"{found} found in the letter."), begun=True)
    return refused(told.line)


def _enquiry(work: EnquiryWork, given: Given) -> Enquiry:
    text = given.text.replace("\r\n", "\n").strip()
    if not text:
        raise WrongUse("Paste the letter or choose its file first.")
    if len(text) > LONGEST_LETTER:
        long = f"The letter has {len(text):,} characters; at most {LONGEST_LETTER:,} are taken"
        raise WrongUse(f"{long}: take out what does not belong to it.")
    details, name = read_details(given.details), one_line(given.name)
    parts = tuple(Part(q) for q in work.enquiries.split(text)[: correcting.MOST_QUESTIONS])
    doubt = " ".join(given.doubt.split())[:LONGEST_DOUBT]
    letter = Letter(text, name, doubt=doubt)
    plain = Enquiry(secrets.token_urlsafe(ID_BYTES), letter, date.today(), parts=parts)
    enquiry = with_details(plain, details, date.today())
    work.enquiries.due(enquiry)  # refuses a date whose working days nobody knows
    return enquiry


def opened(work: EnquiryWork, id: str) -> Screen:
    """The screen of an enquiry that is kept: its answers where some were looked for, else its split."""
    with telling() as told:
        kept = work.enquiries.records.open(id)
        parts = kept.enquiry.parts
        first = next((n for n, p in enumerate(parts, 1) if p.state is PartState.OPEN), 1)
        finding = work.under_way(id)
        if finding or unanswered(parts) < len(parts):
            said = f"Enquiry opened. {enquiry_showing.approved_line(kept.enquiry)}."
            shown = answers_view(work, Session(ANSWERS, kept, first), said)
            return replace(shown, finding=finding)
        return split_view(work, Session(SPLIT, kept), "Enquiry opened at its questions.")
    why = refused(told.line)
    return replace(start(work), told=why.told, announcement=why.announcement)


def restored(work: EnquiryWork, session: Session, place: str) -> Session:
    """The session of a window that the program has forgotten, by restarting or for want of room.

    What its boxes were filled from tells the enquiry; only if nobody has changed that since, so that
    nobody's work is written over.
    """
    id = place.partition(" ")[0]
    if session.kept is not None or not id:
        return session
    with suppress(RagError):
        kept = work.enquiries.records.open(id[:LONGEST_LINE])
        parts = kept.enquiry.parts
        view = ANSWERS if unanswered(parts) < len(parts) else SPLIT
        at = number_in(place.rpartition(" ")[2]) or 1
        found = Session(view, kept, at, details=details_of(kept.enquiry))
        return found if found.place == place else session
    return session


def delete(work: EnquiryWork, id: str, who: str, words: str) -> Screen:
    """Takes an enquiry away for good; the list without it."""
    with telling() as told:
        work.enquiries.records.delete(id, who.strip() or NAMELESS)
        return start(work, words, "The enquiry is deleted.")
    return refused(told.line)
