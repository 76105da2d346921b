"""Who wrote a document, in what role and for which organisation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.reading.guessing.addressing import guess_addressee
from rag.reading.guessing.kinds import CORRESPONDENCE, byline, title_lines
from rag.reading.guessing.names import (
    Person,
    family_name,
    in_small_letters,
    is_organisation,
    is_role,
    names_a_place,
    person_in,
)
from rag.reading.guessing.outline import Line, Outline
from rag.reading.guessing.people import MOST, fullest, people_in
from rag.reading.guessing.signing import signatories
from rag.types import Known

_AUTHOR_LABELS = (
    *("author", "authors", "written by", "prepared by", "report by", "report author", "drafted by"),
    *("report prepared by", "submitted by", "note by", "note taken by", "minutes taken by"),
)
_MADE_BY = re.compile(
    r"(?:report\s+)?(?:prepared|compiled|drafted|produced|submitted|presented|authored)(?:\s+on\s+.{6,30}?)?\s+by\s+"
    r"(?P<who>.{3,150}?)\.?",
    re.IGNORECASE,
)
_ROLE_LABELS = ("role", "job title", "position", "post")
_BODY_LABELS = ("organisation", "organization", "company", "public authority", "department")
_STATEMENT_BY = re.compile(
    r".*\bstatement\s+(?:by|from)\s+(?P<who>.{3,120}?)(?:,?\s+(?:on|about|regarding|concerning|following|in response)\b.*)?",
    re.IGNORECASE,
)
_RESPONSE_OF = re.compile(r"(?P<who>.{3,90}?)(?:['’]s?)?\s+response\s+to\b.*", re.IGNORECASE)
_CONTACT = re.compile(r"\b(?:tel|telephone|phone|email|e-mail|www\.|https?:)|@\w", re.IGNORECASE)


def guess_author(outline: Outline, kind: str | None) -> dict[str, Known]:
    """Author, role and organisation, each with the place it was found in."""
    people, origin = _authors(outline, kind)
    found: dict[str, Known] = {}
    if people:
        names = [fullest(p.name, outline.top) for p in people][:MOST]
        found["author"] = Known("; ".join(names), False, origin)
    if len(people) == 1:
        found |= _beside(people[0], origin)
    if len(people) <= 1:
        found |= {
            k: v for k, v in _labelled(outline, with_role=bool(people)).items() if k not in found
        }
        body = _heading_body(outline, kind)
        if body and "organisation" not in found:
            found["organisation"] = body
    return found


def _authors(outline: Outline, kind: str | None) -> tuple[list[Person], str]:
    """The people who wrote it, and where they are named; the surest place first."""
    signed = signatories(outline)
    sender = outline.label("from") if kind in CORRESPONDENCE else None
    label = sender or outline.label(*_AUTHOR_LABELS)
    if label and (people := people_in(label.value)):
        return [_completed(p, signed) for p in people], label.origin
    if kind in CORRESPONDENCE and signed:
        return signed, "signature"
    if person := _maker(outline):
        return [person], "top of the text"
    if name := byline(outline):
        return [Person(name)], "byline"
    if kind == "statement" and (person := _who_states(outline)):
        return [person], "title"
    return [], ""


def _completed(person: Person, signed: Sequence[Person]) -> Person:
    """A sender with the role and organisation of their signature."""
    same = (s for s in signed if family_name(s.name) == family_name(person.name))
    beside = next(same, person)
    return replace(
        person,
        role=person.role or beside.role,
        organisation=person.organisation or beside.organisation,
    )


def _beside(person: Person, origin: str) -> dict[str, Known]:
    stated = {"role": person.role, "organisation": person.organisation}
    return {key: Known(value, False, origin) for key, value in stated.items() if value}


def _labelled(outline: Outline, *, with_role: bool) -> dict[str, Known]:
    found = {}
    role, body = outline.label(*_ROLE_LABELS), outline.label(*_BODY_LABELS)
    if with_role and role and is_role(role.value):
        found["role"] = Known(role.value, False, role.origin)
    if body and is_organisation(body.value):
        found["organisation"] = Known(body.value, False, body.origin)
    return found


def _maker(outline: Outline) -> Person | None:
    """Who is named in a line "Prepared by Ann Lee, Clerk" above the prose."""
    matches = (_MADE_BY.fullmatch(line.text) for line in outline.top)
    return next((p for m in matches if m and (p := person_in(m["who"]))), None)


def _who_states(outline: Outline) -> Person | None:
    matches = (_STATEMENT_BY.fullmatch(line) for line in title_lines(outline))
    return next((p for m in matches if m and (p := person_in(m["who"]))), None)


def _heading_body(outline: Outline, kind: str | None) -> Known | None:
    """The organisation in a letterhead, or in the first line of a report."""
    if kind == "letter":
        body = _letterhead(outline)
        return Known(in_small_letters(body), False, "letterhead") if body else None
    first = outline.top[0].text if outline.top else ""
    if kind in ("report", "minutes") and is_organisation(first):
        return Known(in_small_letters(first), False, "first line")
    match = _RESPONSE_OF.fullmatch(first) if kind == "reply" else None
    if match and is_organisation(match["who"]):
        return Known(match["who"], False, "title")
    return None


def _letterhead(outline: Outline) -> str | None:
    """The first body named above the addressee's own lines, or beside the sender's telephone.

    Where no addressee stands below it, a body at the top may be the one that is written to.
    """
    top = outline.top
    addressee = guess_addressee(outline)
    lines = (line for line in top if addressee and _is_of(line, addressee.value))
    theirs = next((line.block for line in lines), None)
    for line in top:
        if not is_organisation(line.text) or names_a_place(line.text):
            continue
        own_block = [other.text for other in top if other.block == line.block]
        above = theirs is not None and line.block < theirs
        if line.block != theirs and (above or any(_CONTACT.search(t) for t in own_block)):
            return line.text
    return None


def _is_of(line: Line, name: str) -> bool:
    text = re.sub(r"^(?:to|fao|for the attention of)\s*:?\s*", "", line.text, flags=re.IGNORECASE)
    person = person_in(text)
    return person is not None and family_name(person.name) == family_name(name)
