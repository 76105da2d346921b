"""A letter's questions: found, numbered as the writer did, with what they need, and nothing invented."""

import string
import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.enquiries import asking_words
from rag.enquiries.judging import Judge, by_rules
from rag.enquiries.run_ons import turns_in
from rag.enquiries.splitting import split_letter

WRAPPED = """Dear Sir or Madam,

Under the Freedom of Information Act 2000 I would like to request the following
information for each of the last three financial years:

1. How many bus lane cameras does [INSERT AUTHORITY] operate, and where
   are they?
2. Of the above cameras:
   a) how many were made by Acme;
   b) what each cost:
      (i) to buy; and
      (ii) to run.
3. Do you have a contract for their maintenance? If yes, who holds it?

Please provide the information in electronic format. If the cost limit would be
exceeded, please tell me how I could narrow my request.

I look forward to hearing from you within 20 working days.

Yours faithfully,
Ann Smith

This e-mail is confidential. Is it not for you? Please delete it.
"""


def asked(text: str, judge: Judge | None = None) -> list[tuple[str, str]]:
    """(label, words) of each question, white space made even."""
    return [(q.label, " ".join(q.text.split())) for q in split_letter(text, judge)]


def letter(body: str) -> str:
    return f"Dear Sir\n\n{body}\n\nYours faithfully\nAnn Smith\n"


def test_numbered_and_nested_parts() -> None:
    assert asked(WRAPPED) == [
        (
            "1",
            "How many bus lane cameras does [INSERT AUTHORITY] operate, and where are they?",
        ),
        ("2(a)", "how many were made by Acme"),
        ("2(b)(i)", "to buy"),
        ("2(b)(ii)", "to run."),
        ("3", "Do you have a contract for their maintenance? If yes, who holds it?"),
    ]


