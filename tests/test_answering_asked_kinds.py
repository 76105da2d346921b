"""What kind of thing is asked for, and whether a text states one."""

import pytest

from rag.answering.asked_kinds import Kind, asked_for, may_answer, states


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How many vans were sold?", Kind.COUNT),
        ("What fee did the surveyor charge?", Kind.MONEY),
        ("How much was the fleet worth?", Kind.MONEY),
        ("When did the depot open?", Kind.DATE),
        ("In which year did it open?", Kind.DATE),
        ("What was the contract value of the bridge project?", Kind.MONEY),
        ("What is the value of the cleaning contract?", Kind.MONEY),
        ("What sum of money was promised?", Kind.MONEY),
        ("What is the value of good advice?", None),
        ("What percentage was added to the price of bread?", Kind.SHARE),
        ("What time does it close?", Kind.TIME),
        ("How long does the lease run?", Kind.DURATION),
        ("What share of the vans failed?", Kind.SHARE),
        ("Who runs the depot?", Kind.NAME),
        ("Which city is it in?", Kind.NAME),
        ("What is the clerk's e-mail address?", Kind.EMAIL),
        ("What is the postal address of the depot?", Kind.ADDRESS),
        ("What is the reference number of the tender?", Kind.REFERENCE),
        ("the number of staff at the depot", Kind.COUNT),
        ("What is the number of the licence?", Kind.REFERENCE),
        ("What was the date of the lease?", Kind.DATE),
        ("its yearly budget", Kind.MONEY),
        ("What is the cost of living?", None),
        ("Why did it close?", None),
        ("What does the lease say of repairs?", None),
    ],
)
def test_kind_asked_for(question: str, kind: Kind | None) -> None:
    asked = asked_for(question)
    assert (asked.kind if asked else None) is kind


@pytest.mark.parametrize(
    ("question", "text", "stated"),
    [
        ("How many staff are there?", "It has more than 4,200 employees.", True),
        ("How many staff are there?", "Dear Professor Ray and Staff", False),
        ("How many vans does Hull run?", "In 2022, the two bodies met.", False),
        ("How many officials did they meet?", "They met dozens of government officials.", True),
        ("How long did the talks go on?", "1400 hrs to 1520 hrs", True),
        ("What fee was charged?", "The fee was £300.", True),
        ("What fee was charged?", "A fee was charged in 2021.", False),
        ("When did the 2021 lease begin?", "The lease of 2021 is long.", False),
        ("When did the 2021 lease begin?", "It began on 3 May.", True),
        ("Who runs the depot?", "The depot is run by Ann Author.", True),
        ("Who runs the depot?", "The depot is run well.", False),
        ("Where was the York meeting held?", "The meeting in York took an hour.", False),
        ("What is Ann's e-mail address?", "Ann, at ann@example.org", True),
        ("What is the address of the depot?", "Write to 4 Mill Lane, York", True),
        ("What time does it close?", "It closes at 17:30.", True),
        ("How long does it run?", "It runs for 21 years.", True),
        ("What share failed?", "Some 12 per cent failed.", True),
        ("What is the reference number of the tender?", "the tender (ref. TX4)", True),
        ("What is the reference number of tender 4?", "tender 4", False),
    ],
)
def test_what_a_text_states(question: str, text: str, stated: bool) -> None:
    asked = asked_for(question)
    assert asked is not None
    assert states(asked, text) is stated


@pytest.mark.parametrize(
    ("question", "text", "may"),
    [
        (
            "What fee did the surveyor charge?",
            "The surveyor was asked to look at the depot.",
            False,
        ),
        ("What fee did the surveyor charge?", "The surveyor charged £300.", True),
        ("What fee did the surveyor charge?", "The figures are not held centrally.", True),
        ("What fee did the surveyor charge?", "The depot does not leak.", False),
        ("What is Ann's e-mail address?", "Ann Author, Head of Vans", False),
        ("When did it open?", "It opened on the day of the fair.", True),
        ("Why did it shut?", "It leaked.", True),
    ],
)
def test_what_may_answer_by_its_form(question: str, text: str, may: bool) -> None:
    assert may_answer(question, text) is may
