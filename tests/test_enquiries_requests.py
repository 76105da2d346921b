"""How letters ask: wishes, orders, shorthand, run-on sentences and lists; and what only looks like it."""

import pytest

from rag.enquiries.judging import by_rules
from rag.enquiries.plain_words import legible, spelt_out
from rag.enquiries.splitting import split_letter


def asked(body: str) -> list[str]:
    """The words of each question of a letter, white space made even."""
    text = f"Dear Sir\n\n{body}\n\nYours faithfully\nAnn Smith\n"
    return [" ".join(q.text.split()) for q in split_letter(text, by_rules)]


@pytest.mark.parametrize(
    "sentence",
    [
        "I would then ask you to let me know which years are counted.",
        "I would also be fascinated to know how many eels were caught.",
        "Our client also requires sight of the deed.",
        "Mrs Finch would like to know who moved the boats.",
        "Our members are further desirous of knowing whether the weir is safe.",
        "Details of any offer for the mill are likewise requested.",
        "The cost of the boats is also to be supplied.",
        "A copy of the plan would be handy.",
        "It would assist if the takings could be broken down by week.",
        "It'd be a real help to know how many boats there are.",
        "What I'm after is the number of boats sold each year.",
        "What I wondered was whether anybody else has complained.",
        "Ahead of our meeting I'd like to see the deed.",
        "Might I trouble you for a picture of the bell?",
        "Just wondering when the pool opens.",
        "Grateful for confirmation of the date on which the notice was served.",
        "I insist on seeing the deed.",
        "I'd welcome your comment on that.",
        "Please be so kind as to send the deed.",
    ],
)
def test_a_request_by_its_verb_and_mood(sentence: str) -> None:
    assert asked(f"The mill is old. {sentence}") == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "I would simply like to see fair play.",
        "I would like to understand why before I decide what to do.",
        "I would be glad to come and look at the boats.",
        "We should be obliged if you would treat this letter accordingly.",
        "If your authority shares its boats, please let us know and we will write to them instead.",
        "If any of this is due to be published soon, let me know the date and I will wait.",
        "I am asking all harbours the same questions so that they can be compared.",
        "I am asking for the mill owners' group.",
        "She asked me what she should plan for.",
        "Do give my regards to the harbour master.",
        "Please complete the questions below and return them.",
        "We require information for the purposes of our work.",
        "Where a figure is unknown please mark it X.",
        "I wish to enquire about the pool at Brook Lane.",
        "What follows are the gaps.",
        "May I ask you to do likewise?",
        "So I am a thief now, am I?",
        "Who can say?",
        "What would your insurers say, I wonder.",
        "Any news on this?",
        "We put a box in, so we're guessing that's it?",
        "Does anybody outside the committee know?",
        "What would you do in our place?",
        "But we have eight weeks left, and then what?",
        "Did I imagine Mr Finch?",
        "Shut by whom? Elves?",
        "One for you, I think?",
    ],
)
def test_what_only_looks_like_a_request(sentence: str) -> None:
    assert asked(f"The ferry was late. {sentence}") == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            "the lift is broke again. can u tell me when its fixed. my nan is old. who do i ring",
            ["can u tell me when its fixed.", "who do i ring"],
            id="shorthand and small letters",
        ),
        pytest.param(
            "Please tell me who signed it and show me the plan.",
            ["Please tell me who signed it", "show me the plan."],
            id="two orders",
        ),
        pytest.param(
            "I want the plan, I want the report, and could you send me the bill?",
            ["I want the plan", "I want the report", "could you send me the bill?"],
            id="three requests",
        ),
        pytest.param(
            "When the boat came we had to pay for it ourselves and the man said to keep the bill, "
            "I have kept the bill, who do I send it to?",
            ["who do I send it to?"],
            id="a question spliced to a tale",
        ),
        pytest.param(
            "Given that the mill was shut against the wishes of nearly everybody who lives in the "
            "whole of the valley, why was it shut?",
            [
                "Given that the mill was shut against the wishes of nearly everybody who lives in "
                "the whole of the valley, why was it shut?"
            ],
            id="what leads up to a question belongs to it",
        ),
        pytest.param(
            "how many boats are there\nwho owns the weir\nis it true the mill is sold",
            ["how many boats are there", "who owns the weir", "is it true the mill is sold"],
            id="a question to a line",
        ),
        pytest.param(
            "Please send:\n\nthe deed\nthe map of the weir\nthe bill for the boats",
            ["the deed", "the map of the weir", "the bill for the boats"],
            id="a thing to a line",
        ),
        pytest.param(
            "All of the below concern the boats.\n\nWho sold them.\n\nWhat the buyer paid.",
            ["Who sold them.", "What the buyer paid."],
            id="paragraphs that ask indirectly",
        ),
        pytest.param(
            "For the purposes of this request “the mill” means Finch Mill.\n\n"
            "Number of eels caught at the mill.\n\nOutput, by month.\n\nI am in no hurry.",
            ["Number of eels caught at the mill.", "Output, by month."],
            id="paragraphs that name things after a definition",
        ),
        pytest.param(
            "I need the following.\n\nBoats sold:\n\nYear | Number | Price\n2021 | |\n2022 | |",
            ["Boats sold: Year | Number | Price 2021 | | 2022 | |"],
            id="a table under a name",
        ),
        pytest.param(
            "(1) Who owns it? (2) Who runs it? (3) Since when?",
            ["Who owns it?", "Who runs it?", "Since when?"],
            id="marks in one line that begins with one",
        ),
        pytest.param(
            "**Q1.** Who owns it?\n\n**Q2.** Is there a map? Please attach it.",
            ["Who owns it?", "Is there a map? Please attach it."],
            id="marks in bold",
        ),
        pytest.param(
            "Q1. In 2022, how many boats\nQ1.1 were sold\nQ1.2 were lost\n\nQ2. Who paid?",
            ["were sold", "were lost", "Who paid?"],
            id="decimal numbers after a Q",
        ),
        pytest.param("1/ Who owns it?\n2/ Since when?", ["Who owns it?", "Since when?"], id="1/"),
        pytest.param("( 1 ) Who?\n( 2 ) Since when ?", ["Who?", "Since when ?"], id="( 1 )"),
        pytest.param(
            "1. Who owns it?\n2. Candles?\n3. The boats were lovely. We want that known.\n"
            "4. Since when?\n5. (withdrawn)",
            ["Who owns it?", "Candles?", "Since when?"],
            id="an item that tells, or is withdrawn",
        ),
        pytest.param(
            "1. The end date (please do not put “rolling”; I need a date)\n2. Who owns it?",
            ["The end date (please do not put “rolling”; I need a date)", "Who owns it?"],
            id="an item keeps what it says of the answer",
        ),
        pytest.param(
            "1. Was the weir agreed by the\nMiller?\n                         2\n2. Who pays?",
            ["Was the weir agreed by the Miller?", "Who pays?"],
            id="a page number between lines",
        ),
        pytest.param(
            "What we need:\n\n(I) Lorries.\n  (a) How many are there?\n  (b) Who drives them?",
            ["How many are there?", "Who drives them?"],
            id="an item that only names its parts",
        ),
    ],
)
def test_where_questions_begin_and_end(body: str, expected: list[str]) -> None:
    assert asked(body) == expected


