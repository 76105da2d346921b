"""What else of a letter a question needs: what it stands under, points at, or is limited by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rag.enquiries import pointing
from rag.enquiries.blocks import Node
from rag.enquiries.wording import Manner, Sentence, tells_the_topic

CONTEXT_CHARACTERS = 1200
"""Characters of context told with a question, at most."""
QUESTIONS_BACK = 6
"""Questions before it told with one that points at the one before, and so on, at most."""
TOPIC_SENTENCES = 3
"""Subject line and sentences that say what a letter is about, at most."""

_FORMULAS = re.compile(
    r"\b(?:re|fwd|freedom of information|environmental information|foia?|eir|data protection|request(?:ed|s)?(?: for)?|information|"
    r"enquiry|enquiries|questions?|quer(?:y|ies)|regulations|act|scotland|under|the|a|an|of|for|my|our|your|urgent|deadline|"
    r"today|new|\d+)\b",
    re.IGNORECASE,
)
_TELLING = re.compile(r"[A-Za-z]{3,}")


@dataclass(slots=True)
class Found:
    """A question before its context is put together: `words` are its own, white space made even."""

    node: Node
    label: str
    start: int
    end: int
    words: str
    stems: list[str]
    near: list[str]
    """What is stated in the same paragraph before it."""
    previous: Found | None = None
    is_fragment: bool = False
    """Whether it asks only together with what it stands under."""


@dataclass(slots=True)
class Told:
    """What a letter says besides its questions, gathered in its order."""

    _scopes: list[str] = field(default_factory=list)
    _said: list[tuple[int, str]] = field(default_factory=list)
    _definitions: list[str] = field(default_factory=list)
    _topic: list[str] = field(default_factory=list)

    def note_subject(self, subject: str) -> None:
        """Keeps a subject line that names a matter; "Freedom of Information request" names none."""
        if _TELLING.search(_FORMULAS.sub(" ", subject)):
            self._topic.append(subject)

    def note(self, sentences: Sequence[Sentence], *, is_opening: bool) -> None:
        """Keeps what is stated for the questions after it, and what holds for all.

        `is_opening`: whether no question has been asked yet.
        """
        for sentence in sentences:
            defines = pointing.defined_in(sentence.words)
            if sentence.manner is Manner.SCOPE and not defines:
                self._scopes.append(sentence.words)
            if sentence.manner is Manner.STATES:
                if is_opening and tells_the_topic(sentence.words):
                    self._topic.append(sentence.words)
                self._said.append((sentence.start, sentence.words))
            if sentence.manner in (Manner.STATES, Manner.SCOPE) and defines:
                self._definitions.append(sentence.words)

    def context_of(self, found: Found) -> str:
        """The letter's own words that a question needs, each once."""
        told = " ".join((*found.stems, *found.near, found.words))
        pieces = [
            *(d for d in self._definitions if pointing.uses(told, d)),
            *self._topic[:TOPIC_SENTENCES],
            *self._scopes,
            *found.stems,
            *found.near,
            *self._pointed(found),
        ]
        distinct = list(dict.fromkeys(p for p in pieces if p and p not in found.words))
        return " ".join(distinct)[:CONTEXT_CHARACTERS]

    def _pointed(self, found: Found, back: int = QUESTIONS_BACK) -> list[str]:
        """The question or statement before it that a question points at."""
        before = found.previous
        if before is not None and pointing.continues(found.words):
            return self._retold(before, back - 1)
        statements = [w for start, w in self._said if start < found.start]
        if pointed := pointing.named(found.words, statements):
            return [pointed]
        if found.near or not pointing.leans(found.words, is_fragment=found.is_fragment):
            return []
        last = max((start for start, _ in self._said if start < found.start), default=-1)
        if before is not None and before.start > last:
            return self._retold(before, back - 1)
        return statements[-1:]

    def _retold(self, found: Found, back: int) -> list[str]:
        """A question with what it points at itself, `back` questions back at most."""
        pointed = self._pointed(found, back) if back > 0 else []
        return [*found.stems, *found.near, *pointed, found.words]
