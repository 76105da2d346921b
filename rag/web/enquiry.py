"""The page where staff answer enquiries: a letter, its questions, a reply to each, the letter back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from functools import partial
from typing import Any

import gradio as gr

from rag.enquiries import correcting
from rag.enquiries.enquiry import Enquiry, PartState
from rag.web import (
    enquiry_answering,
    enquiry_beginning,
    enquiry_correcting,
    enquiry_evidence,
    enquiry_finding,
    frame,
)
from rag.web.enquiry_about import correct_details
from rag.web.enquiry_beginning import Given
from rag.web.enquiry_details import TypedDetails
from rag.web.enquiry_layout import Parts, laid_out
from rag.web.enquiry_screen import ANSWERS, LONGEST_LINE, SPLIT, Screen, Session
from rag.web.enquiry_updates import Changes, updates
from rag.web.enquiry_work import EnquiryWork
from rag.web.navigation import ENQUIRY

IN_ADDRESS = "enquiry"
"""The part of the page's address that names the enquiry, so that a reload opens it again."""


def add_to(blocks: gr.Blocks, work: EnquiryWork) -> None:
    """Adds the page to the application."""
    with frame.added(blocks, ENQUIRY):
        parts = laid_out()
        _connect_start(blocks, parts, work)
        _connect_about(parts, work)
        _connect_split(parts, work)
        _connect_answers(parts, work)


def _connect_start(blocks: gr.Blocks, parts: Parts, work: EnquiryWork) -> None:
    form, at_once = parts.form, {"concurrency_limit": None, **frame.QUIET}

    async def open_page(request: gr.Request) -> AsyncIterator[Changes]:
        async for waiting in frame.until_ready(work.desk):
            yield {parts.told: waiting}
        if not work.desk.readiness().ready:
            return
        yield {form.text: gr.Textbox(interactive=True), form.begin: gr.Button(interactive=True)}
        if id := request.query_params.get(IN_ADDRESS):
            async for screen in _resumed(work, id):
                yield updates(parts, screen)
        else:
            yield updates(parts, await asyncio.to_thread(enquiry_beginning.start, work))

    async def choose(
        sent: str, reply: str, who: str, words: str, session: Session
    ) -> AsyncIterator[Changes]:
        verb, _, rest = sent.partition(" ")
        what = rest.partition(" ")[0]
        number = int(what) if what.isascii() and what.isdecimal() and len(what) < 5 else 0
        if verb == "open":
            async for screen in _resumed(work, what):
                yield updates(parts, screen)
        elif verb == "delete":
            yield updates(
                parts, await asyncio.to_thread(enquiry_beginning.delete, work, what, who, words)
            )
        elif verb == "part":
            chosen = partial(enquiry_answering.choose, work, session, number, reply, who)
            yield updates(parts, await asyncio.to_thread(chosen))
        elif verb == "look":
            yield updates(
                parts, await asyncio.to_thread(enquiry_evidence.look, work, session, number)
            )

    def begin(who: str, text: str, name: str, *typed: Any) -> Changes:
        given = Given(text, name, TypedDetails(*typed))
        return updates(parts, enquiry_beginning.begin(work, given, who))

    def to_start(reply: str, who: str, words: str, session: Session) -> Changes:
        saved = (
            enquiry_answering.keep_reply(work, session, reply, who)
            if session.view == ANSWERS
            else Screen()
        )
        return updates(
            parts, saved if saved.told else enquiry_beginning.start(work, words, "All enquiries.")
        )

    def search(words: str) -> Changes:
        return updates(parts, enquiry_beginning.search(work, words))

    changed = parts.all()
    blocks.load(open_page, None, changed, **at_once)
    form.begin.click(begin, [parts.who, *form.typed()], changed, **frame.QUIET)
    at = [parts.answers.reply, parts.who, parts.search, parts.session]
    parts.chosen.change(choose, [parts.chosen, *at], changed, trigger_mode="multiple", **at_once)
    parts.all_enquiries.click(to_start, at, changed, **frame.QUIET)
    parts.search.change(search, parts.search, changed, **frame.QUIET)


