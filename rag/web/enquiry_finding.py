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
from rag.web.enquiry_screen import ANSWERS, Screen, Session, refused, sentence, telling
from rag.web.enquiry_work import EnquiryWork, Finding

LOOK_AGAIN_SECONDS = 0.4


async def find(work: EnquiryWork, session: Session, who: str) -> AsyncIterator[Screen]:
    """The screens while the questions without an answer are answered, one after the other."""
    with telling() as told:
        enquiry = session.enquiry
        if not enquiry.parts:
            raise WrongUse("There is no question yet: add one by pasting its words of the letter.")
        kept = await asyncio.to_thread(work.enquiries.records.open, enquiry.id)
        finding = work.begin(kept, who)
        session = replace(session, view=ANSWERS, kept=kept, look=None)
        yield answers_view(work, session, "Looking for answers.")
        if finding:
            async for screen in follow(work, session, finding):
                yield screen
        return
    yield refused(told.line)


async def follow(work: EnquiryWork, session: Session, finding: Finding) -> AsyncIterator[Screen]:
    """The screens while answers are looked for; ends with the enquiry as it is then."""
    shown = ""
    while not finding.done.is_set():
        if (line := progress(work, finding)) != shown:
            shown = line
            yield Screen(
                told=showing.status(line), parts=await asyncio.to_thread(_parts, work, session)
            )
        await asyncio.sleep(LOOK_AGAIN_SECONDS)
    with telling() as told:
        kept = await asyncio.to_thread(work.enquiries.records.open, finding.id)
        yield _found(work, replace(session, kept=kept), finding)
        return
    yield refused(told.line)


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
    told = ""
    if finding.failed:
        failed = counted(len(finding.failed), "question")
        told = f"{failed} could not be answered: {sentence(finding.failed[0])}"
    said = told or f"Answers found for {counted(finding.total, 'question')}."
    return answers_view(work, session, said, told)
