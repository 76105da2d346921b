"""Verdicts on quotations as they stand on the page: real or not, where, and what differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.answering.attribution import attribution_line
from rag.answering.checking import citation_of, counted
from rag.answering.differences import Difference
from rag.answering.side_by_side import Piece, side_by_side
from rag.answering.verdicts import CheckedQuote, Verdict
from rag.types import Citation, Span
from rag.web.conversation import Pick
from rag.web.markup import NOTHING, Content, Markup, element, joined
from rag.web.showing import citation_button, whose_words

HEADINGS = {
    Verdict.VERBATIM: "Real, word for word",
    Verdict.TYPOGRAPHIC: "Real; only its print differs",
    Verdict.ALTERED: "Altered: the words or the sense differ",
    Verdict.NOT_FOUND: "Not found in any document held",
}
SIGNS = {
    Verdict.VERBATIM: "✓",
    Verdict.TYPOGRAPHIC: "✓",
    Verdict.ALTERED: "≠",
    Verdict.NOT_FOUND: "?",
}
KINDS = {
    "number": "A number",
    "date": "A date",
    "amount": "An amount of money",
    "currency": "A currency",
    "unit": "A unit",
    "negation": "A word that says no",
    "modal": "Must, may, should or the like",
    "quantifier": "All, some, most or the like",
    "comparative": "More, less, at least or the like",
    "condition": "If, unless, only or the like",
    "name": "A name",
    "word": "Other words",
    "missing words": "Words left out",
    "added words": "Words put in",
    "order": "The order of the words",
    "spliced": "Two passages run together",
    "edge": "Cut where it turns the sense",
    "capitals": "Capital letters",
    "punctuation": "Punctuation",
    "spacing": "Spacing",
    "hyphen": "Hyphens",
    "quotation marks": "Style of quotation marks",
    "scan": "An error of scanning in the document",
    "page furniture": "A page’s header or footer stepped over",
    "editorial": "Words in square brackets",
    "ellipsis": "Left out, as the dots say",
}
LONGEST_SHOWN = 300
"""Characters of a wording in the list of differences; the whole stands above it."""
EXCHANGE = 1
"""All quotations of a text count as one exchange, so that a pick is "1.3" for the third."""


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

    @property
    def source(self) -> str:
        """The document's own words; dots stand where a quotation with dots leaves some out."""
        document = self.checked.document
        return " … ".join(document.cut(s) for s in self.checked.spans) if document else ""


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
    told = element("p", summary(findings), classes="outcome")
    return element("div", told, *(_card(f) for f in findings), classes="verdicts").html


def as_text(findings: Sequence[Finding]) -> str:
    """All verdicts in order, as plain text to copy."""
    return "\n\n".join([summary(findings), *(_text(f) for f in findings)]) + "\n"


def notes(finding: Finding, citation: Citation) -> Iterator[str]:
    """What staff should know of a quotation that was found, a line each."""
    checked = finding.checked
    yield whose_words(citation)
    if checked.ascribed is not None:
        yield f"In the document, these words are ascribed: “{_flat(checked.ascribed)}”"
    if checked.occurrences > 1:
        yield f"These words stand in {checked.occurrences:,} places; this is the first."


def difference_lines(differences: Sequence[Difference]) -> list[str]:
    """What differs, in words: the quotation's wording and the document's.

    A wording that differs in several ways ("May" is a date and a verb) is told once, by the first.
    """
    first = {(d.quoted, d.source) if d.quoted or d.source else d.kind: d for d in differences[::-1]}
    return [_difference_line(d) for d in reversed(first.values())]


def _difference_line(difference: Difference) -> str:
    kind = KINDS.get(difference.kind, difference.kind.capitalize())
    quoted, source = _flat(difference.quoted), _flat(difference.source)
    if quoted and source:
        return f"{kind}: the quotation has “{quoted}”, the document has “{source}”"
    if source:
        return f"{kind}: the document has “{source}”"
    return f"{kind}: the quotation has “{quoted}”" if quoted else kind


def _flat(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= LONGEST_SHOWN else flat[:LONGEST_SHOWN].rsplit(" ", 1)[0] + " …"


def _text(finding: Finding) -> str:
    lines = [f"{finding.number}. {HEADINGS[finding.checked.verdict]}", f"Quoted: “{finding.words}”"]
    if cited := finding.citation:
        if finding.checked.verdict is not Verdict.VERBATIM:
            lines.append(f"The document says: “{finding.source}”")
        lines += [attribution_line(cited), f"File: {cited.document}", *notes(finding, cited)]
    lines += [f"- {line}" for line in difference_lines(finding.checked.differences)]
    return "\n".join(lines)


def _card(finding: Finding) -> Markup:
    verdict, cited = finding.checked.verdict, finding.citation
    sign = element("span", SIGNS[verdict], classes="sign")
    heading = element("h2", f"{finding.number}. ", sign, f" {HEADINGS[verdict]}")
    return element(
        "section",
        heading,
        _words(finding),
        *(_place(finding, cited) if cited else ()),
        _differences(finding),
        classes=f"verdict {verdict.value.replace('_', '-')}",
        id=f"quotation-{finding.number}",
    )


def _words(finding: Finding) -> Markup:
    """The quotation; where the document has other words or print, both beside each other."""
    if finding.checked.verdict in (Verdict.VERBATIM, Verdict.NOT_FOUND):
        return element("blockquote", f"“{finding.words}”", dir="auto")
    both = side_by_side(finding.words, finding.source)
    return element(
        "div",
        _side("Quoted", both.quoted),
        _side("The document says", both.source),
        classes="side-by-side",
    )


def _side(heading: str, pieces: Sequence[Piece]) -> Markup:
    marked: list[Content] = [element("mark", p.text) if p.differs else p.text for p in pieces]
    quoted = element("blockquote", "“", joined(marked), "”", dir="auto")
    return element("div", element("h3", heading), quoted, classes="side")


def _place(finding: Finding, citation: Citation) -> Iterator[Markup]:
    yield citation_button(Pick(EXCHANGE, finding.number), citation)
    yield from (element("p", n, classes="speech", dir="auto") for n in notes(finding, citation))


def _differences(finding: Finding) -> Markup:
    lines = difference_lines(finding.checked.differences)
    told = [element("li", line, dir="auto") for line in lines]
    if not told:
        return NOTHING
    return joined((element("h3", "What differs"), element("ul", *told, classes="differences")))
