"""Draft to answer: every marker becomes a quote cut from its source, or goes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rag.answering.attribution import attribution_line, place_line, plain_date, who_said
from rag.answering.claims import findings
from rag.answering.edges import honest_span
from rag.answering.findings import Cited, Finding
from rag.answering.prose import Sentence, read_prose
from rag.answering.prose_quotes import ProseQuotes, outside
from rag.answering.quoting import cut_quote, still_stands
from rag.types import Citation, Document, Draft, Hit, Searched, Span, Speech

MARKER = re.compile(r"\[(\d+)\]")
NEAREST_NAMED = 3
BEFORE_CHARACTERS = 400
"""Of the source before a quote, in which the name behind a pronoun is looked for."""
LETTERHEAD_CHARACTERS = 300
"""Of a document's beginning, where its parties are named who are "I" and "you" in it."""
_MOST_CITED = 6
"""Citations of one sentence that are looked at; more prove nothing."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A sentence of a draft that its sources do not bear out, and what is found wanting."""

    sentence: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """Text with its citations, borne out by the sources.

    `left_out` are sentences that were not; `unknown_markers` counts markers that named nothing.
    """

    text: str
    citations: tuple[Citation, ...]
    short_answer: str | None = None
    left_out: tuple[LeftOut, ...] = ()
    unknown_markers: int = 0


def check(draft: Draft, documents: Mapping[str, Document]) -> Checked:
    """The draft cut down to what its sources bear out.

    A marker that stands alone becomes its quote, with honest edges, and a line of attribution; one
    that names no span is dropped. A sentence of prose keeps its markers if the words they cite bear
    it out, and is left out if not; the quotes it rests on follow the prose. If no sentence is left,
    the quotes are shown alone. A short answer that no quote holds goes.
    """
    spans = _honest(draft.spans, documents)
    prose = _prose(draft, spans, documents) if _is_prose(draft) else Checked("", ())
    checked = prose if prose.citations else _quotes_alone(draft, spans, documents, prose)
    return _with_short_answer(checked, draft.short_answer)


def _is_prose(draft: Draft) -> bool:
    """Whether a draft says anything beside its markers."""
    return bool(MARKER.sub("", draft.text).strip())


def _honest(spans: Sequence[Span], documents: Mapping[str, Document]) -> dict[int, Span]:
    """The spans a draft cites, by number, with honest edges; without those that must be refused.

    One that lies in another is that one.
    """
    grown = {n: honest_span(documents[s.document_id], s) for n, s in enumerate(spans, 1)}
    kept = {n: s for n, s in grown.items() if s is not None}
    widest = sorted(kept.values(), key=lambda s: s.start - s.end)
    return {n: next(o for o in widest if o.contains(s)) for n, s in kept.items()}


def _quotes_alone(
    draft: Draft, spans: Mapping[int, Span], documents: Mapping[str, Document], prose: Checked
) -> Checked:
    """Every quote that the draft's markers name, or all it cites where it was prose."""
    named = [int(n) for n in MARKER.findall(draft.text)]
    wanted = [] if _is_prose(draft) else [n for n in named if n in spans]
    numbers = _numbered(spans[n] for n in wanted or spans)
    citations = _citations(numbers, documents)
    unknown = prose.unknown_markers or sum(n not in spans for n in named)
    return replace(
        prose,
        text="\n\n".join(_shown(c) for c in citations),
        citations=citations,
        unknown_markers=unknown,
    )


def _prose(draft: Draft, spans: Mapping[int, Span], documents: Mapping[str, Document]) -> Checked:
    """The sentences that are borne out, with their markers, then the quotes they rest on."""
    checker = _ProseCheck(spans, documents)
    lines: dict[int, list[str]] = {}
    for sentence in read_prose(draft.text):
        kept = checker.check(sentence)
        if kept:
            lines.setdefault(sentence.line, []).append(kept)
    citations = _citations(checker.numbers, documents)
    paragraphs = [" ".join(kept) for kept in lines.values()]
    text = "\n\n".join([*paragraphs, *checker.notes(), *(_shown(c) for c in citations)])
    return Checked(
        text, citations, left_out=tuple(checker.left_out), unknown_markers=checker.unknown_markers
    )


