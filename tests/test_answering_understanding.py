"""What a text asks, told from greetings and stories; the questions that one text holds."""

import pytest

from rag.answering.understanding import core_of, parts_of

STORY = (
    "Dear Sir, my uncle drove the number nine tram for forty years and spoke of little else. "
    "Last week the line was dug up, which made everybody in the street very sad indeed. "
)


@pytest.mark.parametrize(
    ("text", "core"),
    [
        ("Who owns the trams?", "Who owns the trams?"),
        ("Please can you tell me whether trams run on Sundays?", "trams run on Sundays?"),
        ("Hello, could you tell me who owns the trams", "who owns the trams"),
        (STORY + "When will it be put back?", "When will it be put back?"),
        (STORY + "Please tell me when it opens.", "when it opens."),
        ("Dear Sir,", "Dear Sir,"),
        (STORY.strip(), "my uncle" + STORY.strip().partition("my uncle")[2]),
    ],
    ids=[
        "bare",
        "polite",
        "hello",
        "story",
        "story without mark",
        "only a greeting",
        "only a story",
    ],
)
def test_what_is_asked(text: str, core: str) -> None:
    assert core_of(text) == core


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("Who owns the trams?", ["Who owns the trams?"]),
        ("When and in which city did it meet?", ["When and in which city did it meet?"]),
        ("Who won the bid, and which firms lost?", ["Who won the bid", "which firms lost?"]),
        ("Who signed the bid and when?", ["Who signed the bid", "when?"]),
        ("Who wrote the bid, and at which firm?", ["Who wrote the bid", "at which firm?"]),
        ("Which trams run? How often?", ["Which trams run?", "How often?"]),
        ("What did Ann and Bob say?", ["What did Ann and Bob say?"]),
        ("In York and when wet, do trams run?", ["In York and when wet, do trams run?"]),
        (
            "how many drive trams, what do they earn, and how long is a shift?",
            ["how many drive trams", "what do they earn", "how long is a shift?"],
        ),
        (
            "First, which firm won? Second, for how many years does it run?",
            ["which firm won?", "for how many years does it run?"],
        ),
        ("Who won the bid, which was open?", ["Who won the bid, which was open?"]),
    ],
    ids=[
        "one",
        "one with two words that ask",
        "joined",
        "a short second",
        "a preposition",
        "two sentences",
        "no question joined",
        "what is no question first",
        "a row",
        "counted",
        "a relative clause",
    ],
)
def test_the_questions_in_a_question(question: str, parts: list[str]) -> None:
    assert parts_of(question) == parts


def test_a_hostile_text_takes_no_long_time() -> None:
    assert core_of("and who " * 5000)
    assert len(parts_of("what, and who " * 5000)) <= 6
    assert parts_of("(a) who won " + "and " * 4900 + "(b) who lost") == ["who won", "who lost"]
    assert parts_of("(a) a van " + "; and " * 3000 + "(b) a map") == ["a van", "a map"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Please say: a) who runs the depot; b) what it cost; and c) is there a shop?",
            ["who runs the depot", "what it cost", "is there a shop?"],
        ),
        (
            "(1) When was it opened, and by whom? (2) What did it cost?",
            ["When was it opened, and by whom?", "What did it cost?"],
        ),
        ("i. Who won? ii. Who lost?", ["Who won?", "Who lost?"]),
        (
            "Would you send: (a) the number of staff; (b) the budget. I am at my desk until four.",
            ["the number of staff", "the budget."],
        ),
        (
            "(A) where the trams stop, (B) what they cost, (C) a map, plus (D) who runs them?",
            ["where the trams stop", "what they cost", "a map", "who runs them?"],
        ),
        (
            "What are the (a) length, (b) weight and (c) price of a tram?",
            ["What are the (a) length, (b) weight and (c) price of a tram?"],
        ),
        (
            "What does section 4 (b) of the lease say?",
            ["What does section 4 (b) of the lease say?"],
        ),
    ],
)
def test_questions_that_the_writer_marked_are_told_apart(text: str, parts: list[str]) -> None:
    assert parts_of(text) == parts
