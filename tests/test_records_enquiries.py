"""Enquiries kept: whole after a restart, found again, safe against a second window, every step logged."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from rag.enquiries.deciding import approve, needs_decision, reopen, with_reply
from rag.enquiries.enquiry import Enquiry, Letter, PartState, Regime
from rag.errors import StaleWork, WrongUse
from rag.records.database import Database
from rag.records.enquiries import KeptEnquiries
from tests.fakes_enquiries import enquiry


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "records.sqlite"


def kept(file: Path) -> KeptEnquiries:
    """As after a restart: nothing is remembered but what is in the file."""
    return KeptEnquiries(Database(file))


def done(file: Path) -> list[tuple[str, str]]:
    return [(s.who, s.what) for s in kept(file).steps("abc")]


def replied(made: Enquiry) -> Enquiry:
    return with_reply(with_reply(made, 0, "It was much [1]."), 1, "In March [1].")


def test_an_enquiry_comes_back_equal_after_a_restart(file: Path) -> None:
    made = replace(approve(replied(enquiry()), 0, "Ann"), regime=Regime.EIR)
    version = kept(file).save(made, "Ann")
    found = kept(file).open("abc")
    assert found.enquiry == made
    assert found.version == version
    answer = found.enquiry.parts[1].answer
    assert answer is not None
    assert answer.citations[0].quote.text == "The tender was awarded in March 2021."
    assert answer.passages == made.parts[1].answer.passages  # type: ignore[union-attr]


def test_a_stale_save_is_refused_and_told_in_one_line(file: Path) -> None:
    first = kept(file).save(enquiry(), "Ann")
    kept(file).save(with_reply(enquiry(), 0, "Bob's words"), "Bob", first)
    with pytest.raises(StaleWork) as caught:
        kept(file).save(with_reply(enquiry(), 0, "Ann's words"), "Ann", first)
    assert "saved meanwhile by Bob" in str(caught.value)
    assert "open it again" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert kept(file).open("abc").enquiry.parts[0].reply == "Bob's words"


def test_a_save_after_a_deletion_is_refused(file: Path) -> None:
    version = kept(file).save(enquiry(), "Ann")
    kept(file).delete("abc", "Bob")
    with pytest.raises(StaleWork, match="deleted meanwhile by Bob"):
        kept(file).save(replied(enquiry()), "Ann", version)


def test_of_two_windows_that_save_at_once_one_is_refused(file: Path) -> None:
    version = kept(file).save(enquiry(), "Ann")
    outcomes: list[str] = []
    together = threading.Barrier(8)

    def save(number: int) -> None:
        made = with_reply(enquiry(), 0, f"words {number}")
        together.wait()
        try:
            kept(file).save(made, f"Person {number}", version)
            outcomes.append("kept")
        except StaleWork:
            outcomes.append("refused")

    threads = [threading.Thread(target=save, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["kept", *["refused"] * 7]
    assert kept(file).open("abc").version == version + 1


def test_what_each_person_did_is_logged(file: Path) -> None:
    made = enquiry()
    version = kept(file).save(made, "Ann")
    for who, changed in (
        ("Ann", made := replied(made)),
        ("Bob", made := approve(made, 0, "Bob")),
        ("Cy", made := needs_decision(made, 2, "Cy", "ask legal")),
        ("Cy", made := replace(made, regime=Regime.FOI, received=date(2026, 3, 3))),
        ("Ann", made := with_reply(made, 0, "Other words [1].")),
        ("Ann", reopen(made, 2)),
    ):
        version = kept(file).save(changed, who, version)
    log = done(file)
    assert log[0] == ("Ann", "took in the letter")
    for step in (
        ("Ann", "had question 2(a) answered from the documents"),
        ("Ann", "edited the reply to question 1"),
        ("Bob", "approved question 1"),
        ("Cy", "marked as needing a decision: question 2(b)"),
        ("Cy", "noted at question 2(b): ask legal"),
        ("Cy", "changed the rules it is answered under from none to freedom of information"),
        ("Cy", "changed the date received from 2026-03-02 to 2026-03-03"),
        ("Ann", "reopened question 1"),
        ("Ann", "reopened question 2(b)"),
    ):
        assert step in log
    assert [s.at for s in kept(file).steps("abc")] == sorted(s.at for s in kept(file).steps("abc"))


def test_the_log_stays_when_the_enquiry_is_deleted(file: Path) -> None:
    kept(file).save(approve(replied(enquiry()), 0, "Ann"), "Ann")
    kept(file).delete("abc", "Bob")
    assert kept(file).listed() == []
    assert ("Ann", "approved question 1") in done(file)
    assert done(file)[-1] == ("Bob", "deleted the enquiry")
    with pytest.raises(WrongUse, match="'abc' is not kept here"):
        kept(file).open("abc")
    with pytest.raises(WrongUse, match="'abc' is not kept here"):
        kept(file).delete("abc", "Bob")


def test_a_save_that_changes_nothing_logs_nothing(file: Path) -> None:
    version = kept(file).save(enquiry(), "Ann")
    log = done(file)
    assert kept(file).save(enquiry(), "Ann", version) == version
    assert done(file) == log


@pytest.mark.parametrize(
    ("looked_for", "is_found"),
    [
        pytest.param("", True, id="everything"),
        pytest.param("WHO  lost", True, id="letter, case and spaces aside"),
        pytest.param("ref/7", True, id="reference"),
        pytest.param("asker", True, id="sender"),
        pytest.param("%", False, id="a wildcard is plain text"),
        pytest.param("zebra", False, id="not there"),
    ],
)
def test_enquiries_are_found_by_their_words(file: Path, looked_for: str, is_found: bool) -> None:
    kept(file).save(approve(replied(enquiry()), 0, "Ann"), "Ann")
    lines = kept(file).listed(looked_for)
    assert [line.id for line in lines] == ["abc"] * is_found
    if lines:
        assert (lines[0].title, lines[0].parts, lines[0].approved) == ("The tender", 3, 1)


def test_the_last_changed_comes_first(file: Path) -> None:
    version = kept(file).save(enquiry(), "Ann")
    kept(file).save(replace(enquiry(), id="def"), "Ann")
    kept(file).save(replied(enquiry()), "Ann", version)
    assert [line.id for line in kept(file).listed()] == ["abc", "def"]


def test_work_without_a_name_is_refused(file: Path) -> None:
    with pytest.raises(WrongUse, match="your name is missing"):
        kept(file).save(enquiry(), "  ")
    with pytest.raises(WrongUse, match="your name is missing"):
        approve(replied(enquiry()), 0, "")
    with pytest.raises(WrongUse, match="no reply to approve"):
        approve(enquiry(), 0, "Ann")


def test_an_edit_takes_an_approval_back() -> None:
    made = approve(replied(enquiry()), 0, "Ann")
    assert with_reply(made, 0, made.parts[0].reply) == made
    part = with_reply(made, 0, "Other words.").parts[0]
    assert (part.state, part.decided_by) == (PartState.OPEN, None)


def test_half_characters_are_refused_in_one_line(file: Path) -> None:
    broken = replace(enquiry(), letter=Letter("a\ud800b"))
    with pytest.raises(WrongUse, match="paste the letter again"):
        kept(file).save(broken, "Ann")
