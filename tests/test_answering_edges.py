"""Quotes do not begin or end where the cut would turn what the source says."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answering.edges import Turning, governing_line, honest_span, turning_cut
from rag.types import BlockKind, Document, Span
from tests.fakes import make_document


def place(document: Document, words: str) -> Span:
    start = document.text.index(words)
    return Span(document.id, start, start + len(words))


TURNED = [
    ("It is not true that the depot closed.", "the depot closed.", Turning.NEGATION),
    ("We deny that the depot was ever closed.", "the depot was ever closed.", Turning.NEGATION),
    ("The council did not close the depot.", "close the depot.", Turning.NEGATION),
    ("There is no evidence that the roof leaks.", "the roof leaks.", Turning.NEGATION),
    ("The depot doesn’t sell vans.", "sell vans.", Turning.NEGATION),
    ("The claim that the roof leaks is false.", "the roof leaks", Turning.SAYING),
    ("That the roof leaks is simply untrue.", "the roof leaks", Turning.NEGATION),
    ("The board has power to close no depot.", "The board has power to close", Turning.NEGATION),
    ("If the roof leaks, the depot must close.", "the depot must close.", Turning.CONDITION),
    ("Where a person fails to pay, a fine is due.", "a fine is due.", Turning.CONDITION),
    ("The ferry sails unless it blows.", "The ferry sails", Turning.EXCEPTION),
    ("Vans may park here, except on Sundays.", "Vans may park here", Turning.EXCEPTION),
    ("Vans may park here, but they must pay.", "Vans may park here", Turning.EXCEPTION),
    ("The roof is sound; however, it must be watched.", "The roof is sound", Turning.EXCEPTION),
    ("Vans may park here provided that they pay.", "Vans may park here", Turning.EXCEPTION),
    ("Vans may park here if they pay.", "Vans may park here", Turning.EXCEPTION),
    ("Although the roof is sound, the depot closed.", "the roof is sound", Turning.EXCEPTION),
    ("The captain claims that the ferry is safe.", "the ferry is safe.", Turning.SAYING),
    ("According to the captain, the ferry is safe.", "the ferry is safe.", Turning.SAYING),
    ("The ferry is safe, the captain said.", "The ferry is safe", Turning.SAYING),
    ("The minister hopes that the ferry will sail.", "the ferry will sail.", Turning.SAYING),
    ("The board should have closed the depot.", "closed the depot.", Turning.MODAL),
    ("The board failed to close the depot.", "close the depot.", Turning.MODAL),
    ("Some of the depots leak badly.", "depots leak badly.", Turning.QUANTIFIER),
    ("It has more than 42,000 employees.", "42,000 employees.", Turning.QUANTIFIER),
    ("It has 42,000 employees.", "000 employees.", Turning.NUMBER),
    ("It cost £1.5 million.", "It cost £1.5", Turning.NUMBER),
    ("It cost £1.5 million.", "1.5 million.", Turning.NUMBER),
    ("The roof is unsafe.", "safe.", Turning.WORD),
    ("Is it true that the depot closed?", "the depot closed", Turning.QUESTION),
    ("The depot closed?", "The depot", Turning.QUESTION),
]


@pytest.mark.parametrize(
    ("text", "words", "turning"), TURNED, ids=[f"{t[2]}-{t[0]}" for t in TURNED]
)
def test_a_cut_that_turns_the_meaning_is_named_and_mended(
    text: str, words: str, turning: Turning
) -> None:
    document = make_document(f"The town has a depot.\n{text} It is red.")
    cut = turning_cut(document, place(document, words))
    assert cut is not None
    assert cut.turning is turning
    assert cut.words in text
    mended = honest_span(document, place(document, words))
    assert mended is not None
    assert turning_cut(document, mended) is None
    assert mended.contains(place(document, words))
    assert document.cut(mended) in text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The depot was sold in May, and the roof was mended.", "the roof was mended."),
        ("It did not rain and the ferry sailed.", "the ferry sailed."),
        ("The captain, who was not there, paid for the roof.", "paid for the roof."),
        ("Even if it blows, the ferry sails.", "the ferry sails."),
        ("The ferry is not only cheap but also fast.", "The ferry is not only cheap"),
        ("Staff, if any, must leave the depot.", "must leave the depot."),
        ("The captain said: “The ferry is safe and dry.”", "The ferry is safe and dry."),
        ("The roof is sound. However, it is old.", "The roof is sound."),
        ("The roof is sound. But it is old.", "The roof is sound."),
        ("The ferry sails on Mondays, not on Tuesdays.", "The ferry sails on Mondays"),
        ("The depot closed?", "The depot closed?"),
    ],
)
def test_an_honest_cut_stays(text: str, words: str) -> None:
    document = make_document(text)
    span = place(document, words)
    assert turning_cut(document, span) is None
    assert honest_span(document, span) == span


def listed(line: str) -> Document:
    return make_document(
        f"Rules of the depot.\n{line}\npark on the grass;\nlight a fire.\nThat is all.",
        kinds=[
            BlockKind.HEADING,
            BlockKind.PARAGRAPH,
            BlockKind.LIST_ITEM,
            BlockKind.LIST_ITEM,
        ],
    )


@pytest.mark.parametrize(
    "line",
    [
        "Visitors must not:",
        "Nobody may do any of these things:",
        "If the depot is closed, visitors may:",
        "The captain claims that visitors:",
        "Visitors may do as they please, except:",
    ],
)
def test_an_item_keeps_the_line_that_denies_it(line: str) -> None:
    document = listed(line)
    item = place(document, "light a fire.")
    cut = turning_cut(document, item)
    assert cut is not None
    assert (cut.turning, cut.words) == (Turning.LIST, line)
    mended = honest_span(document, item)
    assert mended is not None
    assert document.cut(mended) == f"{line}\npark on the grass;\nlight a fire."


def test_an_item_of_a_plain_list_stands_alone() -> None:
    document = listed("The depot offers these pleasures:")
    assert honest_span(document, place(document, "light a fire.")) == place(
        document, "light a fire."
    )
    assert governing_line(document, document.text.index("That is all")) is None


def test_a_sentence_that_the_next_block_takes_back() -> None:
    document = make_document("The board may close a depot\nunless the mayor objects.\nIt is red.")
    mended = honest_span(document, place(document, "The board may close a depot"))
    assert mended is not None
    assert document.cut(mended).endswith("unless the mayor objects.")


def test_what_would_grow_without_end_is_refused() -> None:
    document = make_document("It is not true that " + "the depot closed and " * 300 + "it rained.")
    assert honest_span(document, place(document, "the depot closed and it rained.")) is None


@given(st.text(alphabet='ab. ,;:“”"?\nif not that £1-', min_size=1), st.data())
def test_any_span_is_mended_or_refused(text: str, data: st.DataObject) -> None:
    document = make_document(text)
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(document.id, start, data.draw(st.integers(start + 1, len(text))))
    mended = honest_span(document, span)
    assert mended is None or (mended.contains(span) and turning_cut(document, mended) is None)


@pytest.mark.parametrize(
    "piece", ["not ", "not that ", "if any ", ", a ", "said ", "  ", "may ", "£ ", "unless "]
)
def test_a_sentence_without_end_takes_no_longer_than_its_length(piece: str) -> None:
    document = make_document("x " + piece * (100_000 // len(piece)) + "x.")
    middle = len(document.text) // 2
    began = time.perf_counter()
    turning_cut(document, Span(document.id, middle, middle + 10))
    assert time.perf_counter() - began < 2
