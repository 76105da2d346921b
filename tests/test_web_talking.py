"""What the ask page shows, step by step, over a fake desk."""

from __future__ import annotations

import asyncio
import html
import re
import threading
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from rag.errors import RagError
from rag.records.conversations import Exchange
from rag.types import NO_FILTERS, Document, Filters, Steps, Turn
from rag.web import showing, talking
from rag.web.conversation import LONGEST, TURNS_PASSED_ON, Pick, Session
from rag.web.keeping import Keeping
from rag.web.talking import Screen
from rag.web.work import UNEXPECTED, Work
from tests.fakes import make_document
from tests.fakes_web import LETTER, FakeDesk, answer, not_held

EMPTY = Session()
UNSET = ("", "", "", "", "", "")


@pytest.fixture
def work(tmp_path: Path) -> Work:
    return working(FakeDesk(), tmp_path)


def working(desk: FakeDesk, store: Path) -> Work:
    return Work(desk, Keeping.of(store))


def screens(given: AsyncIterator[Screen]) -> list[Screen]:
    async def all_of() -> list[Screen]:
        return [screen async for screen in given]

    return asyncio.run(all_of())


def asked(
    work: Work, question: str, session: Session = EMPTY, typed: Sequence[str] = UNSET
) -> list[Screen]:
    return screens(talking.ask(work, question, typed, session, "somebody"))


def fake(work: Work) -> FakeDesk:
    assert isinstance(work.desk, FakeDesk)
    return work.desk


def session_of(screens: Sequence[Screen]) -> Session:
    session = screens[-1].session
    assert session is not None
    return session


def test_an_answer_comes_after_its_steps_and_opens_its_first_citation(work: Work) -> None:
    hold = fake(work).hold = threading.Event()

    async def all_of() -> list[Screen]:
        found = []
        async for screen in talking.ask(work, "  What was it worth?  ", UNSET, EMPTY, "a"):
            found.append(screen)
            if "Searching 1 document" in (screen.pending or ""):
                hold.set()
        return found

    first, *_, last = asyncio.run(all_of())
    assert first.taken
    assert hold.is_set()
    assert last.pending == ""
    assert last.places == 2
    assert "<mark>It was worth 42,000 pounds&#46;</mark>" in (last.source or "")
    assert session_of([last]).shown == Pick(1, 1)


def test_an_empty_question_is_told_and_not_asked(work: Work) -> None:
    (screen,) = asked(work, " \n ")
    assert "Type a question first" in (screen.told or "")
    assert (screen.session, screen.taken, fake(work).asked) == (None, False, [])


def test_earlier_turns_are_passed_on(work: Work) -> None:
    session = session_of(asked(work, "One?"))
    asked(work, "Two?", session)
    assert fake(work).asked[1] == ("Two?", (Turn("One?", answer().text),))


def test_only_the_latest_turns_are_passed_on() -> None:
    session = Session(tuple(Exchange(str(n), answer()) for n in range(30)))
    assert [e.question for e in session.latest()] == [str(n) for n in range(20, 30)]
    assert len(session.latest()) == TURNS_PASSED_ON


def test_an_error_keeps_the_question_and_the_citation_looked_at(work: Work) -> None:
    session = session_of(asked(work, "One?"))
    after = session_of(asked(work, "x" * 20_001, session))
    assert after.exchanges[1].error == "the question is too long: shorten it"
    assert after.shown == Pick(1, 1)
    assert after.latest() == session.latest()


def test_a_fault_in_the_program_is_one_calm_line(tmp_path: Path) -> None:
    class Broken(FakeDesk):
        def steps(
            self, question: str, turns: Sequence[Turn], filters: Filters = NO_FILTERS
        ) -> Steps:
            raise ZeroDivisionError("secret detail")

    after = asked(working(Broken(), tmp_path), "One?")[-1]
    assert UNEXPECTED in (session_of([after]).exchanges[0].error or "")
    assert "secret detail" not in (after.conversation or "")


def test_a_conversation_has_an_end(work: Work) -> None:
    full = Session(tuple(Exchange("q", error="e") for _ in range(LONGEST)))
    (screen,) = asked(work, "One more?", full)
    assert "begin a new one" in (screen.told or "")
    assert fake(work).asked == []


def test_near_misses_can_be_looked_at(tmp_path: Path) -> None:
    other = make_document("Something else.", title="Other")
    desk = FakeDesk(held=(LETTER, other), answers=lambda q: not_held(q, other, LETTER))
    last = asked(working(desk, tmp_path), "What?")[-1]
    assert "Nearest passage 1 of 2" in (last.source or "")
    assert "Own words" not in (last.source or "")


def test_a_choice_that_is_no_citation_changes_nothing(work: Work) -> None:
    session = session_of(asked(work, "One?"))
    for sent in ("", "x", "1", "1.2.3", "٣.١x", "1.1; rm", "1.1\n"):
        assert talking.pick(FakeDesk(), sent, session) == Screen(), sent
    for sent in ("0.1", "2.1", "1.9", "9999.9999"):
        assert talking.pick(FakeDesk(), sent, session).session == session, sent
    assert talking.pick(FakeDesk(), "1.1", Session()) == Screen()


