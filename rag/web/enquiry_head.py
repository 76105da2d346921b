"""The head of an enquiry on its page: what it is, when its reply is due, and who did what."""

from __future__ import annotations

from dataclasses import replace

from rag.enquiries.details import details_of
from rag.web import enquiry_showing
from rag.web.enquiry_log import enquiry_log
from rag.web.enquiry_screen import Screen, Session
from rag.web.enquiry_work import EnquiryWork


def head(work: EnquiryWork, session: Session) -> Screen:
    """The head; the boxes of its details are filled where they are not yet.

    What is being typed into them stays while other work is saved.
    """
    enquiry = session.enquiry
    shown = Screen(
        session=session,
        heading=enquiry_showing.heading(enquiry, work.enquiries.due(enquiry)),
        log=enquiry_log(work.enquiries.records.steps(enquiry.id)),
    )
    if session.details is not None:
        return shown
    details = details_of(enquiry)
    return replace(shown, session=replace(session, details=details), details=details)
