"""The step of the enquiry page at which the questions found in a letter are corrected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from rag.enquiries.enquiry import Enquiry
from rag.web import enquiry_showing, showing
from rag.web.enquiry_head import head
from rag.web.enquiry_screen import SPLIT, Screen, Session, refused, telling
from rag.web.enquiry_work import EnquiryWork, save


def split_view(work: EnquiryWork, session: Session, said: str = "", told: str = "") -> Screen:
    """The letter with its questions marked, and the one that is chosen, to be corrected."""
    enquiry = session.enquiry
    count = len(enquiry.parts)
    at = min(max(session.part, 1), max(count, 1))
    session = replace(session, view=SPLIT, part=at, look=None)
    return replace(
        head(work, session),
        view=SPLIT,
        told=showing.notice(told),
        announcement=showing.spoken(said) if said else None,
        letter=enquiry_showing.letter(enquiry, at),
        questions=enquiry_showing.questions(enquiry, at),
        wording=enquiry.parts[at - 1].question.text if count else "",
    )


def correct(
    work: EnquiryWork, session: Session, change: Callable[[Enquiry], Enquiry], who: str, said: str
) -> Screen:
    """The screen after the split was corrected; the words typed stay where it was refused."""
    with telling() as told:
        session.enquiry  # noqa: B018 - raises where none is open
        assert session.kept is not None
        kept = save(work.enquiries.records, session.kept, change, who)
        return split_view(work, replace(session, kept=kept), said)
    return refused(told.line)
