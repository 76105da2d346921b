"""What the ask page shows, step by step, over a fake desk."""

from collections.abc import Sequence

from rag.types import Document, Steps, Turn
from rag.web import talking
from rag.web.conversation import LONGEST, TURNS_PASSED_ON, Exchange, Pick, Session
from rag.web.talking import Screen
from tests.fakes import make_document
from tests.fakes_web import LETTER, FakeDesk, answer, not_held

EMPTY = Session()


def asked(desk: FakeDesk, question: str, session: Session = EMPTY) -> list[Screen]:
    return list(talking.ask(desk, question, session))


def session_of(screens: Sequence[Screen]) -> Session:
    session = screens[-1].session
    assert session is not None
    return session


def test_an_answer_comes_after_its_steps_and_opens_its_first_citation() -> None:
    first, *between, last = asked(FakeDesk(), "  What was it worth?  ")
    assert "Looking for an answer" in (first.pending or "")
    assert any("Searching 1 document" in (s.pending or "") for s in between)
    assert last.pending == ""
    assert last.places == 2
    assert "<mark>It was worth 42,000 pounds&#46;</mark>" in (last.source or "")
    assert session_of([last]).shown == Pick(1, 1)


def test_an_empty_question_changes_nothing() -> None:
    assert asked(FakeDesk(), " \n ") == []


def test_earlier_turns_are_passed_on() -> None:
    desk = FakeDesk()
    session = session_of(asked(desk, "One?"))
    asked(desk, "Two?", session)
    assert desk.asked[1] == ("Two?", (Turn("One?", answer().text),))


def test_only_the_latest_turns_are_passed_on() -> None:
    session = Session(tuple(Exchange(str(n), answer()) for n in range(30)))
    assert [t.question for t in session.turns()] == [str(n) for n in range(20, 30)]
    assert len(session.turns()) == TURNS_PASSED_ON


def test_an_error_keeps_the_question_and_the_citation_looked_at() -> None:
    desk = FakeDesk()
    session = session_of(asked(desk, "One?"))
    after = session_of(asked(desk, "x" * 20_001, session))
    assert after.exchanges[1].error == "the question is too long: shorten it"
    assert after.shown == Pick(1, 1)
    assert after.turns() == session.turns()


def test_a_fault_in_the_program_is_one_calm_line() -> None:
    class Broken(FakeDesk):
        def steps(self, question: str, turns: Sequence[Turn]) -> Steps:
            raise ZeroDivisionError("secret detail")

    after = asked(Broken(), "One?")[-1]
    assert talking.UNEXPECTED in (session_of([after]).exchanges[0].error or "")
    assert "secret detail" not in (after.conversation or "")


def test_a_conversation_has_an_end() -> None:
    full = Session(tuple(Exchange("q", error="e") for _ in range(LONGEST)))
    desk = FakeDesk()
    (screen,) = asked(desk, "One more?", full)
    assert "begin a new one" in (screen.pending or "")
    assert desk.asked == []


def test_near_misses_can_be_looked_at() -> None:
    other = make_document("Something else.", title="Other")
    desk = FakeDesk(held=(LETTER, other), answers=lambda q: not_held(q, other, LETTER))
    last = asked(desk, "What?")[-1]
    assert "Nearest passage 1 of 2" in (last.source or "")
    assert "Own words" not in (last.source or "")


def test_a_choice_that_is_no_citation_changes_nothing() -> None:
    session = session_of(asked(FakeDesk(), "One?"))
    for sent in ("", "x", "1", "1.2.3", "٣.١x", "1.1; rm", "1.1\n"):
        assert talking.pick(FakeDesk(), sent, session) == Screen(), sent
    for sent in ("0.1", "2.1", "1.9", "9999.9999"):
        assert talking.pick(FakeDesk(), sent, session).session == session, sent
    assert talking.pick(FakeDesk(), "1.1", Session()) == Screen()


def test_choosing_and_stepping_go_round_the_citations_of_an_answer() -> None:
    session = session_of(asked(FakeDesk(), "One?"))
    chosen = talking.pick(FakeDesk(), "1.2 17", session).session
    assert chosen is not None
    assert chosen.shown == Pick(1, 2)
    assert talking.step(FakeDesk(), 1, chosen).session == session
    assert talking.step(FakeDesk(), -1, session).session == chosen
    assert talking.step(FakeDesk(), 1, Session()) == Screen()


def test_a_document_that_left_the_index_is_said_to_have_left() -> None:
    session = session_of(asked(FakeDesk(), "One?"))
    shown = talking.look(FakeDesk(held=()), session).source or ""
    assert "has left the index" in shown
    assert "It was worth 42,000 pounds" in shown


def test_an_answer_whose_near_misses_are_gone_is_an_error_not_a_crash() -> None:
    class Forgetful(FakeDesk):
        def document(self, document_id: str) -> Document:
            raise KeyError(document_id)

    desk = Forgetful(answers=lambda q: not_held(q, LETTER))
    assert session_of(asked(desk, "What?")).exchanges[0].places == ()


def test_a_new_conversation_is_empty() -> None:
    screen = talking.begin_anew()
    assert screen.session == Session()
    assert screen.places == 0
