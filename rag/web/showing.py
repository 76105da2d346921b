"""Answers as they stand in the conversation: quotes, numbered citations, and what is not held."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from rag.answering.attribution import attribution_line
from rag.answering.checking import counted
from rag.exports.paper import Mark
from rag.exports.running_text import pieces_of
from rag.records.conversations import STOPPED, Exchange
from rag.types import Answer, Citation, Outcome, Searched, Speech
from rag.web import asked_of, turn_tools
from rag.web.conversation import Pick, Session
from rag.web.markup import NOTHING, Markup, element, joined

MARKER = re.compile(r"\[(\d+)\]")
BLANK_LINE = re.compile(r"\n\s*\n")
GLIMPSE_CHARACTERS = 240
FALLEN = "These words do not stand in the documents held today: ask again before you use them."


def conversation(session: Session) -> str:
    """All exchanges, oldest first, as HTML; "" where nothing was asked yet.

    The id of the whole names the conversation, for the page's address.
    """
    if not session.exchanges:
        return ""
    turns = [turn(n, e, session.fallen) for n, e in enumerate(session.exchanges, 1)]
    return element("div", *turns, classes="turns", id=f"kept-{session.id or ''}").html


def turn(number: int, exchange: Exchange, fallen: Collection[Pick] = ()) -> Markup:
    """A question and what became of it; `fallen` are citations that do not stand any more."""
    answer = exchange.answer
    return element(
        "section",
        _question(exchange.question),
        _understood(answer) if answer else NOTHING,
        _asked_of(exchange),
        _outcome(number, exchange, fallen),
        turn_tools.tools(number, exchange),
        classes="turn",
        id=f"turn-{number}",
    )


def pending(exchange: Exchange, status: str, id: str) -> str:
    """A question of the conversation `id` that is being worked on, and what is being done."""
    return element(
        "section",
        _question(exchange.question),
        _asked_of(exchange),
        element("p", status, classes="status"),
        classes="turn",
        id=f"asking-{id}",
    ).html


def status(text: str) -> str:
    """What is being done at the moment."""
    return element("p", text, classes="status").html


def in_line(place: int) -> str:
    """What somebody whose question waits is told."""
    return f"You are number {place:,} in the queue."


def told(text: str) -> str:
    """A line at the form, where the eyes are after asking."""
    return element("p", text, classes="told", dir="auto").html


def notice(text: str | None) -> str:
    """A line staff must see, or "" where there is none."""
    return element("p", text, classes="notice", dir="auto").html if text else ""


def preparing(stage: str, done: int, total: int) -> str:
    """What the page says and shows while the index is opened, or made for the first time."""
    named = stage[:1].upper() + stage[1:]
    if not total:
        return element(
            "div", element("p", f"{named} …", classes="status"), classes="preparing"
        ).html
    told = "The documents are being read for the first time. Then questions can be asked."
    counted = element("p", f"{named}: {done:,} of {total:,}", classes="status")
    bar = element("progress", value=str(done), max=str(total))
    return element("div", element("p", told), counted, bar, classes="preparing").html


def announcement(exchange: Exchange) -> str:
    """What became of a question, for people who hear the page."""
    answer = exchange.answer
    if answer is None:
        return spoken(exchange.error or STOPPED)
    if answer.outcome is Outcome.NOT_HELD:
        near = counted(len(exchange.nearest), "nearest passage")
        return spoken(f"Not held. {searched_line(answer.searched)} {near} shown.")
    heading = "Partly answered" if answer.outcome is Outcome.PARTLY_ANSWERED else "Answered"
    return spoken(f"{heading}, with {counted(len(answer.citations), 'citation')}. {answer.text}")


def spoken(line: str) -> str:
    """A line for the region of the page that screen readers announce."""
    return element("p", line).html


def searched_line(searched: Searched) -> str:
    """What was searched, in words."""
    documents, passages = searched.documents, searched.passages
    return f"Searched {counted(documents, 'document')}, {counted(passages, 'passage')}."


def whose_words(citation: Citation) -> str:
    """Whether a citation holds the author's own words; who else spoke, its attribution says."""
    if citation.speech is Speech.OWN:
        return f"Own words: {citation.speaker or 'author not named'}"
    how = "Quoted" if citation.speech is Speech.QUOTED else "Reported"
    return f"{how} words, not the author’s own"


def _question(question: str) -> Markup:
    return element("h2", question, classes="question", dir="auto")


def _understood(answer: Answer) -> Markup:
    if " ".join(answer.question.split()) == answer.standalone_question:
        return NOTHING
    return element("p", f"Understood as: {answer.standalone_question}", classes="aside", dir="auto")


def _asked_of(exchange: Exchange) -> Markup:
    if not exchange.filters:
        return NOTHING
    told = f"Asked only of documents {asked_of.told(exchange.filters)}"
    return element("p", told, classes="aside", dir="auto")


