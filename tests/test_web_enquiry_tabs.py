"""One browser window of the enquiry page does one thing at a time, and what is typed gets to its own place."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import gradio as gr
import pytest

from rag.enquiries.enquiry import PartState
from rag.web import enquiry_beginning, enquiry_finding, enquiry_pressed
from rag.web.enquiry import Bench
from rag.web.enquiry_layout import laid_out
from rag.web.enquiry_screen import ANSWERS, CHANGING, SPLIT, START, Screen, Session
from rag.web.enquiry_tabs import TABS_KNOWN, Tab, Tabs
from rag.web.enquiry_work import EnquiryWork
from tests.fakes_web import FakeDesk, FakeEnquiries, held_for
from tests.test_web_enquiry import WHO, begun, found, seen, session_of

Handler = Callable[..., Awaitable[dict[Any, Any]]]


@dataclass
class FakeRequest:
    """Of a window, as Gradio names it."""

    session_hash: str


@pytest.fixture
def work(tmp_path: Path) -> EnquiryWork:
    return EnquiryWork(FakeDesk(answers=held_for), FakeEnquiries(tmp_path))


def bound(bench: Bench, do: Callable[..., Screen]) -> Handler:
    """The handler that would be bound to an event."""
    kept: list[Handler] = []
    bench.bind(lambda handler, *_, **__: kept.append(handler), do, [])
    return kept[0]


def test_of_one_window_the_later_event_answers_last_and_another_window_does_not_wait(
    work: EnquiryWork,
) -> None:
    go_on, told = threading.Event(), list[str]()

    def slow(_: EnquiryWork, __: Session) -> Screen:
        assert go_on.wait(10)
        return Screen(told="slow")

    def quick(_: EnquiryWork, __: Session) -> Screen:
        return Screen(told="quick")

    async def answer(bench: Bench, do: Callable[..., Screen], window: str) -> None:
        changes = await bound(bench, do)(cast(gr.Request, FakeRequest(window)), "")
        told.append(f"{changes[bench.parts.told]} {window}")

    async def all_of_them() -> None:
        with gr.Blocks():  # made inside a loop: outside one, Gradio makes several and closes none
            bench = Bench(laid_out(), work, Tabs())
        earlier = asyncio.create_task(answer(bench, slow, "one"))
        await asyncio.sleep(0)
        later = asyncio.create_task(answer(bench, quick, "one"))
        await answer(bench, quick, "two")
        go_on.set()
        await asyncio.gather(earlier, later)

    asyncio.run(all_of_them())
    assert told == ["quick two", "slow one", "quick one"]


def test_windows_that_were_long_unused_are_forgotten_first() -> None:
    tabs = Tabs()
    first, second = tabs.of("first"), tabs.of("second")
    assert tabs.of("first") is first
    for number in range(TABS_KNOWN - 1):
        tabs.of(str(number))
    assert tabs.of("first") is first
    assert tabs.of("second") is not second


def test_a_window_that_was_forgotten_goes_on_where_its_page_is(work: EnquiryWork) -> None:
    session = replace(found(work, begun(work)), part=2)
    again = enquiry_beginning.restored(work, Session(), session.place)
    assert (again.part, again.view, again.kept) == (2, ANSWERS, session.kept)
    assert enquiry_pressed.keep_reply(work, again, session.place, "After a restart.", WHO).saved
    kept = work.enquiries.records.open(session.enquiry.id).enquiry
    assert kept.parts[1].reply == "After a restart."


@pytest.mark.parametrize("place", ["", "x", "nowhere 1 1", "{id} 0 1", "{id} x y", "{id}"])
def test_only_from_a_page_that_is_not_stale(work: EnquiryWork, place: str) -> None:
    place = place.format(id=begun(work).enquiry.id)
    assert enquiry_beginning.restored(work, Session(), place) == Session()
    opened = begun(work)
    assert enquiry_beginning.restored(work, opened, place) is opened


def test_a_reply_that_comes_late_is_saved_to_its_own_question(work: EnquiryWork) -> None:
    session = found(work, begun(work))
    at_first = session.place
    chosen = enquiry_pressed.choose(work, session, "part 2 1", "", at_first, "First.", WHO)
    now = session_of(chosen)
    late = enquiry_pressed.keep_reply(work, now, at_first, "First, to its end.", WHO)
    assert (session_of(late).part, late.reply) == (2, None)
    kept = work.enquiries.records.open(session.enquiry.id).enquiry
    assert kept.parts[0].reply == "First, to its end."
    assert kept.parts[1].reply == now.shown.reply
    approve = enquiry_pressed.deciding(PartState.APPROVED)
    approved = session_of(approve(work, now, "", at_first, "First.", WHO)).enquiry
    assert [p.state for p in approved.parts][:2] == [PartState.APPROVED, PartState.OPEN]


@pytest.mark.parametrize("place", ["", "elsewhere 1 1", "{id} 1 99", "{id} 1 x", "{id}"])
def test_what_was_typed_elsewhere_is_not_taken_for_this_enquiry(
    work: EnquiryWork, place: str
) -> None:
    session = found(work, begun(work))
    place = place.format(id=session.enquiry.id)
    refused = enquiry_pressed.keep_reply(work, session, place, "Not of here.", WHO)
    assert refused.told and refused.session is None
    assert work.enquiries.records.open(session.enquiry.id) == session.kept


def test_a_correction_pressed_while_the_page_changed_is_refused(work: EnquiryWork) -> None:
    session = begun(work)
    chosen = session_of(
        enquiry_pressed.choose(work, session, "part 2 1", "", session.place, "", "")
    )
    for press in (enquiry_pressed.REWORD, enquiry_pressed.REMOVE):
        refused = press(work, chosen, session.place, "What was its worth?", WHO)
        assert seen(refused.told) == CHANGING
    assert work.enquiries.records.open(session.enquiry.id) == session.kept
    done = enquiry_pressed.REWORD(work, chosen, chosen.place, "What secret?", WHO)
    assert session_of(done).enquiry.parts[1].question.text == "What secret?"


@pytest.mark.parametrize("view", [ANSWERS, SPLIT, START])
def test_answers_that_come_leave_a_window_where_it_is(tmp_path: Path, view: str) -> None:
    hold = threading.Event()
    work = EnquiryWork(FakeDesk(answers=held_for, hold=hold), FakeEnquiries(tmp_path))
    tab = Tab(begun(work))

    def move_on() -> None:
        """Meanwhile the third question is chosen, or the split, or the list."""
        tab.session = replace(tab.session, part=3, view=view) if view != START else Session()
        hold.set()

    async def screens() -> list[Screen]:
        tab.shown(enquiry_finding.find(work, tab.session, WHO))
        coming = enquiry_finding.follow(work, tab)
        first = [await anext(coming)]
        assert [s async for s in enquiry_finding.follow(work, tab)] == []  # followed once
        move_on()
        return first + [s async for s in coming]

    shown = asyncio.run(screens())
    assert "Looking for answers" in seen(shown[0].told)
    assert (tab.coming, tab.followed) == (None, None)
    if view == START:
        assert (len(shown), tab.session) == (1, Session())
        return
    assert (tab.session.part, tab.session.view) == (3, view)
    assert "Answers found for 3 questions" in seen(shown[-1].announcement)
    assert (shown[-1].view, shown[-1].wording) == (ANSWERS if view == ANSWERS else None, None)


def test_an_enquiry_opened_while_its_answers_come_is_followed(tmp_path: Path) -> None:
    hold = threading.Event()
    work = EnquiryWork(FakeDesk(answers=held_for, hold=hold), FakeEnquiries(tmp_path))
    session = begun(work)
    assert session.kept and work.begin(session.kept, WHO)
    tab = Tab()
    tab.shown(enquiry_beginning.opened(work, session.enquiry.id))
    hold.set()

    async def last() -> Screen:
        return [s async for s in enquiry_finding.follow(work, tab)][-1]

    assert all(p.answer for p in session_of(asyncio.run(last())).enquiry.parts)