class _ProseCheck:
    """Checks the sentences of one draft in order, numbering what they cite as they come."""

    def __init__(self, spans: Mapping[int, Span], documents: Mapping[str, Document]) -> None:
        self.numbers: dict[Span, int] = {}
        self.left_out: list[LeftOut] = []
        self.unknown_markers = 0
        self._spans = spans
        self._documents = documents
        self._quotes = ProseQuotes(documents)

    def check(self, sentence: Sentence) -> str | None:
        """The sentence with its markers as the reader sees it, or None where it is left out."""
        known = [self._spans[n] for n in sentence.numbers if n in self._spans]
        self.unknown_markers += len(sentence.numbers) - len(known)
        if not any(c.isalpha() for c in sentence.text):
            return None
        text, quoted = self._quotes.placed(sentence.text)
        around = [self._quotes.sentence_around(s) for s in outside(quoted, known)]
        cited = [*dict.fromkeys(known), *(s for s in around if s)][:_MOST_CITED]
        if cited:
            wanting = self._findings(text, cited)
        else:
            cited, wanting = self._whatever_bears_out(text)
        if wanting:
            self.left_out.append(LeftOut(sentence.text, wanting))
            return None
        markers = "".join(f"[{self.numbers.setdefault(s, len(self.numbers) + 1)}]" for s in cited)
        return _marked(text, markers)

    def notes(self) -> list[str]:
        """A line that says how much was left out, for the reader."""
        count = len(self.left_out)
        if not count:
            return []
        noun = "One sentence was" if count == 1 else f"{count} sentences were"
        return [f"{noun} left out of this answer, not borne out by the sources."]

    def _whatever_bears_out(self, text: str) -> tuple[list[Span], tuple[Finding, ...]]:
        """A sentence that cites nothing is held against each span of the draft."""
        wanting: tuple[Finding, ...] = findings(text, ())
        for span in dict.fromkeys(self._spans.values()):
            wanting = self._findings(text, [span])
            if not wanting:
                return [span], ()
        return [], wanting

    def _findings(self, text: str, spans: Sequence[Span]) -> tuple[Finding, ...]:
        return findings(text, [cited_words(s, self._documents[s.document_id]) for s in spans])


def cited_words(span: Span, document: Document) -> Cited:
    """What a claim that cites a span may rest on."""
    citation = citation_of(1, span, document)
    organisation = document.metadata.get("organisation")
    own = (
        (citation.author, citation.role, organisation)
        if citation.speech is Speech.OWN
        else citation.chain
    )
    known = (citation.title, citation.author, citation.addressee, plain_date(citation.date))
    return Cited(
        citation.quote.text,
        speaker=_lines(citation.speaker, *own),
        standing=_lines(*known, organisation, attribution_line(citation)),
        before=document.text[max(0, span.start - BEFORE_CHARACTERS) : span.start],
        letterhead=document.text[:LETTERHEAD_CHARACTERS],
    )


def _lines(*known: str | None) -> str:
    return "\n".join(k for k in known if k)


def _marked(text: str, markers: str) -> str:
    """A sentence with its markers before the full stop."""
    if text[-1:] in ".!?":
        return f"{text[:-1]} {markers}{text[-1]}"
    return f"{text} {markers}"


def _numbered(spans: Iterable[Span]) -> dict[Span, int]:
    return {span: number for number, span in enumerate(dict.fromkeys(spans), 1)}


def _citations(
    numbers: Mapping[Span, int], documents: Mapping[str, Document]
) -> tuple[Citation, ...]:
    return tuple(citation_of(n, s, documents[s.document_id]) for s, n in numbers.items())


def _with_short_answer(checked: Checked, short: str | None) -> Checked:
    holding = next((c for c in checked.citations if short and short in c.quote.text), None)
    if holding is None:
        return checked
    return replace(
        checked, text=f"{short} [{holding.number}]\n\n{checked.text}", short_answer=short
    )


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
        organisation=known.get("organisation"),
        role=known.get("role"),
        chain=said.chain,
        document_sha256=document.source.sha256,
    )


def nothing_held(
    hits: Sequence[Hit], documents: Mapping[str, Document], searched: Searched
) -> Checked:
    """Says that nothing answers, what was searched, and where the nearest things stand."""
    text = (
        f"Not held. Nothing in the {counted(searched.documents, 'document')} searched "
        f"({counted(searched.passages, 'passage')}) answers this question."
    )
    places = list(dict.fromkeys(_place(h, documents) for h in hits[:NEAREST_NAMED]))
    if places:
        text += " The nearest things held, which do not answer it:\n" + "\n".join(
            f"- {place}" for place in places
        )
    return Checked(text, ())


def _shown(citation: Citation) -> str:
    return f"“{citation.quote.text}” [{citation.number}]\n{attribution_line(citation)}"


def _place(hit: Hit, documents: Mapping[str, Document]) -> str:
    span = hit.passage.span
    return place_line(citation_of(1, span, documents[span.document_id]))


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 document", "2,000 documents"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
