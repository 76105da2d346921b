"""A sentence as the rules read it: words, marks, and each quotation as one word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.answering.speech.quotations import Quotation

_TOKEN = re.compile(r"\w+(?:['’.&/\-–]\w+|,\d+)*(?:\.(?=\s*\S))?|[^\w\s]")
QUOTE = "“”"
"""How a quotation is read: as one word, whatever it holds."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a punctuation mark or a whole quotation: `text[start:end]` of what was read."""

    text: str
    lower: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether it is a word or number."""
        return self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        """Whether it is a word that begins with a capital."""
        return self.text[0].isupper()


def tokens_of(text: str, quotations: Sequence[Quotation] = ()) -> list[Token]:
    """The words and marks of a text, each outermost quotation as one token."""
    found: list[Token] = []
    at = 0
    for q in quotations:
        if q.depth == 0 and q.start >= at:
            found += _tokens(text, at, q.start)
            found.append(Token(QUOTE, QUOTE, q.start, q.end))
            at = q.end
    return found + _tokens(text, at, len(text))


def _tokens(text: str, start: int, end: int) -> list[Token]:
    return [
        Token(m[0], _lower(m[0]), m.start(), m.end()) for m in _TOKEN.finditer(text, start, end)
    ]


def _lower(word: str) -> str:
    """In lower case, but for initials and a month: "WHO" is not "who", "May" not "may"."""
    return word if word == "May" or (len(word) > 1 and word.isupper()) else word.lower()


def next_lower(tokens: Sequence[Token], at: int, step: int = 1) -> str:
    """The word so many steps after a token, in lower case; "" past the end."""
    return tokens[at + step].lower if 0 <= at + step < len(tokens) else ""
