"""A follow-up that gives only what differs, put in the place of its counterpart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from rag.answering.antecedents import NAME, people

LABEL = re.compile(
    r"\b([A-Z]?[a-z]{3,})\s+(\d+(?:\.\d+)*[A-Za-z]?|[IVX]+\b|[A-Z]\b)(?:\s*\([a-z0-9]+\))*"
)
"""A numbered thing: "Principle 4", "section 12(a)", "Table B"."""
YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b(?:[-–/]\d\d(?:\d\d)?)?")
PREPOSITION = r"(?:in|at|on|for|by|from|to|with|under|of|within|across|during|since|before|after)"
PHRASE = re.compile(
    rf"\b(?P<preposition>{PREPOSITION})\s+(?P<object>(?:the\s+)?(?:[A-Z][\w.’'\-]*)(?:\s+[A-Z][\w.’'\-]*)*)"
)
"""A preposition with a name behind it: "in Scotland", "by the Home Office"."""
NOUN_PHRASE = r"\b(?:the|an?|this|that|its|their|his|her|all|any)\s+(?:[\w’'\-]+\s+){0,4}?"


def substituted(subject: str, fragment: str) -> str | None:
    """The earlier question with the fragment in the place of what it replaces, or None.

    A numbered thing replaces one of its kind, a year a year, a person the only person, a
    preposition with a name one with a name, a noun phrase one with the same last word.
    """
    fragment = fragment.strip(" ?.!,")
    for way in WAYS:
        for changed in way(subject, fragment):
            if changed != subject:
                return changed
    return None


def _label(subject: str, fragment: str) -> Iterator[str]:
    new = LABEL.fullmatch(re.sub(r"^(?:the|in|under|of|for)\s+", "", fragment))
    if new:
        for old in LABEL.finditer(subject):
            if old[1].lower() == new[1].lower():
                yield subject[: old.start()] + new.group() + subject[old.end() :]


def _year(subject: str, fragment: str) -> Iterator[str]:
    new, old = YEAR.findall(fragment), list(YEAR.finditer(subject))
    rest = set(re.findall(r"[a-z]{4,}", YEAR.sub("", fragment).lower()))
    if len(new) == 1 and len(old) == 1 and rest <= set(re.findall(r"[a-z]{4,}", subject.lower())):
        yield subject[: old[0].start()] + new[0] + subject[old[0].end() :]


def _person(subject: str, fragment: str) -> Iterator[str]:
    new, old = people(fragment), people(subject)
    if len(new) == 1 and new[0] == fragment and len(old) == 1:
        yield subject.replace(old[0], new[0])


def _phrase(subject: str, fragment: str) -> Iterator[str]:
    new = PHRASE.fullmatch(fragment)
    if new:
        olds = [m for m in PHRASE.finditer(subject) if m["preposition"] == new["preposition"]]
        if olds:
            old = olds[-1]
            yield subject[: old.start()] + new.group() + subject[old.end() :]


def _noun_phrase(subject: str, fragment: str) -> Iterator[str]:
    head = fragment.split()[-1]
    if re.match(NOUN_PHRASE + re.escape(head) + "$", fragment, re.IGNORECASE):
        old = list(re.finditer(NOUN_PHRASE + re.escape(head) + r"\b", subject, re.IGNORECASE))
        if len(old) == 1:
            yield subject[: old[0].start()] + fragment + subject[old[0].end() :]


def _name(subject: str, fragment: str) -> Iterator[str]:
    """A name in the place of the only name that stands in the same case: at the end of a question."""
    old = NAME.findall(re.sub(r"^\W*\w+", "", subject))
    if NAME.fullmatch(fragment) and len(old) == 1:
        yield subject.replace(old[0], fragment)


WAYS: tuple[Callable[[str, str], Iterator[str]], ...] = (
    _label,
    _year,
    _person,
    _phrase,
    _noun_phrase,
    _name,
)
"""Tried in turn: the surest first."""