def test_choosing_and_stepping_go_round_the_citations_of_an_answer(work: Work) -> None:
    session = session_of(asked(work, "One?"))
    chosen = talking.pick(FakeDesk(), "1.2 17", session).session
    assert chosen is not None
    assert chosen.shown == Pick(1, 2)
    assert talking.step(FakeDesk(), 1, chosen).session == session
    assert talking.step(FakeDesk(), -1, session).session == chosen
    assert talking.step(FakeDesk(), 1, Session()) == Screen()


def test_a_document_that_left_the_index_is_said_to_have_left(work: Work) -> None:
    session = session_of(asked(work, "One?"))
    shown = talking.look(FakeDesk(held=()), session).source or ""
    assert "has left the index" in shown
    assert "It was worth 42,000 pounds" in shown


def test_an_answer_whose_near_misses_are_gone_is_an_error_not_a_crash(tmp_path: Path) -> None:
    class Forgetful(FakeDesk):
        def document(self, document_id: str) -> Document:
            raise KeyError(document_id)

    desk = Forgetful(answers=lambda q: not_held(q, LETTER))
    assert session_of(asked(working(desk, tmp_path), "What?")).exchanges[0].places == ()


def test_a_new_conversation_is_empty() -> None:
    screen = talking.begin_anew()
    assert screen.session == Session()
    assert screen.places == 0


def test_every_finished_answer_is_kept_and_comes_back(work: Work, tmp_path: Path) -> None:
    session = session_of(asked(work, "One?"))
    session = session_of(asked(work, "Two?", session))
    assert session.id is not None
    later = working(FakeDesk(), tmp_path)  # the server was started anew
    opened = screens(talking.resume(later, session.id))
    assert session_of(opened).exchanges == session.exchanges
    assert session_of(opened).shown == Pick(2, 1)
    assert "has left the index" not in (opened[-1].source or "")
    asked(later, "Three?", session_of(opened))
    assert [t.question for t in fake(later).asked[0][1]] == ["One?", "Two?"]


def test_two_tabs_on_one_conversation_see_each_others_questions(work: Work) -> None:
    session = session_of(asked(work, "One?"))
    asked(work, "Two?", session)
    after = session_of(asked(work, "Three?", session))
    assert [e.question for e in after.exchanges] == ["One?", "Two?", "Three?"]


def test_a_question_under_way_when_the_server_ended_is_shown_as_stopped(tmp_path: Path) -> None:
    desk = FakeDesk(hold=threading.Event())
    work = working(desk, tmp_path)
    threading.Timer(0.2, work.stopping.set).start()
    last = asked(work, "One?")[-1]
    assert "stopped before its answer was finished" in (last.conversation or "")
    later = working(FakeDesk(), tmp_path)
    opened = screens(talking.resume(later, session_of([last]).id or ""))[-1]
    assert "stopped before its answer was finished" in (opened.conversation or "")
    assert "Ask again" in (opened.conversation or "")


def test_an_answer_is_finished_and_kept_though_nobody_waits_for_it(tmp_path: Path) -> None:
    desk = FakeDesk(hold=threading.Event())
    work = working(desk, tmp_path)

    async def leave_early() -> str:
        async for screen in talking.ask(work, "One?", UNSET, EMPTY, "a"):
            if screen.session and screen.session.id:
                return screen.session.id
        raise AssertionError("no conversation was begun")

    id = asyncio.run(leave_early())
    assert work.under_way(id) is not None
    assert desk.hold is not None
    threading.Timer(0.2, desk.hold.set).start()
    shown, *_, last = screens(talking.resume(work, id))  # the page was loaded again meanwhile
    assert shown.conversation == ""
    assert session_of([last]).exchanges[0].answer == answer("One?")
    assert work.keeping.conversations.exchanges(id) == session_of([last]).exchanges


def test_one_question_at_a_time_in_a_conversation(tmp_path: Path) -> None:
    desk = FakeDesk(hold=threading.Event())
    work = working(desk, tmp_path)
    work.begin("c", Exchange("One?"), (), "a")
    (screen,) = asked(work, "Two?", Session(id="c"))
    assert "still being answered" in (screen.told or "")
    assert desk.hold is not None
    desk.hold.set()


def test_a_conversation_that_is_not_kept_is_told_and_a_new_one_begins(work: Work) -> None:
    for id in ("", "nothing", "x" * 1_000_000, "\0", "../../etc/passwd", "' OR 1 --"):
        (screen,) = screens(talking.resume(work, id))
        assert (screen.session, screen.told) == (EMPTY, showing.told(talking.GONE))


def test_where_nothing_can_be_kept_answers_go_on_and_say_so(tmp_path: Path) -> None:
    (tmp_path / "records").write_text("in the way", encoding="utf-8")
    work = working(FakeDesk(), tmp_path)
    last = asked(work, "One?")[-1]
    assert "It was worth" in (last.conversation or "")
    assert "not being kept" in (last.told or "")
    after = session_of(asked(work, "Two?", session_of([last])))
    assert [e.question for e in after.exchanges] == ["One?", "Two?"]


