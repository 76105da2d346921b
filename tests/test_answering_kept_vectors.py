"""Vectors kept in memory."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rag.answering.kept_vectors import KeptVectors
from rag.types import TokenVectors
from tests.fakes import FakeEncoder


def test_each_text_is_encoded_once_and_rows_stand_in_the_order_asked() -> None:
    plain, counting = FakeEncoder(), FakeEncoder()
    kept = KeptVectors(counting)
    kept.encode(["one", "two"])
    again = kept.encode(["three", "two", "one", "two"])
    assert counting.encoded == ["one", "two", "three"]
    assert np.array_equal(again, plain.encode(["three", "two", "one", "two"]))


def test_no_more_are_kept_than_asked_and_the_longest_unused_goes_first() -> None:
    counting = FakeEncoder()
    kept = KeptVectors(counting, at_most=2)
    kept.encode(["one", "two"])
    kept.encode(["one"])
    kept.encode(["three"])
    kept.encode(["one"])
    assert counting.encoded == ["one", "two", "three"]
    kept.encode(["two"])
    assert counting.encoded[-1] == "two"


def test_no_texts_give_no_rows() -> None:
    assert KeptVectors(FakeEncoder()).encode([]).shape[0] == 0


def test_each_text_is_read_once_while_it_is_among_the_last() -> None:
    class Counting(FakeEncoder):
        """Notes what is read."""

        def __init__(self) -> None:
            super().__init__()
            self.read: list[str] = []

        def token_vectors(self, texts: Sequence[str]) -> list[TokenVectors]:
            self.read += texts
            return super().token_vectors(texts)

    counting = Counting()
    kept = KeptVectors(counting, read=2)
    kept.token_vectors(["one", "two"])
    two, one = kept.token_vectors(["two", "one"])
    assert counting.read == ["one", "two"]
    assert np.array_equal(one.vectors, FakeEncoder().encode(["one"]))
    assert not np.array_equal(one.vectors, two.vectors)
    kept.token_vectors(["three"])
    kept.token_vectors(["two"])
    assert counting.read == ["one", "two", "three", "two"]
