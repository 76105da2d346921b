"""Answers spoilt after they were checked, as a fault behind the checks would spoil them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from eval.cases import Case
from rag.answering.checking import citation_of
from rag.types import Answer, Citation, Document, Outcome, Quote, Span

Documents = Mapping[str, Document]
Spoil = Callable[[Answer, Case, Documents], Answer]

_ANSWERED = (Outcome.ANSWERED, Outcome.PARTLY_ANSWERED)


def edges_shifted(answer: Answer, _case: Case, documents: Documents) -> Answer:
    """Each quote begins and ends a word later; its words are still the source's own."""

    def shifted(citation: Citation) -> Citation:
        span = citation.quote.span
        text = documents[span.document_id].text
        first = re.match(r"\S+\s*", text[span.start : span.end])
        after = re.match(r"\s*\S+", text[span.end :])
        start = span.start + (first.end() if first and first.end() < span.end - span.start else 0)
        end = span.end + (after.end() if after else 0)
        return replace(citation, quote=Quote(Span(span.document_id, start, end), text[start:end]))

    return _each_citation(answer, shifted)


def words_altered(answer: Answer, _case: Case, _documents: Documents) -> Answer:
    """The last word of each quote is another."""

    def altered(citation: Citation) -> Citation:
        text = re.sub(r"\w+(?=\W*$)", "otherwise", citation.quote.text)
        return replace(citation, quote=replace(citation.quote, text=text))

    return _each_citation(answer, altered)


def speakers_swapped(answer: Answer, _case: Case, _documents: Documents) -> Answer:
    """What the author says is given to the addressee, and what others say to the author."""

    def swapped(citation: Citation) -> Citation:
        own = citation.speaker == citation.author
        return replace(citation, speaker=citation.addressee if own else citation.author)

    return _each_citation(answer, swapped)


def short_answer_wrong(answer: Answer, _case: Case, _documents: Documents) -> Answer:
    """The short answer is something else of its kind: other digits, or the words turned round."""
    short = answer.short_answer
    if not short:
        return answer
    turned = re.sub(r"\d", lambda digit: str((int(digit[0]) + 3) % 10), short)
    wrong = turned if turned != short else " ".join(reversed(short.split())) + " Smith"
    return replace(answer, short_answer=wrong, text=answer.text.replace(short, wrong, 1))


def citations_shuffled(answer: Answer, _case: Case, documents: Documents) -> Answer:
    """Each marker leads to the quote of the next; a lone one to the last passage found."""
    cited = answer.citations
    if not cited:
        return answer
    quotes = [*cited[1:], cited[0]]
    if len(cited) == 1 and answer.passages:
        span = answer.passages[-1].passage.span
        quotes = [citation_of(1, span, documents[span.document_id])]
    shuffled = tuple(replace(q, number=c.number) for c, q in zip(cited, quotes, strict=True))
    return replace(answer, citations=shuffled)


def markers_lost(answer: Answer, _case: Case, _documents: Documents) -> Answer:
    """No sentence says what it cites."""
    return replace(answer, text=re.sub(r"\s*\[\d+\]", "", answer.text))


def padded(answer: Answer, _case: Case, documents: Documents) -> Answer:
    """The last three passages are cited beside what answers."""
    if answer.outcome not in _ANSWERED:
        return answer
    more = tuple(
        citation_of(len(answer.citations) + n, p.span, documents[p.span.document_id])
        for n, p in enumerate((h.passage for h in answer.passages[-3:]), 1)
    )
    return replace(answer, citations=answer.citations + more)


def confidence_reversed(answer: Answer, _case: Case, _documents: Documents) -> Answer:
    """Sure where it should doubt."""
    return replace(answer, confidence=1 - answer.confidence)


def says_what_is_not_held(answer: Answer, case: Case, _documents: Documents) -> Answer:
    """The answer adds what the world knows and the documents do not say."""
    return replace(answer, text=f"{answer.text} {' '.join(case.must_not_say[:1])}")


def _each_citation(answer: Answer, change: Callable[[Citation], Citation]) -> Answer:
    return replace(answer, citations=tuple(change(c) for c in answer.citations))
