"""Pairs made into examples: passages cut as the index cuts them, questions put in one of their forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rag.tuning.forms import forms_of
from rag.tuning.pairs import Pair, number_of
from rag.types import Example, Splitter

_WORD = re.compile(r"\w{4,}")


def examples_of(pairs: Iterable[Pair], splitter: Splitter) -> Iterator[Example]:
    """One example a pair, in order: the question in one of its forms, the piece that answers it.

    Which form is taken hangs on the question's own letters, so that a second run takes the same.
    """
    for pair in pairs:
        forms = forms_of(pair.question)
        piece = nearest_piece(pair.question, splitter.split(pair.passage))
        yield Example(
            forms[number_of(pair.question) % len(forms)],
            f"{pair.title}\n{piece}" if pair.title else piece,
        )


def nearest_piece(question: str, pieces: list[str]) -> str:
    """The piece that has most of the question's longer words; the first of several such."""
    asked = _words(question)
    return max(pieces, key=lambda piece: len(asked & _words(piece)))


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower()))
