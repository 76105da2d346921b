"""What the enquiry page does, step by step, over fake desks and a real database."""

from __future__ import annotations

import asyncio
import re
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html import unescape
from pathlib import Path

import pytest

from rag.enquiries import correcting
from rag.enquiries.details import details_of
from rag.enquiries.enquiry import Enquiry, Letter, LetterQuestion, Part, PartState
from rag.enquiries.merging import merged
from rag.errors import RagError, StaleWork, WrongUse
from rag.records.enquiries import Step
from rag.types import Answer
from rag.web import (
    enquiry_answering,
    enquiry_beginning,
    enquiry_correcting,
    enquiry_evidence,
    enquiry_finding,
    enquiry_showing,
)
from rag.web.enquiry_about import correct_details
from rag.web.enquiry_beginning import Given
from rag.web.enquiry_details import TypedDetails
from rag.web.enquiry_log import enquiry_log
from rag.web.enquiry_routes import file_name
from rag.web.enquiry_screen import ANSWERS, NO_ENQUIRY, SPLIT, START, Screen, Session
from rag.web.enquiry_tabs import Tab
from rag.web.enquiry_work import EnquiryWork
from tests.fakes_web import FakeDesk, FakeEnquiries, held_for

TEXT = "Dear Sir,\n1) What was it worth?\n2) What is the secret?\nWho wrote it?\nYours, C."
DETAILS = TypedDetails("4 March 2021", "foi", sender="C. Citizen", subject="The tender")
GIVEN = Given(TEXT, "", DETAILS)
WHO = "P. Officer"


def with_detail(**changed: str | None) -> Given:
    return replace(GIVEN, details=replace(DETAILS, **changed))  # type: ignore[arg-type]


@pytest.fixture
def work(tmp_path: Path) -> EnquiryWork:
    return EnquiryWork(FakeDesk(answers=held_for), FakeEnquiries(tmp_path))


def session_of(screen: Screen) -> Session:
    assert screen.session is not None
    return screen.session


def seen(shown: str | None) -> str:
    """What a reader sees of some HTML."""
    return unescape(re.sub(r"<[^>]*>", "", shown or ""))


def begun(work: EnquiryWork) -> Session:
    return session_of(enquiry_beginning.begin(work, GIVEN, WHO))


def screens_of_finding(work: EnquiryWork, tab: Tab) -> list[Screen]:
    async def all_of_them() -> list[Screen]:
        first = tab.shown(enquiry_finding.find(work, tab.session, WHO))
        return [first, *[s async for s in enquiry_finding.follow(work, tab)]]

    return asyncio.run(all_of_them())


def found(work: EnquiryWork, session: Session) -> Session:
    screens_of_finding(work, tab := Tab(session))
    return tab.session


def asked(session: Session) -> list[str]:
    return [p.question.text for p in session.enquiry.parts]


def test_a_letter_is_split_kept_and_opened_again(work: EnquiryWork) -> None:
    screen = enquiry_beginning.begin(work, GIVEN, WHO)
    session = session_of(screen)
    assert (screen.view, screen.begun) == (SPLIT, True)
    assert asked(session) == ["What was it worth?", "What is the secret?", "Who wrote it?"]
    assert "3 questions found" in (screen.announcement or "")
    again = enquiry_beginning.opened(work, session.enquiry.id)
    assert session_of(again).enquiry == session.enquiry
    assert (again.letter or "").count("<mark") == 3


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (replace(GIVEN, text=" \n "), "Paste the letter"),
        (replace(GIVEN, text="word " * 30_000), "100,000"),
        (with_detail(regime=None), "under which rules"),
        (with_detail(regime="exempt"), "under which rules"),
        (with_detail(received="soon"), "cannot be read"),
        (with_detail(received="1 January 2999"), "later than today"),
        (with_detail(received="1 January 1900"), "bank holidays"),
    ],
    ids=["empty", "long", "no regime", "no such regime", "no date", "future", "before calendars"],
)
def test_what_is_wrong_with_a_letter_is_one_line_and_nothing_is_kept(
    work: EnquiryWork, given: Given, told: str
) -> None:
    screen = enquiry_beginning.begin(work, given, WHO)
    assert told in (screen.told or "")
    assert screen.session is None
    assert work.enquiries.records.listed() == []


def test_a_letter_that_asks_nothing_is_opened_for_adding_questions(work: EnquiryWork) -> None:
    screen = enquiry_beginning.begin(work, replace(GIVEN, text="We thank you for your help."), WHO)
    assert "No question was found" in (screen.questions or "")
    with_one = enquiry_correcting.correct(
        work, session_of(screen), lambda e: correcting.added(e, "your  help"), WHO, "Added."
    )
    [part] = session_of(with_one).enquiry.parts
    assert (part.question.text, part.question.start) == ("your help", 17)


