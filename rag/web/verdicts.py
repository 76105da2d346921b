"""Verdicts on quotations as they stand on the page: real or not, where, and what differs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rag.answering.attribution import attribution_line
from rag.answering.checking import citation_of
from rag.answering.verdicts import CheckedQuote, Verdict
from rag.types import Citation, Span
from rag.web.markup import NOTHING, Markup, element
from rag.web.showing import counted

HEADINGS = {
    Verdict.VERBATIM: "Real, word for word",
    Verdict.TYPOGRAPHIC: "Real; only its print differs",
    Verdict.ALTERED: "Altered: the words or the sense differ",
    Verdict.NOT_FOUND: "Not found in any document held",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """A quotation of the pasted text, numbered from 1, and its verdict."""

    number: int
    words: str
    checked: CheckedQuote

    @property
    def citation(self) -> Citation | None:
        """Where the words, or those nearest to them, stand; None where nothing was found."""
        document, spans = self.checked.document, self.checked.spans
        if document is None or not spans:
            return None
        whole = Span(document.id, spans[0].start, spans[-1].end)
        return citation_of(self.number, whole, document)


def summary(findings: Sequence[Finding]) -> str:
    """How many quotations were found to be what, in one line."""
    found = [f.checked.verdict for f in findings]
    named = {
        "real": found.count(Verdict.VERBATIM) + found.count(Verdict.TYPOGRAPHIC),
        "altered": found.count(Verdict.ALTERED),
        "not found": found.count(Verdict.NOT_FOUND),
    }
    told = ", ".join(f"{count} {name}" for name, count in named.items() if count)
    return f"{counted(len(findings), 'quotation')} checked: {told}."


def results(findings: Sequence[Finding]) -> str:
    """All verdicts in order, as HTML."""
    return element(
        "div",
        element("p", summary(findings), classes="outcome"),
        *(_card(f) for f in findings),
        classes="verdicts",
    ).html


def _card(finding: Finding) -> Markup:
    cited = finding.citation
    return element(
        "section",
        element("h2", f"{finding.number}. {HEADINGS[finding.checked.verdict]}"),
        element("blockquote", f"“{finding.words}”", dir="auto"),
        element("p", attribution_line(cited), dir="auto") if cited else NOTHING,
        classes="verdict",
        id=f"quotation-{finding.number}",
    )
