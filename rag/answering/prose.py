"""A draft's prose made plain and taken apart: its sentences, with the numbers each one cites."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from rag.sentences import sentence_bounds

LONGEST_DRAFT = 8_000
"""Characters of a draft that are read; a model that never ends is cut at its last full sentence."""
_LONGEST_RANGE = 10

# Every repetition is bounded or of one kind of character, so that no draft takes long.
_SCRIPT = re.compile(r"<(script|style)\b.{0,2000}?(?:</\1\s*>|$)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"</?[A-Za-z!][^<>]{0,2000}>")
_IMAGE = re.compile(r"!\[[^\[\]]{0,500}\]\([^()]{0,2000}\)")
_LINK = re.compile(r"\[([^\[\]]{1,500})\]\([^()\s]{1,2000}\)")
_EMPHASIS = re.compile(r"\*{1,3}|_{2,3}|`{1,3}")
_LINE_MARK = re.compile(r"^[ \t]{0,8}(?:#{1,6}|>)[ \t]+", re.MULTILINE)
_MARKERS = re.compile(r"\[(\d{1,4}(?:\s?[,;–-]\s?\d{1,4}){0,20})\]")
_AFTER_STOP = re.compile(r"([.!?]{1,3}[”\"’)]{0,3})[ \t]{0,3}((?:\[\d{1,4}\][ \t]{0,3}){1,20})")
_MARKER = re.compile(r"\s?\[(\d{1,4})\]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a draft without its markers, the numbers they name, and the line it stands in."""

    text: str
    numbers: tuple[int, ...]
    line: int


def read_prose(draft: str) -> tuple[Sentence, ...]:
    """The sentences of a draft. Markup and pictures are gone; what is beyond the limit is left off."""
    found = []
    for number, line in enumerate(_plain(draft).split("\n")):
        marked = _AFTER_STOP.sub(lambda m: f" {m[2].strip()}{m[1]}", line)
        for start, end in sentence_bounds(marked):
            sentence = marked[start:end]
            numbers = tuple(dict.fromkeys(int(n) for n in _MARKER.findall(sentence)))
            text = _MARKER.sub("", sentence).strip()
            if numbers or any(c.isalnum() for c in text):
                found.append(Sentence(text, numbers, number))
    return tuple(found)


def _plain(draft: str) -> str:
    text = _within_limit(unicodedata.normalize("NFC", draft[: 4 * LONGEST_DRAFT]))
    text = "".join(c if c.isprintable() or c == "\n" else " " for c in text)
    text = re.sub(r"[ \xa0]+", " ", text)
    for pattern in (_SCRIPT, _IMAGE, _TAG, _EMPHASIS, _LINE_MARK):
        text = pattern.sub("", text)
    text = _LINK.sub(lambda m: f"[{m[1]}]" if m[1].isdigit() else m[1], text)
    return _MARKERS.sub(lambda m: "".join(f"[{n}]" for n in _numbers(m[1])), text)


def _within_limit(text: str) -> str:
    if len(text) <= LONGEST_DRAFT:
        return text
    cut = text[:LONGEST_DRAFT]
    return cut[: max(cut.rfind(". "), cut.rfind("\n"), 0) + 1]


def _numbers(listed: str) -> list[int]:
    """ "1, 3–5" as numbers."""
    found: list[int] = []
    for part in re.split(r"[,;]", listed):
        ends = [int(n) for n in re.split(r"[–-]", part)]
        if len(ends) == 2 and 0 < ends[1] - ends[0] <= _LONGEST_RANGE:
            found += range(ends[0], ends[1] + 1)
        else:
            found += ends
    return found
