"""Whose words a quote holds, and through whom they have come."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.answering.attribution import Said, speaker_of, who_said
from rag.answering.quoting import cut_quote
from rag.types import BlockKind, Document, Span, Speech
from tests.fakes import make_document

OWN, REPORTED, QUOTED = Speech.OWN, Speech.REPORTED, Speech.QUOTED


def said(document: Document, words: str) -> Said:
    start = document.text.index(words)
    return who_said(document, cut_quote(document, Span(document.id, start, start + len(words))))


@pytest.mark.parametrize(
    ("sentence", "speaker", "speech"),
    [
        ("We bought nine vans in May.", "Ann Author", OWN),
        ("I confirm that no van was sold.", "Ann Author", OWN),
        ("The vans are kept in Leeds.", "Ann Author", OWN),
        ("It is clear that vans are kept in Leeds.", "Ann Author", OWN),
        ("In May 2020, the Audit Office announced a fine.", "Ann Author", OWN),
        ("Nine vans were found in a field, as reported cases go.", "Ann Author", OWN),
        ("He is noted for the vans he found.", "Ann Author", OWN),
        ("Please note that vans may be late.", "Ann Author", OWN),
        ("Will you accept that the van was late?", "Ann Author", OWN),
        ("The member states that joined later pay less.", "Ann Author", OWN),
        ("The size of vans differs according to the type.", "Ann Author", OWN),
        ("Our results showed that vans rust.", "Ann Author", OWN),
        ("Users may say that they are late.", "Ann Author", OWN),
        ("The Inspector stated that the vans were unsafe.", "The Inspector", REPORTED),
        ("However, the Inspector also explained that it was late.", "the Inspector", REPORTED),
        ("Acme Vans Ltd responded that it knew nothing.", "Acme Vans Ltd", REPORTED),
        ("The firm, which owns nine vans, denies any fault.", "The firm", REPORTED),
        ("The then head, Ann Brown, said the vans were old.", "The then head, Ann Brown", REPORTED),
        (
            "Fox and colleagues drove six vans and concluded that one was slow.",
            "Fox and colleagues",
            REPORTED,
        ),
        ("When the vans were sold the court held that it was unlawful.", "the court", REPORTED),
        (
            "A survey of drivers in Leeds suggests that vans rust.",
            "A survey of drivers in Leeds",
            REPORTED,
        ),
        ("The Chair told the members that the vans were late.", "The Chair", REPORTED),
        ("The Clerk was clear that no van would be sold.", "The Clerk", REPORTED),
        ("Fees rose, according to the Audit Office.", "the Audit Office", REPORTED),
        ("In Ms Fox's view, the vans are old.", "Ms Fox", REPORTED),
        ("The vans, says Mr Hill, are red.", "Mr Hill", REPORTED),
        ("As Mr Hill put it, the vans are old.", "Mr Hill", REPORTED),
        ("It was also noted that no fee had been paid.", None, REPORTED),
        ("It has been shown that vans rust.", None, REPORTED),
        ("The van was reportedly sold.", None, REPORTED),
        ("The report concluded that ‘no van in the whole fleet was safe.’", "The report", QUOTED),
        ("“No van in the whole fleet was safe at any time.”", None, QUOTED),
        ("“We shall not sell it,” the mayor said on Monday.", "the mayor", QUOTED),
        ("One driver called the plan “a mistake”, and left.", "One driver", QUOTED),
        (
            "Human rights were at stake, for “no van in the whole yard was ever safe to drive”.",
            None,
            QUOTED,
        ),
        (
            "Lady Ann Brown defined a van in the debate as “any car with more than six seats that is used to carry goods.”",
            "Lady Ann Brown",
            QUOTED,
        ),
        (
            'In the 2020 report, the former judge Ann Brown concluded, "We find no fault in it at all, and none in those who built it then."',
            "the former judge Ann Brown",
            QUOTED,
        ),
    ],
)
def test_speaker_and_speech(sentence: str, speaker: str | None, speech: Speech) -> None:
    document = make_document(sentence, author="Ann Author")
    quote = cut_quote(document, Span(document.id, 0, len(sentence)))
    assert speaker_of(document, quote) == (speaker, speech)


LETTER = make_document(
    "Dear Ms Brown,\n"
    "In your letter you state that the Agency lost papers. You also suggest we misled you.\n"
    "Our inspector, Tom Hill, told us that he had seen four vans. He added that all were sound.\n"
    "I understand that the Ombudsman has concluded that we acted fairly. In her decision she "
    "wrote: “I find no fault. The driver told me ‘nobody asked’, and I believe him.”\n"
    "The Minister's letter of 4 May states: “Mr Smith’s report says ‘all is well’.”\n"
    "The Van Agency accepts that one van was late.",
    kind="letter",
    author="Ann Lee",
    organisation="The Van Agency",
    addressee="Ms Brown",
)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Dear Ms Brown,", Said("Ann Lee", OWN)),
        ("In your letter you state that the Agency lost papers.", Said("Ms Brown", REPORTED)),
        ("You also suggest we misled you.", Said("Ms Brown", REPORTED)),
        ("He added that all were sound.", Said("Tom Hill", REPORTED)),
        ("I understand that the Ombudsman has concluded", Said("the Ombudsman", REPORTED)),
        ("I find no fault.", Said("the Ombudsman", QUOTED)),
        ("nobody asked", Said("The driver", QUOTED, ("the Ombudsman",))),
        (
            "all is well",
            Said("Mr Smith’s report", QUOTED, ("The Minister's letter of 4 May",)),
        ),
        ("The Van Agency accepts that one van was late.", Said("Ann Lee", OWN)),
    ],
)
def test_letters_quote_letters(words: str, expected: Said) -> None:
    assert said(LETTER, words) == expected


MINUTES = make_document(
    "Mr Khan gave an update on the depot. The roof had been mended. He said the cost was £4. "
    "This would be paid.\n"
    "Ms Ode asked whether staff had been told. Mr Khan replied that they had.\n"
    "The Treasurer reported a deficit. Concern was expressed about rent.\n"
    "The Director made the following points:\n"
    "The vans are late.\n"
    "The drivers are tired.\n"
    "The meeting closed at noon.",
    "minutes.txt",
    (*[BlockKind.PARAGRAPH] * 4, *[BlockKind.LIST_ITEM] * 2),
    kind="minutes",
)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Mr Khan gave an update on the depot.", Said(None, OWN)),
        ("The roof had been mended.", Said("Mr Khan", REPORTED)),
        ("This would be paid.", Said("Mr Khan", REPORTED)),
        ("Ms Ode asked whether staff had been told.", Said("Ms Ode", REPORTED)),
        ("The Treasurer reported a deficit.", Said("The Treasurer", REPORTED)),
        ("Concern was expressed about rent.", Said(None, REPORTED)),
        ("The Director made the following points:", Said(None, OWN)),
        ("The vans are late.", Said("The Director", REPORTED)),
        ("The drivers are tired.", Said("The Director", REPORTED)),
        ("The meeting closed at noon.", Said(None, OWN)),
    ],
)
def test_minutes_go_on_reporting(words: str, expected: Said) -> None:
    assert said(MINUTES, words) == expected


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("Ms Fox drove on. She said that it rained.", "She said that it rained.", "Ms Fox"),
        ("Her deputy, Ian Fox, disagreed. He said it was wrong.", "He said it was wrong.", "Ian Fox"),
        ("It rained. He said that it was late.", "He said that it was late.", None),
        ("The Audit Office published a report. The report says vans are old.", "The report says vans are old.", "The Audit Office's report"),
        ("Fox et al. drove vans. The results showed that vans rust.", "The results showed that vans rust.", "Fox et al."),
    ],
    ids=["name", "apposition", "nobody", "report", "study"],
)  # fmt: skip
def test_pronouns_and_reports_have_an_owner(text: str, words: str, speaker: str | None) -> None:
    assert said(make_document(text), words) == Said(speaker, REPORTED)


def test_a_quotation_goes_on_over_sentences_and_paragraphs() -> None:
    document = make_document("Ms Fox said: “It rained. We went home.\n“Then it stopped.” We left.")
    assert said(document, "We went home.") == Said("Ms Fox", QUOTED)
    assert said(document, "Then it stopped.") == Said("Ms Fox", QUOTED)
    assert said(document, "We left.") == Said(None, OWN)


def test_a_name_after_a_dash_speaks() -> None:
    document = make_document("“No van in all of Leeds was safe at any time.” — Ann Brown")
    assert said(document, "No van in all of Leeds") == Said("Ann Brown", QUOTED)


def test_a_lost_closing_mark_gives_the_next_sentence_back_to_the_author() -> None:
    document = make_document("He wrote “we agree to it. The vans are red.", author="Ann")
    assert said(document, "The vans are red.") == Said("Ann", OWN)


def test_headings_are_the_authors() -> None:
    document = make_document(
        "The Chair said no", kinds=(BlockKind.HEADING,), path="x", author="Ann"
    )
    assert said(document, "The Chair said no") == Said("Ann", OWN)


def test_of_several_sentences_the_most_characters_count() -> None:
    document = make_document("Fox said no. The vans are kept in a yard in Leeds all year.")
    assert said(document, document.text) == Said(None, OWN)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Fox asked whether vans were sold. Hill said that they were not.", "Fox and Hill"),
        (
            "Hill said that no van was sold. It was noted that it rained.",
            "Hill and somebody who is not named",
        ),
    ],
)
def test_all_who_speak_at_length_are_named(text: str, speaker: str) -> None:
    assert said(make_document(text), text) == Said(speaker, REPORTED)


PIECES = [
    *("He said that ", "the Chair told us ", "“", "”", "‘", "’", '"', "'", "``", ", ", ". ", "\n"),
    *(
        "According to ",
        "it was noted that ",
        "Ann Lee",
        "(",
        ")",
        ": ",
        "as ",
        "said",
        "İ",
        "\u00ad",
    ),
]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), min_size=1).map("".join),
    st.data(),
)
def test_any_text_and_any_span_have_an_answer(text: str, data: st.DataObject) -> None:
    document = make_document(text, kind="minutes", author="Ann")
    places = [n for n, c in enumerate(text) if not c.isspace()]
    if places:
        start = data.draw(st.sampled_from(places))
        end = data.draw(st.integers(start + 1, len(text)))
        found = who_said(document, cut_quote(document, Span(document.id, start, end)))
        assert found.speech in Speech
        assert found.speaker != ""


@pytest.mark.parametrize("piece", ["“a ", "said ", "he said that ", "In x, ", "' ", "as X ", "“‘"])
def test_no_text_takes_long(piece: str) -> None:
    document = make_document(piece * (100_000 // len(piece)))
    quote = cut_quote(document, Span(document.id, 50_000, 50_080))
    started = time.perf_counter()
    who_said(document, quote)
    assert time.perf_counter() - started < 1  # a few hundredths; the machine may be busy
