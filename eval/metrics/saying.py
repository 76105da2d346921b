"""Whether a text says a fact, whichever way its numbers and dates are written."""

from __future__ import annotations

import re
from collections.abc import Iterable

from eval.metrics.written_forms import in_one_form
from rag.types import Answer


def words_shown(answer: Answer) -> str:
    """Everything of an answer that a reader takes for its statement: text, short answer, quotes."""
    parts = [answer.text, answer.short_answer or "", *(c.quote.text for c in answer.citations)]
    return " | ".join(re.sub(r"\s*\[\d+\]", "", part) for part in parts)


def says(text: str, ways: Iterable[str]) -> bool:
    """Whether one of the ways of saying a fact stands in the text, as whole words and numbers.

    Letter case, typographic quotes and dashes and the form of a number or a date make no difference:
    "06 November 2023", "2023-11-06" and "6.11.23" (day first) are one.
    """
    plain = in_one_form(text)
    return any(_stands_in(plain, in_one_form(way)) for way in ways)


def _stands_in(text: str, fact: str) -> bool:
    return re.search(rf"(?<!\w)(?<!\d\.){re.escape(fact)}(?!\w)(?!\.\d)", text) is not None
