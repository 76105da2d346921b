"""The step of the enquiry page at which each question is answered, approved, or left to a decision."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from rag.enquiries import correcting, deciding
from rag.enquiries.enquiry import Enquiry, PartState
from rag.errors import WrongUse
from rag.web import enquiry_showing, showing
from rag.web.enquiry_correcting import split_view
from rag.web.enquiry_evidence import fallen, nearest_of, source
from rag.web.enquiry_head import head
from rag.web.enquiry_screen import (
    ANSWERS,
    LONGEST_LINE,
    LONGEST_REPLY,
    NO_ENQUIRY,
    SPLIT,
    Screen,
    Session,
    refused,
    telling,
)
from rag.web.enquiry_work import EnquiryWork, save

NO_NAME = "Type your name first: it stands with what you decide."


def answers_view(work: EnquiryWork, session: Session, said: str = "", told: str = "") -> Screen:
    """The parts, the one that is chosen with its reply and its evidence, and the reply draft."""
    enquiry = session.enquiry
    at = min(max(session.part, 1), len(enquiry.parts) or 1)
    session = replace(session, view=ANSWERS, part=at)
    if not enquiry.parts:
        return split_view(work, session, said, told)
    shown = session.shown
    near = nearest_of(work.desk, shown)
    cited = (shown.answer.citations if shown.answer else ()) or near
    numbers = [c.number for c in cited]
    look = session.look if session.look in numbers else (numbers[0] if numbers else None)
    session = replace(session, look=look)
    over = overview(work, session)
    return replace(
        over,
        view=ANSWERS,
        told=showing.notice(told),
        announcement=showing.spoken(said) if said else None,
        reply=shown.reply,
        note=shown.note,
        evidence=enquiry_showing.evidence(shown, near, look, fallen(work.desk, cited)),
        source=source(work.desk, cited, look, nearest=bool(near)),
        places=len(cited),
        saved="",
    )


def overview(work: EnquiryWork, session: Session) -> Screen:
    """What changes wherever a part does: the head, the list of parts, the part, and the draft."""
    enquiry = session.enquiry
    with telling() as told:
        text = work.enquiries.draft(enquiry)
    return replace(
        head(work, session),
        parts=enquiry_showing.parts(enquiry, session.part),
        part=enquiry_showing.part(enquiry, session.part),
        draft=showing.notice(told.line)
        if told.line
        else enquiry_showing.draft(text, enquiry, work.enquiries.templates),
    )


def with_reply(part: int, reply: str) -> Callable[[Enquiry], Enquiry]:
    """What gives a part (from 1) another reply. Raises WrongUse where it is too long."""

    def change(enquiry: Enquiry) -> Enquiry:
        correcting.part_of(enquiry, part)
        if len(reply) > LONGEST_REPLY:
            told = f"This reply has {len(reply):,} characters; at most {LONGEST_REPLY:,} are taken"
            raise WrongUse(f"{told}: shorten it. It is not saved yet.")
        return deciding.with_reply(enquiry, part - 1, reply)

    return change


def keep_reply(
    work: EnquiryWork, session: Session, reply: str, who: str, part: int | None = None
) -> Screen:
    """Saves the reply of a part (that is looked at, unless given); its box keeps what is typed."""
    with telling() as told:
        at = part or session.part
        was = correcting.part_of(session.enquiry, at)
        if reply == was.reply or session.kept is None:
            return Screen()
        kept = save(work.enquiries.records, session.kept, with_reply(at, reply), who)
        now = correcting.part_of(kept.enquiry, at)
        lost = was.state is PartState.APPROVED and now.state is PartState.OPEN
        said = "Saved. The words changed, so the approval was taken back." if lost else "Saved."
        screen = overview(work, replace(session, kept=kept))
        return replace(
            screen, saved=showing.status(said), announcement=showing.spoken(said), told=""
        )
    return refused(told.line)


def choose(
    work: EnquiryWork, session: Session, number: int, reply: str, who: str, part: int | None = None
) -> Screen:
    """The screen with another part; what was typed into the reply of `part` before is saved."""
    with telling() as told:
        correcting.part_of(session.enquiry, number)
        if session.view == SPLIT:
            return split_view(work, replace(session, part=number), f"Question {number} chosen.")
        saved = keep_reply(work, session, reply, who, part)
        if saved.told:
            return saved
        after = replace(saved.session or session, part=number, look=None)
        outcome = after.shown.answer
        found = f" {enquiry_showing.OUTCOMES[outcome.outcome]}." if outcome else ""
        return answers_view(work, after, f"Question {number}.{found}")
    return refused(told.line)


def decide(
    work: EnquiryWork, session: Session, state: PartState, reply: str, note: str, who: str
) -> Screen:
    """The screen after a part was approved, marked as needing a decision, or reopened."""
    with telling() as told:
        if state is not PartState.OPEN and not who.strip():
            raise WrongUse(NO_NAME)
        if session.kept is None:
            raise WrongUse(NO_ENQUIRY)
        change = _decision(session.part, state, reply, note[:LONGEST_REPLY], who[:LONGEST_LINE])
        kept = save(work.enquiries.records, session.kept, change, who[:LONGEST_LINE])
        after = replace(session, kept=kept)
        said = f"Question {session.part}: {enquiry_showing.STATES[state]}."
        return answers_view(work, after, f"{said} {enquiry_showing.approved_line(kept.enquiry)}.")
    return refused(told.line)


def _decision(
    part: int, state: PartState, reply: str, note: str, who: str
) -> Callable[[Enquiry], Enquiry]:
    def change(enquiry: Enquiry) -> Enquiry:
        edited = with_reply(part, reply)(enquiry)
        if state is PartState.APPROVED:
            return deciding.approve(edited, part - 1, who)
        if state is PartState.NEEDS_DECISION:
            return deciding.needs_decision(edited, part - 1, who, note)
        return deciding.reopen(edited, part - 1)

    return change