def _outcome(number: int, exchange: Exchange, fallen: Collection[Pick]) -> Markup:
    answer = exchange.answer
    if answer is None:
        return element("p", exchange.error or STOPPED, classes="error", dir="auto")
    if answer.outcome is Outcome.NOT_HELD:
        return _not_held(number, exchange, answer.searched)
    headings = {
        Outcome.PARTLY_ANSWERED: "Partly answered",
        Outcome.NEEDS_CLARIFICATION: "A question back",
    }
    heading = headings.get(answer.outcome)
    return element(
        "div",
        element("p", heading, classes="outcome") if heading else NOTHING,
        *_body(number, answer, {p.number for p in fallen if p.exchange == number}),
        element("p", searched_line(answer.searched), classes="aside"),
        classes="answer",
    )


def _not_held(number: int, exchange: Exchange, searched: Searched) -> Markup:
    near = [
        element("p", "The nearest things held, which do not answer it:", classes="nearest"),
        element(
            "ul",
            *(_near_miss(Pick(number, c.number), c) for c in exchange.nearest),
            classes="cards",
        ),
    ]
    said = "Nothing in the documents answers this question."
    if exchange.filters:
        said = "Nothing in the documents that were asked answers this question."
    if not searched.documents:
        said = "No document fits what the filters say: change or clear them."
    return element(
        "div",
        element("p", "Not held", classes="outcome"),
        element("p", said),
        element("p", searched_line(searched), classes="aside"),
        *(near if exchange.nearest else []),
        classes="answer not-held",
    )


def _near_miss(pick: Pick, citation: Citation) -> Markup:
    glimpse = " ".join(citation.quote.text.split())
    if len(glimpse) > GLIMPSE_CHARACTERS:
        glimpse = glimpse[:GLIMPSE_CHARACTERS].rsplit(" ", 1)[0] + " …"
    return element(
        "li", citation_button(pick, citation), element("p", glimpse, classes="glimpse", dir="auto")
    )


def _body(number: int, answer: Answer, fallen: Collection[int]) -> Iterator[Markup]:
    """The answer's text in order, each shown quote a card; then the citations that had no card."""
    shown: set[int] = set()
    at = 0
    for start, end, citation in _quotes_in(answer):
        yield from _prose(number, answer.text[at:start], answer)
        yield _card(number, citation, citation.quote.text, fallen)
        shown.add(citation.number)
        at = end
    yield from _prose(number, answer.text[at:], answer)
    rest = [c for c in answer.citations if c.number not in shown]
    if rest:
        yield element("h3", "Sources")
        for citation in rest:
            words = citation.quote.text
            yield _card(number, citation, "" if words in answer.text else words, fallen)


def _quotes_in(answer: Answer) -> Iterator[tuple[int, int, Citation]]:
    """Where a quote stands in the text by itself, with its marker and its line of attribution."""
    at = 0
    for citation in answer.citations:
        quoted = f"“{citation.quote.text}” [{citation.number}]\n{attribution_line(citation)}"
        start = answer.text.find(quoted, at)
        if start >= 0:
            at = start + len(quoted)
            yield start, at, citation


def _prose(number: int, text: str, answer: Answer) -> Iterator[Markup]:
    for paragraph in BLANK_LINE.split(text.strip()):
        if paragraph.strip():
            plain = MARKER.sub("", paragraph).strip()
            short = answer.short_answer is not None and plain == answer.short_answer
            classes = "short-answer" if short else "prose-text"
            yield element(
                "p", _with_markers(number, paragraph, answer), classes=classes, dir="auto"
            )


def _with_markers(number: int, text: str, answer: Answer) -> Markup:
    """A text with its markers as buttons; one inside the words of a source is none."""
    by_number = {c.number: c for c in answer.citations}
    return joined(
        _marker(Pick(number, piece.number), by_number[piece.number])
        if isinstance(piece, Mark)
        else piece
        for piece in pieces_of(text, answer.citations)
    )


def _marker(pick: Pick, citation: Citation) -> Markup:
    return element(
        "button",
        str(citation.number),
        type="button",
        name="pick",
        value=str(pick),
        classes="marker",
        title=attribution_line(citation),
    )


def _card(number: int, citation: Citation, words: str, fallen: Collection[int]) -> Markup:
    quote = element("blockquote", f"“{words}”", dir="auto") if words else NOTHING
    stands = element("p", FALLEN, classes="error") if citation.number in fallen else NOTHING
    return element(
        "div",
        quote,
        citation_button(Pick(number, citation.number), citation),
        element("p", whose_words(citation), classes="speech", dir="auto"),
        stands,
        classes="card",
    )


def citation_button(pick: Pick, citation: Citation) -> Markup:
    """A citation that can be picked: its number, and where its words stand."""
    return element(
        "button",
        element("span", str(pick.number), classes="number"),
        element("span", attribution_line(citation), classes="attribution", dir="auto"),
        type="button",
        name="pick",
        value=str(pick),
        classes="citation",
    )