def test_the_split_is_corrected(work: EnquiryWork) -> None:
    enquiry = begun(work).enquiry
    joined = correcting.joined(enquiry, 1)
    assert joined.parts[0].question.text == "What was it worth?\n2) What is the secret?"
    assert len(joined.parts) == 2
    parted = correcting.parted(joined, 1, "What was it worth?\nWhat is the secret?")
    assert [(p.question.start, p.question.text) for p in parted.parts][:2] == [
        (TEXT.index("What was"), "What was it worth?"),
        (TEXT.index("What is"), "What is the secret?"),
    ]
    assert len(correcting.removed(parted, 2).parts) == 2
    reworded = correcting.reworded(enquiry, 3, " Who  signed it? ")
    assert reworded.parts[2].question.text == "Who  signed it?"
    wrongs: list[Callable[[], Enquiry]] = [
        lambda: correcting.joined(enquiry, 3),
        lambda: correcting.parted(enquiry, 1, "one line"),
        lambda: correcting.reworded(enquiry, 1, " "),
        lambda: correcting.removed(enquiry, 9),
        lambda: correcting.added(enquiry, "not in it"),
        lambda: correcting.added(enquiry, "Who wrote it?"),
    ]
    for wrong in wrongs:
        with pytest.raises(WrongUse):
            wrong()


def test_a_question_that_is_reworded_loses_its_answer_and_the_others_keep_theirs(
    work: EnquiryWork,
) -> None:
    enquiry = found(work, begun(work)).enquiry
    after = correcting.reworded(enquiry, 1, "What did it cost?")
    assert after.parts[0].answer is None
    assert after.parts[1:] == enquiry.parts[1:]


def test_answers_are_found_kept_and_shown_with_their_evidence(work: EnquiryWork) -> None:
    session = found(work, begun(work))
    assert [p.reply[:19] for p in session.enquiry.parts][1] == "We do not hold this"
    kept = work.enquiries.records.open(session.enquiry.id).enquiry
    assert kept == session.enquiry
    first = enquiry_beginning.opened(work, kept.id)
    assert first.view == ANSWERS
    assert "Answered" in (first.part or "")
    assert "<mark>It was worth 42,000 pounds&#46;</mark>" in (first.source or "")
    second = enquiry_answering.choose(work, session_of(first), 2, kept.parts[0].reply, WHO)
    assert "Nearest things held" in (second.evidence or "")
    assert "Not held" in (second.part or "")
    stepped = enquiry_evidence.look(work, session_of(first), by=1)
    assert session_of(stepped).look == 2


def test_a_fault_with_one_question_is_told_and_the_others_are_answered(tmp_path: Path) -> None:
    def answers(question: str) -> Answer:
        if "secret" in question:
            raise RagError("the index is being mended")
        return held_for(question)

    work = EnquiryWork(FakeDesk(answers=answers), FakeEnquiries(tmp_path))
    screen = screens_of_finding(work, Tab(begun(work)))[-1]
    assert "1 question could not be answered" in (screen.told or "")
    assert [p.answer is None for p in session_of(screen).enquiry.parts] == [False, True, False]


def test_two_enquiries_take_turns_and_each_is_told_its_place(tmp_path: Path) -> None:
    hold = threading.Event()
    work = EnquiryWork(FakeDesk(hold=hold), FakeEnquiries(tmp_path))
    first, second = begun(work), begun(work)
    assert first.kept and second.kept
    one = work.begin(first.kept, WHO)
    two = work.begin(second.kept, WHO)
    assert one and two and work.begin(first.kept, WHO) is one
    assert "In the queue: 1 before yours" in enquiry_finding.progress(work, two)
    hold.set()
    assert one.done.wait(10) and two.done.wait(10)
    assert work.begin(work.enquiries.records.open(first.enquiry.id), WHO) is None