def test_a_forwarded_mail_asks_where_the_one_above_asks_nothing() -> None:
    above = "From: office@a.example\nSubject: FW: benches\n\nOne for you.\n\nTrish\n\n"
    below = "From: ann@b.example\nSent: 31 May\nSubject: benches\n\nWho moved the benches?\n\nAnn\n"
    assert [q.text for q in split_letter(above + below)] == ["Who moved the benches?"]
    assert split_letter((above + below).replace("FW:", "RE:")) == ()


PASSED_ON = (
    "From: office@a.example\nTo: b@b.example\nSubject: benches\n\n{top}\n\nTrish\n\n"
    "From: ann@a.example\nSent: 31 May\nSubject: benches\n\nWho moved the benches?\n\nAnn\n\n"
    "From: office@a.example\nSent: 30 May\nSubject: benches\n\nWhich benches are they?\n"
)


@pytest.mark.parametrize(
    ("top", "expected"),
    [
        ("Please answer the questions below.", ["Who moved the benches?"]),
        (
            "Who has the key? Her questions are below.",
            ["Who has the key?", "Who moved the benches?"],
        ),
        ("Can you reply to her direct please?", ["Who moved the benches?"]),
        ("I need answers that I can pass on to her.", ["Who moved the benches?"]),
        ("Who has the key? See below.", ["Who has the key?"]),
        ("See below. For information only.", []),
        ("No more of this, I am going on holiday.", []),
    ],
)
def test_a_mail_below_asks_too_where_the_one_above_says_so(top: str, expected: list[str]) -> None:
    assert [q.text for q in split_letter(PASSED_ON.format(top=top))] == expected


def test_a_mail_that_was_passed_on_twice_and_one_sent_again() -> None:
    mark = "---------- Forwarded message ---------\nFrom: {0}@a.example\nDate: 1 May\n\n"
    twice = f"{mark.format('desk')}See below.\n\n{mark.format('ann')}Who moved the benches?\n"
    assert [q.text for q in split_letter(twice)] == ["Who moved the benches?"]
    again = "Hello\n\nHere it is {0}.\n\n> Dear Parks\n>\n> Who moved the benches?\n\nAnn\n"
    assert [q.text for q in split_letter(again.format("once more"))] == ["Who moved the benches?"]
    assert split_letter(again.format("at last")) == ()


def test_shorthand_is_spelt_out_but_not_abbreviations() -> None:
    assert spelt_out("can u tell me whats left") == "can you tell me what is left"
    assert spelt_out("My ID, and R. Smith, item IV") == "My ID, and R. Smith, item IV"


def test_slips_of_character_recognition_are_undone() -> None:
    assert legible("l wou1d like the inforrnation .") == "I would like the information."
