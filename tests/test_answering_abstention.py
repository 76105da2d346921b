"""What is known about a question before it is decided whether the documents hold an answer."""

import pytest

from rag.answering.abstention import OTHER_KIND, Features, features_of
from rag.answering.candidates import candidates
from rag.answering.evidence import weigh_sentences
from rag.answering.rarity import rarities
from rag.answering.retrieval import Retriever
from tests.fakes import FakeEncoder, hold, make_document

LETTER = make_document("The vans of York were sold with great care.\nNine carts came to Leeds.")


def features(question: str, several: bool = False) -> Features:
    encoder, held = FakeEncoder(), hold(LETTER)
    hits = Retriever(held, encoder).search(question, 5)
    given = candidates([question], hits, {LETTER.id: LETTER}, encoder, wants_list=False)
    rarity = rarities(question, held.library)
    return features_of(hits, weigh_sentences(question, given, {LETTER.id: LETTER}, rarity), several)


def test_what_gives_no_number_is_not_near_to_how_many() -> None:
    question = "How many vans of York were sold with care?"
    number, several = (features(question, s).answer_nearness for s in (False, True))
    assert number == pytest.approx(several - OTHER_KIND)
    assert number < features(question.replace("How many", "Which")).answer_nearness


def test_one_sentence_counts_and_not_the_words_of_two() -> None:
    both, one = features("Which vans came to Leeds?"), features("Which carts came to Leeds?")
    assert 0 < both.answer_nearness < one.answer_nearness


def test_nothing_is_known_where_nothing_was_found() -> None:
    assert features_of([], [], several=False) == Features(0.0, 0.0)
