"""Cited words held against the documents of today, before they leave the program."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rag.answering.attribution import attribution_line
from rag.answering.quoting import still_stands
from rag.exports.paper import Source
from rag.types import Citation, Document

DocumentOf = Callable[[str], Document]
"""The document of an id as it is held today. Raises KeyError where it is not held."""

NOT_HELD_TODAY = "its document is not held any more, or its file has been changed"
NOT_THERE_TODAY = "these words do not stand in that place of the document"


@dataclass(frozen=True, slots=True)
class CheckedSource:
    """A citation, and why it cannot be relied on today: empty where it can.

    `published_at` is what is known today of where anybody may read the document.
    """

    citation: Citation
    fault: str = ""
    published_at: str | None = None


def checked_today(citation: Citation, document_of: DocumentOf) -> CheckedSource:
    """Whether the cited words still stand where the citation says."""
    try:
        document = document_of(citation.quote.span.document_id)
    except KeyError:
        return CheckedSource(citation, NOT_HELD_TODAY)
    fault = "" if still_stands(document, citation.quote) else NOT_THERE_TODAY
    return CheckedSource(citation, fault, document.metadata.get("published_at"))


def source_of(checked: CheckedSource, number: int) -> Source:
    """The numbered source in one line: who said it, where it stands, title, published address."""
    citation = checked.citation
    about = attribution_line(citation)
    if citation.addressee and citation.addressee not in about and "; " not in citation.addressee:
        about += f", to {citation.addressee}"
    parts = [about]
    if citation.title not in about:
        parts.append(f"“{citation.title}”")
    if checked.published_at:
        parts.append(f"Published at {checked.published_at}")
    line = ". ".join(part.rstrip(".") for part in parts) + "."
    return Source(number, f"{unverified(checked)} {line}" if checked.fault else line)


def unverified(checked: CheckedSource) -> str:
    """What stands at a source whose words cannot be found today."""
    return f"NOT VERIFIED: {checked.fault}."


def fault_line(faults: int, quotes: int) -> str:
    """How many of the quotes in a paper cannot be relied on, for staff."""
    return f"{faults} of {quotes} quotes could not be verified today. Each is marked NOT VERIFIED."
