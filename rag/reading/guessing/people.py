"""Who wrote a document, in what role and for whom; and to whom it is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from rag.reading.guessing.kinds import CORRESPONDENCE, byline, title_lines
from rag.reading.guessing.names import (
    Person,
    family_name,
    in_small_letters,
    is_name,
    is_organisation,
    is_role,
    person_in,
    title_of,
    without_title,
)
from rag.reading.guessing.outline import Line, Outline
from rag.types import Known

_AUTHOR_LABELS = (
    *("author", "authors", "written by", "prepared by", "report by", "report author", "drafted by"),
    *("report prepared by", "submitted by", "note by", "note taken by", "minutes taken by"),
)
_ADDRESSEE_LABELS = (
    *("to", "addressee", "addressed to", "fao", "for the attention of", "memorandum for"),
)
_ROLE_LABELS = ("role", "job title", "position", "post")
_BODY_LABELS = ("organisation", "organization", "company", "public authority", "department")
_SALUTATION = re.compile(r"dear\s+(?P<name>[^\W\d_].{0,100}?)[,:]?", re.IGNORECASE)
_NOBODY = re.compile(
    r"(?:sirs?|madams?|gentlemen)(?:\s*(?:or|and|/|,).*)?$|(?:all|both|colleagues?|editor|friends?|members?|customers?|residents?|team|applicant|"
    r"reader|readers|requester|parents?|neighbours?|everyone|everybody|valued|partners?)\b",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"\s*(?<!\S)@\w+")
_SIGNED = re.compile(r"(?:\(?(?:e-?)?signed\)?:?|\[signed\]|/s/)\s*", re.IGNORECASE)
_ON_BEHALF = re.compile(r"(?:for and )?on behalf of (?:the )?(?P<body>.{3,90})", re.IGNORECASE)
_END_OF_SIGNATURE = re.compile(
    r"(?:encl?s?|enclosures?|attach\w*|cc|copy|copies|copied|ps|p\.s|annex|appendix|tel|telephone|phone|"
    r"mobile|email|e-mail|www|https?|notes?)\b.*",
    re.IGNORECASE,
)
_STATEMENT_BY = re.compile(
    r".*\bstatement\s+(?:by|from)\s+(?P<who>.{3,120}?)(?:,?\s+(?:on|about|regarding|concerning|following|in response)\b.*)?",
    re.IGNORECASE,
)
_RESPONSE_OF = re.compile(r"(?P<who>.{3,90}?)(?:['’]s?)?\s+response\s+to\b.*", re.IGNORECASE)
_PART = re.compile(r".*\b(?:team|unit|division|branch|section)", re.IGNORECASE)
"""A part of an organisation, which often stands on the next line."""
_CONTACT = re.compile(r"\b(?:tel|telephone|phone|email|e-mail|www\.|https?:)|@\w", re.IGNORECASE)
_FAMILY_FIRST = re.compile(
    r"(?P<family>[^\W\d_][^,<>(]{0,30}),\s+(?P<given>[^,<>(]{1,30}?)(?:\s*[<(].*)?"
)
_BEFORE_A_NAME = 5
_MOST = 20


def guess_author(outline: Outline, kind: str | None) -> dict[str, Known]:
    """Author, role and organisation, each with the place it was found in."""
    people, origin = _authors(outline, kind)
    found: dict[str, Known] = {}
    if people:
        names = [_fuller(p.name, outline.top) for p in people][:_MOST]
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
        return [_completed(p, signed) for p in people], f"line “{label.name.capitalize()}”"
    if kind in CORRESPONDENCE and signed:
        return signed, "signature"
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
        found["role"] = Known(role.value, False, f"line “{role.name.capitalize()}”")
    if body and is_organisation(body.value):
        found["organisation"] = Known(body.value, False, f"line “{body.name.capitalize()}”")
    return found


def people_in(value: str) -> list[Person]:
    """The people that a line names: apart by ";", or by "," after a mail address."""
    parts = [part for part in re.split(r"\s*;\s*|(?<=>),\s*", value) if part.strip()]
    turned = [_turned(part) for part in parts]
    if not all(turned) or (len(parts) == 1 and person_in(parts[0])):
        turned = parts
    people = [person_in(part) for part in turned]
    return [p for p in people if p] if all(people) else []


def _turned(part: str) -> str:
    """ "Lee, Ann" as "Ann Lee"; "" for anything but a family and a given name."""
    match = _FAMILY_FIRST.fullmatch(part.strip())
    if not match or is_role(match["given"]) or is_organisation(match["given"]):
        return ""
    name = f"{match['given']} {match['family']}"
    return name if is_name(name) else ""


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
    as_person = person_in(f"Ann Lee, {text.replace(' | ', ', ')}")
    if as_person is None or not (as_person.role or as_person.organisation):
        return None
    wider = as_person.organisation if _PART.fullmatch(person.organisation or "") else None
    return replace(
        person,
        role=person.role or as_person.role,
        organisation=wider or person.organisation or as_person.organisation,
    )


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
        if not is_organisation(line.text):
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


def guess_addressee(outline: Outline) -> Known | None:
    """Whom it is written to: in full where the lines above the salutation give the full name."""
    label = outline.label(*_ADDRESSEE_LABELS)
    if label and (people := people_in(label.value)):
        names = [p.name for p in people][:_MOST]
        return Known("; ".join(names), False, f"line “{label.name.capitalize()}”")
    if label and is_organisation(label.value):
        return Known(label.value, False, f"line “{label.name.capitalize()}”")
    return _greeted(outline) if outline.salutation is not None else None


def _greeted(outline: Outline) -> Known | None:
    assert outline.salutation is not None
    match = _SALUTATION.fullmatch(outline.opening[outline.salutation].text)
    name = _HANDLE.sub("", match["name"]).strip(" ,") if match else ""
    if not name or not name[0].isupper() or _NOBODY.match(name):
        return None
    full = _fuller(name, outline.top)
    return Known(full, False, "salutation" if full == name else "address")


def _fuller(name: str, lines: Iterable[Line]) -> str:
    """The longest way in which the lines write the same person's name."""
    same = [other for other in _names(lines) if _is_same_person(name, other)]
    return max([name, *same], key=len)


def _names(lines: Iterable[Line]) -> Iterator[str]:
    for line in lines:
        person = person_in(line.text)
        if person:
            yield person.name


def _is_same_person(name: str, other: str) -> bool:
    """Whether two names can mean one person: same family name, no other title or given name."""
    if family_name(name) != family_name(other) and not _by_given_name(name, other):
        return False
    titles = {title for title in (title_of(name), title_of(other)) if title}
    given, other_given = without_title(name).split()[:-1], without_title(other).split()[:-1]
    agree = not given or not other_given or given[0][0] == other_given[0][0]
    return len(titles) <= 1 and agree and is_name(other)


def _by_given_name(name: str, other: str) -> bool:
    """ "Sir Alan" is Sir Alan Lee."""
    words = without_title(name).split()
    return len(words) == 1 and without_title(other).split()[:1] == words
