"""Everybody's eyes and ears on the pages while they work and when something is wrong.

Each state is held by the desk under the page until it has been looked at: nothing hangs on timing.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Page

from rag.errors import BadQuestion
from rag.types import Answer
from rag.web.desk import Readiness
from tests.browser import Watched, assert_for_everybody, chromium, served
from tests.fakes_web import LETTER, FakeDesk, FakeEnquiries, answer, not_held

pytestmark = pytest.mark.browser

PAGES = ["", "quote-check", "enquiry"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@contextmanager
def held(desk: FakeDesk) -> Iterator[None]:
    """Whatever the desk is asked meanwhile waits until the end of the block."""
    desk.hold = threading.Event()
    try:
        yield
    finally:
        desk.hold.set()
        desk.hold = None


def answers(question: str) -> Answer:
    """An answer, nothing held, a fault that is told, or one that nobody foresaw."""
    if "refused" in question:
        raise BadQuestion("the question cannot be read: write it in other words")
    if "fault" in question:
        raise ZeroDivisionError
    return not_held(question, LETTER) if "Tea" in question else answer(question)


@pytest.mark.parametrize("path", PAGES)
def test_while_the_index_is_made_and_when_it_cannot_be_opened(browser: Browser, path: str) -> None:
    desk = FakeDesk(ready=Readiness("Reading documents", 2, 3))
    page = browser.new_page()
    with served(desk) as address:
        page.goto(f"{address}/{path}")
        page.get_by_text("Reading documents: 2 of 3").wait_for()
        assert_for_everybody(page, "reading")
        desk.ready = Readiness(error="made with another encoder")
        page.get_by_text("made with another encoder. Reload this page").wait_for()
        assert_for_everybody(page, "not opened")
    page.close()


def test_while_a_question_is_answered_and_while_it_waits_in_the_line(browser: Browser) -> None:
    desk = FakeDesk()
    page = browser.new_page()
    with served(desk, at_once=1) as address:
        watched = Watched(page, address)
        watched.open()
        watched.ask("What was it worth?")
        other = Watched(browser.new_page(), address)
        other.open()
        with held(desk):
            _begin_asking(page, "And when?")
            page.locator("#pending .status").get_by_text("Searching 1 document").wait_for()
            assert_for_everybody(page, "streaming")
            _begin_asking(other.page, "Who waits?")
            other.page.get_by_text("You are number 1 in the queue.").wait_for()
            assert_for_everybody(other.page, "in line")
        page.locator("#turn-2").wait_for()
        other.page.locator("#turn-1").wait_for()
        other.page.close()
    page.close()


def _begin_asking(page: Page, question: str) -> None:
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")


def test_when_a_question_fails_or_is_not_taken(browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page()
    with served(FakeDesk(answers=answers), tmp_path) as address:
        watched = Watched(page, address)
        page.goto(f"{address}?conversation=gone")
        page.locator("#told").get_by_text("not kept here").wait_for()
        page.locator("#question textarea:enabled").wait_for()
        assert_for_everybody(page, "a conversation that is gone")
        watched.ask("Is it a fault?")
        watched.ask("Is it refused?")
        page.locator("#turn-2 .error").get_by_text("cannot be read").wait_for()
        page.locator("#turn-2").get_by_role("button", name="Ask again").wait_for()
        assert_for_everybody(page, "two errors")
        page.locator("#filters-toggle").click()
        page.get_by_label("Dated from", exact=True).fill("soon")
        page.locator("#asked-of .told").get_by_text("is not a date").wait_for()
        _begin_asking(page, "When?")
        page.locator("#told").get_by_text("is not a date").wait_for()
        assert_for_everybody(page, "a filter that cannot be read")
        page.fill("#question textarea", "x" * 100_000)
        page.get_by_role("alert").get_by_text("has 100,000 characters").wait_for()
        assert_for_everybody(page, "too long")
    page.close()


def test_when_nothing_can_be_kept(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "records").write_text("no folder")
    page = browser.new_page()
    with served(FakeDesk(), tmp_path) as address:
        watched = Watched(page, address)
        watched.open()
        watched.ask("What was it worth?")
        page.locator("#told").get_by_text("is not being kept").wait_for()
        page.get_by_role("button", name="Good").click()
        page.locator("#told").get_by_text("cannot be written").wait_for()
        page.locator("#earlier-toggle").click()
        page.locator("#listed .error").wait_for()
        assert_for_everybody(page, "not kept")
    page.close()


def test_while_quotations_are_checked_and_when_they_cannot_be(browser: Browser) -> None:
    desk = FakeDesk()
    page = browser.new_page()
    with served(desk) as address:
        page.goto(f"{address}/quote-check")
        page.locator("#quoted textarea:enabled").wait_for()
        check = page.get_by_role("button", name="Check", exact=True)
        with held(desk):
            page.fill("#quoted textarea", "“It was worth 42,000 pounds.”")
            check.click()
            page.get_by_text("Checking 1 of 1").wait_for()
            assert_for_everybody(page, "checking")
        page.locator("#results .verdicts").wait_for()
        for text, told in (("“ ”", "Paste a quotation"), ("x" * 60_000, "60,000 characters")):
            page.fill("#quoted textarea", text)
            check.click()
            page.locator("#pending").get_by_text(told).wait_for()
            assert_for_everybody(page, told)
    page.close()


def test_while_an_enquiry_is_answered_and_when_something_is_missing(
    browser: Browser, tmp_path: Path
) -> None:
    desk = FakeDesk(answers=answers)
    page = browser.new_page()
    with served(desk, enquiries=FakeEnquiries(tmp_path)) as address:
        page.goto(f"{address}/enquiry")
        page.locator("#letter-words textarea:enabled").wait_for()
        odd: FilePayload = {"name": "letter.odd", "mimeType": "", "buffer": b"x"}
        page.get_by_label("File of the letter").set_input_files([odd])
        page.get_by_text("no letter can be read from it").wait_for()
        page.get_by_label("The letter or e-mail").fill("1) Is it a fault?\n2) Tea?\n3) What?")
        page.get_by_role("button", name="Find the questions").click()
        told = page.locator("#enquiry-told")
        told.get_by_text("under which rules").wait_for()
        assert_for_everybody(page, "a file that cannot be read, and no rules chosen")
        page.get_by_label("Freedom of Information").check()
        page.get_by_role("button", name="Find the questions").click()
        with held(desk):
            page.get_by_role("button", name="Find answers").click()
            told.get_by_text("Looking for answers: 0 of 3 done.").wait_for()
            assert_for_everybody(page, "looking for answers")
        told.get_by_text("1 question could not be answered").wait_for()
        assert_for_everybody(page, "a question that failed")
        page.get_by_role("button", name="2 Tea?").click()
        page.get_by_label("Wording").wait_for(state="hidden")
        page.locator("#part-2").wait_for()
        page.get_by_role("button", name="Approve").click()
        told.get_by_text("Type your name first").wait_for()
        page.get_by_role("button", name="Correct the details").click()
        page.get_by_label("Date received").fill("soon")
        page.get_by_role("button", name="Save details").click()
        told.get_by_text("cannot be read: write it as").wait_for()
        assert_for_everybody(page, "a date that cannot be read, nothing held")
        page.goto(f"{address}/enquiry?enquiry=gone")
        told.get_by_text("is not kept here").wait_for()
        assert_for_everybody(page, "an enquiry that is gone")
    page.close()
