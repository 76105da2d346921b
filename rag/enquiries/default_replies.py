"""What the letter back says to a question before anybody has edited it, made from its answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from rag.answering.assistant import MISSING_LINE
from rag.answering.attribution import place_line
from rag.answering.checking import citation_of, counted
from rag.enquiries.premises import premise_dealt_with
from rag.enquiries.templates import Templates, plain_value
from rag.exports.standing import DocumentOf
from rag.types import Answer, Hit, Outcome

NEAREST_NAMED = 3


def default_reply(answer: Answer, templates: Templates, document_of: DocumentOf) -> str:
    """The reply that an answer amounts to; its markers mean the answer's citations.

    Not held: what was searched, and the nearest documents, named but not offered as an answer.
    Partly answered: what was found, then which part was not. Where the answer speaks of what the
    question takes for granted, that is said first.
    """
    words = _reply(answer, templates, document_of)
    premise = plain_value(premise_dealt_with(answer))
    return f"{templates.filled('premise', {'premise': premise})}\n\n{words}" if premise else words


def _reply(answer: Answer, templates: Templates, document_of: DocumentOf) -> str:
    searched = {"searched": counted(answer.searched.documents, "document")}
    match answer.outcome:
        case Outcome.NOT_HELD:
            nearest = _listed(_nearest(answer, document_of))
            return templates.filled("not_held", {**searched, "nearest": nearest})
        case Outcome.PARTLY_ANSWERED:
            return _partly(answer, templates, searched)
        case Outcome.NEEDS_CLARIFICATION:
            return templates.filled("clarification", {"question_back": answer.text})
        case Outcome.ANSWERED:
            return answer.text


def _partly(answer: Answer, templates: Templates, searched: Mapping[str, str]) -> str:
    found, _, rest = answer.text.partition(f"\n\n{MISSING_LINE}\n")
    asked = [line.removeprefix("- ") for line in rest.split("\n") if line.strip()]
    missing = _listed([words for a in asked if (words := plain_value(a))])
    told = templates.filled("partly_answered", {**searched, "missing": missing})
    return f"{found}\n\n{told}" if missing else found


def _listed(lines: list[str]) -> str | None:
    return "\n".join(f"- {line}" for line in lines) or None


def _nearest(answer: Answer, document_of: DocumentOf) -> list[str]:
    """The nearest documents, each named once."""
    found: dict[str, str] = {}
    for hit in answer.passages:
        found.setdefault(hit.passage.span.document_id, _named(hit, document_of))
        if len(found) == NEAREST_NAMED:
            break
    return list(dict.fromkeys(found.values()))


def _named(hit: Hit, document_of: DocumentOf) -> str:
    """A document as people call it, without the place in it."""
    span = hit.passage.span
    name = hit.passage.title
    try:
        document = document_of(span.document_id)
        citation = citation_of(1, span, document)
    except (KeyError, ValueError):  # not held any more, or held with other words
        return plain_value(name) or ""
    return plain_value(place_line(replace(citation, page=None, paragraph=None))) or ""
