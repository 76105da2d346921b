"""Who attended a meeting, from a labelled line or a list under a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.reading.guessing.names import is_organisation, is_role, person_in
from rag.reading.guessing.outline import Label, Outline
from rag.types import BlockKind, Known

_LABEL = re.compile(
    r"(?:(?:list of|those|members|people|officers|others|also)\s+)?"
    r"(?:attendees?|attending|present|participants?|in attendance|attended by|attendance)(?:\s+\w+){0,3}"
)
_AND = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*")
_OUTSIDE_BRACKETS = re.compile(r"[;\n](?![^()]*\))")
_TITLE_OF_ALL = re.compile(r"(?:cllrs|councillors|messrs)\.?\s+", re.IGNORECASE)
_COUNTED = re.compile(r"\d|(?:the\s+)?(?:public|press|members of)\b|an?\s")
_MOST = 100
_LONGEST_LINE = 10_000


def attendees(outline: Outline) -> Known | None:
    """The names of all who are listed as attending, joined by "; "."""
    names: list[str] = []
    for label in outline.labels:
        if _LABEL.fullmatch(label.name):
            names += _named(label.value) if label.value else _listed(outline, label)
    unique = list(dict.fromkeys(names))[:_MOST]
    return Known("; ".join(unique), False, "list of those present") if unique else None


def _named(value: str) -> Iterator[str]:
    """The names on one line; none unless each part of it names somebody."""
    if len(value) > _LONGEST_LINE:
        return iter(())
    parts = [part.strip(" .") for part in _OUTSIDE_BRACKETS.split(value) if part.strip(" .")]
    if len(parts) == 1 and (split := _split_at_commas(parts[0])):
        parts = split
    people = [person_in(part) for part in parts]
    return (person.name for person in people if person)


def _split_at_commas(value: str) -> list[str]:
    """The names in "A, B and C", with or without roles between; none where anything else stands.

    The public and others who are only counted may stand among them.
    """
    value = _TITLE_OF_ALL.sub("", re.sub(r"\s*\([^()]*\)", "", value))
    parts = [part for part in _AND.split(value) if part and not _COUNTED.match(part)]
    people = [part for part in parts if person_in(part)]
    known = all(p in people or is_role(p) or is_organisation(p) for p in parts)
    return people if known and people and parts[0] == people[0] else []


def _listed(outline: Outline, label: Label) -> Iterator[str]:
    """The names that open the lines under a label, up to the first line that names nobody."""
    for line in outline.opening[label.place + 1 :]:
        if line.is_heading:
            return
        person = person_in(line.text)
        if person:
            yield person.name
        elif not (
            line.kind is BlockKind.TABLE_ROW or is_role(line.text) or is_organisation(line.text)
        ):
            return
