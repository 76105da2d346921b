"""The people that a line names, and the fullest way in which a document writes a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rag.reading.guessing.names import (
    Person,
    family_name,
    is_name,
    is_organisation,
    is_role,
    person_in,
    title_of,
    without_title,
)
from rag.reading.guessing.outline import Line

MOST = 20
"""Authors or addressees noted of one document."""
_FAMILY_FIRST = re.compile(
    r"(?P<family>[^\W\d_][^,<>(]{0,30}),\s+(?P<given>[^,<>(]{1,30}?)(?:\s*[<(].*)?"
)


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


def fullest(name: str, lines: Iterable[Line]) -> str:
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
