"""Draft to answer: every marker becomes a quote cut from its source, or goes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rag.answering.attribution import attribution_line, place_line, who_said
from rag.answering.quoting import cut_quote, still_stands
from rag.types import Citation, Document, Draft, Hit, Searched, Span

MARKER = re.compile(r"\[(\d+)\]")
NEAREST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Checked:
    """Text with its citations, borne out by the sources."""

    text: str
    citations: tuple[Citation, ...]
    short_answer: str | None = None


def check(draft: Draft, documents: Mapping[str, Document]) -> Checked:
    """The draft with each marker replaced by its quote, the marker and its line of attribution.

    A marker that names no span is dropped; so is a short answer that no quote holds.
    """
    citations = tuple(
        citation_of(number, span, documents[span.document_id])
        for number, span in enumerate(draft.spans, 1)
    )
    by_number = {c.number: c for c in citations}
    text = MARKER.sub(lambda m: _shown(by_number.get(int(m[1]))), draft.text).strip()
    short = draft.short_answer
    if short is None or not any(short in c.quote.text for c in citations):
        return Checked(text, citations)
    return Checked(f"{short} [1]\n\n{text}", citations, short)


def citation_of(number: int, span: Span, document: Document) -> Citation:
    """A numbered quote with where it stands and whose words it holds."""
    quote = cut_quote(document, span)
    if not still_stands(document, quote):
        raise ValueError(f"the quote at {span} is not the source's text")
    block = document.block_at(quote.span.start)
    said = who_said(document, quote)
    known = document.metadata
    return Citation(
        number=number,
        quote=quote,
        document=document.source.path,
        title=document.title,
        author=known.get("author"),
        addressee=known.get("addressee"),
        date=known.get("date"),
        kind=known.get("kind"),
        page=block.page if block else None,
        paragraph=block.paragraph if block else None,
        speaker=said.speaker,
        speech=said.speech,
        chain=said.chain,
        document_sha256=document.source.sha256,
    )


def nothing_held(
    hits: Sequence[Hit], documents: Mapping[str, Document], searched: Searched
) -> Checked:
    """Says that nothing answers, what was searched, and where the nearest things stand."""
    text = (
        f"Not held. Nothing in the {_counted(searched.documents, 'document')} searched "
        f"({_counted(searched.passages, 'passage')}) answers this question."
    )
    places = list(dict.fromkeys(_place(h, documents) for h in hits[:NEAREST_NAMED]))
    if places:
        text += " The nearest things held, which do not answer it:\n" + "\n".join(
            f"- {place}" for place in places
        )
    return Checked(text, ())


def _shown(citation: Citation | None) -> str:
    if citation is None:
        return ""
    return f"“{citation.quote.text}” [{citation.number}]\n{attribution_line(citation)}"


def _place(hit: Hit, documents: Mapping[str, Document]) -> str:
    span = hit.passage.span
    return place_line(citation_of(1, span, documents[span.document_id]))


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
