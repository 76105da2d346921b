"""An enquiry as it stands on its page: the letter, its questions, a part, its evidence, the draft."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from rag.answering.attribution import attribution_line
from rag.answering.checking import counted
from rag.enquiries.enquiry import Enquiry, Letter, Part, PartState, Regime
from rag.types import Citation, Outcome
from rag.web.markup import NOTHING, Content, Markup, element, joined
from rag.web.showing import FALLEN, searched_line, whose_words

REGIMES = {
    Regime.FOI: "Freedom of Information Act (FOI)",
    Regime.EIR: "Environmental Information Regulations (EIR)",
    Regime.GENERAL: "General correspondence",
}
OUTCOMES = {
    Outcome.ANSWERED: "Answered",
    Outcome.PARTLY_ANSWERED: "Partly answered",
    Outcome.NOT_HELD: "Not held",
    Outcome.NEEDS_CLARIFICATION: "The question is not clear enough to be answered",
}
STATES = {
    PartState.OPEN: "To do",
    PartState.APPROVED: "Approved",
    PartState.NEEDS_DECISION: "Needs a decision",
}
SIGNS = {PartState.OPEN: "○", PartState.APPROVED: "✓", PartState.NEEDS_DECISION: "!"}
TITLE_CHARACTERS = 120
GLIMPSE_CHARACTERS = 160
EVIDENCE_CHARACTERS = 400


def title_of(letter: Letter) -> str:
    """What an enquiry is called: its subject, else how its letter begins."""
    return shortened(letter.subject or letter.text or letter.name, TITLE_CHARACTERS)


def shortened(text: str, characters: int) -> str:
    """A text in one line, cut at a word."""
    line = " ".join(text.split())
    return line if len(line) <= characters else line[:characters].rsplit(" ", 1)[0] + " …"


def approved_line(enquiry: Enquiry) -> str:
    """How far an enquiry is."""
    if not enquiry.parts:
        return "No questions yet"
    approved = sum(p.state is PartState.APPROVED for p in enquiry.parts)
    waiting = sum(p.state is PartState.NEEDS_DECISION for p in enquiry.parts)
    needs = "needs" if waiting == 1 else "need"
    more = f", {waiting} {needs} a decision" if waiting else ""
    return f"{approved} of {len(enquiry.parts)} approved{more}"


def chosen(*content: Content, value: str, classes: str) -> Markup:
    """A button that sends what was chosen to the page."""
    return element("button", *content, type="button", name="choose", value=value, classes=classes)


def letter(enquiry: Enquiry, current: int) -> str:
    """The letter, each question marked where it stands, with a button that chooses it."""
    pieces = joined(_pieces(enquiry, current))
    return element(
        "div",
        element("h3", "The letter"),
        element("div", pieces, classes="letter-text", dir="auto"),
        classes="letter",
    ).html


def _pieces(enquiry: Enquiry, current: int) -> Iterator[Content]:
    text, at = enquiry.letter.text, 0
    placed = sorted(enumerate(enquiry.parts, 1), key=lambda p: (p[1].question.start, p[0]))
    for number, part in placed:
        start, end = max(at, part.question.start), max(at, part.question.end)
        yield text[at:start]
        yield chosen(str(number), value=f"part {number}", classes="marker")
        if start < end:
            classes = "asked current" if number == current else "asked"
            yield element("mark", text[start:end], classes=classes)
        at = end
    yield text[at:]


def questions(enquiry: Enquiry, current: int) -> str:
    """The questions found, in order, each a button that opens it for correction."""
    if not enquiry.parts:
        told = "No question was found in this letter. Add each by pasting its words below."
        return element("p", told, classes="notice").html
    items = (_question(n, p, n == current) for n, p in enumerate(enquiry.parts, 1))
    found = element("p", f"{counted(len(enquiry.parts), 'question')} found", classes="how-far")
    return element("div", found, element("ol", *items, classes="parts")).html


def _question(number: int, part: Part, current: bool) -> Markup:
    context = part.question.context
    return element(
        "li",
        chosen(
            element("span", str(number), classes="number"),
            element(
                "span",
                _label(number, part),
                element("span", part.question.text, classes="wording", dir="auto"),
                element("span", f"Context: {context}", classes="aside", dir="auto")
                if context
                else NOTHING,
            ),
            value=f"part {number}",
            classes="part current" if current else "part",
        ),
    )


def _label(number: int, part: Part) -> Markup:
    label = part.question.label
    if not label or label == str(number):
        return NOTHING
    return element("span", f"Numbered {label} in the letter", classes="aside", dir="auto")


def parts(enquiry: Enquiry, current: int) -> str:
    """The parts in order, each a button that opens it, with its state."""
    items = (_part(n, p, n == current) for n, p in enumerate(enquiry.parts, 1))
    return element("div", element("h3", "Questions"), element("ol", *items, classes="parts")).html


def _part(number: int, part: Part, current: bool) -> Markup:
    outcome = (
        f" · {OUTCOMES[part.answer.outcome]}" if part.answer else " · No answer looked for yet"
    )
    state = element(
        "span",
        element("span", SIGNS[part.state], classes=f"sign {part.state.value.replace('_', '-')}"),
        f" {STATES[part.state]}{outcome}",
        classes="aside",
    )
    wording = shortened(part.question.text, GLIMPSE_CHARACTERS)
    return element(
        "li",
        chosen(
            element("span", str(number), classes="number"),
            element("span", element("span", wording, classes="wording", dir="auto"), state),
            value=f"part {number}",
            classes="part current" if current else "part",
        ),
    )


def part(enquiry: Enquiry, number: int) -> str:
    """The question as it was written, what was found, and who decided what."""
    shown = enquiry.parts[number - 1]
    context = shown.question.context
    return element(
        "div",
        element("h3", f"Question {number} of {len(enquiry.parts)}"),
        _label(number, shown),
        element("blockquote", shown.question.text, classes="as-written", dir="auto"),
        element("p", f"Context in the letter: {context}", classes="aside", dir="auto")
        if context
        else NOTHING,
        *_outcome(shown),
        _decided(shown),
        classes="part-shown",
        id=f"part-{number}",
    ).html


def _outcome(shown: Part) -> Iterator[Markup]:
    answer = shown.answer
    if answer is None:
        yield element("p", "No answer has been looked for yet.", classes="outcome")
        return
    yield element("p", OUTCOMES[answer.outcome], classes="outcome")
    if answer.outcome is Outcome.NOT_HELD:
        yield element(
            "p",
            f"Nothing in the documents answers this question. {searched_line(answer.searched)}",
            classes="aside",
        )


def _decided(shown: Part) -> Markup:
    if shown.state is PartState.OPEN:
        return NOTHING
    by = shown.decided_by or "nobody named"
    if shown.state is PartState.APPROVED:
        return element("p", f"✓ Approved by {by}", classes="decided approved", dir="auto")
    note = f": {shown.note}" if shown.note else ""
    told = f"Needs a decision, marked by {by}{note}"
    return element("p", told, classes="decided needs-decision", dir="auto")


def evidence(
    shown: Part,
    nearest: Sequence[Citation],
    current: int | None,
    fallen: Collection[int] = (),
) -> str:
    """The numbered evidence of a part; the nearest things held where nothing answers.

    `fallen` are the numbers of those whose words do not stand in today's documents.
    """
    if shown.answer is None or not (shown.answer.citations or nearest):
        return ""
    answers = bool(shown.answer.citations)
    told = element(
        "p", "The nearest things held. They do not answer the question.", classes="aside"
    )
    cards = (
        _card(c, c.number == current, c.number in fallen, nearest=not answers)
        for c in (shown.answer.citations or nearest)
    )
    return element(
        "div",
        element("h3", "Evidence" if answers else "Nearest things held"),
        NOTHING if answers else told,
        element("ol", *cards, classes="cards"),
    ).html


def _card(citation: Citation, current: bool, fallen: bool, *, nearest: bool = False) -> Markup:
    words = citation.quote.text
    quote = shortened(words, EVIDENCE_CHARACTERS) if nearest else f"“{words}”"
    speech = (
        NOTHING if nearest else element("p", whose_words(citation), classes="speech", dir="auto")
    )
    return element(
        "li",
        element("blockquote", quote, dir="auto"),
        chosen(
            element("span", str(citation.number), classes="number"),
            element("span", attribution_line(citation), classes="attribution", dir="auto"),
            value=f"look {citation.number}",
            classes="citation current" if current else "citation",
        ),
        speech,
        element("p", FALLEN, classes="notice") if fallen else NOTHING,
        classes="card",
    )


def draft(text: str, enquiry: Enquiry, templates: str) -> str:
    """The reply as it stands, how to take it away, and where its standard words are edited."""
    unfinished = "" if enquiry.is_approved else "DRAFT: not every question is approved."
    address = f"/enquiry-replies/{enquiry.id}"
    return element(
        "div",
        element("h3", "The reply as it stands"),
        element("p", unfinished, classes="outcome") if unfinished else NOTHING,
        element(
            "p",
            element("a", "Download as Word", href=f"{address}/docx"),
            element("a", "Download as plain text", href=f"{address}/txt"),
            classes="downloads",
        ),
        element("div", text, classes="letter-text", dir="auto"),
        element("p", templates, classes="aside"),
        classes="draft",
    ).html
