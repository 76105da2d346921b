"""The ask page as staff live in it: reload, filters, opinions, earlier conversations, and everybody's eyes."""

from __future__ import annotations

import io
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document as WordFile
from playwright.sync_api import Browser, Page

from rag.records.feedback import Verdict, read_feedback
from rag.types import Filters
from rag.web.escaping import visible
from tests.browser import (
    LOOKS,
    Watched,
    assert_for_everybody,
    chromium,
    served,
    waited_for,
)
from tests.fakes_web import LETTER, FakeDesk, answer, not_held
from tests.running import ROOT

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


def test_a_day_at_the_page(browser: Browser, tmp_path: Path) -> None:
    desk = FakeDesk()
    with served(desk, tmp_path) as address:
        watched = Watched(browser.new_page(), address)
        page = watched.page
        watched.open()
        page.get_by_role("button", name="Filters").click()
        page.get_by_label("From", exact=True).fill("A. Writer")
        page.get_by_text("Asking 1 of 1 document: from “A. Writer”").wait_for()
        watched.ask("What was it worth?")
        assert desk.filters == [Filters(author="A. Writer")]
        page.get_by_role("button", name="Wrong").click()
        page.get_by_label("What is wrong with it?").fill("The <b>year</b>\u202e is missing.")
        page.get_by_role("button", name="Send comment").click()
        page.get_by_text("Kept: wrong. Thank you.").wait_for(state="attached")
        (file,) = (tmp_path / "records" / "feedback").iterdir()
        # "Wrong" by itself is kept and told of in the same words: the comment comes a little later.
        waited_for(page, lambda: "is missing" in file.read_text())
        said = read_feedback(file)
        assert (said.verdict, said.comment) == (Verdict.WRONG, "The <b>year</b>\u202e is missing.")
        page.reload()
        page.locator("#turn-1").wait_for()
        pressed = page.locator("#turn-1 [aria-pressed=true]")
        assert pressed.all_text_contents() == ["Wrong"]
        conversation = page.url.split("conversation=")[1]
        for form in ("text", "markdown", "word"):
            with urllib.request.urlopen(f"{address}/answers/{conversation}/1/{form}") as kept:
                content = kept.read()
            if form == "word":
                paragraphs = WordFile(io.BytesIO(content)).paragraphs
                content = "\n".join(p.text for p in paragraphs).encode()
            assert b"It was worth 42,000 pounds." in content
        for wrong in ("x/1/text", f"{conversation}/2/text", f"{conversation}/1/..%2Fetc"):
            with pytest.raises(urllib.error.HTTPError, match="404"):
                urllib.request.urlopen(f"{address}/answers/{wrong}")
        page.get_by_role("button", name="New conversation").click()
        page.locator("#turn-1").wait_for(state="detached")
        # The address follows a moment after the conversation has gone from the page.
        waited_for(page, lambda: "conversation=" not in page.url)
        page.get_by_role("button", name="Earlier conversations").click()
        page.get_by_label("Search conversations").fill("42,000")
        page.locator("#listed .kept").click()
        page.locator("#turn-1").wait_for()
        page.get_by_role("button", name="Earlier conversations").click()
        page.get_by_role("button", name="Delete").first.click()
        page.get_by_role("button", name="Delete it").click()
        page.get_by_text("No conversation holds these words.").wait_for()
        page.locator("#turn-1").wait_for(state="detached")
        watched.assert_calm()


def test_every_state_can_be_read_by_everybody(browser: Browser) -> None:
    desk = FakeDesk(answers=lambda q: not_held(q, LETTER) if q == "Tea?" else answer(q))
    looks = (*LOOKS, (320, "light"))  # 1280 at 400 %
    page = browser.new_page()
    with served(desk) as address:
        watched = Watched(page, address)
        watched.open()
        assert_for_everybody(page, "idle", looks)
        watched.ask("What was it worth?")
        page.get_by_role("button", name="Incomplete").click()
        watched.ask("Tea?")
        page.locator("#filters-toggle").click()
        page.locator("#earlier-toggle").click()
        page.locator("#listed .kept").wait_for()
        page.locator("#listed [name=delete]").click()
        everything = "answered, not held, source, opinion, filters, earlier conversations"
        assert_for_everybody(page, everything, looks)


