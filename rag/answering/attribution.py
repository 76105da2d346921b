"""Who said it: the speaker of a quote, and the line that says where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from rag.types import Citation, Document, Quote, Speech

OPENING, CLOSING = "“‘«", "”’»"

_SAYING = (
    "accept(?:s|ed)?|acknowledge[sd]?|add(?:s|ed)|advise[sd]?|allege[sd]?|announce[sd]|argue[sd]|"
    "ask(?:s|ed)|assert(?:s|ed)?|claim(?:s|ed)?|comment(?:s|ed)|conclude[sd]?|confirm(?:s|ed)?|"
    "declare[sd]|den(?:y|ies|ied)|dispute[sd]?|emphasise[sd]?|estimate[sd]|explain(?:s|ed)?|"
    "find|finds|found|highlight(?:s|ed)|inform(?:s|ed)|insist(?:s|ed)|maintain(?:s|ed)|"
    "mention(?:s|ed)|not(?:e[sd]?)|observe[sd]|point(?:s|ed)? (?:out|to)|recommend(?:s|ed)|"
    "refute[sd]?|reiterate[sd]?|remark(?:s|ed)|repl(?:ies|ied)|report(?:s|ed)?|"
    "respond(?:s|ed)|sa(?:y|ys|id)|state[sd]?|stress(?:es|ed)|suggest(?:s|ed)|t(?:ells|old)|"
    "warn(?:s|ed)|writes|wrote"
)
_ADVERB = "also|then|further|firstly|later|previously|again|now|subsequently"
REPORTING = re.compile(
    rf"^(?:(?:however|accordingly|finally|in response|moreover|also)\s*,?\s+)?"
    rf"(?:(?:in|on|at|during|after|following|then in)\b[^,;:]{{3,80}},\s+)?"
    rf"(?P<speaker>(?:the\s+|our\s+|your\s+)?[\w'’.\-&]+(?:\s+[\w'’.\-&]+){{0,6}}?)\s+"
    rf"(?:(?:has|have|had)\s+)?(?:(?:{_ADVERB})\s+)?(?:(?:has|have|had|goes on to)\s+)?"
    rf"(?:{_SAYING})\b",
    re.IGNORECASE,
)
"""A sentence that opens with somebody and a verb of saying."""
ACCORDING_TO = re.compile(
    r"\b(?i:according to)\s+(?P<speaker>(?:the\s+)?[\w'’\-&]+(?:\s+[A-Z][\w'’\-&]*){0,5})"
)
PASSIVE = re.compile(
    rf"^(?:\w+\s*,\s+)?it (?:is|was|has been|had been) (?:{_ADVERB})?\s*(?:{_SAYING})\b",
    re.IGNORECASE,
)
OPENING_NAME = re.compile(
    r"^(?:However,\s+)?(?P<speaker>(?:The\s+)?[A-Z][\w'’.\-]*(?:\s+(?:of\s+|the\s+|and\s+)*[A-Z][\w'’.\-]*){1,6})"
    r"\s+[a-z]"
)
"""Two or more capitalised words at the start of a sentence, before one in lower case."""
FIRST_PERSON = re.compile(r"^(i|we|my|our|us)\b", re.IGNORECASE)


def speaker_of(document: Document, quote: Quote) -> tuple[str | None, Speech]:
    """Whose words a quote holds, as far as its own sentence shows.

    The document's author unless the sentence says it reports somebody; None for the speaker where
    words are reported but nobody is named ("It was noted that ...").
    """
    author = document.metadata.get("author")
    reported = _reported_speaker(quote.text)
    if _mostly_quoted(document, quote):
        named = reported[0] if reported else _opening_name(quote.text)
        return (author if named and FIRST_PERSON.match(named) else named), Speech.QUOTED
    if reported is None or (reported[0] and FIRST_PERSON.match(reported[0])):
        return author, Speech.OWN
    return reported[0], Speech.REPORTED


def _reported_speaker(sentence: str) -> tuple[str | None] | None:
    if PASSIVE.match(sentence):
        return (None,)
    if match := ACCORDING_TO.search(sentence):
        return (match["speaker"],)
    if (match := REPORTING.match(sentence)) and not _is_clause(match["speaker"]):
        return (match["speaker"],)
    return None


def _opening_name(sentence: str) -> str | None:
    """The name a sentence opens with, where a verb follows it: whoever is quoted after that."""
    match = OPENING_NAME.match(sentence)
    return match["speaker"] if match else None


def _is_clause(speaker: str) -> bool:
    return bool(re.match(r"(?:it|this|that|there|which|as|in|on|at|if|when)\b", speaker, re.I))


def _mostly_quoted(document: Document, quote: Quote) -> bool:
    inside = sum(
        max(0, min(end, quote.span.end) - max(start, quote.span.start))
        for start, end in quotations(document, quote)
    )
    return inside * 2 > len(quote.text)


def quotations(document: Document, quote: Quote) -> Iterator[tuple[int, int]]:
    """Places of the quotations in the block a quote stands in, as (start, end) in the document.

    Straight and curly marks, single or double. An apostrophe does not open one. A quotation that
    is never closed ends with its block.
    """
    block = document.block_at(quote.span.start)
    if block is None:
        return
    opened: int | None = None
    closing = ""
    for at in range(block.start, block.end):
        mark = document.text[at]
        if opened is None and (partner := _opens(document.text, at, block.start)):
            opened, closing = at, partner
        elif opened is not None and mark == closing and _closes(document.text, at):
            yield opened, at + 1
            opened = None
    if opened is not None:
        yield opened, block.end


def _opens(text: str, at: int, first: int) -> str:
    mark = text[at]
    if mark in OPENING:
        return CLOSING[OPENING.index(mark)]
    before = text[at - 1] if at > first else " "
    return mark if mark in "\"'" and not before.isalnum() and before not in ".,;!?" else ""


def _closes(text: str, at: int) -> bool:
    after = text[at + 1 : at + 2]
    return text[at] not in "'’" or not after.isalnum()


def attribution_line(citation: Citation) -> str:
    """Where a quote stands and whose words it holds, in plain English.

    For example "Letter from A to B, 6 November 2023, paragraph 4".
    """
    place = place_line(citation)
    if citation.speech is Speech.OWN:
        return place
    who = citation.speaker or "A speaker who is not named"
    how = "quoted" if citation.speech is Speech.QUOTED else "as reported"
    return f"{who[0].upper()}{who[1:]}, {how} in: {place}"


def place_line(citation: Citation) -> str:
    """Where a quote stands, whoever's words it holds."""
    parts = [_document_name(citation), plain_date(citation.date), *_place(citation)]
    return ", ".join(p for p in parts if p)


def _document_name(citation: Citation) -> str:
    kind, author, addressee = citation.kind, citation.author, citation.addressee
    if kind and author and addressee:
        return f"{kind[0].upper()}{kind[1:]} from {author} to {addressee}"
    return citation.title


def plain_date(iso: str | None) -> str | None:
    """An ISO date as people write it, "6 November 2023"; anything else as it is."""
    if iso is None:
        return None
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{day.day} {day:%B %Y}"


def _place(citation: Citation) -> list[str]:
    page = [f"page {citation.page}"] if citation.page else []
    paragraph = [f"paragraph {citation.paragraph}"] if citation.paragraph else []
    return page + paragraph
