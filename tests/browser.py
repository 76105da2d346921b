"""A real Chromium and a server for it, for the tests that look at the pages."""

from __future__ import annotations

import asyncio
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from tempfile import TemporaryDirectory
from typing import TypeVar

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, Request, sync_playwright

from rag.settings import Settings
from rag.web.desk import Desk
from rag.web.enquiry_desk import EnquiryDesk
from rag.web.keeping import Keeping
from rag.web.server import application
from rag.web.work import AT_ONCE, Work

Found = TypeVar("Found")
CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
REQUIRED = "REQUIRE_BROWSER"
PATIENCE_MILLISECONDS = 30_000
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
STILL = "*, *::before, *::after { transition: none !important; animation: none !important; }"
"""Colours that fade over would be measured half way."""
LOOKS = ((1280, "light"), (1280, "dark"), (390, "light"), (390, "dark"))
"""The widths of windows and the themes in which each state of a page is looked at."""
PLANTED = (
    "#conversation, #pending, #source, #notice, #announcement, #asked-of, #told, #listed,"
    " #suggestions, #results, #log, #enquiry-heading, #enquiry-told, #enquiry-list, #letter-shown,"
    " #questions, #parts, #part, #evidence, #draft"
)
"""Where the pages show what documents, questions, letters and people say."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser; without one the test is skipped, or fails where one is required."""
    if not CHROMIUM.exists():
        reason = f"no Chromium at {CHROMIUM}: install the system's package to run this test"
        if os.environ.get(REQUIRED) == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def served(
    desk: Desk,
    store: Path | None = None,
    enquiries: EnquiryDesk | None = None,
    at_once: int = AT_ONCE,
    **more: object,
) -> Iterator[str]:
    """The pages over a desk, on a free port; yields their address. They keep things in a store."""
    with TemporaryDirectory() as fresh, socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        begun: Queue[uvicorn.Server] = Queue()

        async def run() -> None:
            # Built inside a loop: outside one, Gradio makes several and never closes them.
            given = {"port": port, "store": store or Path(fresh), **more}
            settings = Settings.model_validate(given)
            work = Work(desk, Keeping.of(settings.store), at_once)
            app = application(work, settings, enquiries)
            config = uvicorn.Config(app, log_level="critical", timeout_graceful_shutdown=1)
            server = uvicorn.Server(config)
            begun.put(server)
            await server.serve([listening])

        thread = threading.Thread(target=lambda: asyncio.run(run()), daemon=True)
        thread.start()
        server = begun.get(timeout=60)
        while not server.started:
            assert thread.is_alive(), "the server did not start"
            thread.join(0.05)
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.should_exit = True
            thread.join(10)


class Watched:
    """A page and what it did: requests to other hosts, dialogues, faults and refused scripts."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.foreign: list[str] = []
        self.faults: list[str] = []
        self._address = address
        page.set_default_timeout(PATIENCE_MILLISECONDS)
        page.on("request", self._requested)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("dialog", lambda dialog: self.faults.append(f"dialogue: {dialog.message}"))
        page.on("popup", lambda popup: self.foreign.append(popup.url))

    def _requested(self, request: Request) -> None:
        if not request.url.startswith((self._address + "/", "data:", "blob:")):
            self.foreign.append(request.url)

    def open(self) -> None:
        """Loads the page and waits until a question can be asked."""
        self.page.goto(self._address)
        self.page.locator("#question textarea:enabled").wait_for()

    def ask(self, question: str) -> None:
        """Asks and waits until the answer stands in the conversation."""
        turns = self.page.locator("#conversation .turn")
        before = turns.count()
        self.page.fill("#question textarea", question)
        self.page.press("#question textarea", "Enter")
        turns.nth(before).wait_for()

    def text(self, selector: str) -> str:
        """The text of the first match, as it is in the page."""
        return self.page.locator(selector).first.text_content() or ""

    def assert_calm(self) -> None:
        """Nothing left the machine, ran, or lies over the page."""
        assert self.foreign == []
        assert self.faults == []
        assert self.page.evaluate("window.__ran") is None
        for tag in ("img", "a", "form", "input", "iframe", "script", "style", "svg", "link"):
            shown = f":is({PLANTED}) {tag}:not([data-testid] *, .downloads *)"
            found = self.page.locator(shown)
            assert found.count() == 0, (tag, found.first.evaluate("e => e.outerHTML"))
        assert self.page.locator("[style*='position:fixed']").count() == 0


def copied_by(page: Page, button: Locator) -> str:
    """What a button puts into the clipboard; its page may read and write it."""
    page.evaluate("navigator.clipboard.writeText('')")
    button.click()
    return waited_for(page, lambda: str(page.evaluate("navigator.clipboard.readText()")))


def waited_for(page: Page, found: Callable[[], Found]) -> Found:
    """What is found as soon as it is anything; fails where it is nothing for long."""
    end = time.monotonic() + PATIENCE_MILLISECONDS / 1000
    while not (there := found()):
        assert time.monotonic() < end, "nothing came"
        page.wait_for_timeout(50)
    return there


def assert_accessible(page: Page, state: str = "") -> None:
    """The page, as it is now, breaks no rule of WCAG 2.2 A and AA that axe-core can check."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}}).response
    told = [
        f"{v['id']}: {n['html'][:200]} {n['failureSummary'][:300]}"
        for v in found["violations"]
        for n in v["nodes"]
    ]
    assert told == [], "\n".join([state, *told])
    assert found["passes"], "no rule was checked"


def assert_not_wider_than_the_window(page: Page, state: str = "") -> None:
    """Nothing has to be scrolled sideways."""
    width = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(width) <= 0, state


def assert_for_everybody(page: Page, state: str, looks: Sequence[tuple[int, str]] = LOOKS) -> None:
    """The page as it is now, in every look: accessible, and not wider than the window.

    The state must hold by itself while it is looked at.
    """
    page.add_style_tag(content=STILL)
    for width, theme in looks:
        page.set_viewport_size({"width": width, "height": 844})
        page.evaluate(f"document.body.classList.toggle('dark', {int(theme == 'dark')})")
        assert_accessible(page, f"{state}, {theme}, {width}")
        assert_not_wider_than_the_window(page, f"{state}, {theme}, {width}")
