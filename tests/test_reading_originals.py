"""The file behind a document: found while it is as it was read, taken out of a mail, else refused."""

from __future__ import annotations

from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest

from rag.errors import UnreadableFile
from rag.reading import read_documents
from rag.reading.originals import original

LETTER = b"Dear Ann\n\nThe depot opens in March.\n"


def test_a_files_own_bytes_and_not_another_versions(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_bytes(LETTER)
    document = read_documents(tmp_path / "letter.txt", "letter.txt")[0]
    assert original(tmp_path, document) == LETTER
    (tmp_path / "letter.txt").write_bytes(LETTER + b"No.")
    with pytest.raises(UnreadableFile, match="has changed since it was indexed"):
        original(tmp_path, document)
    (tmp_path / "letter.txt").unlink()
    with pytest.raises(UnreadableFile, match="has changed since it was indexed"):
        original(tmp_path, document)


def test_a_second_name_will_do(tmp_path: Path) -> None:
    (tmp_path / "copy.txt").write_bytes(LETTER)
    document = read_documents(tmp_path / "copy.txt", "letter.txt")[0]
    named = replace(document, source=replace(document.source, other_paths=("copy.txt",)))
    assert original(tmp_path, named) == LETTER


def test_an_attachment_is_taken_out_of_its_mail(tmp_path: Path) -> None:
    inner, outer = EmailMessage(), EmailMessage()
    for mail, subject in ((inner, "Forwarded"), (outer, "The depot")):
        mail["Subject"], mail["From"], mail["To"] = subject, "a@example.org", "b@example.org"
        mail.set_content("See the letter attached to this message.")
    inner.add_attachment(LETTER, maintype="text", subtype="plain", filename="letter.txt")
    outer.add_attachment(inner)
    (tmp_path / "depot.eml").write_bytes(outer.as_bytes())
    letter = read_documents(tmp_path / "depot.eml", "depot.eml")[-1]
    assert letter.source.path.startswith("depot.eml/")
    assert original(tmp_path, letter) == LETTER


def test_no_way_out_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_bytes(LETTER)
    (tmp_path / "corpus").mkdir()
    document = read_documents(tmp_path / "secret.txt", "../secret.txt")[0]
    with pytest.raises(UnreadableFile):
        original(tmp_path / "corpus", document)
