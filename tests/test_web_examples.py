"""Example questions: from the case file where it suits the documents, else made of them."""

from pathlib import Path

import pytest

from rag.types import BlockKind
from rag.web.examples import examples
from tests.fakes import make_document

LETTER = make_document("Hello", path="a.txt", title="A letter", author="Ann", addressee="Bob")
NOTE = make_document(
    "Note\nPrices and costs\nIt was dear.",
    path="b.txt",
    kinds=[BlockKind.HEADING, BlockKind.HEADING],
    title="Note",
)
CASES = """
- {question: "Of a?", tags: [example], evidence: [{document: a.txt, words: x}]}
- {question: "Of b?", tags: [example], evidence: [{document: b.txt, words: x}]}
- {question: "Untagged?", tags: [fact], evidence: [{document: a.txt, words: x}]}
- {question: "Of nothing?", tags: [example]}
- not a case
"""


def test_known_questions_are_used_where_their_documents_are_held(tmp_path: Path) -> None:
    file = tmp_path / "cases.yaml"
    file.write_text(CASES, encoding="utf-8")
    assert examples([LETTER], file) == ["Of a?"]
    assert examples([LETTER, NOTE], file) == ["Of a?", "Of b?"]


@pytest.mark.parametrize(
    "content", ["", "a: [", "- 1", "x: y", "- {tags: [example], question: Q, evidence: 3}"]
)
def test_a_case_file_that_is_none_does_no_harm(content: str, tmp_path: Path) -> None:
    file = tmp_path / "cases.yaml"
    file.write_text(content, encoding="utf-8")
    assert examples([LETTER], file) == ["What did Ann write to Bob?"]


def test_questions_are_made_of_what_is_known(tmp_path: Path) -> None:
    made = examples([LETTER, NOTE], tmp_path / "missing.yaml")
    assert made == ["What did Ann write to Bob?", "What is said about Prices and costs?"]


def test_at_most_four_and_none_that_a_button_would_not_show_as_it_is(tmp_path: Path) -> None:
    many = [make_document("x", path=f"{n}.txt", title=f"Title {n}") for n in range(9)]
    assert len(examples(many, tmp_path / "missing.yaml")) == 4
    odd = ["T" * 99, "a\u202eb title", '__i18n__{"key":"x"}', "two\nlines"]
    documents = [make_document("x", path=f"{n}.txt", title=t) for n, t in enumerate(odd)]
    assert examples(documents, tmp_path / "missing.yaml") == []
