"""Follow-ups become questions that stand alone, or are asked back."""

import pytest

from rag.answering.antecedents import people, things
from rag.answering.conversation import question_back, stand_alone
from rag.types import Turn


def turns(*pairs: str) -> tuple[Turn, ...]:
    return tuple(Turn(q, a) for q, a in zip(pairs[::2], pairs[1::2], strict=True))


VANS = turns("Who wrote the report on vans?", "Ann Lee, Head of Roads.")


@pytest.mark.parametrize(
    "question",
    [
        "Who attended the meeting in Leeds on 4 May?",
        "What did the Inspector say about its brakes and lights in Leeds?",
        "Is it possible to appeal against a parking fine?",
        "Which councils bought buses, and where do they run them?",
        "Are there any trams in Leeds?",
    ],
)
def test_a_question_that_names_its_subject_stays(question: str) -> None:
    assert stand_alone(question, VANS).text == question


def test_asking_for_an_office_of_one_who_was_named_is_no_asking_on() -> None:
    said = turns("Who spoke at Leeds?", "Ann Lee of Ray Motors and Bob Ray of Lee Trams spoke.")
    question = "Who is the chief executive of Motors?"
    assert stand_alone(question, said).text == question


@pytest.mark.parametrize(
    ("before", "answer", "question", "meant"),
    [
        (
            "How many trams has Leeds?",
            "Forty.",
            "And in York?",
            "In York? (How many trams has Leeds?)",
        ),
        ("How many trams run in Leeds?", "40.", "And in York?", "How many trams run in York?"),
        ("What does section 4 say?", "Stop.", "What about section 12(a)?", "What does section 12(a) say?"),
        ("What was spent in 2020?", "£4m.", "And in 2019?", "What was spent in 2019?"),
        ("What is Ann Lee's job?", "Driver.", "And Bob Ray?", "What is Bob Ray's job?"),
        ("Who bears the tax risk?", "We do.", "And the legal risk?", "Who bears the legal risk?"),
        ("Who runs the depot?", "Ann Lee, a former driver.", "Where does she live?", "Where does Ann Lee live?"),
        ("Who is Ann Lee?", "The head.", "Who appointed her?", "Who appointed Ann Lee?"),
        ("Who is Mr Ray?", "The head.", "What is his salary?", "What is Mr Ray's salary?"),
        ("Were the trams late?", "Yes.", "Why?", "Why? (Were the trams late?)"),
        (
            "Which letters are held?",
            "A letter of 4 May and a letter of 6 June.",
            "Who signed the second one?",
            "Who signed a letter of 6 June?",
        ),
    ],
)  # fmt: skip
def test_a_follow_up_is_taken_as_a_person_would(
    before: str, answer: str, question: str, meant: str
) -> None:
    assert stand_alone(question, turns(before, answer)).text == meant


def test_a_follow_up_to_a_follow_up_reaches_back_to_the_subject() -> None:
    told = turns("Who runs the depot?", "Ann Lee.", "When did she join?", "In May.")
    assert stand_alone("And who appointed her?", told).text == "Who appointed Ann Lee?"


@pytest.mark.parametrize(
    "opening", ["Separately, ", "Another question. ", "On a different matter: ", "By the way, "]
)
def test_a_change_of_subject_carries_nothing_over(opening: str) -> None:
    assert stand_alone(f"{opening}who owns the trams?", VANS).text == "Who owns the trams?"


@pytest.mark.parametrize(
    ("told", "question", "unclear", "choices"),
    [
        ((), "What did he say about it?", "he", ()),
        ((), "And how many of those were there?", "those", ()),
        (
            turns("Who came?", "Ann Lee, Bob Ray and Cy Fox."),
            "Where does he live?",
            "he",
            ("Ann Lee", "Bob Ray", "Cy Fox"),
        ),
        (turns("Who came?", "Lady Lee, Mr Ray and Cy Fox."), "And when did she go?", "she", ("Lady Lee", "Cy Fox")),
        (
            turns("Which are held?", "A letter of 4 May and a letter of 6 June."),
            "Who signed it?",
            "it",
            ("A letter of 4 May", "a letter of 6 June"),
        ),
    ],
)  # fmt: skip
def test_what_could_mean_several_things_is_asked_back(
    told: tuple[Turn, ...], question: str, unclear: str, choices: tuple[str, ...]
) -> None:
    standalone = stand_alone(question, told)
    assert (standalone.unclear, standalone.choices) == (unclear, choices)
    assert all(c in question_back(standalone) for c in (f"“{unclear}”", *choices))


def test_with_nothing_before_it_a_question_stays() -> None:
    assert stand_alone("  Who   owns the trams? ", ()).text == "Who owns the trams?"


def test_a_long_conversation_takes_no_long_time_or_question() -> None:
    told = turns(*(["Why is it so? " * 20, "Because."] * 40))
    assert len(stand_alone("And why?", told).text.split()) < 80


def test_people_and_things_named_in_an_answer() -> None:
    assert people("Dr Ann Lee MP of Road Council wrote to Bob Ray, a former Head of Roads.") == [
        "Dr Ann Lee",
        "Bob Ray",
    ]
    assert people("Fox Lee LLP paid the Home Office in March.") == []
    assert things("The annual report.") == ["The annual report"]
    assert things("It was paid for by the council.") == []


def test_what_the_talk_was_about_is_told_unless_the_subject_changes() -> None:
    told = turns("Who owns the trams?", "The council.")
    assert stand_alone("When is the depot open?", told).before == "Who owns the trams? The council."
    assert stand_alone("Separately, when is the depot open?", told).before == ""
    assert stand_alone("When is the depot open?", ()).before == ""