def test_a_question_is_cut_by_position_and_keeps_what_it_stands_under() -> None:
    questions = split_letter(WRAPPED)
    assert all(WRAPPED[q.start : q.end] == q.text for q in questions)
    assert all("each of the last three financial years" in q.context for q in questions)
    assert "Of the above cameras: what each cost:" in questions[3].context


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("When is the pool open?", [("", "When is the pool open?")], id="one"),
        pytest.param(
            "Who signed it? I would also like to know what it cost.",
            [("", "Who signed it?"), ("", "I would also like to know what it cost.")],
            id="prose",
        ),
        pytest.param(
            "Is there a policy, and if so, how old is it?",
            [("", "Is there a policy, and if so, how old is it?")],
            id="if so in the same sentence",
        ),
        pytest.param(
            "Please tell me (a) the date of the visit, (b) who came and (c) what was said.",
            [("a", "the date of the visit"), ("b", "who came"), ("c", "what was said.")],
            id="letters inside a sentence",
        ),
        pytest.param(
            "My sister lives there, and I would be grateful if you could say who owns it.",
            [("", "I would be grateful if you could say who owns it.")],
            id="asks half-way",
        ),
        pytest.param(
            "Please send\n\n- the survey\n- the plan of the yard",
            [("", "the survey"), ("", "the plan of the yard")],
            id="bullets under a request",
        ),
        pytest.param(
            "Points we accept:\n\n- the tree fell\n- the road was shut",
            [],
            id="bullets under a statement",
        ),
        pytest.param(
            "Please complete this table:\n\nYear | Fines | Income\n2019 | |\n2020 | |",
            [("", "Please complete this table: Year | Fines | Income 2019 | | 2020 | |")],
            id="a table to be filled",
        ),
        pytest.param(
            "l. The nurnber of staff\n2 . Their cost in 2O21 .\n3, Whether any left",
            [
                ("1", "The nurnber of staff"),
                ("2", "Their cost in 2O21 ."),
                ("3", "Whether any left"),
            ],
            id="marks spoilt by character recognition",
        ),
        pytest.param(
            "\t1)\tto whom was it lent\n\t\tand until when\n\t2)\twhat is it worth",
            [("1", "to whom was it lent and until when"), ("2", "what is it worth")],
            id="tabs and no question marks",
        ),
        pytest.param(
            "Q1: Who pays?\nQ2: How much?", [("1", "Who pays?"), ("2", "How much?")], id="Q1, Q2"
        ),
        pytest.param(
            "1 The barn\n  1.1 Who built it?\n  1.2 What did it cost?\n2 The yard\n  2.1 Who owns it?",
            [("1.1", "Who built it?"), ("1.2", "What did it cost?"), ("2.1", "Who owns it?")],
            id="decimal numbers",
        ),
        pytest.param(
            "1) The road was shut on 3 May. Who shut it? Please say why.\n2) Any plan of the works.",
            [
                ("1", "The road was shut on 3 May. Who shut it? Please say why."),
                ("2", "Any plan of the works."),
            ],
            id="an item is one question with all its sentences",
        ),
        pytest.param(
            "I demand to know who sold the pump, and I want to see the receipt.",
            [("", "I demand to know who sold the pump"), ("", "I want to see the receipt.")],
            id="two requests, each with a verb of its own",
        ),
        pytest.param(
            "Please send the deeds of the mill, by e-mail if possible.",
            [("", "Please send the deeds of the mill, by e-mail if possible.")],
            id="a matter, with a word on its form",
        ),
        pytest.param(
            "I request the following information:\n\nAll letters from the miller.\n\n"
            "Any map that shows the weir.\n\nThe mill is a listed building.",
            [("", "All letters from the miller."), ("", "Any map that shows the weir.")],
            id="paragraphs that name things under a request",
        ),
        pytest.param(
            "Question 1\nWho owns the mill?\n\nQuestion 2\nWho runs it?",
            [("1", "Who owns the mill?"), ("2", "Who runs it?")],
            id="numbers on lines of their own",
        ),
        pytest.param(
            "1. (a) Who owns it?\n   (b) Since when?\n2. (a) Who runs it?",
            [("1(a)", "Who owns it?"), ("1(b)", "Since when?"), ("2(a)", "Who runs it?")],
            id="a letter straight after a number",
        ),
        pytest.param(
            "We ask for:\n\n> Who owns it?\n> Who runs it?",
            [("", "Who owns it?"), ("", "Who runs it?")],
            id="bullets like those of a quoted mail",
        ),
        pytest.param(
            "Please fill in:\n\nYear; Eels caught; Eels sold; Price\n2021;\n2022;\n\nThe rest is known.",
            [("", "Please fill in: Year; Eels caught; Eels sold; Price 2021; 2022;")],
            id="a table of semicolons",
        ),
        pytest.param(
            "1. I own the mill.\n2. I bought it in 1990.\n\nI therefore request:\n\na) the deeds\nb) the map",
            [("a", "the deeds"), ("b", "the map")],
            id="letters after numbered statements",
        ),
        pytest.param(
            "Please give:\n\n1) Dogs: a) their number b) how many were i) sold ii) kept\n2) Cats",
            [
                ("1(a)", "their number"),
                ("1(b)(i)", "sold"),
                ("1(b)(ii)", "kept"),
                ("2", "Cats"),
            ],
            id="letters and numerals inside a sentence",
        ),
        pytest.param(
            "i keep eels by the mill. can you say who owns the weir?",
            [("", "can you say who owns the weir?")],
            id="sentences in small letters",
        ),
        pytest.param(
            "Has the weir been mended? By whom?\n\nR. Smith",
            [("", "Has the weir been mended?"), ("", "By whom?")],
            id="initials are no mark",
        ),
    ],
)
def test_what_is_asked(body: str, expected: list[tuple[str, str]]) -> None:
    assert asked(letter(body)) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Could you please acknowledge this letter?",
        "Please send your answer by e-mail.",
        "If the cost limit is exceeded, please tell me how to narrow the request.",
        "Do you really expect us to believe that?",
        "Is it any wonder that people are angry?",
        "Can you help me with this?",
        "My brother asked, “Who found these so quickly?”, and I told him.",
        "Please treat this as a request under the Freedom of Information Act 2000.",
        "I would be grateful for an early reply.",
        "If any part is exempt, please say which exemption you rely on.",
        "That is hardly fair, is it?",
        "If you do not hold this, please tell me which body does.",
        "Should you decide to withhold any of it, please state the exemption you rely on.",
        "If part of my request is too wide, could you help me to narrow it?",
        "What would be the cost of answering this request?",
        "May I begin by saying how much we liked the harbour?",
        "I ask you to think again.",
        "I expect your answer by Friday.",
        "What will it take, a funeral?",
        "Was anybody hurt? No.",
    ],
)
def test_what_is_no_question(sentence: str) -> None:
    assert asked(letter(f"The ferry was late. {sentence}")) == []


ANGRY = (
    "Another late ferry! What a shambles. {} What does the timetable cost? Who sold the old boat?"
)


