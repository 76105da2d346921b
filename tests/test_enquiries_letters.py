"""A letter from a file or from pasted text."""

from datetime import date
from pathlib import Path

import docx
import pytest

from rag.enquiries.letters import LETTER_CHARACTERS, letter_of, pasted_letter
from rag.enquiries.splitting import split_letter
from rag.errors import WrongUse
from rag.reading import read_documents

MAIL = (
    "From: Ann Smith <ann@a.example>\nTo: office@b.example\nSubject: The pier\n"
    "Date: Tue, 25 Apr 2023 08:02:11 +0100\n\n"
    "Hello,\n\nWho owns the pier?\n\nBest,\nAnn\n\n"
    "On Mon, 24 Apr 2023 at 16:40, Office wrote:\n> Which pier do you mean?\n"
)


def test_an_e_mail_is_its_body_without_what_it_quotes(tmp_path: Path) -> None:
    (tmp_path / "m.eml").write_text(MAIL)
    letter = letter_of(read_documents(tmp_path / "m.eml", "m.eml"))
    assert (letter.name, letter.sender, letter.subject) == ("m.eml", "Ann Smith", "The pier")
    assert letter.dated == date(2023, 4, 25)
    assert "Who owns the pier?" in letter.text
    assert "Which pier" not in letter.text
    assert "ann@a.example" not in letter.text


def test_a_mail_that_is_passed_on_keeps_what_it_passes_on(tmp_path: Path) -> None:
    mail = (
        "From: Trish <office@a.example>\nSubject: FW: benches\n\nOne for you.\n\nTrish\n\n"
        "From: ann@a.example\nSent: 31 May\nSubject: benches\n\nWho moved the benches?\n\nAnn\n"
    )
    (tmp_path / "m.eml").write_text(mail)
    read = letter_of(read_documents(tmp_path / "m.eml", "m.eml"))
    for letter in (read, pasted_letter(mail)):
        assert [q.text for q in split_letter(letter.text)] == ["Who moved the benches?"]
    assert "benches?" not in pasted_letter(mail.replace("FW:", "RE:")).text


def test_a_letter_that_is_attached_is_taken_where_the_mail_asks_nothing(tmp_path: Path) -> None:
    mail = (
        "From: Ann Smith <ann@a.example>\nSubject: Letter\nMIME-Version: 1.0\n"
        'Content-Type: multipart/mixed; boundary="b"\n\n'
        "--b\nContent-Type: text/plain\n\nMy letter is attached.\n"
        '--b\nContent-Type: text/plain\nContent-Disposition: attachment; filename="l.txt"\n\n'
        "Dear Sir\n\n1. Who owns the pier?\n2. Who built it?\n\nYours faithfully\nAnn Smith\n--b--\n"
    )
    (tmp_path / "m.eml").write_text(mail)
    letter = letter_of(read_documents(tmp_path / "m.eml", "m.eml"))
    assert letter.name == "m.eml/l.txt"
    assert [q.label for q in split_letter(letter.text)] == ["1", "2"]


def test_a_word_letter_is_split_by_the_numbers_and_bullets_that_word_shows(tmp_path: Path) -> None:
    written = docx.Document()
    written.sections[0].footer.paragraphs[0].text = "The Pier Society. Have you paid? Page 1"
    written.add_paragraph("Dear Sir")
    written.add_paragraph("Please say, of the pier:")
    written.add_paragraph("who owns it", style="List Number")
    written.add_paragraph("when it was built. I think in 1890.", style="List Number")
    written.add_paragraph("Please send")
    written.add_paragraph("any plan of it", style="List Bullet")
    written.add_paragraph("the survey", style="List Bullet")
    broken = written.add_paragraph("Could you also say:")
    broken.add_run().add_break()
    broken.add_run("a) who mends it;")
    written.add_paragraph("Yours faithfully")
    written.save(str(tmp_path / "l.docx"))
    letter = letter_of(read_documents(tmp_path / "l.docx", "l.docx"))
    assert [(q.label, q.text) for q in split_letter(letter.text)] == [
        ("1", "who owns it"),
        ("2", "when it was built. I think in 1890."),
        ("", "any plan of it"),
        ("", "the survey"),
        ("a", "who mends it"),
    ]


def test_a_table_in_a_word_letter_is_part_of_its_question(tmp_path: Path) -> None:
    written = docx.Document()
    written.add_paragraph("Please complete this table:")
    table = written.add_table(rows=2, cols=3)
    for cell, words in zip(table.rows[0].cells, ("Year", "Eels", "Trout"), strict=True):
        cell.text = words
    table.rows[1].cells[0].text = "2021"
    written.add_paragraph("Who counts them?")
    written.save(str(tmp_path / "l.docx"))
    letter = letter_of(read_documents(tmp_path / "l.docx", "l.docx"))
    assert [" ".join(q.text.split()) for q in split_letter(letter.text)] == [
        "Please complete this table: Year | Eels | Trout 2021 | |",
        "Who counts them?",
    ]


def test_a_pasted_letter_keeps_its_words_and_says_who_wrote() -> None:
    letter = pasted_letter(MAIL)
    assert (letter.sender, letter.subject) == ("Ann Smith", "The pier")
    assert [q.text for q in split_letter(letter.text)] == ["Who owns the pier?"]
    assert "Which pier" not in letter.text


@pytest.mark.parametrize("text", ["", " \n\t", "\u200b"])
def test_nothing_pasted(text: str) -> None:
    with pytest.raises(WrongUse, match="paste"):
        pasted_letter(text)


def test_too_long_a_letter() -> None:
    with pytest.raises(WrongUse, match="200,000"):
        pasted_letter("a " * LETTER_CHARACTERS)
