"""The details of a letter corrected while it is worked on: when it came, under which rules, from whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from rag.enquiries.details import with_details
from rag.enquiries.enquiry import Enquiry
from rag.errors import WrongUse
from rag.web import showing
from rag.web.enquiry_answering import overview
from rag.web.enquiry_details import TypedDetails, read_details
from rag.web.enquiry_head import head
from rag.web.enquiry_screen import ANSWERS, NO_ENQUIRY, Screen, Session, refused, telling
from rag.web.enquiry_work import EnquiryWork, save
from rag.web.times import long_date


def correct_details(work: EnquiryWork, session: Session, typed: TypedDetails, who: str) -> Screen:
    """The screen after details were corrected; what was typed stays where it was refused."""
    with telling() as told:
        if session.kept is None or session.details is None:
            raise WrongUse(NO_ENQUIRY)
        details = read_details(typed)

        def change(enquiry: Enquiry) -> Enquiry:
            changed = with_details(enquiry, details, date.today())
            work.enquiries.due(changed)  # refuses a date whose working days nobody knows
            return changed

        # What others changed in the details since the boxes were filled is theirs to keep.
        seen = with_details(session.kept.enquiry, session.details, session.details.received)
        kept = save(work.enquiries.records, replace(session.kept, enquiry=seen), change, who)
        return _corrected(work, replace(session, kept=kept, details=None))
    return refused(told.line)


def _corrected(work: EnquiryWork, session: Session) -> Screen:
    shown = overview(work, session) if session.view == ANSWERS else head(work, session)
    due = work.enquiries.due(session.enquiry).day
    said = f"Details saved. Reply due {long_date(due)}." if due else "Details saved."
    return replace(shown, told=showing.status(said), announcement=showing.spoken(said))
