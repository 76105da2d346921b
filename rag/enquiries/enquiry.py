"""The nouns of an enquiry, frozen: a letter, what it asks, and what becomes of each question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rag.types import Answer


class Regime(StrEnum):
    """Under which rules a letter is answered. A person chooses it; the software never does."""

    FOI = "foi"
    EIR = "eir"
    GENERAL = "general"


class PartState(StrEnum):
    """How far staff are with one question."""

    OPEN = "open"
    APPROVED = "approved"
    NEEDS_DECISION = "needs_decision"


@dataclass(frozen=True, slots=True)
class LetterQuestion:
    """A question of a letter, cut from it by position: `letter.text[start:end] == text`.

    `label` is the number the writer gave it, without brackets or full stop: "2", "2(a)", "B.iii";
    empty where there is none. `context` is what other parts of the letter say that the question
    needs: the sentence it stands under ("For each of the above cameras:"), shared years.
    """

    label: str
    text: str
    start: int
    end: int
    context: str = ""

    @property
    def asked(self) -> str:
        """The question as it is put to the documents, with its context before it."""
        return f"{self.context} {self.text}".strip()


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter or e-mail that asks things. What is not known of it is None."""

    text: str
    name: str = ""
    """Of its file; empty where it was pasted."""
    sender: str | None = None
    subject: str | None = None
    reference: str | None = None
    dated: date | None = None
    doubt: str = ""
    """What whoever reads its words must know: that a machine read them, that an attachment was not read."""


@dataclass(frozen=True, slots=True)
class Part:
    """One question of an enquiry with its answer, and the reply that staff make of it.

    `reply` is what the letter back will say; its markers [1] mean the citations of `answer`.
    `decided_by` is who approved it or marked that it needs a decision, `note` why.
    """

    question: LetterQuestion
    answer: Answer | None = None
    reply: str = ""
    state: PartState = PartState.OPEN
    decided_by: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Enquiry:
    """A letter at work: when it came, under which regime it is answered, and its parts in order."""

    id: str
    letter: Letter
    received: date
    regime: Regime | None = None
    parts: tuple[Part, ...] = ()

    @property
    def is_approved(self) -> bool:
        """Whether a person has approved every part."""
        return bool(self.parts) and all(p.state is PartState.APPROVED for p in self.parts)