def test_an_answer_is_copied_and_saved_by_its_buttons(browser: Browser) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    with served(FakeDesk()) as address:
        page = context.new_page()
        watched = Watched(page, address)
        watched.open()
        watched.ask("What was it worth?")
        watched.ask("And when?")
        for label, heading in (("Copy as text", "Question"), ("Copy as Markdown", "## Question")):
            page.locator("#turn-2").get_by_role("button", name=label).click()
            page.locator("#announcement").get_by_text("Copied", exact=True).wait_for(
                state="attached"
            )
            copied = page.evaluate("navigator.clipboard.readText()")
            assert heading in copied.splitlines()
            assert "And when?" in copied
            assert "It was worth 42,000 pounds." in copied
            page.locator("#turn-2").get_by_role("button", name=label).wait_for()
        with page.expect_download() as saving:
            page.locator("#turn-2").get_by_role("button", name="Save as Word").click()
        assert saving.value.suggested_filename == "answer-2.docx"
        paragraphs = [p.text for p in WordFile(str(saving.value.path())).paragraphs]
        assert "And when?" in paragraphs
        assert any("It was worth 42,000 pounds." in text for text in paragraphs)
        watched.assert_calm()
    context.close()


def test_too_long_a_question_is_told_at_once_and_nothing_is_cut(browser: Browser) -> None:
    desk = FakeDesk()
    with served(desk) as address:
        watched = Watched(browser.new_page(), address)
        watched.open()
        watched.page.fill("#question textarea", "x" * 100_000)
        watched.page.get_by_role("alert").get_by_text("has 100,000 characters").wait_for()
        watched.page.press("#question textarea", "Enter")
        assert desk.asked == []
        assert len(watched.page.input_value("#question textarea")) == 100_000


def test_titles_of_conversations_and_filters_that_would_be_code_are_text(browser: Browser) -> None:
    payload = "<img src=x onerror=\"window.__ran='1'\"> [1](http://other.test) ![x](http://other.test/a) \u202e"
    with served(FakeDesk()) as address:
        watched = Watched(browser.new_page(), address)
        watched.open()
        watched.page.locator("#filters-toggle").click()
        watched.page.get_by_label("Kind", exact=True).fill(payload)
        watched.page.locator("#asked-of p").wait_for()
        watched.ask(payload)
        watched.page.locator("#earlier-toggle").click()
        watched.page.locator("#listed .kept").wait_for()
        shown = " ".join(visible(payload).split())
        assert watched.text("#listed .kept-title") == shown
        assert shown in watched.text("#asked-of")
        assert shown in watched.text("#turn-1 .aside")
        watched.assert_calm()


STOPS = "a[href], button, input, textarea, select, [tabindex='0']"
AT = """() => {
    const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect();
    if (at === document.body) return null;
    at.dataset.reached = "yes";
    const places = [[.5, .5], [.1, .2], [.9, .2], [.1, .8], [.9, .8]];
    const seen = places.some(([x, y]) => {
        const top = document.elementFromPoint(box.left + x * box.width, box.top + y * box.height);
        return top && (at.contains(top) || top.contains(at));
    });
    const label = at.labels?.[0]?.textContent || at.getAttribute("aria-label") || at.textContent || at.id;
    return {name: label.trim().replace(/\\s+/g, " "), seen,
            ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2};
}"""
UNREACHED = f"""() => [...document.querySelectorAll("{STOPS}")]
    .filter(e => e.checkVisibility({{visibilityProperty: true}}) && !e.disabled && e.tabIndex >= 0)
    .filter(e => e.getClientRects().length && !e.dataset.reached && !e.closest("#announcement"))
    .map(e => e.outerHTML.slice(0, 200))"""


