"""How each word of a question is met by a text."""

from __future__ import annotations

import numpy as np
import pytest

from rag.answering.late_interaction import direction, match, pieces_within, weights_of
from rag.answering.words import stem
from rag.types import TokenVectors, Vectors


def rows(*vectors: tuple[float, float]) -> Vectors:
    return np.array(vectors, dtype=np.float32).reshape(-1, 2)


def read(*vectors: tuple[float, float]) -> TokenVectors:
    """Pieces of four letters each, with a space between them."""
    starts = np.arange(len(vectors)) * 5
    return TokenVectors(rows(*vectors), starts, starts + 4, direction(rows(*vectors)))


def test_each_piece_of_the_question_counts_the_piece_that_is_nearest_to_it() -> None:
    question = read((1, 0), (0, 3))
    assert match(question, rows((0, 2), (5, 0))) == pytest.approx(1)
    assert match(question, rows((2, 0))) == pytest.approx(0.5)
    assert match(question, rows((2, 0), (1, 1))) == pytest.approx((1 + 0.5**0.5) / 2)
    assert match(question, rows((-1, 0))) == pytest.approx(-0.5)


def test_rare_words_weigh_more() -> None:
    """Pieces of four letters each: "rare" is one word, "usualone" two pieces of another."""
    pieces, begins = rows((1, 0), (0, 1), (0, 1)), np.array([0, 5, 9])
    question = TokenVectors(pieces, begins, begins + 4, direction(pieces))
    weights = weights_of("rare usualone", question, {stem("rare"): 3.0, stem("usualone"): 0.0})
    assert weights.tolist() == pytest.approx([1 / 6 + 1 / 2, 1 / 6, 1 / 6])
    assert match(question, rows((1, 0)), weights) == pytest.approx(2 / 3)
    assert weights_of("rare usualone", question, {}).tolist() == pytest.approx([1 / 3] * 3)
    assert weights_of("?", read(), {}).tolist() == []
    assert weights_of("¿", read((1, 0)), {"x": 1.0}).tolist() == [1]


def test_nothing_read_is_no_match() -> None:
    assert match(read(), rows((1, 0))) == 0
    assert match(read((1, 0)), rows()) == 0
    assert direction(rows()).tolist() == [0, 0]


def test_pieces_of_a_stretch_of_text() -> None:
    text = read((1, 0), (0, 1), (1, 1))
    assert pieces_within(text, 5, 9).tolist() == [[0, 1]]
    assert pieces_within(text, 3, 14).tolist() == [[1, 0], [0, 1], [1, 1]]
    assert pieces_within(text, 4, 5).tolist() == []


def test_no_pieces_where_the_encoder_did_not_read_to_the_end() -> None:
    assert pieces_within(read((1, 0), (0, 1)), 5, 12).tolist() == []
    assert pieces_within(read(), 0, 4).tolist() == []


def test_the_mean_has_length_one() -> None:
    assert direction(rows((2, 0), (0, 2))).tolist() == pytest.approx([0.5**0.5] * 2)