def test_numbered_things_are_asked_for_where_one_of_them_asks() -> None:
    things = "1. Dogs in the kennel, by breed.\n2. Cats.\n3. How many were sold?"
    assert [label for label, _ in asked(letter(things))] == ["1", "2", "3"]
    told = "1. The kennel shut in May.\n2. The dogs barked. Nobody came.\n3. How many were sold?"
    assert asked(letter(told)) == [("3", "How many were sold?")]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            "1. Your fee for Sundays. The list is old.\n2. Is the quay lit?\n3. The crane was old.\n4. Who?",
            ["1", "2", "4"],
            id="a thing is named first, and half of the items ask",
        ),
        pytest.param("- can reps have a copy\n- are not the same", [""], id="verb first"),
        pytest.param("Claims:\n\nQ1. Received\nQ2. Settled in May", ["1", "2"], id="says Q"),
        pytest.param("CQ1 - Please supply.\nCQ2 - Who bids?", ["CQ1", "CQ2"], id="CQ"),
        pytest.param("Question 1: Who?\n\nQuestion 1 may look odd.", ["1"], id="of a question"),
        pytest.param("What we are not asking for:\n\n- money\n- a leaflet", [], id="not asked"),
        pytest.param(
            "Please say:\n\ni) who won\nii) who lost, and by how many votes\n\n"
            "and that you tell me when it was held.",
            ["i", "ii", ""],
            id="what stands over the list goes on below it",
        ),
    ],
)
def test_which_items_ask(body: str, expected: list[str]) -> None:
    assert [label for label, _ in asked(letter(body))] == expected


def test_numbers_that_go_on_under_the_next_heading_are_one_list() -> None:
    body = "The ground\n\na) the deed of 1923\nb) any covenant\n\nThe café\n\n{} the rent\n{} who runs it"
    assert [label for label, _ in asked(letter(body.format("c)", "d)")))] == ["a", "b", "c", "d"]
    assert "a" not in [label for label, _ in asked(letter(body.format("-", "-")))]


def test_a_note_to_the_user_of_a_template_asks_nothing() -> None:
    note = "[Tell your story here. Have you waited?]\n\nWill you sign the motion?"
    assert [words for _, words in asked(letter(note), by_rules)] == ["Will you sign the motion?"]
    remark = "[The gate is shut. Who has the key to it?]"
    assert len(asked(letter(remark), by_rules)) == 1


def test_an_item_is_asked_with_its_title() -> None:
    body = "Question 1: Staff\nHow many are there?\n\nQuestion 2: Dogs\nWho feeds them?"
    assert asked(letter(body)) == [
        ("1", "Staff How many are there?"),
        ("2", "Dogs Who feeds them?"),
    ]


def test_headings_inside_a_list_are_no_questions() -> None:
    body = (
        "I'd like this for 2023:\n\n**Boats**\n\nTotal paid to the yard\n\n**Crew**\n\nAnnual pay"
    )
    assert [words for _, words in asked(letter(body))] == ["Total paid to the yard", "Annual pay"]


def test_each_blank_of_a_form_is_asked_but_not_the_writers_own() -> None:
    blanks = (
        "Name of the quay: ______\nDate it was built: .........\nYour name: ______\n"
        "Is it lit at night? YES / NO"
    )
    expected = [
        "Name of the quay: ______",
        "Date it was built: .........",
        "Is it lit at night? YES / NO",
    ]
    form = letter(f"Please complete this form.\n\n{blanks}")
    assert [words for _, words in asked(form)] == expected
    table = letter(f"Please complete this table.\n\n{blanks}")
    assert "Your name: ______" in asked(table)[0][1]  # a table is one question


def test_an_order_to_whoever_uses_a_template_is_no_question() -> None:
    body = "Please tell me:\n\n- the cost\n- INSERT A QUESTION OF YOUR OWN HERE\n- the date"
    assert [words for _, words in asked(letter(body))] == ["the cost", "the date"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "no heat in block c why is it off when is the part coming you said tuesday",
            ["no heat in block c", "why is it off", "when is the part coming", "you said tuesday"],
        ),
        (
            "the card is lost can you send one and do i pay",
            ["the card is lost", "can you send one", "and do i pay"],
        ),
        ("please tell me when did they close it", ["please tell me when did they close it"]),
        ("if i need one how long does it take", ["if i need one how long does it take"]),
        ("It leaks, as I said, and who is to pay?", ["It leaks, as I said, and who is to pay?"]),
    ],
)
def test_where_sentences_without_stops_turn(words: str, expected: list[str]) -> None:
    found, begins = [], 0
    for start, end in [*turns_in(words, 0, len(words)), (len(words), 0)]:
        found.append(words[begins:start])
        begins = end
    assert found == expected


def test_what_stands_under_to_learn_is_asked_for() -> None:
    listed = "To learn:\n- any price paid\n- the route by which the dogs came"
    assert [words for _, words in asked(letter(listed))] == [
        "any price paid",
        "the route by which the dogs came",
    ]


