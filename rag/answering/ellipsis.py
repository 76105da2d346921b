"""Ellipses a person wrote into a quotation: what they part, and whether the parts stand in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from rag.answering.differences import Difference
from rag.answering.folding import fold
from rag.answering.sense_words import CONDITIONS, MODALS, QUANTIFIERS, is_negation

_ELLIPSIS = re.compile(r"[\[(]\s?(?:\.{3,}|\u2026|\. \. \.)\s?[\])]|\.{3,}|\u2026|\. \. \.(?: \.)?")
_SENTENCE_END = re.compile(r"[.?!][\"'\u2019\u201d)\]]{0,3}\s|\n")

_SMALL_TOKENS = 3
_NEAR_CHARACTERS = 300
"""A piece of one or two words stands anywhere: it must be this near to the piece beside it, and in
the same sentence."""

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
    text: str, places: Sequence[Sequence[tuple[int, int]]], lengths: Sequence[int]
) -> tuple[tuple[int, int], ...] | None:
    """One (start, end) for each piece, each after the one before, over the shortest stretch.

    `places` holds the places of each piece in one document, whose text is given. None where they do not stand in order.
    """
    best: tuple[tuple[int, int], ...] | None = None
    for first in places[0]:
        chosen = [first]
        for options in places[1:]:
            after = [p for p in options if p[0] >= chosen[-1][1]]
            if not after:
                break
            chosen.append(min(after))
        whole = len(chosen) == len(places) and _held_together(text, chosen, lengths)
        if whole and (best is None or chosen[-1][1] - chosen[0][0] < best[-1][1] - best[0][0]):
            best = tuple(chosen)
    return best


def _held_together(text: str, chosen: Sequence[tuple[int, int]], lengths: Sequence[int]) -> bool:
    """Whether each small piece stands near to a piece beside it."""
    near = [_are_near(text, left[1], right[0]) for left, right in pairwise(chosen)]
    return all(
        length >= _SMALL_TOKENS or any(near[max(0, i - 1) : i + 1])
        for i, length in enumerate(lengths)
    )


def _are_near(text: str, end: int, start: int) -> bool:
    """Whether two places stand in one sentence, and not far from each other."""
    return start - end <= _NEAR_CHARACTERS and not _SENTENCE_END.search(text, end, start)


def together(text: str, places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The places, those joined that stand in one sentence: what an ellipsis leaves out inside is
    told by `omissions`, and is no edge.
    """
    joined = [places[0]]
    for start, end in places[1:]:
        if _SENTENCE_END.search(text, joined[-1][1], start):
            joined.append((start, end))
        else:
            joined[-1] = (joined[-1][0], end)
    return joined


def omissions(text: str, places: Sequence[tuple[int, int]]) -> list[Difference]:
    """What was left out between the pieces, its kind "ellipsis" unless it turns their sense.

    Only words of the sentence that both pieces belong to can turn it: negations and conditions
    anywhere, a modal verb or a quantifier next to what is kept.
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
    if any(k in CONDITIONS for k in keys):
        return "condition"
    if keys and (keys[-1] in MODALS or keys[0] in MODALS):
        return "modal"
    return "quantifier" if keys and keys[-1] in QUANTIFIERS else "ellipsis"
