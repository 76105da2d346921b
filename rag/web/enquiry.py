"""The page where staff answer enquiries: a letter, its questions, a reply to each, the letter back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from functools import partial
from typing import Any

import gradio as gr

from rag.enquiries import correcting
from rag.enquiries.enquiry import Enquiry, PartState
from rag.web import enquiry_talking as talking
from rag.web import frame
from rag.web.enquiry_layout import Parts, laid_out
from rag.web.enquiry_talking import ANSWERS, SPLIT, START, Given, Screen, Session
from rag.web.enquiry_work import EnquiryWork, unanswered
from rag.web.navigation import ENQUIRY

Changes = dict[Any, Any]
"""New values by component; components left out stay as they are."""
IN_ADDRESS = "enquiry"
"""The part of the page's address that names the enquiry, so that a reload opens it again."""


def add_to(blocks: gr.Blocks, work: EnquiryWork) -> None:
    """Adds the page to the application."""
    with frame.added(blocks, ENQUIRY):
        parts = laid_out()
        _connect_start(blocks, parts, work)
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
                yield _shown(parts, screen)
        else:
            yield _shown(parts, await asyncio.to_thread(talking.start, work))

    async def choose(
        sent: str, reply: str, who: str, words: str, session: Session
    ) -> AsyncIterator[Changes]:
        verb, _, rest = sent.partition(" ")
        what = rest.partition(" ")[0]
        number = int(what) if what.isascii() and what.isdecimal() and len(what) < 5 else 0
        if verb == "open":
            async for screen in _resumed(work, what):
                yield _shown(parts, screen)
        elif verb == "delete":
            yield _shown(parts, await asyncio.to_thread(talking.delete, work, what, who, words))
        elif verb == "part":
            chosen = partial(talking.choose, work, session, number, reply, who)
            yield _shown(parts, await asyncio.to_thread(chosen))
        elif verb == "look":
            yield _shown(parts, await asyncio.to_thread(talking.look, work, session, number))

    def begin(who: str, *typed: Any) -> Changes:
        return _shown(parts, talking.begin(work, Given(*typed), who))

    def to_start(reply: str, who: str, words: str, session: Session) -> Changes:
        saved = (
            talking.keep_reply(work, session, reply, who) if session.view == ANSWERS else Screen()
        )
        return _shown(parts, saved if saved.told else talking.start(work, words, "All enquiries."))

    def search(words: str) -> Changes:
        return _shown(parts, talking.search(work, words))

    changed = parts.all()
    blocks.load(open_page, None, changed, **at_once)
    form.begin.click(begin, [parts.who, *form.typed()], changed, **frame.QUIET)
    at = [parts.answers.reply, parts.who, parts.search, parts.session]
    parts.chosen.change(choose, [parts.chosen, *at], changed, trigger_mode="multiple", **at_once)
    parts.all_enquiries.click(to_start, at, changed, **frame.QUIET)
    parts.search.change(search, parts.search, changed, **frame.QUIET)


async def _resumed(work: EnquiryWork, id: str) -> AsyncIterator[Screen]:
    """An enquiry that is kept, and what is being found for it."""
    screen = await asyncio.to_thread(talking.opened, work, id[: talking.LONGEST_LINE])
    yield screen
    finding = work.under_way(id)
    if finding and screen.session:
        async for later in talking.follow(work, screen.session, finding):
            yield later


def _connect_split(parts: Parts, work: EnquiryWork) -> None:
    split, changed = parts.split, parts.all()

    def corrected(
        change: Callable[[int, str], Callable[[Enquiry], Enquiry]], said: str
    ) -> Callable[[str, str, Session], Changes]:
        def handler(text: str, who: str, session: Session) -> Changes:
            done = change(session.part, text)
            return _shown(parts, talking.correct(work, session, done, who, said))

        return handler

    def added(text: str, who: str, session: Session) -> Changes:
        def add(enquiry: Enquiry) -> Enquiry:
            return correcting.added(enquiry, text)

        screen = talking.correct(work, session, add, who, "Question added.")
        done = screen.view == SPLIT
        return _shown(parts, screen) | ({split.words_added: ""} if done else {})

    async def find(who: str, session: Session) -> AsyncIterator[Changes]:
        async for screen in talking.find(work, session, who):
            yield _shown(parts, screen)

    def to_split(reply: str, who: str, session: Session) -> Changes:
        saved = talking.keep_reply(work, session, reply, who)
        if saved.told:
            return _shown(parts, saved)
        now = saved.session or session
        return _shown(parts, talking.split_view(work, now, "Correct the questions."))

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
        return _shown(parts, talking.keep_reply(work, session, reply, who))

    def decided(state: PartState) -> Callable[[str, str, str, Session], Changes]:
        def handler(reply: str, note: str, who: str, session: Session) -> Changes:
            return _shown(parts, talking.decide(work, session, state, reply, note, who))

        return handler

    def step(by: int) -> Callable[[Session], Changes]:
        return lambda session: _shown(parts, talking.look(work, session, by=by))

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


def _shown(parts: Parts, screen: Screen) -> Changes:
    """The components a screen changes."""
    split, answers = parts.split, parts.answers
    changes = {
        parts.session: screen.session,
        parts.told: screen.told,
        parts.announcement: screen.announcement,
        parts.listed: screen.listed,
        parts.heading: screen.heading,
        split.letter: screen.letter,
        split.questions: screen.questions,
        **_chosen_question(parts, screen),
        answers.parts: screen.parts,
        answers.part: screen.part,
        answers.reply: screen.reply,
        answers.note: screen.note,
        answers.evidence: screen.evidence,
        answers.source: screen.source,
        answers.draft: screen.draft,
        answers.saved: screen.saved,
        answers.steps: None if screen.places is None else gr.Row(visible=screen.places > 1),
        **_buttons(parts, screen),
        **(_view(parts, screen.view) if screen.view else {}),
        **(_emptied(parts) if screen.begun else {}),
    }
    return frame.set_only(changes)


def _chosen_question(parts: Parts, screen: Screen) -> Changes:
    """The question that is chosen for correction; the box is away where there is none."""
    if screen.wording is None or screen.session is None:
        return {}
    label = f"Wording of question {screen.session.part}"
    return {
        parts.split.wording: gr.Textbox(screen.wording, label=label),
        parts.split.one: gr.Column(visible=bool(screen.session.enquiry.parts)),
    }


def _buttons(parts: Parts, screen: Screen) -> Changes:
    """The buttons that are there only where they can be used."""
    session = screen.session
    if session is None or session.kept is None or not session.enquiry.parts:
        return {}
    missing = unanswered(session.enquiry.parts)
    is_decided = session.shown.state is not PartState.OPEN
    return {
        parts.find_more: gr.Button(visible=session.view == ANSWERS and missing > 0),
        parts.answers.reopen: gr.Button(visible=is_decided),
    }


def _view(parts: Parts, view: str) -> Changes:
    hidden = "" if view == START else None
    return {
        parts.start: gr.Column(visible=view == START),
        parts.split.view: gr.Column(visible=view == SPLIT),
        parts.answers.view: gr.Column(visible=view == ANSWERS),
        parts.tools: gr.Row(visible=view != START),
        parts.to_split: gr.Button(visible=view == ANSWERS),
        **({parts.heading: hidden} if hidden is not None else {}),
    }


def _emptied(parts: Parts) -> Changes:
    """The form, ready for the next letter."""
    form = parts.form
    empty = dict.fromkeys([form.text, form.sender, form.reference, form.subject, form.name], "")
    return {**empty, form.regime: gr.Radio(value=None), form.received: talking.today()}