class Walk:
    """Goes through the page by the Tab key and notes each stop; each must be seen, with its focus."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def tab(self, key: str = "Tab") -> str | None:
        """The name of the next stop; None past the last."""
        self._page.keyboard.press(key)
        at = self._page.evaluate(AT)
        if at is None:
            return None
        assert at["seen"] and at["ring"], at
        return str(at["name"])

    def to(self, name: str, key: str = "Tab") -> list[str]:
        """The stops until one whose name begins so."""
        stops: list[str] = []
        while not (stops and stops[-1].startswith(name)):
            stop = self.tab(key)
            assert stop is not None and len(stops) < 60, (name, stops)
            stops.append(stop)
        return stops

    def press(self, key: str = "Enter") -> None:
        self._page.keyboard.press(key)


@pytest.mark.parametrize("width", [1280, 390])
def test_the_whole_page_is_worked_by_keyboard_and_each_stop_is_seen(
    browser: Browser, tmp_path: Path, width: int
) -> None:
    with served(FakeDesk(), tmp_path) as address:
        page = browser.new_page(viewport={"width": width, "height": 844})
        watched, walk = Watched(page, address), Walk(page)
        watched.open()
        before = walk.to("Your question")
        assert [s for s in before if s in ("Ask", "Quote check", "Enquiry")] == before[:3]
        page.keyboard.type("What was it worth?")
        assert walk.to("Ask") == ["Ask"]
        walk.press()
        page.locator("#turn-1").wait_for()
        page.reload()  # the walk begins at the top
        page.locator("#turn-1").wait_for()
        page.locator("#question textarea:enabled").wait_for()
        walk.to("Earlier conversations")
        walk.press()
        page.locator("#listed .kept").wait_for()
        page.wait_for_function("document.activeElement.closest('#search')")
        assert [s[:6] for s in walk.to("Delete")] == ["What w", "Delete"]
        walk.press("Escape")
        page.wait_for_function("document.activeElement.id === 'earlier-toggle'")
        walk.to("2Letter from A. Writer")
        walk.press()
        page.get_by_text("Citation 2 of 2", exact=True).wait_for()
        assert walk.to("Save as Word") == ["Copy as text", "Copy as Markdown", "Save as Word"]
        walk.to("Copy as text", "Shift+Tab")
        walk.press()
        page.get_by_role("button", name="Copied").wait_for()
        walk.to("Wrong")
        walk.press()
        page.get_by_label("What is wrong with it?").wait_for()
        page.keyboard.type("The year.")
        assert walk.to("Close") == ["Send comment", "Close"]
        walk.press()
        page.wait_for_function("document.activeElement.value === '1 wrong'")
        walk.to("Filters")
        walk.press()
        page.wait_for_function("document.activeElement.closest('#filter-document')")
        walk.to("Filters")
        walk.press("Escape")
        walk.press()
        assert page.locator("#filters").is_hidden()
        walk.to("Next citation")
        walk.press()
        page.get_by_text("Citation 1 of 2", exact=True).wait_for()
        walk.to("Previous citation", "Shift+Tab")
        walk.press()
        page.get_by_text("Citation 2 of 2", exact=True).wait_for()
        while walk.tab():
            pass
        assert page.evaluate(UNREACHED) == []
        back = walk.to("Your question", "Shift+Tab")
        assert "Next citation" in back
        watched.assert_calm()
        page.close()


@pytest.mark.slow
def test_told_to_end_while_a_question_is_under_way_it_ends_and_loses_no_finished_answer(
    browser: Browser, tmp_path: Path
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "tests.serve_driver", str(port), str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as program:
        try:
            assert program.stdout is not None and program.stdout.readline()
            page = browser.new_page()
            watched = Watched(page, f"http://127.0.0.1:{port}")
            watched.open()
            watched.ask("What was it worth?")
            page.fill("#question textarea", "And what is slow?")
            page.press("#question textarea", "Enter")
            page.locator("#pending .turn").get_by_text("Searching 1 document").wait_for()
            begun = time.monotonic()
            program.send_signal(signal.SIGTERM)
            program.wait(20)
            assert time.monotonic() - begun < 5
            page.locator("#turn-2").get_by_text("stopped before its answer").wait_for()
        finally:
            program.kill()
    conversation = page.url.split("conversation=")[1]
    page.close()
    with served(FakeDesk(), tmp_path) as address:
        page = browser.new_page()
        page.goto(f"{address}/?conversation={conversation}")
        page.locator("#turn-1").get_by_text("“It was worth 42,000 pounds.”").wait_for()
        page.locator("#turn-2").get_by_text("stopped before its answer").wait_for()
        page.locator("#question textarea:enabled").wait_for()
        page.get_by_role("button", name="Ask again").click()
        page.press("#question textarea", "Enter")
        page.locator("#turn-3").get_by_text("“It was worth 42,000 pounds.”").wait_for()
        page.close()
