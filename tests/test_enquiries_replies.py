"""Replies: every question restated and answered in order, sources numbered once, drafts marked, faults told."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from rag.enquiries.deciding import approve, needs_decision, with_reply
from rag.enquiries.enquiry import Enquiry, Letter, LetterQuestion, Regime
from rag.enquiries.replies import (
    reply_as_markdown,
    reply_as_text,
    reply_as_word,
    reply_of,
    reply_text,
    standard_letter,
)
from rag.enquiries.templates import NAMES, read_templates
from rag.errors import BadSetting
from rag.types import Document, Outcome
from tests.fakes import make_document
from tests.fakes_enquiries import AWARDED, WORTH, answered, enquiry, unanswered
from tests.fakes_web import LETTER
from tests.office_pages import printed
from tests.payloads import PAYLOADS

TEMPLATES = read_templates()
DAY = date(2026, 3, 30)
NOTE = make_document("Another thing entirely.\nWith a second line.", title="A note", path="n.txt")


def held(*documents: Document) -> Callable[[str], Document]:
    return {d.id: d for d in documents or (LETTER, NOTE)}.__getitem__


def written(made: Enquiry, *documents: Document) -> str:
    return reply_as_text(reply_of(made, TEMPLATES, held(*documents), DAY))


def approved(made: Enquiry) -> Enquiry:
    """Every part with the reply it has by default, approved."""
    for at, part in enumerate(made.parts):
        made = with_reply(made, at, reply_text(part, TEMPLATES, held()))
        made = approve(made, at, "Ann")
    return replace(made, regime=Regime.FOI)


def test_each_question_is_restated_with_its_label_and_answered_in_order() -> None:
    made = written(enquiry())
    order = [
        "Reference: REF/7",
        "Dear Ms A. Asker,",
        "received on 2 March 2026",
        "Question 1\n-",
        "    What was the tender worth?",
        f"“{WORTH}” [1]",
        "Question 2(a)\n-",
        "    When was it awarded, and what was it worth?",
        f"“{AWARDED}” [2]",
        f"“{WORTH}” [1]",
        "Question 2(b)\n-",
        "    Who lost it?",
        "found nothing",
        "Yours sincerely",
        "Annex",
        "Sources",
    ]
    at = 0
    for words in order:
        assert words in made[at:], words
        at = made.index(words, at) + len(words)


def test_a_source_cited_in_two_parts_has_one_number_and_one_place_in_the_annex() -> None:
    reply = reply_of(enquiry(), TEMPLATES, held(), DAY)
    assert [s.number for s in reply.paper.sources] == [1, 2]
    annex = reply_as_text(reply).split("Annex")[1].split("Sources\n")[0]
    assert annex.count(f"“{WORTH}”") == 1
    assert annex.count("No. [") == 2
    assert "Letter from A. Writer to B. Reader, 4 March 2021, paragraph 3" in annex


def test_what_is_not_held_says_what_was_searched_and_only_names_what_is_near() -> None:
    made = written(enquiry(unanswered("Who lost it?", "1", LETTER, NOTE)))
    assert "We have searched 2 documents for an answer to this question" in made
    assert "do not answer your question" in made
    assert "- Letter from A. Writer to B. Reader, 4 March 2021\n- A note\n" in made
    assert WORTH not in made
    assert "Annex" not in made


def test_what_is_partly_answered_says_which_part_is_missing() -> None:
    part = answered("What was it worth, and who lost?", "1", [WORTH])
    assert part.answer is not None
    told = f"{part.answer.text}\n\nNot found in the documents:\n- who lost [1]?"
    answer = replace(part.answer, text=told, outcome=Outcome.PARTLY_ANSWERED)
    made = written(enquiry(replace(part, answer=answer)))
    assert made.index(WORTH) < made.index("nothing in them that answers this part of your question")
    assert "- who lost (1)?" in made


def test_unapproved_parts_leave_draft_and_say_so() -> None:
    made = with_reply(enquiry(), 0, "It was much [1].")
    reply = reply_of(approve(made, 0, "Ann"), TEMPLATES, held(), DAY)
    assert reply.is_draft
    assert "DRAFT: 2 of 3 answers not approved" in reply_as_text(reply)
    assert reply_as_text(reply).count("[For staff: Not yet approved.]") == 2


def test_a_wholly_approved_reply_is_no_draft_and_has_no_word_for_staff() -> None:
    reply = reply_of(approved(enquiry()), TEMPLATES, held(), DAY)
    assert reply.faults == ()
    assert not reply.is_draft
    assert "For staff" not in reply_as_text(reply)
    assert "DRAFT" not in reply_as_text(reply)
    with ZipFile(BytesIO(reply_as_word(reply))) as package:
        assert not any(b"DRAFT" in package.read(n) for n in package.namelist())


def test_a_part_that_needs_a_decision_is_shown_as_such() -> None:
    made = written(needs_decision(approved(enquiry()), 2, "Cy", "Ask the lawyers."))
    assert "[For staff: This question needs a decision (Cy). Ask the lawyers.]" in made
    assert "DRAFT: 1 of 3 answers not approved" in made


def test_a_quote_that_stands_no_longer_keeps_an_approved_reply_a_draft() -> None:
    changed = replace(LETTER, text=LETTER.text.replace("42,000", "52,000"))
    reply = reply_of(approved(enquiry()), TEMPLATES, held(changed), DAY)
    made = reply_as_text(reply)
    assert "DRAFT: see the notes for staff" in made
    assert any("these words do not stand" in fault for fault in reply.faults)
    assert re.search(r"42,000 pounds\.” \[1\]\n\n\[For staff: NOT VERIFIED", made)


@pytest.mark.parametrize(
    ("reply", "fault"),
    [
        pytest.param("So they say [4].", "[4] names no source", id="marker without a source"),
        pytest.param("“It was worth 52,000 pounds” [1]", "52,000", id="altered quotation"),
        pytest.param('They wrote "we made this all up".', "made this all up", id="straight marks"),
    ],
)
def test_what_staff_wrote_wrongly_is_told_and_keeps_the_draft(reply: str, fault: str) -> None:
    made = approve(with_reply(approved(enquiry()), 0, reply), 0, "Ann")
    found = reply_of(made, TEMPLATES, held(), DAY)
    assert [fault in told and told.startswith("Question 1: ") for told in found.faults] == [True]
    assert found.is_draft


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param("He wrote “It was worth 42,000 pounds” [1].", id="a piece of the quote"),
        pytest.param("“The tender was awarded in March 2021” [1].", id="elsewhere in the document"),
        pytest.param("You ask “What was the tender worth?”", id="the enquirer's own words"),
        pytest.param("This is “not held”.", id="a term"),
        pytest.param("The writer's and the reader's letters, all of them", id="apostrophes"),
    ],
)
def test_words_that_a_source_or_the_letter_has_may_stand_in_quotation_marks(reply: str) -> None:
    made = approve(with_reply(approved(enquiry()), 0, reply), 0, "Ann")
    assert reply_of(made, TEMPLATES, held(), DAY).faults == ()


@pytest.mark.parametrize("regime", [*Regime, None])
def test_review_rights_follow_the_regime_that_a_person_chose(regime: Regime | None) -> None:
    made = written(replace(enquiry(), regime=regime))
    assert "If you are not content with this reply" in made
    assert ("Freedom of Information Act 2000" in made) is (regime is Regime.FOI)
    assert ("Environmental Information Regulations 2004" in made) is (regime is Regime.EIR)
    assert ("Nobody has chosen under which rules" in made) is (regime is None)


def test_no_packaged_template_speaks_of_exemptions() -> None:
    said = " ".join(TEMPLATES.texts.values()).lower()
    assert not re.search(r"exempt|exception|vexatious|refus|withh|section (?!50)|cost limit", said)


def test_a_holding_reply_and_a_transfer_are_drafts_with_what_a_person_gave() -> None:
    holding = standard_letter(enquiry(), "holding_reply", TEMPLATES, {"due": "31 March 2026"}, DAY)
    assert "We expect to reply by 31 March 2026." in reply_as_text(holding)
    transfer = standard_letter(enquiry(), "transfer", TEMPLATES, {"body": "The Mint"}, DAY)
    assert "held by another body:\n\nThe Mint" in reply_as_text(transfer)
    assert holding.is_draft
    assert transfer.is_draft


def test_a_file_in_the_folder_wins_over_the_packaged_one_of_its_name(tmp_path: Path) -> None:
    (tmp_path / "reply_opening.md").write_text("Hello {sender}.\n\nOn {due}.\n\n{{odd}\n")
    (tmp_path / "README.md").write_text("Ours: {anything}")
    with pytest.raises(BadSetting, match=r"unknown placeholder \{odd\}"):
        read_templates(tmp_path)
    (tmp_path / "reply_opening.md").write_text("Hello {sender}.\n\nOn {due}.\n")
    reply = reply_of(enquiry(), read_templates(tmp_path), held(), DAY)
    assert "Hello Ms A. Asker." in reply_as_text(reply)
    assert "On ." not in reply_as_text(reply)
    assert "Yours sincerely" in reply_as_text(reply)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        pytest.param("not_held.md", b"{colour}", "unknown placeholder {colour}", id="placeholder"),
        pytest.param("not_hold.md", b"x", "no template has this name", id="file name"),
        pytest.param("not_held.md", b"\xff\xfe\x00", "cannot be read as UTF-8", id="bytes"),
    ],
)
def test_bad_templates_are_refused_by_file(
    tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(BadSetting) as caught:
        read_templates(tmp_path)
    assert str(caught.value).startswith(str(tmp_path / name))
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_folder_of_templates_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="'templates' names no folder"):
        read_templates(tmp_path / "none")


def test_every_template_is_packaged() -> None:
    assert set(TEMPLATES.texts) == set(NAMES)
    assert all(TEMPLATES.texts.values())


def test_values_are_never_read_as_templates() -> None:
    letter = Letter("x", sender="{due} {reference}\n\n## Head [1]", reference="R")
    made = written(replace(enquiry(), letter=letter))
    assert "Dear {due} {reference} ## Head (1)," in made


@pytest.mark.parametrize("words", [*PAYLOADS.values(), "a\x00b", "## Head", "- item [1]"])
def test_hostile_letters_and_notes_stay_plain_text(words: str) -> None:
    part = replace(enquiry().parts[0], question=LetterQuestion(words, words, 0, 1), note=words)
    letter = Letter(words, words, sender=words, subject=words, reference=words)
    made = replace(enquiry(part), letter=letter)
    reply = reply_of(needs_decision(made, 0, "x" + words, words), TEMPLATES, held(), DAY)
    content = reply_as_word(reply)
    with ZipFile(BytesIO(content)) as package:
        parts = b"".join(package.read(n) for n in package.namelist() if "word/" in n)
    assert b"External" not in parts
    assert b"<w:hyperlink" not in parts
    assert set(re.findall(rb"<w:instrText[^>]*> (\w+)", parts)) <= {
        b"NOTEREF",
        b"PAGE",
        b"NUMPAGES",
    }
    assert parts.count(b"<w:footnoteReference w") == parts.count(b"<w:footnoteRef/>") == 1
    assert reply_as_markdown(reply).count("\n# ") <= 1
    assert "<script" not in reply_as_markdown(reply).replace("\\<", "")


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_shows_draft_on_every_page_of_a_long_reply(tmp_path: Path) -> None:
    parts = [
        answered(f"What was it worth in year {n}?", str(n), [WORTH, AWARDED]) for n in range(1, 13)
    ]
    content = reply_as_word(reply_of(enquiry(*parts), TEMPLATES, held(), DAY))
    pages = printed(content, tmp_path)
    assert len(pages) >= 3
    assert all("DRAFT: 12 of 12 answers not approved" in page for page in pages)
    everything = "\n".join(pages)
    places = [everything.index(f"Question {n}\r") for n in range(1, 13)]
    assert places == sorted(places)
    assert "4 March 2021, paragraph 3" in pages[0]
