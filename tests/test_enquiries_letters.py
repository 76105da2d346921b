"""A letter from a file or from pasted text."""

from datetime import date
from pathlib import Path

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
