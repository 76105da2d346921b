"""What the buttons of the enquiry page do with what the browser sends: a window's session to a screen.

`place` is what the boxes were filled from, sent back with what was typed into them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from rag.enquiries import correcting
from rag.enquiries.enquiry import Enquiry, PartState
from rag.errors import WrongUse
from rag.web import enquiry_answering, enquiry_beginning, enquiry_correcting, enquiry_evidence
from rag.web.enquiry_about import correct_details
from rag.web.enquiry_beginning import Given
from rag.web.enquiry_details import TypedDetails
from rag.web.enquiry_screen import (
    ANSWERS,
    CHANGING,
    SPLIT,
    START,
    Screen,
    Session,
    number_in,
    refused,
    telling,
)
from rag.web.enquiry_work import EnquiryWork

Change = Callable[[Enquiry], Enquiry]


@dataclass(frozen=True, slots=True)
class Typed:
    """What stood in the boxes for a reply when a button was pressed, and from what they were filled."""

    place: str
    reply: str
    who: str


def begin(
    work: EnquiryWork, _: Session, who: str, text: str, name: str, doubt: str, *typed: Any
) -> Screen:
    """A new enquiry from what was typed into its form."""
    given = Given(text, name, TypedDetails(*typed), doubt)
    return enquiry_beginning.begin(work, given, who)


def search(work: EnquiryWork, _: Session, words: str) -> Screen:
    """The enquiries that hold these words."""
    return enquiry_beginning.search(work, words)


def choose(work: EnquiryWork, session: Session, sent: str, words: str, *typed: str) -> Screen:
    """What a button inside the page's own text sends: a verb, and what it is about."""
    verb, _, rest = sent.partition(" ")
    what = rest.partition(" ")[0]
    number = number_in(what) or 0
    if verb == "open":
        return enquiry_beginning.opened(work, what)
    if verb == "delete":
        return enquiry_beginning.delete(work, what, Typed(*typed).who, words)
    if verb == "part":
        return _part(work, session, number, Typed(*typed))
    return enquiry_evidence.look(work, session, number) if verb == "look" else Screen()


def _part(work: EnquiryWork, session: Session, number: int, typed: Typed) -> Screen:
    with telling() as told:
        of = session.part_typed(typed.place)
        return enquiry_answering.choose(work, session, number, typed.reply, typed.who, of)
    return refused(told.line)


def leave(work: EnquiryWork, session: Session, words: str, *typed: str) -> Screen:
    """Back to the list of enquiries; the reply that was typed is saved."""
    saved = _kept(work, session, Typed(*typed)) if session.view == ANSWERS else Screen()
    return saved if saved.told else enquiry_beginning.start(work, words, "All enquiries.")


def to_split(work: EnquiryWork, session: Session, *typed: str) -> Screen:
    """Back to the split of the letter; the reply that was typed is saved."""
    saved = _kept(work, session, Typed(*typed))
    if saved.told:
        return saved
    now = saved.session or session
    return enquiry_correcting.split_view(work, now, "Correct the questions.")


def keep_reply(work: EnquiryWork, session: Session, *typed: str) -> Screen:
    """The reply saved to the question for which it was typed, whichever is looked at by now."""
    return _kept(work, session, Typed(*typed)) if session.view != START else Screen()


def _kept(work: EnquiryWork, session: Session, typed: Typed) -> Screen:
    with telling() as told:
        part = session.part_typed(typed.place)
        return enquiry_answering.keep_reply(work, session, typed.reply, typed.who, part)
    return refused(told.line)


def deciding(state: PartState) -> Callable[..., Screen]:
    """What approves a part, leaves it to a decision, or reopens it: the one that was seen."""

    def decide(work: EnquiryWork, session: Session, note: str, *given: str) -> Screen:
        with telling() as told:
            typed = Typed(*given)
            seen = replace(session, part=session.part_typed(typed.place))
            return enquiry_answering.decide(work, seen, state, typed.reply, note, typed.who)
        return refused(told.line)

    return decide


def correcting_one(change: Callable[[int, str], Change], said: str) -> Callable[..., Screen]:
    """What corrects the question that is chosen."""

    def correct(work: EnquiryWork, session: Session, place: str, text: str, who: str) -> Screen:
        with telling() as told:
            if place != session.place:
                raise WrongUse(CHANGING)
            done = change(session.part, text)
            return enquiry_correcting.correct(work, session, done, who, said)
        return refused(told.line)

    return correct


def add(work: EnquiryWork, session: Session, text: str, who: str) -> Screen:
    """A question that was not found, by its words of the letter; their box is empty again."""

    def added(enquiry: Enquiry) -> Enquiry:
        return correcting.added(enquiry, text)

    screen = enquiry_correcting.correct(work, session, added, who, "Question added.")
    return replace(screen, words_added="") if screen.view == SPLIT else screen


def save_details(work: EnquiryWork, session: Session, place: str, who: str, *typed: Any) -> Screen:
    """The details of the letter as they were typed."""
    with telling() as told:
        if place.partition(" ")[0] != session.enquiry.id:
            raise WrongUse(CHANGING)
        return correct_details(work, session, TypedDetails(*typed), who)
    return refused(told.line)


def stepping(by: int) -> Callable[..., Screen]:
    """What looks so many pieces of evidence further."""
    return lambda work, session: enquiry_evidence.look(work, session, by=by)


REWORD = correcting_one(lambda n, t: lambda e: correcting.reworded(e, n, t), "Wording saved.")
JOIN = correcting_one(lambda n, _: lambda e: correcting.joined(e, n), "Questions joined.")
PART = correcting_one(lambda n, t: lambda e: correcting.parted(e, n, t), "Question split.")
REMOVE = correcting_one(lambda n, _: lambda e: correcting.removed(e, n), "Question removed.")
