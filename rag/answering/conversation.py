"""A follow-up becomes a question that stands alone, using the turns before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.answering.words import content_words
from rag.types import Turn

LEANS = re.compile(
    r"^\W*(?:and|but|so|also|then|what about|how about|what else|who else|why\s*\?*$|when\s*\?*$|"
    r"where\s*\?*$|how\s*\?*$|which ones?)\b|"
    r"\b(?:it|its|they|them|their|theirs|he|him|his|she|her|hers|that one|those|these|the same|"
    r"this|that)\b(?!\s+(?:is|was|were|are)\s+(?:true|correct)\b)",
    re.IGNORECASE,
)
"""Openings and words that point at something said before."""
NAMES_ITS_SUBJECT = 4
"""A question with this many content words of its own is taken to stand alone unless it opens as
a follow-up."""
OPENS_AS_FOLLOW_UP = re.compile(r"^\W*(?:and|but|also|what about|how about)\b", re.IGNORECASE)


def standalone_question(question: str, turns: Sequence[Turn]) -> str:
    """The question as it would be asked with nothing before it.

    A question that leans on the conversation is put together with the last question that does
    not; any other is returned as it is.
    """
    question = " ".join(question.split())
    if not turns or not leans_on_turns(question):
        return question
    subject = _last_subject(turns)
    return f"{subject} {question}" if subject else question


def leans_on_turns(question: str) -> bool:
    """Whether a question cannot be understood without the turns before it."""
    if OPENS_AS_FOLLOW_UP.search(question):
        return True
    own = len(content_words(question))
    return own < NAMES_ITS_SUBJECT and bool(LEANS.search(question))


def _last_subject(turns: Sequence[Turn]) -> str:
    standing = (t.question for t in reversed(turns) if not leans_on_turns(t.question))
    return " ".join(next(standing, turns[-1].question).split())
