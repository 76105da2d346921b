"""A desk for the pages: real types, canned answers, no index."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from rag.answering.checking import check, citation_of
from rag.answering.quote_check import QuoteChecker
from rag.answering.verdicts import CheckedQuote
from rag.enquiries.enquiry import Enquiry, Letter, LetterQuestion
from rag.enquiries.letters import NO_WORDS
from rag.errors import BadQuestion, UnreadableFile, WrongUse
from rag.records.database import Database, records_file
from rag.records.enquiries import KeptEnquiries
from rag.types import (
    NO_FILTERS,
    Answer,
    BlockKind,
    Citation,
    Document,
    Draft,
    Filters,
    Hit,
    Known,
    Outcome,
    Passage,
    Searched,
    Span,
    Steps,
    Turn,
)
from rag.web.desk import Readiness
from rag.web.enquiry_desk import Due
from tests.fakes import make_document

LETTER = make_document(
    "The tender\n"
    "The tender was awarded in March 2021.\n"
    "It was worth 42,000 pounds.\n"
    "A footnote on prices.",
    path="letters/tender.txt",
    kinds=[BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH, BlockKind.FOOTNOTE],
    title="The tender letter",
    kind="letter",
    author="A. Writer",
    addressee="B. Reader",
    date="2021-03-04",
)


def titled(text: str, path: str) -> Document:
    """A document with a text for its title, author and path as well."""
    document = make_document(text, path=path, kind="letter", addressee="B")
    known = Known(text, confirmed=False, origin="test")
    metadata = replace(document.metadata, title=known, author=known)
    return replace(document, metadata=metadata)


def span_of(document: Document, words: str) -> Span:
    start = document.text.index(words)
    return Span(document.id, start, start + len(words))


def cited(document: Document, words: str, number: int = 1) -> Citation:
    return citation_of(number, span_of(document, words), document)


def hit(document: Document, words: str) -> Hit:
    span = span_of(document, words)
    return Hit(Passage(f"{span}", span, words, document.title), 1.0)


def answer(
    question: str = "What was it worth?",
    document: Document = LETTER,
    quotes: Sequence[str] = (
        "It was worth 42,000 pounds.",
        "The tender was awarded in March 2021.",
    ),
    text: str | None = None,
    short: str | None = None,
    outcome: Outcome = Outcome.ANSWERED,
) -> Answer:
    """An answer that cites words of a document, its text as the assistant writes it."""
    spans = tuple(span_of(document, q) for q in quotes)
    markers = "\n\n".join(f"[{n}]" for n in range(1, len(spans) + 1))
    checked = check(Draft(markers, spans, short), {document.id: document})
    return Answer(
        id="1",
        question=question,
        standalone_question=question,
        outcome=outcome,
        text=checked.text if text is None else text,
        short_answer=checked.short_answer,
        citations=checked.citations,
        passages=(hit(document, document.text),),
        confidence=0.9,
        searched=Searched(1, 4, "fake"),
        composer="extractive",
        seconds={},
        document_paths={document.id: document.source.path},
    )


def not_held(question: str, *documents: Document) -> Answer:
    hits = tuple(hit(d, d.text) for d in documents)
    searched = Searched(max(1, len(documents)), 4, "fake")
    text = "Not held."
    return Answer(
        "1", question, question, Outcome.NOT_HELD, text, None, (), hits, 0.1, searched, "x", {}
    )  # fmt: skip


@dataclass
class FakeDesk:
    """Answers with what it was given; remembers what it was asked."""

    held: tuple[Document, ...] = (LETTER,)
    answers: Callable[[str], Answer] = field(default=answer)
    notice: str | None = None
    ready: Readiness = field(default_factory=lambda: Readiness("Ready", ready=True))
    asked: list[tuple[str, tuple[Turn, ...]]] = field(default_factory=list)
    filters: list[Filters] = field(default_factory=list)
    hold: threading.Event | None = None
    picture: bytes | None = None

    def prepare(self) -> None:
        """Nothing to prepare."""

    def readiness(self) -> Readiness:
        return self.ready

    def searched(self, filters: Filters) -> Searched:
        return Searched(1 if filters.author in (None, "A. Writer") else 0, 4, "fake")

    def search(self, question: str, limit: int, filters: Filters = NO_FILTERS) -> list[Hit]:
        return [hit(d, d.text) for d in self.held][:limit]

    def steps(self, question: str, turns: Sequence[Turn], filters: Filters = NO_FILTERS) -> Steps:
        self.asked.append((question, tuple(turns)))
        self.filters.append(filters)
        if len(question) > 20_000:
            raise BadQuestion("the question is too long: shorten it")
        yield "Searching 1 document …", None
        if self.hold:
            self.hold.wait()
        yield "done", self.answers(question)

    def check_quote(self, text: str) -> CheckedQuote:
        if self.hold:
            self.hold.wait()
        return QuoteChecker(self.held).check(text)

    def document(self, document_id: str) -> Document:
        return {d.id: d for d in self.held}[document_id]

    def page_picture(self, document_id: str, page: int, marked: tuple[int, int]) -> bytes:
        document = self.document(document_id)
        if self.picture is None:
            raise UnreadableFile(document.source.path, "it has changed since it was indexed")
        return self.picture

    def documents(self) -> Sequence[Document]:
        return self.held


def held_for(question: str) -> Answer:
    """An answer of the fake desk: "secret" is not held, everything else is."""
    return not_held(question, LETTER) if "secret" in question else answer(question)


@dataclass
class FakeEnquiries:
    """A desk for enquiries that keeps them in a real database; each line with "?" is a question."""

    store: Path

    def __post_init__(self) -> None:
        self.records = KeptEnquiries(Database(records_file(self.store)))

    @property
    def templates(self) -> str:
        return "The standard paragraphs are edited elsewhere."

    def read_letter(self, name: str, data: bytes) -> Letter:
        if not name.endswith(".txt"):
            raise UnreadableFile(name, "no letter can be read from it")
        if not data.strip():
            raise UnreadableFile(name, NO_WORDS)
        return Letter(data.decode(), name, sender="C. Citizen", subject=f"Of {name}")

    def split(self, text: str) -> tuple[LetterQuestion, ...]:
        found = []
        for line in re.finditer(r"[^\n]+\?", text):
            label, _, asked = line[0].rpartition(") ")
            start = line.end() - len(asked)
            found.append(LetterQuestion(label, asked, start, line.end()))
        return tuple(found)

    def due(self, enquiry: Enquiry) -> Due:
        if enquiry.received.year < 1975:
            raise WrongUse("no bank holidays are known for that year")
        return Due(enquiry.received + timedelta(days=28), "Four weeks after it was received.")

    def first_reply(self, answer: Answer) -> str:
        return "We do not hold this." if answer.outcome is Outcome.NOT_HELD else answer.text

    def draft(self, enquiry: Enquiry) -> str:
        state = "" if enquiry.is_approved else "DRAFT\n"
        return state + "\n".join(f"{p.question.text}\n{p.reply}" for p in enquiry.parts)

    def export(self, enquiry: Enquiry, form: str) -> bytes:
        return f"{form}: {self.draft(enquiry)}".encode()
