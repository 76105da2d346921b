"""Addresses and numbers are told from the lines that state them, where it is certain whose they are."""

from __future__ import annotations

import pytest

from rag.answering.contact_details import contact_details
from tests.fakes import make_document

LETTER = make_document(
    "Hatherleigh Roads Office\nwww.roads.example\nThe Parish Council\n2 Mill Street\nLeeds LS1 4DF\n"
    "Dear Mr Moss\nThe bridge inspectors can be reached by telephone on 0113 496 0000, and the old "
    "bridge is safe at all times of the year, whatever is said in the village.\nYours sincerely",
    "bridge.txt",
    kind="letter",
    title="The old bridge",
    author="Ann Lee",
)


@pytest.mark.parametrize(
    ("question", "stated"),
    [
        ("What is the website of the Roads Office?", ["www.roads.example"]),
        ("Which web address is printed at the top of the letter?", ["www.roads.example"]),
        ("What is the postal address of the Parish Council?", ["2 Mill Street", "Leeds LS1 4DF"]),
        ("What is the telephone number of the inspectors?", [LETTER.text[LETTER.text.index("The bridge insp"):LETTER.text.index("\nYours")]]),
        ("What is the telephone number of the mayor?", []),
        ("What is the e-mail address of the Parish Council?", []),
        ("Which address was the letter sent from?", []),
        ("What is the phone number?", []),
        ("Is the bridge safe?", []),
    ],
)  # fmt: skip
def test_details(question: str, stated: list[str]) -> None:
    found = [LETTER.cut(span) for span in contact_details(question, [LETTER])]
    assert [line.strip() for line in found] == [line.strip() for line in stated]
