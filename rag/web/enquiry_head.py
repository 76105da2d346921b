"""The head of an enquiry on its page: what it is, when its reply is due, and who did what."""

from __future__ import annotations

from dataclasses import replace

from rag.enquiries.details import details_of
from rag.enquiries.enquiry import Enquiry
from rag.web.enquiry_desk import Due
from rag.web.enquiry_log import enquiry_log
from rag.web.enquiry_screen import Screen, Session
from rag.web.enquiry_showing import REGIMES, approved_line, title_of
from rag.web.enquiry_work import EnquiryWork
from rag.web.markup import NOTHING, Markup, element
from rag.web.times import long_date


def head(work: EnquiryWork, session: Session) -> Screen:
    """The head; the boxes of its details are filled where they are not yet.

    What is being typed into them stays while other work is saved.
    """
    enquiry = session.enquiry
    shown = Screen(
        session=session,
        heading=heading(enquiry, work.enquiries.due(enquiry)),
        log=enquiry_log(work.enquiries.records.steps(enquiry.id)),
    )
    if session.details is not None:
        return shown
    details = details_of(enquiry)
    return replace(shown, session=replace(session, details=details), details=details)


def heading(enquiry: Enquiry, due: Due) -> str:
    """What an enquiry is, when its reply is due and how far it is."""
    letter = enquiry.letter
    regime = REGIMES[enquiry.regime] if enquiry.regime else "No regime chosen"
    about = [
        f"From {letter.sender}" if letter.sender else "",
        f"Reference {letter.reference}" if letter.reference else "",
        f"File {letter.name}" if letter.name else "",
        regime,
    ]
    return element(
        "div",
        element("h2", title_of(letter), dir="auto"),
        element("p", " · ".join(a for a in about if a), classes="aside", dir="auto"),
        _due(enquiry, due),
        element("p", f"Of the letter: {letter.doubt}", classes="notice", dir="auto")
        if letter.doubt
        else NOTHING,
        element("p", approved_line(enquiry), classes="how-far"),
        classes="enquiry-head",
        id=f"enquiry-at-{enquiry.id}",
    ).html


def _due(enquiry: Enquiry, due: Due) -> Markup:
    return element(
        "p",
        f"Received {long_date(enquiry.received)}. ",
        element("strong", f"Reply due {long_date(due.day)}. " if due.day else ""),
        element("span", due.reckoned, classes="aside"),
    )
