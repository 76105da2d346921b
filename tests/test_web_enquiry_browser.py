"""The enquiry page in a real browser: from a letter to its reply, hostile letters, axe, phones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Locator, Page

from rag.web.escaping import visible
from tests.browser import Watched, assert_accessible, chromium, served
from tests.fakes_web import LETTER, FakeDesk, FakeEnquiries, answer, held_for
from tests.payloads import PAYLOADS

pytestmark = pytest.mark.browser

TEXT = "Dear Sir,\n1) What was it worth?\n2) What is the secret?\nYours, C. Citizen"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


def opened(
    browser: Browser, address: str, width: int = 1280, *, dark: bool = False
) -> tuple[Watched, Page]:
    page = browser.new_page(viewport={"width": width, "height": 844})
    page.emulate_media(color_scheme="dark" if dark else "light")
    watched = Watched(page, address)
    page.goto(f"{address}/enquiry")
    page.locator("#letter-words textarea:enabled").wait_for()
    return watched, page


def begin(page: Page, text: str) -> None:
    page.get_by_label("The letter or e-mail").fill(text)
    page.get_by_label("Freedom of Information").check()
    page.get_by_role("button", name="Find the questions").click()
    page.get_by_role("button", name="Find answers").wait_for()


def find_answers(page: Page) -> None:
    page.get_by_role("button", name="Find answers").click()
    page.locator("#announcement").get_by_text("Answers found").wait_for(state="attached")


def squeezed(text: str) -> str:
    return " ".join(text.split())


def sent(locator: Locator) -> str:
    return locator.text_content() or ""


def test_from_a_letter_by_keyboard_to_its_reply_and_again_after_a_reload(
    browser: Browser, tmp_path: Path
) -> None:
    desk = FakeDesk(answers=held_for)
    with served(desk, enquiries=FakeEnquiries(tmp_path)) as address:
        watched, page = opened(browser, address)
        assert_accessible(page)
        assert page.get_by_role("radio", checked=True).count() == 0
        file: FilePayload = {
            "name": "letter.txt",
            "mimeType": "text/plain",
            "buffer": TEXT.encode(),
        }
        page.get_by_label("File of the letter").set_input_files([file])
        page.get_by_text("letter.txt was read").wait_for()
        assert page.get_by_label("Sender").input_value() == "C. Citizen"
        page.get_by_role("button", name="Find the questions").press("Enter")
        page.locator("#enquiry-told").get_by_text("under which rules").wait_for()
        page.get_by_label("Freedom of Information").press("Space")
        page.get_by_role("button", name="Find the questions").press("Enter")
        page.get_by_role("button", name="2 What is the secret?").press("Enter")
        page.get_by_label("Wording of question 2").wait_for()
        assert sent(page.locator("#letter-shown mark.current")) == "What is the secret?"
        assert_accessible(page)
        find_answers(page)
        page.get_by_role("button", name="Approve").press("Enter")
        page.locator("#enquiry-told").get_by_text("Type your name first").wait_for()
        assert_accessible(page)
        page.get_by_label("Your name").fill("P. Officer")
        page.get_by_label("Reply to this question").fill("We do not hold the secret.")
        page.get_by_role("button", name="Approve").press("Enter")
        page.locator("#part").get_by_text("Approved by P. Officer").wait_for()
        page.get_by_role("button", name="1 What was it worth?").press("Enter")
        page.get_by_text("Source 1 of 2", exact=True).wait_for()
        assert sent(page.locator("#source mark")) == "It was worth 42,000 pounds."
        page.get_by_role("button", name="Next source").press("Enter")
        page.get_by_text("Source 2 of 2", exact=True).wait_for()
        page.get_by_role("button", name="Correct the details").press("Enter")
        assert page.locator("#details-sender input").evaluate("e => e === document.activeElement")
        assert page.get_by_label("Sender").input_value() == "C. Citizen"
        page.get_by_label("Date received").fill("4/3/2021")
        page.get_by_label("Environmental Information").press("Space")
        page.get_by_role("button", name="Save details").press("Enter")
        page.locator("#enquiry-told").get_by_text("Reply due 1 April 2021").wait_for()
        assert "Received 4 March 2021" in sent(page.locator("#enquiry-heading"))
        page.get_by_role("button", name="Who did what").press("Enter")
        done = page.get_by_role("region", name="Who did what")
        done.get_by_text("approved question 2").wait_for()
        assert "P. Officer" in sent(done)
        assert_accessible(page)
        page.get_by_label("Sender").press("Escape")
        assert not page.get_by_label("Sender").is_visible()
        page.reload()
        page.locator("#part-1").wait_for()
        assert page.get_by_label("Your name").input_value() == "P. Officer"
        assert "1 of 2 approved" in sent(page.locator("#enquiry-heading"))
        with page.expect_download() as downloading:
            page.get_by_role("link", name="Download as Word").click()
        assert downloading.value.suggested_filename == "DRAFT reply.docx"
        assert "We do not hold the secret." in downloading.value.path().read_text()
        watched.assert_calm()


def test_what_is_typed_is_saved_without_a_button_and_enquiries_are_deleted_after_a_second_look(
    browser: Browser, tmp_path: Path
) -> None:
    enquiries = FakeEnquiries(tmp_path)
    with served(FakeDesk(), enquiries=enquiries) as address:
        _, page = opened(browser, address, 320, dark=True)
        begin(page, TEXT)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert_accessible(page)
        find_answers(page)
        page.get_by_label("Reply to this question").press_sequentially("New. ")
        page.locator("#saved").get_by_text("Saved.").wait_for()
        [line] = enquiries.records.listed()
        assert "New. " in enquiries.records.open(line.id).enquiry.parts[0].reply
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert_accessible(page)
        page.get_by_role("button", name="All enquiries").click()
        page.get_by_role("button", name="Delete", exact=True).press("Enter")
        page.get_by_role("button", name="Keep it").press("Enter")
        page.get_by_role("button", name="Delete", exact=True).press("Enter")
        assert_accessible(page)
        page.get_by_role("button", name="Delete it").press("Enter")
        page.get_by_text("No enquiries yet.").wait_for()
        assert enquiries.records.listed() == []


def test_letters_and_names_that_would_be_code_are_shown_as_they_are(
    browser: Browser, tmp_path: Path
) -> None:
    hostile = " ".join(" ".join(PAYLOADS.values()).split())
    text = "\n".join(f"{' '.join(p.split())} is it?" for p in PAYLOADS.values())
    desk = FakeDesk(
        answers=lambda q: answer(q, LETTER, ["It was worth 42,000 pounds."], text=f"{q} [1]")
    )
    with served(desk, enquiries=FakeEnquiries(tmp_path)) as address:
        watched, page = opened(browser, address, 390)
        for label in ("Sender", "Reference", "Subject", "Your name"):
            page.get_by_label(label).fill(hostile[:300])
        begin(page, text)
        shown = page.locator("#questions .wording").all_text_contents()
        wanted = [visible(f"{' '.join(p.split())} is it?") for p in PAYLOADS.values()]
        asked = [w.rpartition(") ")[2] for w in wanted]
        assert [" ".join(s.split()) for s in shown] == [" ".join(a.split()) for a in asked]
        find_answers(page)
        page.get_by_label("What has to be decided").fill(hostile)
        page.get_by_role("button", name="needs a decision").click()
        page.locator("#part").get_by_text("Needs a decision, marked by").wait_for()
        page.get_by_role("button", name="Correct the details").click()
        for label in ("Sender", "Reference", "Subject"):
            page.get_by_label(label).fill(f"2 {hostile}"[:300])
        page.get_by_role("button", name="Save details").click()
        page.locator("#enquiry-told").get_by_text("Details saved").wait_for()
        page.get_by_role("button", name="Who did what").click()
        now = squeezed(visible(f"2 {hostile}"[:300]))
        for label, selector in (
            ("", "#enquiry-heading h2"),
            ("From ", "#enquiry-heading .aside >> nth=0"),
            ("changed the subject", "#log"),
        ):
            shown_now = squeezed(sent(page.locator(selector)))
            assert label in shown_now
            assert now[:100] in shown_now
        assert squeezed(visible(hostile[:300])) in squeezed(
            sent(page.locator("#log .log-who >> nth=0"))
        )
        named = "<img src=x onerror=window.__ran=1>.odd"
        name: FilePayload = {"name": named, "mimeType": "", "buffer": b"x"}
        page.get_by_role("button", name="All enquiries").click()
        page.get_by_label("File of the letter").set_input_files([name])
        page.get_by_text("no letter can be read from it").wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        for tag in ("img", "form", "iframe", "script", "style", "svg", "link"):
            assert page.locator(f"#enquiry-page .prose {tag}").count() == 0, tag
        assert page.locator("#enquiry-page .prose a:not(.downloads a)").count() == 0
        watched.assert_calm()
