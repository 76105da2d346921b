"""Transcripts and minutes in which speakers are named before a colon: "MR SMITH: ...", "Q: ..."."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from rag.answering.speech.saying import words
from rag.types import Block, Document

_WINDOW = 6_000
"""Characters before and after in which the same label is looked for again."""
_LONGEST_INITIALS = 3  # letters
_FEWEST = 3
"""Labels in the window for it to be a transcript."""
_LABEL = re.compile(
    r"^(?P<who>[A-Z][\w.'’\-]{0,24}(?: (?:of |the |de )?[A-Z][\w.'’\-]{0,24}){0,3})(?: ?\([^()\n]{1,40}\))?:[ \t]",
    re.MULTILINE,
)
_INTERVIEW = re.compile(
    r"\b[Ii]nterview (?:with|of) (?P<who>[A-Z][\w'’\-]*(?: [A-Z][\w'’\-]*){0,3})"
)
_TITLED = re.compile(r"(?i:mr|mrs|ms|miss|dr|prof|professor|sir|lord|lady|cllr|judge|the)\b\.? ")
_ROLES = words(
    "chair chairman chairwoman chairperson interviewer interviewee witness judge counsel "
    "speaker president moderator q a question answer"
)
_ASKED, _ANSWERED = (
    frozenset(["q", "question", "interviewer"]),
    frozenset(["a", "answer", "interviewee"]),
)
_NOT_SPEAKERS = words(
    "action actions note notes re cc bcc fao date time tel fax url www ref subject to from "
    "sent venue place present purpose agenda item resolved agreed decision title background "
    "summary source nb ps warning caution important example content body apologies attendees attachments "
    "the email phone"
)


@dataclass(frozen=True, slots=True)
class Turn:
    """What is said under a label; the speaker is None where it names nobody ("Q:")."""

    speaker: str | None


def turn_of(document: Document, block: Block, position: int, is_record: bool) -> Turn | None:
    """The turn in which a place of a transcript stands; None where there are no turns.

    `is_record` tells that the document is known to record what others said; only there a label that
    might be a form's ("Finding:") speaks. A turn goes on behind its block where its speaker has more.
    """
    start = max(0, position - _WINDOW)
    window = document.text[start : position + _WINDOW]
    labels = [m for m in _LABEL.finditer(window) if _is_speaker(m["who"])]
    counts = Counter(m["who"] for m in labels)
    before = [m for m in labels if start + m.start() <= position]
    if not before or not _is_transcript(counts):
        return None
    who, at = before[-1]["who"], start + before[-1].start()
    speaks_again = counts[who] > 1
    if not _is_sure(who) and not (is_record and speaks_again):
        return None
    if at < block.start and (_heading_between(document, at, block) or not speaks_again):
        return None
    return Turn(_named(document, who))


def _is_transcript(counts: Counter[str]) -> bool:
    """Whether several speak, and one does again: a list of offices names each once."""
    return counts.total() >= _FEWEST and len(counts) > 1 and max(counts.values()) > 1


def _is_speaker(label: str) -> bool:
    return not set(label.lower().split()) <= _NOT_SPEAKERS


def _is_sure(label: str) -> bool:
    """Whether a label is a speaker's for certain: a role, a name with its title, initials."""
    initials = label.isupper() and len(label.replace(".", "")) <= _LONGEST_INITIALS
    return label.lower() in _ROLES or bool(_TITLED.match(label)) or initials


def _heading_between(document: Document, start: int, block: Block) -> bool:
    return any(b.level and start < b.start < block.start for b in document.blocks)


def _named(document: Document, label: str) -> str | None:
    """The label as a reader would say it; "A:" is whoever "Interview with X" names."""
    lower = label.lower()
    if lower in _ANSWERED:
        match = _INTERVIEW.search(f"{document.title}\n{document.text[:1_000]}")
        return match["who"] if match else document.metadata.get("addressee")
    if lower in _ASKED:
        return document.metadata.get("author")
    return label
