"""The page in a real browser: asking, citations by keyboard, phones, and text that would be code."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from rag.web.desk import Readiness
from rag.web.escaping import visible
from tests.browser import Watched, chromium, served
from tests.fakes import make_document
from tests.fakes_web import LETTER, FakeDesk, answer, not_held, titled
from tests.payloads import PAYLOADS

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


def squeezed(text: str) -> str:
    return " ".join(text.split())


def test_texts_that_would_be_code_are_shown_as_they_are(browser: Browser) -> None:
    documents = {p: titled(p, path=f"{p}.txt") for p in PAYLOADS.values()}
    desk = FakeDesk(
        held=tuple(documents.values()),
        answers=lambda q: answer(q, documents[q], [documents[q].text]),
        notice=" ".join(PAYLOADS.values()),
    )
    with served(desk) as address:
        watched = Watched(browser.new_page(), address)
        watched.open()
        for number, payload in enumerate(PAYLOADS.values(), 1):
            watched.ask(payload)
            shown = squeezed(visible(payload))
            turn = f"#turn-{number}"
            assert squeezed(watched.text(f"{turn} h2")) == shown
            assert squeezed(watched.text(f"{turn} blockquote")) == f"“{shown}”"
            assert f"from {shown}" in squeezed(watched.text(f"{turn} .citation"))
            watched.page.locator(f"[id='shown-{number}.1']").wait_for()
            assert squeezed(watched.text("#source h2")) == shown
            assert f"{shown}.txt" in squeezed(watched.text("#source dl"))
            marked = watched.page.locator("#source mark").all_text_contents()
            assert squeezed(" ".join(marked)) == shown
            assert shown in squeezed(watched.text("#announcement"))
        watched.assert_calm()


def test_texts_that_would_be_code_are_inert_in_prose_errors_and_near_misses(
    browser: Browser,
) -> None:
    payloads = list(PAYLOADS.values())
    document = titled("\n".join(payloads), path="x")
    quote = ["It was worth 42,000 pounds."]
    replies = [answer(p, LETTER, quote, text=f"{p} [1]") for p in payloads] + [
        not_held("?", document)
    ]
    desk = FakeDesk(held=(LETTER, document), answers=lambda q: replies[int(q)])
    with served(desk) as address:
        watched = Watched(browser.new_page(), address)
        watched.open()
        for number, payload in enumerate(payloads):
            watched.ask(str(number))
            prose = watched.page.locator(f"#turn-{number + 1} .prose-text").all_text_contents()
            shown = squeezed(visible(payload)).replace("[1]", "1")  # the one marker that cites
            assert squeezed(" ".join(prose)) == f"{shown} 1"
        watched.ask(str(len(payloads)))
        assert squeezed(visible(payloads[0])) in squeezed(watched.text(".not-held .glimpse"))
        watched.ask("no such reply")
        assert "fault in the program" in watched.text(f"#turn-{len(payloads) + 2} .error")
        watched.assert_calm()


def test_a_citation_opens_its_document_by_keyboard_and_is_announced(browser: Browser) -> None:
    with served(FakeDesk()) as address:
        watched = Watched(browser.new_page(), address)
        watched.open()
        page = watched.page
        watched.ask("What was it worth?")
        page.get_by_text("Citation 1 of 2", exact=True).wait_for()
        assert watched.text("#source mark") == "It was worth 42,000 pounds."
        assert page.get_by_role("status").filter(has_text="Answered, with 2 citations").count() == 1
        second = page.get_by_role(
            "button", name="2 Letter from A. Writer to B. Reader, 4 March 2021"
        )
        second.focus()
        page.keyboard.press("Enter")
        page.get_by_text("Citation 2 of 2", exact=True).wait_for()
        assert watched.text("#source mark") == "The tender was awarded in March 2021."
        assert second.get_attribute("aria-current") == "true"
        page.get_by_role("button", name="Next citation").press("Enter")
        page.get_by_text("Citation 1 of 2", exact=True).wait_for()
        second.press("Enter")  # the same choice as before, after the buttons moved on
        page.get_by_text("Citation 2 of 2", exact=True).wait_for()
        watched.assert_calm()


def test_a_new_conversation_forgets_the_old(browser: Browser) -> None:
    desk = FakeDesk()
    with served(desk) as address:
        watched = Watched(browser.new_page(), address)
        watched.open()
        watched.ask("What was it worth?")
        watched.ask("And when?")
        assert [t.question for t in desk.asked[1][1]] == ["What was it worth?"]
        watched.page.get_by_role("button", name="New conversation").click()
        watched.page.locator("#conversation .turn").first.wait_for(state="detached")
        watched.page.get_by_role("button", name="What did A. Writer write to B. Reader?").click()
        watched.page.locator("#conversation .turn").first.wait_for()
        assert desk.asked[2] == ("What did A. Writer write to B. Reader?", ())


def test_two_browsers_have_conversations_of_their_own(browser: Browser) -> None:
    desk = FakeDesk()
    with served(desk) as address:
        first, second = (Watched(browser.new_page(), address) for _ in range(2))
        first.open()
        second.open()
        first.ask("mine")
        second.ask("yours")
        assert desk.asked[1] == ("yours", ())
        assert "mine" not in second.text("#conversation")


def test_nothing_can_be_asked_until_the_documents_are_read(browser: Browser) -> None:
    desk = FakeDesk(ready=Readiness("Reading documents", 2, 3))
    with served(desk) as address:
        watched = Watched(browser.new_page(), address)
        watched.page.goto(address)
        watched.page.get_by_text("Reading documents: 2 of 3").wait_for()
        assert watched.page.get_by_label("Your question").is_disabled()
        bar = watched.page.locator("progress")
        assert bar.evaluate("bar => bar.position") == pytest.approx(2 / 3)
        desk.ready = Readiness("Ready", ready=True)
        watched.page.locator("#question textarea:enabled").wait_for()
        assert "Reading" not in watched.text("#pending")


def test_an_index_that_cannot_be_opened_says_so(browser: Browser) -> None:
    with served(FakeDesk(ready=Readiness(error="made with <b>another</b> encoder"))) as address:
        watched = Watched(browser.new_page(), address)
        watched.page.goto(address)
        watched.page.get_by_text("made with <b>another</b> encoder. Reload this page").wait_for()
        assert watched.page.get_by_label("Your question").is_disabled()


def test_on_a_phone_nothing_is_wider_than_the_window(browser: Browser) -> None:
    long = make_document("word" * 200 + "\n" + "a b " * 400, title="T" * 300, path="p" * 200)
    desk = FakeDesk(held=(long,), answers=lambda q: answer(q, long, ["word" * 200]))
    with served(desk) as address:
        watched = Watched(browser.new_page(viewport={"width": 390, "height": 844}), address)
        watched.open()
        watched.ask("q" * 300)
        watched.page.locator("#source mark").wait_for()
        width = watched.page.evaluate("document.documentElement.scrollWidth")
        assert width <= 390
        watched.page.locator("button.citation").press("Enter")
        watched.page.get_by_role("button", name="Back to the answer").press("Enter")
        focused = "document.activeElement.className"
        assert watched.page.evaluate(focused) == "citation"
