"""What moves a passage up: what the question says of it, other words for the same, the talk before."""

from __future__ import annotations

from rag.answering.retrieval import Retriever
from rag.answering.synonyms import synonyms_of
from tests.fakes import FakeEncoder, hold, make_document

ANN = make_document("The depot opened on Monday.", kind="letter", author="Ann Lee")
BOB = make_document("The depot opened on a Friday.", "b.txt", kind="letter", author="Bob Ray")
PAY = make_document("Forty employees get a bonus.", "pay.txt")
CATS = make_document("Forty cats get a bowl.", "cats.txt")


def first(question: str, before: str = "") -> str:
    encoder = FakeEncoder()
    held = hold(ANN, BOB, PAY, CATS, encoder=encoder)
    [hit] = Retriever(held, encoder).search(question, 1, before=before)
    return hit.passage.span.document_id


def test_what_a_question_says_of_its_documents_prefers_them() -> None:
    assert first("When did the depot open, according to Ann Lee?") == ANN.id
    assert first("When did the depot open, according to Bob Ray?") == BOB.id


def test_other_words_for_the_same_are_found() -> None:
    encoder = FakeEncoder()
    held = hold(PAY, CATS, encoder=encoder)
    hits = Retriever(held, encoder).search("Which staff were counted?", 2)
    keyword = {h.passage.span.document_id: h.keyword for h in hits}
    assert keyword[PAY.id] > keyword[CATS.id] == 0


def test_a_passage_that_meets_each_word_of_the_question_goes_before_one_that_dwells_on_some() -> (
    None
):
    dwells = make_document("Forty, forty: " * 8 + "bonus.", "dwells.txt")
    encoder = FakeEncoder()
    held = hold(PAY, CATS, dwells, encoder=encoder)
    hits = Retriever(held, encoder).search("Do forty employees get a bonus?", 3)
    assert hits[0].passage.span.document_id == PAY.id
    assert [h.score for h in hits] == sorted((h.score for h in hits), reverse=True)


def test_what_was_said_before_breaks_ties() -> None:
    assert first("Forty?", before="How many cats are there?") == CATS.id
    assert first("Forty?", before="Is the bonus for employees?") == PAY.id


def test_synonyms_leave_out_what_is_said_already() -> None:
    found = synonyms_of(["employees", "cost"])
    assert "staff" in found and "price" in found
    assert not {"employee", "cost"} & set(found)
    assert synonyms_of(["zebra"]) == []
