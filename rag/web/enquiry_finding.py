"""The step of the enquiry page at which answers are looked for, and how far that is."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import replace

from rag.answering.checking import counted
from rag.errors import RagError, WrongUse
from rag.web import enquiry_showing, showing
from rag.web.enquiry_answering import answers_view
from rag.web.enquiry_screen import (
    ANSWERS,
    Screen,
    Session,
    refused,
    sentence,
    telling,
)
from rag.web.enquiry_tabs import Tab
from rag.web.enquiry_work import EnquiryWork, Finding

LOOK_AGAIN_SECONDS = 0.4


def find(work: EnquiryWork, session: Session, who: str) -> Screen:
    """Begins to answer the questions without an answer; `follow` shows how they come."""
    with telling() as told:
        enquiry = session.enquiry
        if not enquiry.parts:
            raise WrongUse("There is no question yet: add one by pasting its words of the letter.")
        kept = work.enquiries.records.open(enquiry.id)
        finding = work.begin(kept, who)
        session = replace(session, view=ANSWERS, kept=kept, look=None)
        return replace(answers_view(work, session, "Looking for answers."), finding=finding)
    return refused(told.line)


async def follow(work: EnquiryWork, tab: Tab) -> AsyncIterator[Screen]:
    """The screens of a window while answers are looked for; ends with what was found, or where the
    window looks at another enquiry. Each is what the window looks at as long as it is yielded."""
    finding, shown = tab.begin_to_follow(), ""
    if finding is None:
        return
    try:
        while not finding.done.is_set():
            async with tab.turn:
                if not _is_at(tab.session, finding):
                    return
                if (line := progress(work, finding)) != shown:
                    shown = line
                    parts = await asyncio.to_thread(_parts, work, tab.session)
                    yield Screen(told=showing.status(line), parts=parts)
            await asyncio.sleep(LOOK_AGAIN_SECONDS)
        async with tab.turn:
            if _is_at(tab.session, finding):
                yield tab.shown(await asyncio.to_thread(_found, work, tab.session, finding))
    finally:
        tab.end_following(finding)


def _is_at(session: Session, finding: Finding) -> bool:
    return session.kept is not None and session.enquiry.id == finding.id


def _parts(work: EnquiryWork, session: Session) -> str | None:
    with suppress(RagError):
        now = work.enquiries.records.open(session.enquiry.id).enquiry
        return enquiry_showing.parts(now, session.part)
    return None


def progress(work: EnquiryWork, finding: Finding) -> str:
    """How far the answers are, and how many enquiries are being answered before this one."""
    line = f"Looking for answers: {finding.answered} of {finding.total} done."
    before = work.place(finding)
    return f"{line} In the queue: {before} before yours." if before else line


def _found(work: EnquiryWork, session: Session, finding: Finding) -> Screen:
    """What was found, beside the part that is looked at now; what is being typed stays."""
    with telling() as told:
        kept = work.enquiries.records.open(finding.id)
        failed = counted(len(finding.failed), "question")
        why = f"{failed} could not be answered: " if finding.failed else ""
        why += sentence(finding.failed[0]) if finding.failed else ""
        said = why or f"Answers found for {counted(finding.total, 'question')}."
        if session.view != ANSWERS:
            return Screen(told=showing.notice(why), announcement=showing.spoken(said))
        screen = answers_view(work, replace(session, kept=kept), said, why)
        is_new = screen.reply != session.shown.reply
        return replace(screen, reply=screen.reply if is_new else None, note=None)
    return refused(told.line)
