"""The quote check page in a real browser: its story, text that would be code, access for everybody."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from rag.web.escaping import visible
from tests.browser import LOOKS, Watched, assert_for_everybody, chromium, served
from tests.fakes_web import FakeDesk, titled
from tests.payloads import PAYLOADS
from tests.test_web_browser import squeezed

pytestmark = pytest.mark.browser

ARTICLE = (
    "The letter says “The tender was awarded in May 2021.” It adds that “It was worth 42,000 "
    "pounds.” Nobody wrote “that all of it was given back”."
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(FakeDesk()) as started:
        yield started


class QuoteCheck(Watched):
    """The quote check page."""

    def open(self, query: str = "") -> None:
        self.page.goto(f"{self._address}/quote-check{query}")
        self.page.locator("#quoted textarea:enabled").wait_for()

    def check(self, text: str) -> None:
        """Checks and waits until the verdicts on this very text stand there."""
        before = self.page.locator("#results .verdicts")
        if before.count():
            before.evaluate("e => e.setAttribute('class', 'verdicts old')")
        self.page.fill("#quoted textarea", text)
        self.page.get_by_role("button", name="Check", exact=True).press("Enter")
        self.page.locator("#results .verdicts:not(.old)").wait_for()


def test_an_article_is_checked_and_read_by_keyboard(browser: Browser, address: str) -> None:
    watched = QuoteCheck(browser.new_page(), address)
    watched.open()
    page = watched.page
    watched.check(ARTICLE)
    assert "3 quotations checked: 1 real, 1 altered, 1 not found." in watched.text("#results")
    assert page.locator("#quotation-1 .side mark").all_text_contents() == ["May", "March"]
    assert watched.text("#source mark") == "The tender was awarded in March 2021."
    assert page.get_by_role("status").filter(has_text="3 quotations checked").count() == 1
    page.get_by_role("button", name="2 Letter from A. Writer").press("Enter")
    page.get_by_text("Quotation 2 of 3").first.wait_for()
    assert watched.text("#source mark") == "It was worth 42,000 pounds."
    page.get_by_role("button", name="Next quotation").press("Enter")
    page.locator("#source").get_by_text("Quotation 1 of 3").wait_for()
    copied = page.get_by_label("The verdicts as text").input_value()
    assert "1. Altered" in copied and "2. Real, word for word" in copied
    page.get_by_role("button", name="Copy").press("Enter")
    page.get_by_role("status").filter(has_text="Copied.").wait_for()
    watched.assert_calm()
    page.close()


def test_nothing_is_checked_without_words_and_it_is_said_why(
    browser: Browser, address: str
) -> None:
    watched = QuoteCheck(browser.new_page(), address)
    watched.open()
    watched.check(ARTICLE)
    watched.page.fill("#quoted textarea", "“ ”")
    watched.page.get_by_role("button", name="Check", exact=True).press("Enter")
    watched.page.locator("#pending").get_by_text("Paste a quotation").wait_for()
    assert watched.page.locator(".verdict").count() == 0
    assert not watched.page.get_by_label("The verdicts as text").is_visible()
    watched.page.close()


def test_texts_that_would_be_code_are_shown_as_they_are(browser: Browser) -> None:
    documents = tuple(titled(p, path=f"{p}.txt") for p in PAYLOADS.values())
    with served(FakeDesk(held=documents, notice=" ".join(PAYLOADS.values()))) as address:
        watched = QuoteCheck(browser.new_page(), address)
        watched.open()
        for payload in PAYLOADS.values():
            flat = " ".join(payload.split())
            watched.check(flat)
            shown = squeezed(visible(flat))
            quoted = squeezed(watched.text("#results .verdicts:not(.old) blockquote")).strip("“”")
            assert quoted and quoted in shown
        for document in documents:  # found whole: the document's words, title and name are shown
            watched.check(f"“{document.text}” and “nothing of this stands anywhere at all”")
            assert "not found" in watched.text("#results")
        watched.assert_calm()


def test_everybody_can_use_it(browser: Browser, address: str) -> None:
    page = browser.new_page()
    watched = QuoteCheck(page, address)
    watched.open()
    assert_for_everybody(page, "idle")
    watched.check(ARTICLE)
    page.locator("#source mark").wait_for()
    assert_for_everybody(page, "checked", (*LOOKS, (320, "light")))  # 1280 at 400 %
    page.close()


def test_all_is_reached_by_the_tab_key_with_focus_to_be_seen(
    browser: Browser, address: str
) -> None:
    watched = QuoteCheck(browser.new_page(), address)
    watched.open()
    watched.check(ARTICLE)
    page = watched.page
    page.evaluate("document.activeElement.blur()")
    reached: list[str] = []
    for _ in range(14):
        page.keyboard.press("Tab")
        name, outline = page.evaluate(
            """() => {
                const at = document.activeElement;
                const label = at.getAttribute("aria-label") || at.textContent || at.id;
                if (at === document.body) return ["", "none"];  // round, past the last
                return [at.tagName === "TEXTAREA" ? "text" : label.trim(),
                        getComputedStyle(at).outlineStyle];
            }"""
        )
        reached.append(name)
        assert name == "" or outline != "none", name
    together = " | ".join(reached)
    for name in ("Quote check", "text", "Check", "Previous quotation", "Copy", "Text"):
        assert name in together, reached
    page.close()