async def _resumed(work: EnquiryWork, id: str) -> AsyncIterator[Screen]:
    """An enquiry that is kept, and what is being found for it."""
    screen = await asyncio.to_thread(enquiry_beginning.opened, work, id[:LONGEST_LINE])
    yield screen
    finding = work.under_way(id)
    if finding and screen.session:
        async for later in enquiry_finding.follow(work, screen.session, finding):
            yield later


def _connect_about(parts: Parts, work: EnquiryWork) -> None:
    about = parts.about

    def correct(who: str, session: Session, *typed: Any) -> Changes:
        return updates(parts, correct_details(work, session, TypedDetails(*typed), who))

    typed = [parts.who, parts.session, *about.details.typed()]
    about.save.click(correct, typed, parts.all(), **frame.QUIET)


def _connect_split(parts: Parts, work: EnquiryWork) -> None:
    split, changed = parts.split, parts.all()

    def corrected(
        change: Callable[[int, str], Callable[[Enquiry], Enquiry]], said: str
    ) -> Callable[[str, str, Session], Changes]:
        def handler(text: str, who: str, session: Session) -> Changes:
            done = change(session.part, text)
            return updates(parts, enquiry_correcting.correct(work, session, done, who, said))

        return handler

    def added(text: str, who: str, session: Session) -> Changes:
        def add(enquiry: Enquiry) -> Enquiry:
            return correcting.added(enquiry, text)

        screen = enquiry_correcting.correct(work, session, add, who, "Question added.")
        done = screen.view == SPLIT
        return updates(parts, screen) | ({split.words_added: ""} if done else {})

    async def find(who: str, session: Session) -> AsyncIterator[Changes]:
        async for screen in enquiry_finding.find(work, session, who):
            yield updates(parts, screen)

    def to_split(reply: str, who: str, session: Session) -> Changes:
        saved = enquiry_answering.keep_reply(work, session, reply, who)
        if saved.told:
            return updates(parts, saved)
        now = saved.session or session
        return updates(parts, enquiry_correcting.split_view(work, now, "Correct the questions."))

    bound = [split.wording, parts.who, parts.session]
    for button, change, said in (
        (split.reword, lambda n, t: lambda e: correcting.reworded(e, n, t), "Wording saved."),
        (split.join, lambda n, _: lambda e: correcting.joined(e, n), "Questions joined."),
        (split.part, lambda n, t: lambda e: correcting.parted(e, n, t), "Question split."),
        (split.remove, lambda n, _: lambda e: correcting.removed(e, n), "Question removed."),
    ):
        button.click(corrected(change, said), bound, changed, **frame.QUIET)
    adding = [split.words_added, parts.who, parts.session]
    split.add.click(added, adding, changed, **frame.QUIET)
    for button in (split.find, parts.find_more):
        button.click(
            find, [parts.who, parts.session], changed, concurrency_limit=None, **frame.QUIET
        )
    at = [parts.answers.reply, parts.who, parts.session]
    parts.to_split.click(to_split, at, changed, **frame.QUIET)


def _connect_answers(parts: Parts, work: EnquiryWork) -> None:
    answers, changed = parts.answers, parts.all()

    def keep_reply(reply: str, who: str, session: Session) -> Changes:
        return updates(parts, enquiry_answering.keep_reply(work, session, reply, who))

    def decided(state: PartState) -> Callable[[str, str, str, Session], Changes]:
        def handler(reply: str, note: str, who: str, session: Session) -> Changes:
            return updates(parts, enquiry_answering.decide(work, session, state, reply, note, who))

        return handler

    def step(by: int) -> Callable[[Session], Changes]:
        return lambda session: updates(parts, enquiry_evidence.look(work, session, by=by))

    typed = [answers.reply, parts.who, parts.session]
    answers.save.click(keep_reply, typed, changed, **frame.QUIET)
    deciding = [answers.reply, answers.note, parts.who, parts.session]
    for button, state in (
        (answers.approve, PartState.APPROVED),
        (answers.needs_decision, PartState.NEEDS_DECISION),
        (answers.reopen, PartState.OPEN),
    ):
        button.click(decided(state), deciding, changed, **frame.QUIET)
    answers.previous.click(step(-1), parts.session, changed, **frame.QUIET)
    answers.next.click(step(1), parts.session, changed, **frame.QUIET)
