"""Who signs a letter or e-mail, in what role and for which organisation."""

from __future__ import annotations

import re
from dataclasses import replace

from rag.reading.guessing.names import Person, is_role, office_in, person_in, title_of
from rag.reading.guessing.outline import Outline

_SIGNED = re.compile(r"(?:\(?(?:e-?)?signed\)?:?|\[signed\]|/s/)\s*", re.IGNORECASE)
_ON_BEHALF = re.compile(r"(?:for and )?on behalf of (?:the )?(?P<body>.{3,90})", re.IGNORECASE)
_END_OF_SIGNATURE = re.compile(
    r"(?:encl?s?|enclosures?|attach\w*|cc|copy|copies|copied|ps|p\.s|annex|appendix|tel|telephone|phone|"
    r"mobile|email|e-mail|www|https?|notes?)\b.*",
    re.IGNORECASE,
)
_PART = re.compile(r".*\b(?:team|unit|division|branch|section)", re.IGNORECASE)
"""A part of an organisation, which often stands on the next line."""
_BEFORE_A_NAME = 5
"""Lines after the closing in which the first name stands."""


def signatories(outline: Outline) -> list[Person]:
    """Those who sign after the closing: a name, with role and organisation on its own or later lines."""
    people: list[Person] = []
    for place, line in enumerate(outline.signing):
        text = _SIGNED.sub("", line.text, count=1)
        if line.is_heading or _END_OF_SIGNATURE.fullmatch(text):
            break
        after = outline.signing[place + 1].text if place + 1 < len(outline.signing) else ""
        person = person_in(text)
        if person and (not people or person.role or title_of(person.name) or is_role(after)):
            people.append(person)
        elif people and (more := _with_line(people[-1], text)):
            people[-1] = more
        elif people or place >= _BEFORE_A_NAME:
            break
    return people


def _with_line(person: Person, text: str) -> Person | None:
    """The person with what a line of the signature adds; None where it adds nothing."""
    if behalf := _ON_BEHALF.fullmatch(text):
        return replace(person, organisation=behalf["body"].strip(" ."))
    role, organisation = office_in(text)
    if not (role or organisation):
        return None
    wider = organisation if _PART.fullmatch(person.organisation or "") else None
    return replace(
        person,
        role=person.role or role,
        organisation=wider or person.organisation or organisation,
    )
