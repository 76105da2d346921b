"""E-mails that quote earlier ones, and transcripts with speakers before a colon."""

import pytest

from rag.answering.attribution import Said, who_said
from rag.answering.quoting import cut_quote
from rag.types import BlockKind, Document, Span, Speech
from tests.fakes import make_document

OWN, REPORTED, QUOTED = Speech.OWN, Speech.REPORTED, Speech.QUOTED


def said(document: Document, words: str) -> Said:
    start = document.text.index(words)
    return who_said(document, cut_quote(document, Span(document.id, start, start + len(words))))


MAIL = make_document(
    "Hi Tom,\n"
    "I agree with this.\n"
    "On Fri, 3 May 2024 at 10:00, Ann Lee <ann@example.org> wrote:\n"
    "> The vans are late again. I told you so.\n"
    "They were late in April.\n"
    "> Bob said they would come on Friday.\n"
    "> > It rained.\n"
    "We shall see.\n"
    "From: Kim Ray\n"
    "No van is left.",
    "mail.eml",
    (*[BlockKind.PARAGRAPH] * 4, BlockKind.LIST_ITEM),
    kind="e-mail",
    author="Sam Poe",
    addressee="Tom Hill",
)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("I agree with this.", Said("Sam Poe", OWN)),
        ("The vans are late again.", Said("Ann Lee", QUOTED)),
        ("I told you so.", Said("Ann Lee", QUOTED)),
        ("They were late in April.", Said("Ann Lee", QUOTED)),
        ("Bob said they would come on Friday.", Said("Bob", REPORTED, ("Ann Lee",))),
        ("It rained.", Said(None, QUOTED)),
        ("We shall see.", Said("Sam Poe", OWN)),
    ],
)
def test_what_an_email_quotes_is_the_earlier_writers(words: str, expected: Said) -> None:
    assert said(MAIL, words) == expected


def test_without_marks_all_that_follows_is_the_earlier_writers() -> None:
    text = "I agree.\nAnn Lee wrote:\nThe vans are late.\nSend more."
    mail = make_document(text, kind="e-mail", author="Sam Poe")
    assert said(mail, "I agree.") == Said("Sam Poe", OWN)
    assert said(mail, "Send more.") == Said("Ann Lee", QUOTED)


def test_a_header_further_down_begins_an_earlier_email() -> None:
    header = "From: Kim Ray <kim@example.org> Sent: 1 May 2024"
    text = f"Please read.\n{header}\nNo van is left."
    mail = make_document(text, kind="e-mail", author="Sam Poe")
    assert said(mail, "No van is left.") == Said("Sam Poe", OWN)  # one line is no header
    blocks = (mail.blocks[0], mail.blocks[1], mail.blocks[2])
    lines = mail.text.replace(" Sent:", "\nSent:")
    below = Document(mail.id, lines, blocks, mail.source, mail.metadata)
    assert said(below, "No van is left.") == Said("Kim Ray", QUOTED)


TRANSCRIPT = make_document(
    "Interview with Ann Lee, 3 May 2024\n"
    "Q: When did you join?\n"
    "A: I joined in 2010. It was a wet year.\n"
    "MR SMITH: Did you see the van?\n"
    "THE WITNESS: I did.\n"
    "It was red.\n"
    "MR SMITH: Thank you.\n"
    "THE WITNESS: Goodbye.",
    kind="transcript",
)


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("When did you join?", None),
        ("I joined in 2010.", "Ann Lee"),
        ("It was a wet year.", "Ann Lee"),
        ("Did you see the van?", "MR SMITH"),
        ("It was red.", "THE WITNESS"),
        ("Thank you.", "MR SMITH"),
    ],
)
def test_turns_of_a_transcript(words: str, speaker: str | None) -> None:
    assert said(TRANSCRIPT, words) == Said(speaker, REPORTED)


def test_headings_of_a_report_are_no_speakers() -> None:
    text = "Finding: vans rust.\nAdvice: paint them.\nFinding: vans are slow.\nAll is said."
    document = make_document(text, kind="report", author="Ann")
    for words in ("vans rust.", "paint them.", "All is said."):
        assert said(document, words) == Said("Ann", OWN)


def test_a_list_of_offices_does_not_speak_on() -> None:
    text = "Chair: Ann Lee\nThe Clerk: Kim Ray\nDr Fox: apologies\nThe vans are red."
    document = make_document(text, kind="minutes")
    for words in ("Kim Ray", "The vans are red."):
        assert said(document, words) == Said(None, OWN)


def test_labels_of_a_form_are_no_speakers() -> None:
    text = "Date: 3 May 2024\nVenue: Leeds\nPresent: all\nAction: none\nSubject: vans"
    document = make_document(text, kind="minutes")
    assert said(document, "Leeds") == Said(None, OWN)


def test_initials_speak_in_minutes() -> None:
    document = make_document("JH said the vans were late.\nThey would come.", kind="minutes")
    assert said(document, "JH said the vans were late.") == Said("JH", REPORTED)