def test_a_part_is_approved_by_name_marked_and_reopened(work: EnquiryWork) -> None:
    session = found(work, begun(work))
    reply = session.shown.reply
    nameless = enquiry_answering.decide(work, session, PartState.APPROVED, reply, "", " ")
    assert "Type your name" in (nameless.told or "")
    approved = enquiry_answering.decide(work, session, PartState.APPROVED, "My words.", "", WHO)
    part = session_of(approved).shown
    assert (part.reply, part.state, part.decided_by) == ("My words.", PartState.APPROVED, WHO)
    assert "1 of 3 approved" in (approved.heading or "")
    empty = enquiry_answering.decide(work, session_of(approved), PartState.APPROVED, " ", "", WHO)
    assert "no reply to approve" in (empty.told or "")
    edited = enquiry_answering.keep_reply(work, session_of(approved), "Other words.", WHO)
    assert "approval was taken back" in (edited.announcement or "")
    marked = enquiry_answering.decide(
        work, session_of(edited), PartState.NEEDS_DECISION, "Other words.", "Ask Legal", WHO
    )
    assert "Ask Legal" in (marked.part or "")
    again = enquiry_answering.decide(
        work, session_of(marked), PartState.OPEN, "Other words.", "", ""
    )
    assert session_of(again).shown.state is PartState.OPEN


def test_what_is_typed_is_saved_when_another_question_is_chosen(work: EnquiryWork) -> None:
    session = found(work, begun(work))
    after = enquiry_answering.choose(work, session, 3, "Typed, not saved.", WHO)
    kept = work.enquiries.records.open(session.enquiry.id).enquiry
    assert kept.parts[0].reply == "Typed, not saved."
    assert session_of(after).part == 3


def test_two_windows_edit_different_parts_and_a_clash_is_told_without_loss(
    work: EnquiryWork,
) -> None:
    first = found(work, begun(work))
    second = replace(first, part=2)
    assert enquiry_answering.keep_reply(work, first, "Mine.", WHO).saved
    assert enquiry_answering.keep_reply(work, second, "Theirs.", "Q").saved
    kept = work.enquiries.records.open(first.enquiry.id).enquiry
    assert [p.reply for p in kept.parts][:2] == ["Mine.", "Theirs."]
    stale = enquiry_answering.keep_reply(work, second, "Mine too.", WHO)
    assert "Somebody else changed this" in (stale.told or "")
    assert stale.reply is None
    assert work.enquiries.records.open(first.enquiry.id).enquiry == kept


def test_changes_to_the_same_questions_do_not_merge() -> None:
    def of(*words: str) -> Enquiry:
        parts = tuple(Part(LetterQuestion("", w, 0, 1)) for w in words)
        return Enquiry("1", Letter("x"), date(2021, 3, 4), parts=parts)

    assert merged(of("a"), of("a"), of("a", "b")) == of("a", "b")
    with pytest.raises(StaleWork):
        merged(of("a"), of("c"), of("a", "b"))


def test_details_are_corrected_the_due_date_follows_and_the_log_says_who(
    work: EnquiryWork,
) -> None:
    session = found(work, begun(work))
    assert session.details == details_of(session.enquiry)
    typed = replace(DETAILS, received="8/3/2021", regime="eir", sender="D. Citizen", reference="R1")
    screen = correct_details(work, session, typed, "Q. Clerk")
    assert "Details saved. Reply due 5 April 2021." in seen(screen.told)
    for told in (
        "Received 8 March 2021",
        "Reply due 5 April 2021",
        "From D. Citizen",
        "Reference R1",
    ):
        assert told in seen(screen.heading)
    kept = work.enquiries.records.open(session.enquiry.id).enquiry
    assert details_of(kept) == session_of(screen).details
    assert kept.parts == session.enquiry.parts
    for done in (
        "changed the date received from 2021-03-04 to 2021-03-08",
        "changed the sender from “C. Citizen” to “D. Citizen”",
        "changed the reference from none to “R1”",
        "from freedom of information to environmental information",
    ):
        assert done in seen(screen.log)
    assert seen(screen.log).count("Q. Clerk") == 4
    assert "changed the subject" not in seen(screen.log)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (replace(DETAILS, regime=None), "under which rules"),
        (replace(DETAILS, received="soon"), "cannot be read"),
        (replace(DETAILS, received="1 January 2999"), "later than today"),
        (replace(DETAILS, received="1 January 1900"), "bank holidays"),
    ],
    ids=["no regime", "no date", "future", "before calendars"],
)
def test_wrong_details_are_one_line_and_change_nothing(
    work: EnquiryWork, typed: TypedDetails, told: str
) -> None:
    session = begun(work)
    screen = correct_details(work, session, typed, WHO)
    assert told in (screen.told or "")
    assert screen.details is None
    assert work.enquiries.records.open(session.enquiry.id).enquiry == session.enquiry


def test_details_that_others_changed_meanwhile_are_theirs_or_told(work: EnquiryWork) -> None:
    session = begun(work)
    correct_details(work, session, replace(DETAILS, sender="Theirs"), "Q")
    mine = correct_details(work, session, replace(DETAILS, subject="Mine"), WHO)
    letter = session_of(mine).enquiry.letter
    assert (letter.sender, letter.subject) == ("Theirs", "Mine")
    clash = correct_details(work, session, replace(DETAILS, sender="Mine too"), WHO)
    assert "Somebody else changed this" in (clash.told or "")