@pytest.mark.parametrize(
    "loaded",
    [
        "Did nobody look at the tide?",
        "Who is supposed to row across?",
        "Whose bright idea was it to sell the boat?",
        "Is this a ferry or a raft?",
    ],
)
def test_only_an_angry_letter_has_loaded_questions(loaded: str) -> None:
    """As the rules judge; the fitted model weighs it against everything else that it sees."""
    asked_in_anger = [words for _, words in asked(letter(ANGRY.format(loaded)), by_rules)]
    assert asked_in_anger == ["What does the timetable cost?", "Who sold the old boat?"]
    assert asked(letter(f"I like the ferry. {loaded}"), by_rules) == [("", loaded)]


def test_in_an_angry_letter_what_stands_before_its_questions_is_rhetoric() -> None:
    body = "Late again! And again! Who runs this line?\n\n1. How many boats are there?"
    assert asked(letter(body)) == [("1", "How many boats are there?")]


def test_what_a_mail_program_adds_is_left_out() -> None:
    text = "Hello\n\nWho owns the pier?\n\nAnn\n\nDISCLAIMER: private. Why do you read it?\n"
    assert asked(text) == [("", "Who owns the pier?")]


def test_a_question_does_not_run_on_over_a_quoted_line() -> None:
    text = (
        "Subject: Re: pier\n\nYes, and who owns the pier?\n> Anything else?\nwhen does it open?\n"
    )
    assert [words for _, words in asked(text)] == [
        "Yes, and who owns the pier?",
        "when does it open?",
    ]


def test_earlier_mails_and_what_follows_the_signature_are_left_out() -> None:
    text = (
        "From: ann@a.example\nTo: office@b.example\nSubject: Where is it?\n\n"
        "Hello,\n\nWho owns the pier?\n\nBest,\nAnn\n\n"
        "On Mon, 24 Apr 2023 at 16:40, Office <office@b.example>\nwrote:\n"
        "> Which pier do you mean?\n\nHave you received this in error? Please delete it.\n"
    )
    assert asked(text) == [("", "Who owns the pier?")]


def test_a_postscript_asks_too() -> None:
    assert asked(letter("Who owns it?") + "\nPS Could you say who built it?\n")[1:] == [
        ("", "PS Could you say who built it?")
    ]


@pytest.mark.parametrize(
    ("body", "number", "context"),
    [
        pytest.param(
            "In 2022 you signed a contract with Acme. Who signed this contract?",
            0,
            "In 2022 you signed a contract with Acme.",
            id="the nearest statement",
        ),
        pytest.param(
            "1. Has any been lost?\n2. If yes, when?", 1, "Has any been lost?", id="if yes"
        ),
        pytest.param(
            "1. How many cars do you own?\n\nBy “car” I mean any vehicle with four wheels.",
            0,
            "By “car” I mean any vehicle with four wheels.",
            id="a definition after the question",
        ),
        pytest.param(
            "For each year since 2019:\n\n1. How many?\n2. How much?",
            1,
            "For each year since 2019:",
            id="a shared period",
        ),
    ],
)
def test_context_is_kept(body: str, number: int, context: str) -> None:
    assert context in split_letter(letter(body))[number].context


@pytest.mark.parametrize(
    ("begins", "piece"),
    [
        pytest.param("", "why do they come and i was told ", id="no stops"),
        pytest.param("Please fill in the form below.\n\nName", ":", id="a form's line of colons"),
    ],
)
def test_no_letter_takes_long(begins: str, piece: str) -> None:
    start = time.process_time()  # not of the clock: other work may go on beside
    split_letter(f"{begins}{piece * (15_000 // len(piece))}x\n")
    assert time.process_time() - start < 20  # a second or less; minutes before


@pytest.mark.parametrize(
    "tells",
    [
        asking_words.asks_without_mark,
        asking_words.ends_asking,
        asking_words.quotes_a_question,
        asking_words.names_what_is_wanted,
    ],
    ids=lambda tells: tells.__name__,
)
@pytest.mark.parametrize("piece", ["w", "?", "_", "“", "- "])
def test_no_sentence_takes_long(tells: Callable[[str], bool], piece: str) -> None:
    start = time.process_time()
    assert not tells(piece * (15_000 // len(piece)) + "x")
    assert time.process_time() - start < 5  # half a second; minutes before


def test_nothing_asked() -> None:
    assert split_letter("") == ()
    assert split_letter(letter("Thank you for the map. It was lovely.")) == ()


@settings(deadline=None)  # a busy machine is no fault of the splitter
@given(st.text(alphabet=string.printable + "£é“”•\u202e", max_size=600))
def test_any_text_is_split_in_order_and_by_position(text: str) -> None:
    questions = split_letter(text)
    assert all(text[q.start : q.end] == q.text and q.text.strip() for q in questions)
    assert all(a.end <= b.start for a, b in pairwise(questions))
