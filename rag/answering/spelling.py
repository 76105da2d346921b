"""Misspelt words of a question, put right by the words that the documents hold."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from rag.answering.words import FUNCTION_WORDS, WORD
from rag.types import Library

if TYPE_CHECKING:
    from spellchecker import SpellChecker

SHORTEST = 5
"""Letters of a word that may be put right; a shorter one is too near to too many others."""


def respelled(question: str, library: Library) -> str:
    """The question with each word that no passage and no dictionary holds as the documents spell it.

    A word is changed only where one that the documents hold is very near; what is quoted stays as
    the documents have it.
    """
    pieces, end = [], 0
    for match in WORD.finditer(question):
        word = match.group()
        if (put := _put_right(word, library)) is not None:
            pieces += [question[end : match.start()], put]
            end = match.end()
    return "".join((*pieces, question[end:]))


def _put_right(word: str, library: Library) -> str | None:
    lower = word.lower()
    if len(word) < SHORTEST or not word.isalpha() or lower in FUNCTION_WORDS:
        return None
    if library.passages_with(lower) or lower in _english():
        return None
    return library.nearest_word(lower)


@cache
def _english() -> SpellChecker:
    # The word list takes a second to load: only who meets an unknown word pays for it.
    from spellchecker import SpellChecker  # noqa: PLC0415

    return SpellChecker()
