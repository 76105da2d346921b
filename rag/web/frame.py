"""What the pages have in common: their head, HTML in them, and waiting until the desk is open."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from typing import Any

import gradio as gr

from rag.web import navigation, showing
from rag.web.desk import Desk
from rag.web.navigation import Page

LOOK_AGAIN_SECONDS = 0.4
QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
"""How every event is bound: no endpoint for other programs, and the page itself says how it goes."""


def added(blocks: gr.Blocks, page: Page) -> gr.Blocks:
    """A further page of the application, to lay components out in: `with added(blocks, PAGE):`."""
    routed: gr.Blocks = blocks.route(page.name, page.path, show_in_navbar=False)
    return routed


def header(page: Page) -> gr.Markdown:
    """The head of a page, with the navigation."""
    return html(navigation.header(page))


def html(value: str = "", elem_id: str | None = None) -> gr.Markdown:
    """A place for HTML that `rag.web.markup` made."""
    return gr.Markdown(value, elem_id=elem_id, latex_delimiters=[], sanitize_html=True)


def set_only(changes: Mapping[Any, Any]) -> dict[Any, Any]:
    """The components that get a value; None leaves one as it is.

    Gradio 6.31 takes an answer that names no component for one that lacks them all, and reports a
    fault: where nothing changes, the first is named and left as it is.
    """
    given = {part: value for part, value in changes.items() if value is not None}
    return given or {next(iter(changes)): gr.skip()}


async def until_ready(desk: Desk) -> AsyncIterator[str]:
    """Opens the desk, and yields what to show meanwhile; ends with why it failed, or "" if ready."""
    desk.prepare()
    while not (now := desk.readiness()).ready and now.error is None:
        yield showing.preparing(now.stage, now.done, now.total)
        await asyncio.sleep(LOOK_AGAIN_SECONDS)
    yield showing.notice(f"{now.error}. Reload this page to try again.") if now.error else ""
