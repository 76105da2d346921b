"""What people do to the parts of an enquiry: edit a reply, approve it, mark that it needs a decision."""

from __future__ import annotations

from dataclasses import replace

from rag.enquiries.enquiry import Enquiry, Part, PartState
from rag.errors import WrongUse


def with_reply(enquiry: Enquiry, at: int, reply: str) -> Enquiry:
    """The enquiry with another reply to its part `at` (from 0); an approval of other words goes."""
    part = enquiry.parts[at]
    if reply == part.reply:
        return enquiry
    edited = replace(part, reply=reply)
    is_approved = part.state is PartState.APPROVED
    return _with(enquiry, at, _open(edited) if is_approved else edited)


def approve(enquiry: Enquiry, at: int, by: str) -> Enquiry:
    """The enquiry with its part `at` (from 0) approved. Raises WrongUse without a name or a reply."""
    part = enquiry.parts[at]
    if not part.reply.strip():
        raise WrongUse(f"{named(enquiry, at)}: there is no reply to approve; write one first")
    decided = replace(part, state=PartState.APPROVED, decided_by=name_of(by), note="")
    return _with(enquiry, at, decided)


def needs_decision(enquiry: Enquiry, at: int, by: str, note: str = "") -> Enquiry:
    """The enquiry with its part `at` (from 0) left to somebody's decision. Raises WrongUse without a name."""
    state = PartState.NEEDS_DECISION
    decided = replace(enquiry.parts[at], state=state, decided_by=name_of(by), note=note.strip())
    return _with(enquiry, at, decided)


def reopen(enquiry: Enquiry, at: int) -> Enquiry:
    """The enquiry with its part `at` (from 0) neither approved nor marked."""
    return _with(enquiry, at, _open(enquiry.parts[at]))


def name_of(person: str) -> str:
    """A person's name on one line. Raises WrongUse where there is none."""
    name = " ".join(person.split())
    if not name:
        raise WrongUse("your name is missing: give it, so that it stands with what you decided")
    return name


def named(enquiry: Enquiry, at: int) -> str:
    """A part as people call it: "question 2(a)", or its place where the writer gave no number."""
    label = enquiry.parts[at].question.label
    return f"question {label}" if label else f"question {at + 1} in order"


def _open(part: Part) -> Part:
    return replace(part, state=PartState.OPEN, decided_by=None, note="")


def _with(enquiry: Enquiry, at: int, part: Part) -> Enquiry:
    return replace(enquiry, parts=(*enquiry.parts[:at], part, *enquiry.parts[at + 1 :]))
