"""What somebody did to an enquiry, told in words for its log: one line a change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rag.enquiries.deciding import named
from rag.enquiries.enquiry import Enquiry, Letter, Part, PartState, Regime


def changes(before: Enquiry | None, after: Enquiry) -> tuple[str, ...]:
    """What was done between two states of an enquiry; `before` is None where it is new."""
    if before is None:
        return ("took in the letter", *_of_parts(after, after, news=True))
    return (*_of_letter(before, after), *_of_parts(before, after))


def _of_letter(before: Enquiry, after: Enquiry) -> Iterator[str]:
    for name in ("sender", "subject", "reference"):
        was, now = getattr(before.letter, name), getattr(after.letter, name)
        if was != now:
            yield f"changed the {name} from {_given(was)} to {_given(now)}"
    if _words(before.letter) != _words(after.letter):
        yield "changed the letter"
    if before.received != after.received:
        yield f"changed the date received from {before.received} to {after.received}"
    if before.regime != after.regime:
        yield f"changed the rules it is answered under from {_rules(before)} to {_rules(after)}"


def _words(letter: Letter) -> Letter:
    return replace(letter, sender=None, subject=None, reference=None)


def _given(detail: str | None) -> str:
    return f"“{detail}”" if detail else "none"


def _rules(enquiry: Enquiry) -> str:
    return _RULES[enquiry.regime] if enquiry.regime else "none"


def _of_parts(before: Enquiry, after: Enquiry, *, news: bool = False) -> Iterator[str]:
    if [p.question for p in before.parts] != [p.question for p in after.parts]:
        yield f"changed the questions: {len(before.parts)} before, {len(after.parts)} now"
    known = {} if news else {p.question: p for p in before.parts}
    for at, part in enumerate(after.parts):
        yield from _of_part(known.get(part.question, Part(part.question)), part, named(after, at))


def _of_part(before: Part, after: Part, name: str) -> Iterator[str]:
    if before.answer != after.answer:
        yield f"had {name} answered from the documents"  # which gives it its first reply
    elif before.reply != after.reply:
        yield f"edited the reply to {name}"
    if (before.state, before.decided_by) != (after.state, after.decided_by):
        yield f"{_DONE[after.state]} {name}"
    if before.note != after.note and after.note:
        yield f"noted at {name}: {after.note}"


_RULES = {
    Regime.FOI: "freedom of information",
    Regime.EIR: "environmental information",
    Regime.GENERAL: "general correspondence",
}
_DONE = {
    PartState.OPEN: "reopened",
    PartState.APPROVED: "approved",
    PartState.NEEDS_DECISION: "marked as needing a decision:",
}
