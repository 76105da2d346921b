"""Several pages in one application: each has its own address, and the navigation leads to it."""

import json
import urllib.request
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from rag.web.guarding import without_page
from rag.web.navigation import PAGES
from tests.browser import Watched, chromium, served
from tests.fakes_web import FakeDesk


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(FakeDesk()) as started:
        yield started


def test_each_page_has_its_own_configuration(address: str) -> None:
    for page in PAGES:
        below = f"{page.address.rstrip('/')}/config"
        with urllib.request.urlopen(address + below, timeout=20) as response:
            assert json.load(response).get("current_page", "") == page.path


def test_what_is_asked_below_a_page_is_asked_below_the_root_and_nothing_else_is() -> None:
    asked = {"type": "http", "path": "/quote-check/gradio_api/queue/join", "query_string": b"a=b"}
    moved = without_page(asked)
    assert (moved["path"], moved["query_string"]) == ("/gradio_api/queue/join", b"a=b")
    for path in ("/quote-check", "/quote-checked/config", "/config"):
        assert without_page({**asked, "path": path})["path"] == path


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
def test_the_navigation_leads_to_each_page_by_keyboard(address: str, width: int) -> None:
    with chromium() as browser:
        watched = opened(browser, address, width)
        page = watched.page
        navigation = page.get_by_role("navigation", name="Pages")
        for going_to in (*PAGES[1:], PAGES[0]):
            link = navigation.get_by_role("link", name=going_to.name, exact=True)
            link.focus()
            page.keyboard.press("Enter")
            page.get_by_role("heading", level=1, name=going_to.name, exact=True).wait_for()
            page.locator("#navigation a[aria-current=page]").wait_for()
            assert watched.text("#navigation a[aria-current=page]") == going_to.name
            assert page.title() == f"{going_to.name} · Chapter & Verse"
            assert page.url == address + going_to.address
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert len(page.context.pages) == 1
        watched.assert_calm()


def opened(browser: Browser, address: str, width: int) -> Watched:
    watched = Watched(browser.new_page(viewport={"width": width, "height": 800}), address)
    watched.open()
    return watched