def test_what_is_typed_into_the_details_stays_while_a_reply_is_saved(work: EnquiryWork) -> None:
    session = found(work, begun(work))
    saved = enquiry_answering.keep_reply(work, session, "Words.", WHO)
    assert (saved.details, session_of(saved).details) == (None, session.details)
    assert "edited the reply to question 1" in seen(saved.log)


def test_what_one_did_again_and_again_is_one_line_of_the_log() -> None:
    noon = datetime(2021, 3, 4, 12, tzinfo=UTC)
    steps = [Step(noon + timedelta(minutes=n), WHO, "edited the reply") for n in range(7)]
    shown = enquiry_log([Step(noon, WHO, "took in the letter"), *steps])
    assert shown.count("<li>") == 2
    assert "7 times since" in shown
    assert shown.index("edited the reply") < shown.index("took in the letter")
    many = [Step(noon, WHO, f"step {n}") for n in range(150)]
    assert enquiry_log(many).count("<li>") == 100
    assert "step 149" in enquiry_log(many)


def test_enquiries_are_listed_searched_and_deleted(work: EnquiryWork) -> None:
    session = begun(work)
    screen = enquiry_beginning.start(work)
    for told in ("The tender", "From C&#46; Citizen", "4 March 2021", "1 April 2021", "0 of 3"):
        assert told in (screen.listed or "")
    assert "No enquiry holds these words" in (
        enquiry_beginning.search(work, "nowhere").listed or ""
    )
    assert "The tender" in (enquiry_beginning.search(work, "SECRET").listed or "")
    gone = enquiry_beginning.delete(work, session.enquiry.id, WHO, "")
    assert "No enquiries yet" in (gone.listed or "")
    missing = enquiry_beginning.opened(work, session.enquiry.id)
    assert (missing.view, "deleted" in (missing.told or "")) == (START, True)
    late = enquiry_answering.keep_reply(work, session, "too late", WHO)
    assert "deleted" in (late.told or "")


def test_handlers_without_an_enquiry_say_so(work: EnquiryWork) -> None:
    handlers: list[Callable[[], Screen]] = [
        lambda: enquiry_answering.choose(work, Session(), 1, "", WHO),
        lambda: enquiry_answering.decide(work, Session(), PartState.APPROVED, "x", "", WHO),
        lambda: enquiry_evidence.look(work, Session(), 1),
        lambda: enquiry_correcting.correct(work, Session(), lambda e: e, WHO, ""),
    ]
    for handler in handlers:
        assert NO_ENQUIRY.rstrip(".") in (handler().told or "").replace("&#46;", ".")


def test_a_reply_that_is_too_long_is_refused_and_stays_in_its_box(work: EnquiryWork) -> None:
    session = found(work, begun(work))
    screen = enquiry_answering.keep_reply(work, session, "x" * 20_001, WHO)
    assert "at most 20,000" in (screen.told or "")
    assert screen.reply is None


def test_marks_of_questions_that_overlap_show_the_letter_once() -> None:
    parts = tuple(Part(LetterQuestion("", "x", *place)) for place in ((0, 6), (2, 4), (3, 9)))
    enquiry = Enquiry("1", Letter("abcdefghijk"), date(2021, 3, 4), parts=parts)
    shown = enquiry_showing.letter(enquiry, 1)
    for tag in ("mark", "button"):
        shown = shown.replace(f"</{tag}>", "")
    words = "".join(piece.partition(">")[2] for piece in shown.split("<"))
    assert "".join(c for c in words.removeprefix("The letter") if c.isalpha()) == "abcdefghijk"


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("a%2Fb%5C..%2Fletter.eml", "letter.eml"),
        ("%0Aletter%09one.txt", "letter one.txt"),
        ("x" * 500 + ".pdf", "x" * 200 + ".pdf"),
        ("", ""),
        ("..", ".."),
    ],
)
def test_a_file_name_has_no_folders_and_one_line(sent: str, name: str) -> None:
    assert file_name(sent) == name


def test_evidence_that_does_not_stand_any_more_is_told(work: EnquiryWork) -> None:
    session = found(work, begun(work))
    assert isinstance(work.desk, FakeDesk)
    work.desk.held = ()
    screen = enquiry_beginning.opened(work, session.enquiry.id)
    assert "do not stand in the documents held today" in (screen.evidence or "")
    assert "has left the index since" in (screen.source or "")
