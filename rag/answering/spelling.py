"""Misspelt words of a question, put right by the words that the documents hold, else by the dictionary."""

from __future__ import annotations

from rag.answering.shorthand import written_out
from rag.answering.word_list import is_listed, nearest_listed
from rag.answering.words import FUNCTION_WORDS, WORD
from rag.types import Library

SHORTEST = 5
"""Letters of a word that may be put right; a shorter one is too near to too many others."""


def respelled(question: str, library: Library) -> str:
    """The question written out, with each word that no passage and no dictionary holds put right.

    As the documents spell it, where one that they hold is very near; else as the dictionary does, where
    a common word is. What is quoted stays as the documents have it.
    """
    question = written_out(question)
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
    if library.passages_with(lower) or is_listed(lower):
        return None
    return library.nearest_word(lower) or (nearest_listed(lower) if word.islower() else None)