def test_words_that_read_otherwise_today_are_marked(tmp_path: Path) -> None:
    session = session_of(asked(working(FakeDesk(), tmp_path), "One?"))
    other = replace(LETTER, text=LETTER.text.replace("42,000", "43,000"))
    later = working(FakeDesk(held=(other,)), tmp_path)
    opened = screens(talking.resume(later, session.id or ""))[-1]
    assert session_of([opened]).fallen == {Pick(1, 1)}
    assert (opened.conversation or "").count("do not stand in the documents") == 1
    assert "reads otherwise today" in (opened.source or "")
    assert "<mark>" not in (opened.source or "")


def test_filters_are_passed_on_kept_and_told(work: Work) -> None:
    typed = ("", " A. Writer ", "", "letter", "March 2021", "2021")
    last = asked(work, "One?", typed=typed)[-1]
    filters = Filters(
        author="A. Writer", kind="letter", date_from=date(2021, 3, 1), date_to=date(2021, 12, 31)
    )
    assert fake(work).filters == [filters]
    assert session_of([last]).exchanges[0].filters == filters
    assert "Asked only of documents from" in (last.conversation or "")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("", "", "", "", "soon", ""), "“Dated from” is not a date that can be read"),
        (("", "", "", "", "2022", "2021"), "“Dated from” is later than “Dated until”"),
        (("x" * 301, "", "", "", "", ""), "“Document” has 301 characters; at most 300"),
    ],
)
def test_filters_that_cannot_be_are_told_before_anything_is_asked(
    work: Work, typed: Sequence[str], said: str
) -> None:
    (screen,) = asked(work, "One?", typed=typed)
    assert showing.told(said)[:-4].split(">")[1] in (screen.told or "")
    assert fake(work).asked == []


@pytest.mark.parametrize("sent", ["a\ud800b", "\udfff\ud800", "\0?", "\u202eabc", "😀", "\ufeff"])
def test_odd_characters_are_asked_kept_and_shown(work: Work, sent: str) -> None:
    last = asked(work, sent)[-1]
    session = session_of([last])
    assert work.keeping.conversations.exchanges(session.id or "") == session.exchanges
    (last.conversation or "").encode("utf-8")


def test_the_line_says_which_place_and_is_fair(tmp_path: Path) -> None:
    desk = FakeDesk(hold=threading.Event())
    work = Work(desk, Keeping.of(tmp_path), at_once=1)
    greedy = [work.begin(f"g{n}", Exchange(f"{n}?"), (), "greedy") for n in range(5)]
    while work.place(greedy[0]) is not None:
        pass
    other = work.begin("o", Exchange("mine?"), (), "other")
    assert [work.place(job) for job in (greedy[1], other, greedy[4])] == [1, 2, 5]
    shown = showing.in_line(2)
    assert shown == "You are number 2 in the queue."
    assert desk.hold is not None
    desk.hold.set()
    for job in (*greedy, other):
        assert job.done.wait(10)
    assert [q for q, _ in desk.asked] == ["0?", "1?", "mine?", "2?", "3?", "4?"]
    assert all(job.exchange.answer for job in greedy)


def test_a_line_that_is_too_long_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rag.web.work.LONGEST_LINE", 0)
    with pytest.raises(RagError, match="ask again in a minute"):
        working(FakeDesk(), tmp_path).begin("c", Exchange("One?"), (), "a")


def test_a_place_in_the_line_stands_a_while_and_is_told_with_the_question(tmp_path: Path) -> None:
    desk = FakeDesk(hold=threading.Event())
    work = Work(desk, Keeping.of(tmp_path), at_once=1)
    first = work.begin("a", Exchange("0?"), (), "a")
    while work.place(first) is not None:
        pass
    before = [work.begin(f"b{n}", Exchange("1?"), (), f"b{n}") for n in range(20)]
    assert desk.hold is not None

    async def ask() -> list[Screen]:
        found = []
        async for screen in talking.ask(work, "mine?", UNSET, EMPTY, "c"):
            found.append(screen)
            assert desk.hold is not None
            desk.hold.set()
        return found

    begun = time.monotonic()
    shown = asyncio.run(ask())
    assert "number 21 in the queue" in words_of(shown[0].pending)
    assert "It was worth" in (shown[-1].conversation or "")
    stood = (time.monotonic() - begun) / talking.STATUS_SECONDS
    assert len(shown) <= 3 + stood  # of twenty places up within a moment, not each is shown
    assert all(job.done.is_set() for job in before)


def words_of(markup: str | None) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", markup or ""))


def test_whoever_stands_far_back_is_told_less_often() -> None:
    soon, later = talking.stands(1), talking.stands(50)
    assert soon == talking.PLACE_SECONDS
    assert later == 50 * talking.SECONDS_A_PLACE > soon
    assert talking.stands(None) == talking.STATUS_SECONDS
