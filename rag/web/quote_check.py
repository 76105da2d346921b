"""The page where staff check quotations: is it real, where does it stand, what differs?"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any

import gradio as gr

from rag.web import checking, frame
from rag.web.checking import Screen
from rag.web.desk import Desk
from rag.web.navigation import QUOTE_CHECK

Changes = dict[Any, Any]
"""New values by component; components left out stay as they are."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The components of the page."""

    text: gr.Textbox
    check: gr.Button
    pending: gr.Markdown
    results: gr.Markdown
    announcement: gr.Markdown

    def all(self) -> list[Any]:
        """Every component that a handler may change."""
        return [self.text, self.check, self.pending, self.results, self.announcement]


def add_to(blocks: gr.Blocks, desk: Desk) -> None:
    """Adds the page to the application."""
    with frame.added(blocks, QUOTE_CHECK):
        _connect(blocks, _laid_out(), desk)


def _laid_out() -> Parts:
    frame.header(QUOTE_CHECK)
    text = gr.Textbox(
        label="Quotation, or a text with quotations in it",
        info=checking.LIMITS,
        lines=6,
        max_lines=16,
        max_length=checking.LONGEST_TEXT,
        interactive=False,
        elem_id="quoted",
    )
    check = gr.Button("Check", variant="primary", interactive=False, size="md")
    pending, results = frame.html(elem_id="pending"), frame.html(elem_id="results")
    return Parts(text, check, pending, results, frame.html(elem_id="announcement"))


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

    blocks.load(open_page, None, parts.all(), concurrency_limit=None, **frame.QUIET)
    parts.check.click(check, parts.text, parts.all(), **frame.QUIET)


def _shown(parts: Parts, screen: Screen) -> Changes:
    """The components a screen changes."""
    changes = {
        parts.pending: screen.pending,
        parts.results: screen.results,
        parts.announcement: screen.announcement,
    }
    return {part: value for part, value in changes.items() if value is not None}
