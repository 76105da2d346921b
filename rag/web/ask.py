"""The page where staff ask: the conversation, and beside it the document a citation points to."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any

import gradio as gr

from rag.web import navigation, showing, source_panel, talking
from rag.web.conversation import Session
from rag.web.desk import Desk
from rag.web.examples import WANTED, examples
from rag.web.markup import element
from rag.web.talking import Screen

LOOK_AGAIN_SECONDS = 0.4
Changes = dict[Any, Any]
"""New values by component; components left out stay as they are."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The components of the page."""

    session: gr.State
    notice: gr.Markdown
    conversation: gr.Markdown
    pending: gr.Markdown
    example_group: gr.Column
    examples: list[gr.Button]
    question: gr.Textbox
    ask: gr.Button
    begin_anew: gr.Button
    source: gr.Markdown
    steps: gr.Row
    previous: gr.Button
    next: gr.Button
    announcement: gr.Markdown
    picked: gr.Textbox

    def all(self) -> list[Any]:
        """Every component that a handler may change."""
        shown = [self.notice, self.conversation, self.pending, self.example_group, *self.examples]
        asked = [self.question, self.ask, self.begin_anew]
        return [self.session, *shown, *asked, self.source, self.steps, self.announcement]


def page(desk: Desk, question_characters: int) -> gr.Blocks:
    """The page, ready to be mounted."""
    blocks = gr.Blocks(title=navigation.TITLE, fill_width=True, analytics_enabled=False)
    with blocks:
        parts = _laid_out(question_characters)
        _connect(blocks, parts, desk)
    return blocks


def _laid_out(question_characters: int) -> Parts:
    session = gr.State(Session())
    _html(navigation.header(navigation.ASK))
    notice = _html(elem_id="notice")
    with gr.Row(elem_id="desk"):
        with gr.Column(scale=6, min_width=340, elem_id="left"):
            conversation, pending = _html(elem_id="conversation"), _html(elem_id="pending")
            with gr.Column(visible=False, elem_id="examples") as example_group:
                _html(element("p", "For example").html)
                buttons = [gr.Button(visible=False, size="md") for _ in range(WANTED)]
            question, ask, begin_anew = _form(question_characters)
        with gr.Column(scale=5, min_width=340, elem_id="right"):
            with gr.Row(visible=False, elem_id="steps") as steps:
                previous = gr.Button("Previous citation", size="sm")
                following = gr.Button("Next citation", size="sm")
            source = _html(source_panel.PLACEHOLDER, elem_id="source")
    announcement = _html(elem_id="announcement")
    picked = gr.Textbox(visible="hidden", elem_id="picked", label="Citation chosen")
    return Parts(
        session, notice, conversation, pending, example_group, buttons, question, ask, begin_anew,
        source, steps, previous, following, announcement, picked,
    )  # fmt: skip


def _html(value: str = "", elem_id: str | None = None) -> gr.Markdown:
    return gr.Markdown(value, elem_id=elem_id, latex_delimiters=[], sanitize_html=True)


def _form(question_characters: int) -> tuple[gr.Textbox, gr.Button, gr.Button]:
    with gr.Column(elem_id="form"):
        question = gr.Textbox(
            label="Your question",
            lines=1,
            max_lines=8,
            max_length=question_characters,
            interactive=False,
            elem_id="question",
        )
        with gr.Row(elem_id="form-buttons"):
            ask = gr.Button("Ask", variant="primary", interactive=False, size="md")
            begin_anew = gr.Button("New conversation", interactive=False, size="md")
    return question, ask, begin_anew


def _connect(blocks: gr.Blocks, parts: Parts, desk: Desk) -> None:
    """Binds the components to what they do; nothing here decides anything."""

    async def open_page() -> AsyncIterator[Changes]:
        desk.prepare()
        while not (now := desk.readiness()).ready and now.error is None:
            yield {parts.pending: showing.preparing(now.stage, now.done, now.total)}
            await asyncio.sleep(LOOK_AGAIN_SECONDS)
        yield _opened(parts, desk)

    def ask(question: str, session: Session) -> Iterator[Changes]:
        for at, screen in enumerate(talking.ask(desk, question, session)):
            cleared = {parts.question: "", parts.example_group: gr.Column(visible=False)}
            yield _shown(parts, screen) | (cleared if at == 0 else {})

    def pick(sent: str, session: Session) -> Changes:
        return _shown(parts, talking.pick(desk, sent, session))

    def previous(session: Session) -> Changes:
        return _shown(parts, talking.step(desk, -1, session))

    def following(session: Session) -> Changes:
        return _shown(parts, talking.step(desk, 1, session))

    def begin_anew() -> Changes:
        return _opened(parts, desk) | _shown(parts, talking.begin_anew())

    quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    session, changed = parts.session, parts.all()
    blocks.load(open_page, None, changed, concurrency_limit=None, **quiet)
    inputs = [parts.question, session]
    asking: list[Any] = [
        parts.question.submit(ask, inputs, changed, **quiet),
        parts.ask.click(ask, inputs, changed, **quiet),
        *(b.click(ask, [b, session], changed, **quiet) for b in parts.examples),
    ]
    parts.picked.change(pick, [parts.picked, session], changed, **quiet)
    parts.previous.click(previous, session, changed, **quiet)
    parts.next.click(following, session, changed, **quiet)
    parts.begin_anew.click(begin_anew, None, changed, cancels=asking, **quiet)


def _opened(parts: Parts, desk: Desk) -> Changes:
    """The page once the desk is open, or has failed to."""
    readiness = desk.readiness()
    if not readiness.ready:
        told = f"{readiness.error}. Reload this page to try again."
        return {parts.pending: showing.notice(told)}
    suggested = examples(desk.documents())
    spare = [None] * (WANTED - len(suggested))
    return {
        parts.pending: "",
        parts.notice: showing.notice(desk.notice),
        parts.question: gr.Textbox(interactive=True),
        parts.ask: gr.Button(interactive=True),
        parts.begin_anew: gr.Button(interactive=True),
        parts.example_group: gr.Column(visible=bool(suggested)),
        **{
            button: gr.Button(text or "", visible=text is not None)
            for button, text in zip(parts.examples, [*suggested, *spare], strict=True)
        },
    }


def _shown(parts: Parts, screen: Screen) -> Changes:
    """The components a screen changes."""
    changes = {
        parts.session: screen.session,
        parts.conversation: screen.conversation,
        parts.pending: screen.pending,
        parts.announcement: screen.announcement,
        parts.source: screen.source,
        parts.steps: None if screen.places is None else gr.Row(visible=screen.places > 1),
    }
    return {part: value for part, value in changes.items() if value is not None}
