"""When and where a meeting was held, how long it went on and who came: from the head of its note.

A note or minutes give this in lines above their text, whose words have little in common with the
question: "24 February 2023, Leeds", "2 pm to 3 pm", "Present: ...". A question is only taken for
one of these where every other word of it tells which meeting is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rag.answering.asked_kinds import Kind, details_in
from rag.answering.claim_words import is_known
from rag.answering.contact_details import is_line, text_of
from rag.answering.quantities import read_quantities
from rag.answering.words import stems, telling_words, words_of
from rag.types import Block, BlockKind, Document, Span


class Head(StrEnum):
    """What the head of a note says of the meeting."""

    TIME = "time"
    LENGTH = "length"
    DATE = "date"
    PLACE = "place"
    PRESENT = "present"


NOTES = re.compile(
    r"\b(?:minutes?|meeting|record of (?:the )?(?:discussion|call))\b", re.IGNORECASE
)
"""In a paper's kind or title: it records a meeting."""
MEETING = r"(?:meetings?|talks?|discussions?|conference|session|hearing|call|event|workshop)"
MET = r"(?:met|meet|sat down|sit down|held talks|hold talks)"
HELD = r"(?:held|happen(?:ed)?|(?:take|took|taken) place|conven(?:e|ed))"
BEGUN = (
    r"(?:start(?:ed)?|beg[iau]n|open(?:ed)?|finish(?:ed)?|end(?:ed)?|conclude[d]?|close[d]?|over)"
)
_PUT_AS: tuple[tuple[Head, str], ...] = (
    (Head.TIME, rf"\bwhat time\b.*\b{MEETING}\b"),
    (Head.TIME, rf"\b(?:what time|when) (?:did|was|were) the\b.*\b{MEETING}\b.*\b{BEGUN}\b"),
    (Head.LENGTH, rf"\bhow long\b.*\b{MEETING}\b.*\b(?:last(?:ed)?|go on|went on|take|took|run|be)\b"),
    (Head.LENGTH, rf"\bhow long (?:was|were) the\b.*\b{MEETING}\b"),
    (Head.LENGTH, rf"\b(?:length|duration) of the\b.*\b{MEETING}\b"),
    (Head.DATE, rf"\b(?:when|(?:what|which) (?:date|day))\b.*\b(?:was|were|did)\b.*\b{MEETING}\b(?:.*\b{HELD}\b|[^,]*\W*$)"),
    (Head.DATE, rf"\b(?:when|(?:what|which) (?:date|day))\b.*\bdid\b.*\b{MET}\b"),
    (Head.DATE, rf"\bdate of the\b.*\b{MEETING}\b"),
    (Head.PLACE, rf"\b(?:where|(?:what|which) (?:city|town|village|place|venue|building|location|country))\b.*\b(?:was|were|did)\b.*\b{MEETING}\b(?:.*\b{HELD}\b|[^,]*\W*$)"),
    (Head.PLACE, rf"\b(?:where|(?:what|which) (?:city|town|village|place|venue|building|location|country))\b.*\bdid\b.*\b{MET}\b"),
    (Head.PLACE, rf"\b(?:venue|location|place) (?:of|for) the\b.*\b{MEETING}\b"),
    (Head.PRESENT, rf"\bwho (?:else )?(?:attended|came to|took part in|was (?:present )?at)\b.*\b{MEETING}\b"),
    (Head.PRESENT, rf"\b{MEETING}\b.*\band who (?:attended|was (?:present|there)|took part)\W*$"),
    (Head.PRESENT, rf"\bhow many (?:people|persons|attendees|participants)\b.*\b(?:attend(?:ed)?|at|in|came to|present at)\b.*\b{MEETING}\b"),
)  # fmt: skip
PUT_AS = tuple((head, re.compile(pattern, re.IGNORECASE)) for head, pattern in _PUT_AS)
OF_ANOTHER = re.compile(
    r"\b(?:first|next|(?:the|our|their|your) last|previous|earlier|later|another|second|before|after|about|request\w*|"
    r"ask(?:ed)?|arrang\w*|agree[ds]?|propos\w*|plan\w*|not|never)\b|n['’]t\b",
    re.IGNORECASE,
)
"""Words with which a question is about another meeting, or about what came before this one."""
_FREE = frozenset(
    """
    meeting meetings talk talks discussion discussions conference session hearing call event workshop
    met meet sat sit down held hold happen happened take took taken place convene convened start
    started begin began begun open opened finish finished end ended conclude concluded close closed
    last lasted go went on run length duration time date day city town village venue building
    location country people persons attendees participants attend attended present came took part there note minutes
    exactly record records long last
    """.split()  # noqa: SIM905 - easier to read than a list
)
"""Words that say what is asked: they need not stand in the head of the note."""
_LABEL = re.compile(r"^\W*(?:date|time|venue|location|place|held (?:at|in|on)|at|in|on)\b\W*", re.I)
_PLACED = re.compile(r"^\W*(?:venue|location|place|held (?:at|in))\b", re.IGNORECASE)
_PRESENT = re.compile(r"\b(?:present|attendance|attendees|attended|participants)\b", re.IGNORECASE)
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
MOST = 3
"""More notes than this cannot all be meant."""
LONGEST_PLACE = 8
"""Words of a place, at most."""


