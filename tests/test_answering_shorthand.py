"""What is typed in haste is written out; initials, marks and names stay."""

import pytest

from rag.answering.shorthand import WRITTEN_OUT, written_out


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("whats the price pls", "what is the price please"),
        ("Whats the price?", "What is the price?"),
        ("wen r u open n y", "when are you open and why"),
        ("send it ASAP", "send it please"),
    ],
)
def test_haste_is_written_out(typed: str, meant: str) -> None:
    assert written_out(typed).lower() == meant.lower()


@pytest.mark.parametrize(
    "text",
    [
        "What did R. Wen say of section (n)?",
        "Is N the number, and R the radius?",
        "What of the r-value, gov't.uk and u.n. rules?",
        "The CANT report",
    ],
)
def test_initials_marks_and_names_stay(text: str) -> None:
    assert written_out(text) == text


def test_each_is_written_out_once_for_all() -> None:
    for meant in WRITTEN_OUT.values():
        assert written_out(meant) == meant
