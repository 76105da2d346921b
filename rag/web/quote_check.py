"""The page where staff check quotations: is it real, where does it stand, what differs?"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any

import gradio as gr

from rag.web import checking, frame, source_panel
from rag.web.checking import Checked, Screen
from rag.web.desk import Desk
from rag.web.navigation import QUOTE_CHECK

Changes = dict[Any, Any]
"""New values by component; components left out stay as they are."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The components of the page."""

    checked: gr.State
    text: gr.Textbox
    check: gr.Button
    pending: gr.Markdown
    results: gr.Markdown
    to_copy: gr.Column
    copy_text: gr.Textbox
    source: gr.Markdown
    steps: gr.Row
    previous: gr.Button
    next: gr.Button
    announcement: gr.Markdown
    picked: gr.Textbox

    def all(self) -> list[Any]:
        """Every component that a handler may change."""
        form = [self.checked, self.text, self.check]
        shown = [self.pending, self.results, self.to_copy, self.copy_text]
        return [*form, *shown, self.source, self.steps, self.announcement]


def add_to(blocks: gr.Blocks, desk: Desk) -> None:
    """Adds the page to the application."""
    with frame.added(blocks, QUOTE_CHECK):
        _connect(blocks, _laid_out(), desk)


def _laid_out() -> Parts:
    checked = gr.State(Checked())
    frame.header(QUOTE_CHECK)
    with gr.Row(elem_id="desk"):
        with gr.Column(scale=6, min_width=300, elem_id="left"):
            text, check = _form()
            pending, results = frame.html(elem_id="pending"), frame.html(elem_id="results")
            to_copy, copy_text = _to_copy()
        with gr.Column(scale=5, min_width=300, elem_id="right"):
            with gr.Row(visible=False, elem_id="steps") as steps:
                previous = gr.Button("Previous quotation", size="sm")
                following = gr.Button("Next quotation", size="sm")
            source = frame.html(source_panel.PLACEHOLDER, elem_id="source")
    announcement = frame.html(elem_id="announcement")
    picked = gr.Textbox(visible="hidden", elem_id="picked", label="Quotation chosen")
    return Parts(
        checked, text, check, pending, results, to_copy, copy_text, source, steps, previous,
        following, announcement, picked,
    )  # fmt: skip


def _form() -> tuple[gr.Textbox, gr.Button]:
    with gr.Column(elem_id="quoted"):
        text = gr.Textbox(
            label="A quotation, or a whole article with quotations in it",
            lines=5,
            max_lines=14,
            interactive=False,
        )
        with gr.Row(elem_id="quoted-foot"):
            check = gr.Button("Check", variant="primary", interactive=False, size="md")
            frame.html(checking.limits())
    return text, check


def _to_copy() -> tuple[gr.Column, gr.Textbox]:
    with gr.Column(visible=False, elem_id="to-copy") as to_copy:
        copy_text = gr.Textbox(label="The verdicts as text", lines=4, max_lines=8)
        gr.Button("Copy", size="md", elem_id="copy")
    return to_copy, copy_text


def _connect(blocks: gr.Blocks, parts: Parts, desk: Desk) -> None:
    """Binds the components to what they do; nothing here decides anything."""

    async def open_page() -> AsyncIterator[Changes]:
        async for shown in frame.until_ready(desk):
            yield {parts.pending: shown}
        if desk.readiness().ready:
            yield {
                parts.text: gr.Textbox(interactive=True),
                parts.check: gr.Button(interactive=True),
            }

    def check(text: str) -> Iterator[Changes]:
        for screen in checking.check(desk, text):
            yield _shown(parts, screen)

    def pick(sent: str, checked: Checked) -> Changes:
        return _shown(parts, checking.pick(desk, sent, checked))

    def previous(checked: Checked) -> Changes:
        return _shown(parts, checking.step(desk, -1, checked))

    def following(checked: Checked) -> Changes:
        return _shown(parts, checking.step(desk, 1, checked))

    changed = parts.all()
    blocks.load(open_page, None, changed, concurrency_limit=None, **frame.QUIET)
    for event in (parts.check.click, parts.text.submit):
        event(check, parts.text, changed, trigger_mode="once", **frame.QUIET)
    parts.picked.change(pick, [parts.picked, parts.checked], changed, **frame.QUIET)
    parts.previous.click(previous, parts.checked, changed, **frame.QUIET)
    parts.next.click(following, parts.checked, changed, **frame.QUIET)


def _shown(parts: Parts, screen: Screen) -> Changes:
    """The components a screen changes."""
    changes: Changes = {
        parts.pending: screen.pending,
        parts.results: screen.results,
        parts.announcement: screen.announcement,
        parts.source: screen.source,
        parts.checked: screen.checked,
        parts.copy_text: screen.copy,
    }
    if screen.copy is not None:
        changes[parts.to_copy] = gr.Column(visible=bool(screen.copy))
    if screen.checked is not None:
        changes[parts.steps] = gr.Row(visible=len(screen.checked.places) > 1)
    return frame.set_only(changes)
