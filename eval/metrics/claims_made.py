"""The claims of an answer with the citations each names, and whether those bear it out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rag.answering.checking import cited_words
from rag.answering.claims import findings
from rag.answering.findings import Cited
from rag.answering.prose import read_prose
from rag.types import Answer, Citation, Document

_SHOWN_QUOTE = re.compile(r"“((?:(?!\n\n).)*?)” \[(\d+)\](?=\n|$)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence of an answer, or a quote it shows, with its citations; unknown numbers name none."""

    text: str
    cited: tuple[Citation, ...]


def claims_made(answer: Answer) -> tuple[Claim, ...]:
    """What an answer states under a marker, in order: quotes shown, then sentences of prose.

    Lines without a marker (attribution, remarks to the reader) state nothing about the matter.
    """
    by_number = {c.number: c for c in answer.citations}
    shown, text = [], answer.text
    for number, citation in by_number.items():
        # Word for word first: only such a quote may hold the blank lines of its source.
        quote = f"“{citation.quote.text}” [{number}]"
        if quote in text:
            shown.append((citation.quote.text, (number,)))
            text = text.replace(quote, "")
    shown += [(m[1], (int(m[2]),)) for m in _SHOWN_QUOTE.finditer(text)]
    prose = read_prose(_SHOWN_QUOTE.sub("", text))
    stated = [*shown, *((s.text, s.numbers) for s in prose if s.numbers)]
    return tuple(
        Claim(text, tuple(by_number[n] for n in numbers if n in by_number))
        for text, numbers in stated
    )


def is_borne_out(text: str, cited: Sequence[Citation], documents: Mapping[str, Document]) -> bool:
    """Whether the cited words together say a claim: they hold it word for word, or nothing lacks."""
    if not cited:
        return False
    if any(text in c.quote.text for c in cited):
        return True
    return not findings(text, [_cited(c, documents) for c in cited])


def _cited(citation: Citation, documents: Mapping[str, Document]) -> Cited:
    span = citation.quote.span
    document = documents.get(span.document_id)
    if document is None or document.text[span.start : span.end] != citation.quote.text:
        return Cited(citation.quote.text, citation.speaker or "", citation.title)
    return cited_words(span, document)
