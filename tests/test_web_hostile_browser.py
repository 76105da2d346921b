"""Texts that would be code in the places around an answer: filters, titles, opinions, copies, details."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from docx import Document as WordFile
from markdown_it import MarkdownIt
from playwright.sync_api import Browser, Page

from rag.records.feedback import read_feedback
from rag.types import Answer
from rag.web.asked_of import LABELS, LONGEST_FILTER
from rag.web.enquiry_showing import TITLE_CHARACTERS, shortened
from rag.web.escaping import visible
from tests.browser import (
    Watched,
    assert_not_wider_than_the_window,
    chromium,
    copied_by,
    served,
)
from tests.fakes_web import FakeDesk, answer, titled
from tests.payloads import PAYLOADS
from tests.test_web_browser import squeezed

pytestmark = pytest.mark.browser

NAMING = [(key, label) for key, label in LABELS.items() if not key.startswith("date_")]
"""The filters that name something."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


def plain(payload: str) -> str:
    """A payload as it is shown, in one line."""
    return squeezed(visible(payload))


def test_what_filters_offer_and_tell_is_text(browser: Browser) -> None:
    payloads = [" ".join(p.split()) for p in PAYLOADS.values()]
    desk = FakeDesk(held=tuple(titled(p, path=f"{n}.txt") for n, p in enumerate(payloads)))
    with served(desk) as address:
        watched = Watched(browser.new_page(), address)
        page = watched.page
        watched.open()
        page.locator("#filters-toggle").click()
        page.locator("#offered-author").wait_for(state="attached")
        for key in ("document", "author"):
            offered = page.locator(f"#offered-{key} option").evaluate_all(
                "options => options.map(o => o.value)"
            )
            parts = {
                visible(part)
                for p in payloads
                for part in (p.split("; ") if key == "author" else [p])
            }
            assert set(offered) == parts
        for number, payload in enumerate(payloads):
            key, label = NAMING[number % len(NAMING)]
            page.get_by_label(label, exact=True).fill(payload)
            page.locator("#asked-of").get_by_text(plain(payload), exact=False).wait_for()
            assert plain(payload) in squeezed(watched.text("#asked-of"))
            watched.ask("What was it worth?")
            assert getattr(desk.filters[-1], key) == payload
            told = squeezed(watched.text(f"#turn-{number + 1} .aside"))
            assert told.startswith("Asked only of documents") and plain(payload) in told
            page.get_by_label(label, exact=True).fill("")
        watched.assert_calm()
        page.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_long_filters_leave_the_question_and_its_buttons_in_sight(
    browser: Browser, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 844})
    with served(FakeDesk()) as address:
        watched = Watched(page, address)
        watched.open()
        page.locator("#filters-toggle").click()
        for number, (_, label) in enumerate(NAMING):
            page.get_by_label(label, exact=True).fill(f"{number} " + "W" * (LONGEST_FILTER - 2))
        page.locator("#asked-of").get_by_text("of kind “3 WWW").wait_for()
        page.locator("#filters-toggle").click()
        line = page.locator("#asked-of p").bounding_box()
        assert line and line["height"] < 50
        for button in ("Ask", "Filters"):
            place = page.locator("#form").get_by_role("button", name=button).bounding_box()
            assert place and place["y"] + place["height"] <= 844
        watched.ask("What was it worth?")
        form = page.locator("#form").bounding_box()
        assert form and form["height"] < 844 / 3
        assert_not_wider_than_the_window(page)
    page.close()


def test_titles_searches_and_opinions_are_text(browser: Browser, tmp_path: Path) -> None:
    with served(FakeDesk(), tmp_path) as address:
        watched = Watched(browser.new_page(), address)
        page = watched.page
        watched.open()
        page.locator("#earlier-toggle").click()
        for payload in PAYLOADS.values():
            flat = " ".join(payload.split())
            watched.ask(flat)
            page.get_by_label("Search conversations").fill(flat)
            page.locator("#listed .kept-title").get_by_text(plain(flat), exact=True).wait_for()
            assert page.locator("#listed .kept").count() == 1
            page.locator("#turn-1").get_by_role("button", name="Wrong").click()
            page.get_by_label("What is wrong with it?").fill(payload)
            page.get_by_role("button", name="Send comment").click()
            page.locator("#turn-1").get_by_role("button", name="Wrong", pressed=True).wait_for()
            page.get_by_label("What is wrong with it?").wait_for(state="detached")
            page.get_by_label("Search conversations").fill(f"{flat} no such words")
            page.locator("#listed").get_by_text("No conversation holds these words.").wait_for()
            page.get_by_role("button", name="New conversation").click()
            page.locator("#turn-1").wait_for(state="detached")
        # The answers of the fake desk have one id: the last comment has replaced the others.
        [file] = (tmp_path / "records" / "feedback").iterdir()
        said = read_feedback(file)
        assert said.comment == list(PAYLOADS.values())[-1]
        watched.assert_calm()
        page.close()


def cited_as_hostile(question: str) -> Answer:
    """An answer whose question, document, title, author, quote and prose are a hostile text."""
    document = titled(question, path="x.txt")
    return answer(question, document, [question], text=f"It says “{question}” [1].")