@dataclass(frozen=True, slots=True)
class MeetingStated:
    """The lines that say what is asked, by document, and the short answer if one line says it all."""

    spans: tuple[Span, ...]
    short_answer: str | None


def meeting_stated(question: str, documents: Iterable[Document]) -> MeetingStated | None:
    """What the heads of notes say of the meeting a question asks about; None where it asks nothing
    of that kind, where no note is held of it, or where its head leaves open what is asked."""
    asked = [head for head in Head if any(h is head and p.search(question) for h, p in PUT_AS)]
    if Head.TIME in asked:
        asked = [Head.TIME]
    if not asked or OF_ANOTHER.search(question):
        return None
    meant = [d for d in documents if _is_note(d) and _is_meant(question, d)]
    if not 0 < len(meant) <= MOST:
        return None
    found = [[_stated(head, d) for head in asked] for d in meant]
    lines = [line for of_note in found for line in of_note if line is not None]
    if len(lines) < len(asked) * len(meant):
        return None
    short = lines[0].short if len(lines) == 1 else None
    return MeetingStated(tuple(dict.fromkeys(line.span for line in lines)), short)


def with_meeting_named(question: str, told: str) -> str:
    """A question with "it" made "the meeting", where what was said before is about one."""
    if re.search(rf"\b{MEETING}\b", question, re.I) or not re.search(rf"\b{MEETING}\b", told, re.I):
        return question
    return re.sub(r"\bit\b", "the meeting", question, count=1)


@dataclass(frozen=True, slots=True)
class _Line:
    span: Span
    short: str | None


def _is_note(document: Document) -> bool:
    return any(NOTES.search(document.metadata.get(key) or "") for key in ("kind", "title"))


def _is_meant(question: str, document: Document) -> bool:
    """Whether every telling word of a question stands in the note's head or in what is known of it."""
    known = (
        document.metadata.get(k) or "" for k in ("title", "author", "organisation", "attendees")
    )
    head = " ".join((*known, *(text_of(document, b) for b in _head(document))))
    named = stems(head)
    numbers = set(words_of(head))
    return all(
        word in numbers if word.isdigit() else is_known(word, named)
        for word in telling_words(question, _FREE)
    )


def _head(document: Document) -> list[Block]:
    """The headings and short lines above the first sentence of the text."""
    found = []
    for block in document.blocks:
        text = text_of(document, block)
        if not is_line(document, block) or text.rstrip().endswith((".", "?", "!")):
            break
        found.append(block)
    return found


def _stated(head: Head, document: Document) -> _Line | None:
    blocks = [b for b in _head(document) if b.kind is not BlockKind.HEADING]
    if head is Head.PRESENT:
        return _present(document)
    if head is Head.DATE:
        return _date(document, blocks)
    if head is Head.PLACE:
        return _place(document, blocks)
    return next((_line(document, b) for b in blocks if _times(head, text_of(document, b))), None)


def _times(head: Head, text: str) -> bool:
    """Whether a line gives a time of day or, for a length, two of them or how long it was."""
    times = len(list(details_in(Kind.TIME, text)))
    if head is Head.TIME:
        return times > 0
    return times > 1 or any(details_in(Kind.DURATION, text))


def _line(document: Document, block: Block, short: str | None = None) -> _Line:
    said = short if short is not None else _LABEL.sub("", text_of(document, block)).strip()
    return _Line(Span(document.id, block.start, block.end), said or None)


def _date(document: Document, blocks: Sequence[Block]) -> _Line | None:
    for block in blocks:
        days = [d for d in read_quantities(text_of(document, block))[1] if d.day]
        if days:
            return _line(document, block, days[0].words)
    return None


def _place(document: Document, blocks: Sequence[Block]) -> _Line | None:
    """A line labelled as the place, or what else stands beside the date."""
    for block in blocks:
        text = text_of(document, block)
        if _PLACED.search(text):
            return _line(document, block)
    for block in blocks:
        text = text_of(document, block)
        days = [d for d in read_quantities(text)[1] if d.day]
        for day in days[:1]:
            rest = _WEEKDAY.sub("", text.replace(day.words, "")).strip(" ,;–-|\n")
            place = _LABEL.sub("", rest).strip()
            if place[:1].isupper() and place in text and len(place.split()) <= LONGEST_PLACE:
                return _line(document, block, place)
    return None


def _present(document: Document) -> _Line | None:
    """The list of those present, under the heading or line that says so; a count is the reader's."""
    blocks = document.blocks
    for at, block in enumerate(blocks):
        if not (is_line(document, block) and _PRESENT.search(text_of(document, block))):
            continue
        end = at + 1
        while end < len(blocks) and blocks[end].kind in (BlockKind.LIST_ITEM, BlockKind.TABLE_ROW):
            end += 1
        if end > at + 1:
            return _Line(Span(document.id, block.start, blocks[end - 1].end), None)
    return None
