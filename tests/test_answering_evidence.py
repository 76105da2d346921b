"""From passages to the fewest sentences that answer; lists whole."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from rag.answering.candidates import Candidates, candidates
from rag.answering.choosing import WORDS_JOINED, WORDS_OF_A_PART, WORDS_QUOTED, choose
from rag.answering.evidence import (
    Sentence,
    coverage,
    weigh_sentences,
)
from rag.answering.late_interaction import match
from rag.answering.rarity import rarities
from rag.answering.retrieval import Retriever
from rag.answering.whole_lists import asks_for_a_list, widened
from rag.answering.words import stems
from rag.sentences import sentences
from rag.types import Block, BlockKind, Document, Hit, Passage, Span, TokenVectors
from tests.fakes import FakeEncoder, hold, make_document

LISTING = make_document(
    "Staff keep records. The depot has these vans:\nA red van\nA blue van\nA white van\nNothing else.",
    kinds=[BlockKind.PARAGRAPH, *[BlockKind.LIST_ITEM] * 3],
)
WHOLE_LIST = "The depot has these vans:\nA red van\nA blue van\nA white van"


def place(document: Document, words: str) -> Span:
    start = document.text.index(words)
    return Span(document.id, start, start + len(words))


@pytest.mark.parametrize(
    ("words", "wants_list", "expected"),
    [
        pytest.param("A blue van", True, WHOLE_LIST, id="an item of a list asked for"),
        pytest.param("A blue van", False, "A blue van", id="an item alone"),
        pytest.param("The depot has these vans:", False, WHOLE_LIST, id="the governing line"),
        pytest.param("Staff keep records.", True, "Staff keep records.", id="another sentence"),
    ],
)
def test_widened(words: str, wants_list: bool, expected: str) -> None:
    assert LISTING.cut(widened(place(LISTING, words), LISTING, wants_list=wants_list)) == expected


def test_the_sentence_that_answers_comes_first() -> None:
    letter = make_document("The weather was fine. Nine vans were sold in Leeds.\nTrade was slow.")
    encoder, held = FakeEncoder(), hold(letter)
    hits = Retriever(held, encoder).search("How many vans were sold in Leeds?", 5)
    question = "How many vans were sold in Leeds?"
    rarity = rarities(question, held.library)
    held_here = {letter.id: letter}
    given = candidates([question], hits, held_here, encoder, wants_list=False)
    weighed = weigh_sentences(question, given, held_here, rarity)
    assert letter.cut(weighed[0].span) == "Nine vans were sold in Leeds."
    assert weighed[0].score > weighed[1].score


def test_a_sentence_that_the_encoder_does_not_reach_in_its_passage_is_read_by_itself() -> None:
    class ShortSighted(FakeEncoder):
        """Reads no more than the first words of a text."""

        def token_vectors(self, texts: Sequence[str]) -> list[TokenVectors]:
            whole = super().token_vectors(texts)
            return [TokenVectors(t.vectors[:6], t.starts[:6], t.ends[:6], t.whole) for t in whole]

    letter = make_document("The weather was fine that day. Nine vans were sold.")
    question, encoder = "How many vans were sold?", ShortSighted()
    hits = Retriever(hold(letter), encoder).search(question, 5)
    given = candidates([question], hits, {letter.id: letter}, encoder, wants_list=False)
    weighed = weigh_sentences(question, given, {letter.id: letter}, {})
    alone = encoder.token_vectors(["Nine vans were sold."])[0].vectors
    assert letter.cut(weighed[0].span) == "Nine vans were sold."
    assert weighed[0].match == pytest.approx(match(encoder.token_vectors([question])[0], alone))


def test_what_stands_under_the_heading_asked_for_answers() -> None:
    document = make_document(
        "Old walls\nThe walls were built for the safety of the port.\nPurpose\nThe boats of the fleet need shelter in winter."
        "\nMany boats came for the purpose of trade.",
        kinds=[
            *[BlockKind.HEADING, BlockKind.PARAGRAPH] * 2,
            BlockKind.PARAGRAPH,
        ],
    )
    retriever = Retriever(hold(document), FakeEncoder())
    question = "What is the purpose?"
    hits = retriever.search(question, 5)
    documents = {document.id: document}
    given = candidates([question], hits, documents, FakeEncoder(), wants_list=False)
    rarity = rarities(question, hold(document).library)
    weighed = weigh_sentences(question, given, documents, rarity)
    told = {document.cut(s.span): (s.bonus > 0, s.coverage) for s in weighed}
    assert told == {
        "The walls were built for the safety of the port.": (False, 0.0),
        "The boats of the fleet need shelter in winter.": (True, 1.0),
        "Many boats came for the purpose of trade.": (False, 1.0),
    }


def test_no_sentence_is_quoted_twice_and_few_words_are() -> None:
    text = " ".join(f"Sentence number {n} says a thing or two about the vans." for n in range(40))
    document = make_document(text)
    spans = [Span(document.id, m * 10, m * 10 + 40) for m in range(40)]
    weighed = [Sentence(s, 0.9, 1.0, 1.0) for s in spans]
    chosen = choose("What about the vans?", weighed, {document.id: document})
    assert not any(a.span.overlaps(b.span) for a in chosen for b in chosen if a is not b)
    assert sum(len(document.cut(e.span).split()) for e in chosen) <= WORDS_QUOTED


def test_a_much_weaker_sentence_is_left_out() -> None:
    document = make_document("One thing. Another thing.")
    strong = Sentence(Span(document.id, 0, 10), 0.9, 1.0, 1.0)
    weak = Sentence(Span(document.id, 11, 25), 0.2, 0.0, 0.1)
    chosen = choose("What thing?", [strong, weak], {document.id: document})
    assert [document.cut(e.span) for e in chosen] == ["One thing."]


def test_rare_words_weigh_more() -> None:
    held = hold(make_document("vans here\nvans there\nvans and a depot"))
    rarity = rarities("vans depot", held.library)
    assert coverage(rarity, stems("a depot")) > coverage(rarity, stems("some vans")) > 0
    assert coverage(rarity, stems("vans at the depot")) == pytest.approx(1)
    assert coverage(rarity, stems("nothing")) == coverage({}, stems("anything")) == 0


def test_a_synonym_covers_most_of_a_word() -> None:
    rarity = rarities("staff", hold(make_document("vans here")).library)
    assert (
        0 < coverage(rarity, stems("nine employees")) < coverage(rarity, stems("nine staff")) == 1
    )


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Who attended the meeting?", True),
        ("Which projects were named?", True),
        ("What are the terms of the lease?", True),
        ("List the vans.", True),
        ("What other steel bridges are there?", True),
        ("What was the date?", False),
        ("What does the lease say?", False),
        ("Which class is it?", False),
        ("Who signed it?", False),
        ("How many vans are there?", False),
    ],
)
def test_what_asks_for_a_list(question: str, asks: bool) -> None:
    assert asks_for_a_list(question) is asks


def test_the_best_sentence_comes_with_its_neighbours_in_its_passage() -> None:
    document = make_document("Vans are old. They rust.\nThey stall. Trade is slow.\nRain fell.")
    passage = Span(document.id, 0, document.text.index(" Trade"))
    scored = {"They rust.": 0.6, "Vans are old.": 0.9, "They stall.": 0.2, "Trade is slow.": 0.7}
    weighed = [
        Sentence(place(document, words), score, 0.0, 0.0, passage_span=passage)
        for words, score in sorted(scored.items(), key=lambda pair: -pair[1])
    ]
    chosen = choose("What of the vans?", weighed, {document.id: document})
    assert [document.cut(e.span) for e in chosen] == ["Vans are old. They rust.\nThey stall."]


def test_what_somebody_else_says_is_not_joined() -> None:
    document = make_document("Vans are old. Mr Ray said that they were new. They rust.")
    whole = Span(document.id, 0, len(document.text))
    weighed = [
        Sentence(s, 0.9 - n / 10, 0.0, 0.0, passage_span=whole)
        for n, s in enumerate(sentences(document))
    ]
    chosen = choose("What of the vans?", weighed[:2], {document.id: document})
    assert [document.cut(e.span) for e in chosen] == [
        "Vans are old.",
        "Mr Ray said that they were new.",
    ]


def test_how_a_letter_closes_is_not_joined_to_what_it_says() -> None:
    document = make_document("The letter is about vans.\nYours sincerely,\nAnn Author of York.")
    whole = Span(document.id, 0, len(document.text))
    weighed = [
        Sentence(s, 0.9 - n / 3, 0.0, 0.0, passage_span=whole)
        for n, s in enumerate(sentences(document))
    ]
    chosen = choose("What is the letter about?", weighed, {document.id: document})
    assert [document.cut(e.span) for e in chosen] == ["The letter is about vans."]


def of_passages(document: Document, scored: dict[str, float]) -> list[Sentence]:
    """Sentences by their scores, best first, each line of the document a passage."""
    ends = [*(n for n, c in enumerate(document.text) if c == "\n"), len(document.text)]
    starts = [0, *(end + 1 for end in ends)]
    lines = [Span(document.id, start, end) for start, end in zip(starts, ends, strict=False)]
    found = {place(document, words): score for words, score in scored.items()}
    return [
        Sentence(s, found[s], 0.0, 0.0, passage_span=next(p for p in lines if p.contains(s)))
        for s in sorted(found, key=lambda s: -found[s])
    ]


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        pytest.param(0.85, ["Vans rust. They stall.", "Vans leak. They shake."], id="as good"),
        pytest.param(0.735, ["Vans rust. They stall.", "Vans leak."], id="nearly as good"),
        pytest.param(0.5, ["Vans rust. They stall."], id="weaker"),
    ],
)
def test_a_passage_as_good_as_the_best_is_quoted_with_its_neighbours_too(
    second: float, expected: list[str]
) -> None:
    document = make_document("Vans rust. They stall.\nVans leak. They shake.")
    scored = {"Vans rust.": 0.9, "They stall.": 0.1, "Vans leak.": second, "They shake.": 0.2}
    chosen = choose("What of the vans?", of_passages(document, scored), {document.id: document})
    assert [document.cut(e.span) for e in chosen] == expected


def rolling(count: int, step: float) -> tuple[Document, list[Sentence]]:
    """A passage of so many long sentences, each by `step` less good than the one before."""
    document = make_document(" ".join(f"Van {n} " + "rolls " * 20 + "on." for n in range(count)))
    passage = Span(document.id, 0, len(document.text))
    return document, [
        Sentence(s, 0.9 - n * step, 0.0, 0.0, passage_span=passage)
        for n, s in enumerate(sentences(document, passage))
    ]


def test_each_of_several_parts_has_its_share_of_the_words() -> None:
    document, weighed = rolling(4, 0.2)
    words = [
        len(document.cut(choose("Why?", weighed, {document.id: document}, parts)[0].span).split())
        for parts in (1, 2, 9)
    ]
    assert words[0] > words[1] == words[2] <= WORDS_OF_A_PART


def test_neighbours_are_joined_while_the_quote_stays_short() -> None:
    document, weighed = rolling(10, 0.1)
    [chosen] = choose("What of the vans?", weighed[:5], {document.id: document})[:1]
    assert chosen.span.start == 0
    assert 60 < len(document.cut(chosen.span).split()) <= WORDS_JOINED


def test_a_sentence_that_holds_the_short_answer_stands_alone() -> None:
    document = make_document("They sold 12 vans. Vans are old.")
    weighed = [
        Sentence(place(document, "They sold 12 vans."), 0.9, 0.0, 0.0),
        Sentence(place(document, "Vans are old."), 0.6, 0.0, 0.0),
    ]
    chosen = choose("How many vans?", weighed, {document.id: document})
    assert [document.cut(e.span) for e in chosen] == ["They sold 12 vans."]


def test_a_whole_list_is_weighed_where_one_is_asked_for() -> None:
    encoder, held = FakeEncoder(), hold(LISTING)
    question = "Which vans does the depot have?"
    hits = Retriever(held, encoder).search(question, 5)
    rarity = rarities(question, held.library)
    held_here = {LISTING.id: LISTING}
    given = candidates([question], hits, held_here, encoder, wants_list=True)
    weighed = weigh_sentences(question, given, held_here, rarity)
    assert place(LISTING, WHOLE_LIST) in [s.span for s in weighed]
    chosen = choose(question, weighed, {LISTING.id: LISTING})
    assert LISTING.cut(chosen[0].span) == WHOLE_LIST


def test_several_documents_give_their_best_each_in_order_of_date() -> None:
    new = make_document("The depot has 30 vans. It leaks.", path="new.txt", date="2023-05-03")
    old = make_document("The depot has 12 vans. It shut.", path="old.txt", date="2021-05-03")
    weighed = [
        Sentence(place(new, "The depot has 30 vans."), 0.9, 0.0, 0.0),
        Sentence(place(new, "It leaks."), 0.8, 0.0, 0.0),
        Sentence(place(old, "The depot has 12 vans."), 0.6, 0.0, 0.0),
    ]
    held = {new.id: new, old.id: old}
    chosen = choose("How many vans are there in each of the letters?", weighed, held)
    assert [held[e.span.document_id].cut(e.span) for e in chosen] == [
        "The depot has 12 vans.",
        "The depot has 30 vans.",
    ]
    alone = choose("How many vans are there?", weighed, held)
    assert {e.span.document_id for e in alone} == {new.id}


def test_a_salutation_is_no_answer_where_a_sentence_says_it() -> None:
    text = "Dear Mr Ray and Staff at the York Depot,\nYork has more than 40 people on its payroll."
    letter = make_document(text)
    encoder, held = FakeEncoder(), hold(letter)
    question = "How many staff has the York depot?"
    hits = Retriever(held, encoder).search(question, 5)
    given = candidates([question], hits, {letter.id: letter}, encoder, wants_list=False)
    weighed = weigh_sentences(
        question, given, {letter.id: letter}, rarities(question, held.library)
    )
    assert letter.cut(weighed[0].span).startswith("York has more than 40 people")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("Depot House", "Depot House\n2 Mill Lane\nYork YO1 2AB", id="an address"),
        pytest.param("Ann Author", "Ann Author\nHead of Vans", id="a name with its office"),
        pytest.param("Vans are red.", "Vans are red.", id="a sentence"),
    ],
)
def test_short_lines_that_stand_together_come_together(words: str, expected: str) -> None:
    text = "Depot House\n2 Mill Lane\nYork YO1 2AB\nVans are red.\nAnn Author\nHead of Vans"
    lines = make_document(text)
    first = lines.blocks[0]
    address = Block(first.kind, first.start, text.index("\nVans"), paragraph=1)
    letter = replace(lines, blocks=(address, *lines.blocks[3:]))
    assert letter.cut(widened(place(letter, words), letter, wants_list=False)) == expected


@pytest.mark.parametrize(
    ("weaker", "stronger"),
    [
        ("Ann asked whether any van had been sold.", "Nine vans were sold in all."),
        ("Head of the York van depot and of sales", "Vans are sold in York as Ann says."),
    ],
)
def test_what_only_asks_or_names_gives_way(weaker: str, stronger: str) -> None:
    document = make_document(f"{weaker}\n{stronger}")
    spans = [place(document, weaker), place(document, stronger)]
    hit = Hit(Passage("p", Span(document.id, 0, len(document.text)), "", "", ()), 1.0)
    piece = np.ones((1, 1), dtype=np.float32)
    asked = TokenVectors(piece, np.array([0]), np.array([4]), piece[0])
    given = Candidates(dict.fromkeys(spans, hit), (piece, piece), {"Sold?": asked})
    weighed = weigh_sentences("Sold?", given, {document.id: document}, {})
    assert document.cut(weighed[0].span) == stronger


def test_beside_a_short_answer_only_what_holds_one_too_is_quoted() -> None:
    document = make_document("They sold 12 vans.\nVans are old.\nIn all, 12 vans were sold.")
    scores = {"They sold 12 vans.": 0.9, "Vans are old.": 0.85, "In all, 12 vans were sold.": 0.8}
    weighed = [Sentence(place(document, words), s, 0.0, 0.0) for words, s in scores.items()]
    chosen = choose("How many vans were sold?", weighed, {document.id: document})
    assert [document.cut(e.span) for e in chosen] == [
        "They sold 12 vans.",
        "In all, 12 vans were sold.",
    ]