def test_an_answer_copied_or_saved_holds_hostile_text_as_text_and_only_its_own_citations(
    browser: Browser, tmp_path: Path
) -> None:
    payloads = [" ".join(p.split()) for p in PAYLOADS.values()]
    held = tuple(titled(p, path="x.txt") for p in payloads)
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    with served(FakeDesk(held=held, answers=cited_as_hostile), tmp_path) as address:
        watched = Watched(context.new_page(), address)
        watched.open()
        for number, payload in enumerate(payloads, 1):
            watched.ask(payload)
            turn = watched.page.locator(f"#turn-{number}")
            prose = squeezed(" ".join(turn.locator(".prose-text").all_text_contents()))
            assert prose == f"It says “{plain(payload)}” 1."
            picks = turn.locator("[name=pick]").evaluate_all("all => all.map(b => b.value)")
            assert picks == [f"{number}.1"] * 2  # the marker and the card: nothing forged
            assert_copied(watched.page, number, plain(payload))
            assert_saved(watched.page, number, plain(payload))
        watched.assert_calm()
    context.close()


def assert_copied(page: Page, number: int, shown: str) -> None:
    """The answer as text and Markdown: nothing unseen in it, and nothing that Markdown reads."""
    turn = page.locator(f"#turn-{number}")
    for label in ("Copy as text", "Copy as Markdown"):
        copied = copied_by(page, turn.get_by_role("button", name=label))
        assert visible(copied) == copied
        if label == "Copy as text":
            assert f"It says “{shown}” [1]." in squeezed(copied)
            continue
        rendered = MarkdownIt("commonmark", {"html": True}).parse(copied)
        kinds = {t.type for token in rendered for t in (token, *(token.children or []))}
        assert not kinds & {"html_block", "html_inline", "link_open", "image"}, kinds


def assert_saved(page: Page, number: int, shown: str) -> None:
    """The answer as a Word file: the words are in it, and it names nothing outside."""
    conversation = page.url.split("conversation=")[1]
    address = urljoin(page.url, f"/answers/{conversation}/{number}/word")
    kept = page.request.get(address, timeout=30_000)
    file = WordFile(io.BytesIO(kept.body()))
    words = squeezed(" ".join(p.text for p in file.paragraphs))
    assert f"It says “{shown}”" in words
    outside = [r.reltype for r in file.part.rels.values() if r.is_external]
    assert outside == []


def test_details_log_draft_reply_and_list_of_an_enquiry_hold_hostile_text_as_text(
    browser: Browser, tmp_path: Path
) -> None:
    with served(FakeDesk(), tmp_path) as address:  # with the real enquiries of a store
        watched = Watched(browser.new_page(), address)
        page = watched.page
        page.goto(f"{address}/enquiry")
        page.locator("#letter-words textarea:enabled").wait_for()
        page.get_by_label("The letter or e-mail").fill("Dear Sir,\n\n1. What was it worth?\n")
        page.get_by_label("Freedom of Information").check()
        page.get_by_role("button", name="Find the questions").click()
        page.get_by_role("button", name="Find answers").click()
        page.locator("#announcement").get_by_text("Answers found").wait_for(state="attached")
        page.get_by_role("button", name="Correct the details").click()
        page.get_by_role("button", name="Who did what").click()
        for payload in PAYLOADS.values():
            flat = " ".join(payload.split())
            assert_details(page, flat)
            page.get_by_label("Reply to this question").fill(f"We say: {flat}")
            page.get_by_role("button", name="Save", exact=True).click()
            shown = f"We say: {plain(flat)}"
            page.locator("#draft .letter-text").get_by_text(shown).first.wait_for()
            assert_reply(page, shown)
        watched.assert_calm()
        page.get_by_role("button", name="All enquiries").click()
        page.get_by_label("Search enquiries").fill(flat)
        page.locator("#enquiry-list .enquiry-title").get_by_text(plain(flat), exact=True).wait_for()
        watched.assert_calm()
        page.close()


def assert_details(page: Page, flat: str) -> None:
    """A hostile name, sender, reference and subject are shown as they are, where they are shown."""
    for label in ("Your name", "Sender", "Reference", "Subject"):
        page.get_by_label(label, exact=True).fill(flat)
    page.get_by_role("button", name="Save details").click()
    heading, log, words = page.locator("#enquiry-heading"), page.locator("#log"), plain(flat)
    title = plain(shortened(flat, TITLE_CHARACTERS))
    heading.locator("h2").get_by_text(title, exact=True).wait_for()
    heading.locator(".aside").get_by_text(f"From {words} · Reference {words}").wait_for()
    log.locator(".log-who").get_by_text(words, exact=True).first.wait_for()
    log.locator(".log-what").get_by_text(f"to “{words}”").first.wait_for()


def assert_reply(page: Page, shown: str) -> None:
    """The letter back holds the words that were typed, and names nothing outside.

    Markers of the two sources that there are have become footnotes.
    """
    address = page.get_by_role("link", name="Download as Word").get_attribute("href")
    assert address
    kept = page.request.get(urljoin(page.url, address), timeout=30_000)
    file = WordFile(io.BytesIO(kept.body()))
    words = r"\d?".join(re.escape("".join(w.split())) for w in re.split(r"\[[12]\]", shown))
    assert re.search(words, "".join("".join(p.text.split()) for p in file.paragraphs))
    assert [r.reltype for r in file.part.rels.values() if r.is_external] == []
