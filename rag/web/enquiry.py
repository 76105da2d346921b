"""The page where staff answer enquiries: a letter, its questions, a reply to each, the letter back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr

from rag.enquiries.enquiry import PartState
from rag.web import enquiry_beginning, enquiry_finding, enquiry_pressed, frame
from rag.web.enquiry_layout import Parts, laid_out
from rag.web.enquiry_screen import LONGEST_LINE, Screen
from rag.web.enquiry_tabs import Tab, Tabs
from rag.web.enquiry_updates import Changes, updates
from rag.web.enquiry_work import EnquiryWork
from rag.web.navigation import ENQUIRY

IN_ADDRESS = "enquiry"
"""The part of the page's address that names the enquiry, so that a reload opens it again."""
Do = Callable[..., Screen]
"""What is done with the work, the session of a window, and what is typed there."""


@dataclass(frozen=True, slots=True)
class Bench:
    """The page's components and what they work on. Whatever a window asks is done in its turn."""

    parts: Parts
    work: EnquiryWork
    tabs: Tabs

    def bind(self, event: Any, do: Do, typed: Sequence[Any], **how: Any) -> None:
        """Binds an event to what it does."""

        async def handler(request: gr.Request, place: str, *given: Any) -> Changes:
            tab = self.tabs.of(request.session_hash)
            async with tab.turn:
                screen = await asyncio.to_thread(self._done, tab, do, place, *given)
                return updates(self.parts, screen)

        self._bound(event, handler, typed, **how)

    def bind_following(self, event: Any, do: Do, typed: Sequence[Any], **how: Any) -> None:
        """Binds an event after which answers may be on their way, which are shown as they come."""

        async def handler(request: gr.Request, place: str, *given: Any) -> AsyncIterator[Changes]:
            tab = self.tabs.of(request.session_hash)
            async for changes in self.followed(tab, do, place, *given):
                yield changes

        self._bound(event, handler, typed, **how)

    async def followed(self, tab: Tab, do: Do, place: str, *given: Any) -> AsyncIterator[Changes]:
        """What is done, and then the answers that are being found for the enquiry that is open."""
        async with tab.turn:
            yield updates(self.parts, await asyncio.to_thread(self._done, tab, do, place, *given))
        async for later in enquiry_finding.follow(self.work, tab):
            yield updates(self.parts, later)

    def _done(self, tab: Tab, do: Do, place: str, *given: Any) -> Screen:
        """What is done from a page whose boxes were filled from `place`."""
        tab.session = enquiry_beginning.restored(self.work, tab.session, place)
        return tab.shown(do(self.work, tab.session, *given))

    def _bound(self, event: Any, handler: Any, typed: Sequence[Any], **how: Any) -> None:
        given = [self.parts.place, *typed]
        event(handler, given, self.parts.all(), concurrency_limit=None, **frame.QUIET, **how)


def add_to(blocks: gr.Blocks, work: EnquiryWork) -> None:
    """Adds the page to the application."""
    with frame.added(blocks, ENQUIRY):
        bench = Bench(laid_out(), work, Tabs())
        _connect_opening(blocks, bench)
        _connect_start(bench)
        _connect_about(bench)
        _connect_split(bench)
        _connect_answers(bench)


def _connect_opening(blocks: gr.Blocks, bench: Bench) -> None:
    parts, work = bench.parts, bench.work

    async def open_page(request: gr.Request) -> AsyncIterator[Changes]:
        async for waiting in frame.until_ready(work.desk):
            yield {parts.told: waiting}
        if not work.desk.readiness().ready:
            return
        form = parts.form
        yield {form.text: gr.Textbox(interactive=True), form.begin: gr.Button(interactive=True)}
        id = request.query_params.get(IN_ADDRESS, "")[:LONGEST_LINE]
        tab = bench.tabs.of(request.session_hash)
        async for changes in bench.followed(tab, _first_screen, "", id):
            yield changes

    blocks.load(open_page, None, parts.all(), concurrency_limit=None, **frame.QUIET)


def _first_screen(work: EnquiryWork, _: object, id: str) -> Screen:
    return enquiry_beginning.opened(work, id) if id else enquiry_beginning.start(work)


def _connect_start(bench: Bench) -> None:
    """The list of enquiries, the form for a new one, and the buttons inside the page's text."""
    parts, pressed = bench.parts, enquiry_pressed
    at = [parts.search, parts.place, parts.answers.reply, parts.who]
    bench.bind(parts.form.begin.click, pressed.begin, [parts.who, *parts.form.typed()])
    bench.bind(parts.all_enquiries.click, pressed.leave, at)
    bench.bind(parts.search.change, pressed.search, [parts.search])
    sent = [parts.chosen, *at]
    bench.bind_following(parts.chosen.change, pressed.choose, sent, trigger_mode="multiple")


def _connect_about(bench: Bench) -> None:
    parts, about = bench.parts, bench.parts.about
    typed = [parts.place, parts.who, *about.details.typed()]
    bench.bind(about.save.click, enquiry_pressed.save_details, typed)


def _connect_split(bench: Bench) -> None:
    parts, split, pressed = bench.parts, bench.parts.split, enquiry_pressed
    one = [parts.place, split.wording, parts.who]
    bench.bind(split.reword.click, pressed.REWORD, one)
    bench.bind(split.join.click, pressed.JOIN, one)
    bench.bind(split.part.click, pressed.PART, one)
    bench.bind(split.remove.click, pressed.REMOVE, one)
    bench.bind(split.add.click, pressed.add, [split.words_added, parts.who])
    for button in (split.find, parts.find_more):
        bench.bind_following(button.click, enquiry_finding.find, [parts.who])
    at = [parts.place, parts.answers.reply, parts.who]
    bench.bind(parts.to_split.click, pressed.to_split, at)


def _connect_answers(bench: Bench) -> None:
    parts, answers, pressed = bench.parts, bench.parts.answers, enquiry_pressed
    bench.bind(answers.save.click, pressed.keep_reply, [parts.place, answers.reply, parts.who])
    typed = [answers.note, parts.place, answers.reply, parts.who]
    for button, state in (
        (answers.approve, PartState.APPROVED),
        (answers.needs_decision, PartState.NEEDS_DECISION),
        (answers.reopen, PartState.OPEN),
    ):
        bench.bind(button.click, pressed.deciding(state), typed)
    bench.bind(answers.previous.click, pressed.stepping(-1), [])
    bench.bind(answers.next.click, pressed.stepping(1), [])
