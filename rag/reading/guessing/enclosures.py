"""What a letter or e-mail says it carries with it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.reading.guessing.outline import Outline
from rag.types import BlockKind, Known

_LISTED = re.compile(
    r"(?:encl?s?|enclosures?|attachments?|attached|enclosed)\b\.?\s*[:.)–-]?\s+(?P<what>[^\W_].{2,200})",
    re.IGNORECASE,
)
_LISTED_BELOW = re.compile(r"(?:enclosures?|attachments?|encl?s?)\b\.?:?", re.IGNORECASE)
_NUMBER = re.compile(r"\(?\w{1,3}[.)]\s+")
_COPIES = re.compile(r"\s+(?:cc|copy|copies)\s*(?:to)?\s*:.*", re.IGNORECASE)
_ANNEX = re.compile(
    r"\b(?P<what>(?:Annex|Appendix|Attachment|Enclosure|Schedule)\s(?:[A-Z]\b|\d{1,2}\b|[IVX]+\b))"
    r"(?!\s(?:of|to|in)\s(?!this|my|our))(?!\w)"
)
_CARRIED = re.compile(
    r"\b(?:(?:I|we)\s+(?:have\s+)?(?:also\s+)?(?:enclosed?|attach(?:ed)?)|please\s+find\s+(?:enclosed|attached))\s+"
    r"(?:herewith\s+|here\s+)?(?P<what>(?:a|an|the|our|my|two|three|copies)\s[^.,;:()\n]{3,80}?)"
    r"(?=[.,;:()\n]|\s(?:which|that|as|for\s+your|so|showing|setting|together|to\s+this)\b)",
    re.IGNORECASE,
)
_COUNTS_ONLY = re.compile(r"[(\d\s).]+|as (?:above|stated|listed)\b.*", re.IGNORECASE)
_MOST = 20


def attachments(text: str, outline: Outline) -> Known | None:
    """What is said to be enclosed or attached, and the annexes referred to, joined by "; "."""
    found = [*_after_signature(outline), *_in_prose(text)]
    named = [" ".join(what.split()).strip(" .;,") for what in found]
    unique = list(dict.fromkeys(what for what in named if what))[:_MOST]
    return Known("; ".join(unique), False, "mentioned in the text") if unique else None


def _after_signature(outline: Outline) -> Iterator[str]:
    header = outline.label("attachments", "attachment", "enclosures", "enclosure", "enc", "encl")
    if header:
        yield from header.value.split(";")
    governed = False
    for line in outline.signing:
        match = _LISTED.fullmatch(line.text)
        if match and not _COUNTS_ONLY.fullmatch(match["what"]):
            yield from _COPIES.sub("", match["what"]).split(";")
        if governed and line.kind is BlockKind.LIST_ITEM:
            yield _NUMBER.sub("", line.text)
        else:
            governed = _LISTED_BELOW.fullmatch(line.text) is not None


def _in_prose(text: str) -> Iterator[str]:
    for pattern in (_CARRIED, _ANNEX):
        yield from (match["what"] for match in pattern.finditer(text))
