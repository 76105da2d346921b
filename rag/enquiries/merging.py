"""Two people's changes to one enquiry put together, where they touch different things."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any, TypeVar

from rag.enquiries.enquiry import Enquiry, Letter, Part
from rag.errors import StaleWork

T = TypeVar("T", Enquiry, Letter, Part)
STALE = (
    "Somebody else changed this meanwhile, so your change is not kept yet. Your words are still here: "
    "copy them, open the enquiry again, and repeat the change."
)


def merged(base: Enquiry, mine: Enquiry, theirs: Enquiry) -> Enquiry:
    """What both made of the same enquiry. Raises StaleWork where both changed the same thing."""
    letter = _each_field(base.letter, mine.letter, theirs.letter)
    base, mine, theirs = (replace(e, letter=letter) for e in (base, mine, theirs))
    questions = {tuple(p.question for p in e.parts) for e in (base, mine, theirs)}
    if len(questions) > 1:
        return _each_field(base, mine, theirs)
    each = zip(base.parts, mine.parts, theirs.parts, strict=True)
    parts = tuple(_each_field(*three) for three in each)
    return _each_field(*(replace(e, parts=parts) for e in (base, mine, theirs)))


def _each_field(base: T, mine: T, theirs: T) -> T:
    changed: dict[str, Any] = {}
    for name in (f.name for f in fields(base)):
        was, my, their = (getattr(x, name) for x in (base, mine, theirs))
        if my not in (was, their):
            if their != was:
                raise StaleWork(STALE)
            changed[name] = my
    return replace(theirs, **changed)
