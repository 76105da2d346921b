"""The mails below a letter that are to be answered too: forwarded ones, and the writer's own again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rag.enquiries.letter_lines import (
    Line,
    after_header,
    begins_header,
    body_in,
    lines_of,
    own_lines,
    subject_line,
)
from rag.enquiries.requests import any_of

_FORWARD = re.compile(r"^(?:(?:re|aw)\s*:\s*)*fwd?\s*:", re.IGNORECASE)
_MARKER = re.compile(r"^(?:[-_=*\s]*forwarded message|begin forwarded message)", re.IGNORECASE)
_ONLY_TOLD = re.compile(
    r"\b(?:for (?:your )?information only|fyi only|no (?:action|reply|answer|response) (?:is )?(?:needed|required|necessary))\b",
    re.IGNORECASE,
)
_BELOW = r"\b(?:below|underneath|beneath|under this)\b"
_THEIR_MAIL = r"\b(?:his|her|their|whose)(?: \w+)? (?:questions?|queries|query|requests?|enquiry|e-?mail|mail|message|letter|points?)\b"
_SPEAKS_FOR_ANOTHER = re.compile(
    any_of(
        rf"{_THEIR_MAIL}[^.?!:]{{0,40}}{_BELOW}|\b(?:his|hers|theirs)\b\W{{1,3}}{_BELOW}",
        r"\b(?:answer|reply|respond|write|get back)(?: (?:straight|back|direct(?:ly)?))?(?: to)? (?:him|her|them)\b",
        r"\b(?:pass|send|forward)\b(?: \w+)? on to (?:him|her|them|(?:my|the|our) \w+)\b",
    ),
    re.IGNORECASE,
)
"""Says that somebody whose mail stands below is to be answered as well."""
_MENTIONS_BELOW = re.compile(_BELOW, re.IGNORECASE)
_SENT_AGAIN = re.compile(
    rf"{_BELOW}|\b(?:once (?:more|again)|again here|repeat(?:ed|ing)?|re-?sen[dt]\w*|cop(?:y|ied) (?:it|of))\b",
    re.IGNORECASE,
)
"""Says that what was written before is sent again."""


def is_forward(subject: str) -> bool:
    """Whether a subject is that of a mail which forwards another."""
    return bool(_FORWARD.match(subject))


def speaks_for_another(words: str) -> bool:
    """Whether words say that somebody whose mail stands below is to be answered as well."""
    return bool(_SPEAKS_FOR_ANOTHER.search(words))


def mails_below(text: str) -> Iterator[list[Line]]:
    """The bodies of the mails under a letter's own, the topmost first; none where none is passed on."""
    lines = after_header(lines_of(text))
    own = told(own_lines(lines))
    if _ONLY_TOLD.search(own):
        return
    if _passes_on(text, lines) or _points_below(own):
        yield from _bodies(lines)
    if _SENT_AGAIN.search(own):
        yield body_in(list(_quoted(lines)))


def told(lines: Sequence[Line]) -> str:
    """Lines as running words."""
    return " ".join(line.words for line in lines)


def _points_below(words: str) -> bool:
    return bool(_MENTIONS_BELOW.search(words)) or speaks_for_another(words)


def _passes_on(text: str, lines: Sequence[Line]) -> bool:
    """Whether a mail forwards another: its subject says so, or the mark over the first mail below."""
    if is_forward(subject_line(text)):
        return True
    begins = _next_header(lines)
    return any(_MARKER.match(line.words) for line in lines[:begins])


def _bodies(lines: list[Line]) -> Iterator[list[Line]]:
    """Each mail below whose header stands in the letter, as long as each passes the next one on."""
    while (begins := _next_header(lines)) < len(lines):
        lines = after_header(lines[begins:])
        yield body_in(lines)
        own = own_lines(lines)
        if own and not _points_below(told(own)):
            return


def _next_header(lines: Sequence[Line]) -> int:
    return next((n for n in range(len(lines)) if begins_header(lines, n)), len(lines))


def _quoted(lines: Sequence[Line]) -> Iterator[Line]:
    """The quoted lines without the mark before each."""
    blank = False
    for line in lines:
        if line.words.startswith(">"):
            words = line.words.lstrip("> ")
            if words:
                yield replace(line, start=line.end - len(words), words=words, blank_before=blank)
            blank = not words
