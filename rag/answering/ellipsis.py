"""Ellipses a person wrote into a quotation: what they part, and whether the parts stand in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from rag.answering.differences import Difference
from rag.answering.folding import fold
from rag.answering.sense_words import CONDITIONS, is_negation

_ELLIPSIS = re.compile(r"[\[(]\s?(?:\.{3,}|\u2026|\. \. \.)\s?[\])]|\.{3,}|\u2026|\. \. \.(?: \.)?")
_SENTENCE_END = re.compile(r"[.?!][\"'\u2019\u201d)\]]{0,3}\s|\n")

_SMALL_TOKENS = 3
_NEAR_CHARACTERS = 300
"""A piece of one or two words stands anywhere: it must be this near to the piece beside it."""

_PIECES_AT_MOST = 12

_ANYTHING_GOES = 5
"""Tokens that all pieces together must have at least."""


def pieces_of(text: str) -> list[str]:
    """The pieces between ellipses, each with at least one word; one piece where there is none."""
    return [piece for piece in _ELLIPSIS.split(text) if len(fold(piece))]


def is_sound(lengths: Sequence[int]) -> bool:
    """Whether pieces of so many tokens are enough to say where they stand."""
    return sum(lengths) >= _ANYTHING_GOES and len(lengths) <= _PIECES_AT_MOST


def in_order(
    places: Sequence[Sequence[tuple[int, int]]], lengths: Sequence[int]
) -> tuple[tuple[int, int], ...] | None:
    """One (start, end) for each piece, each after the one before, over the shortest stretch.

    `places` holds the places of each piece in one document. None where they do not stand in order.
    """
    best: tuple[tuple[int, int], ...] | None = None
    for first in places[0]:
        chosen = [first]
        for number, options in enumerate(places[1:], 1):
            after = [p for p in options if p[0] >= chosen[-1][1]]
            if not after:
                break
            chosen.append(min(after))
            small = min(lengths[number - 1], lengths[number]) < _SMALL_TOKENS
            if small and chosen[-1][0] - chosen[-2][1] > _NEAR_CHARACTERS:
                break
        else:
            if best is None or chosen[-1][1] - chosen[0][0] < best[-1][1] - best[0][0]:
                best = tuple(chosen)
    return best


def omissions(text: str, places: Sequence[tuple[int, int]]) -> list[Difference]:
    """What was left out between the pieces; of kind "negation" or "condition" where that turns them.

    Only words of the sentence that both pieces belong to can turn it.
    """
    return [
        Difference(_kind(text[left[1] : right[0]]), "\u2026", text[left[1] : right[0]].strip())
        for left, right in pairwise(places)
    ]


def _kind(omitted: str) -> str:
    if _SENTENCE_END.search(omitted):
        return "ellipsis"
    keys = fold(omitted).keys
    if any(map(is_negation, keys)):
        return "negation"
    return "condition" if any(k in CONDITIONS for k in keys) else "ellipsis"
