"""An answer as plain text, Markdown and Word: each quote is held against today's documents first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from rag.answering.attribution import attribution_line, plain_date
from rag.answering.checking import counted
from rag.exports import markdown, plain_text, word
from rag.exports.paper import Block, Heading, Mark, Paper, Role, Text, renumbered, text
from rag.exports.running_text import blocks_of
from rag.exports.standing import (
    CheckedSource,
    DocumentOf,
    checked_today,
    fault_line,
    source_of,
    unverified,
)
from rag.types import Answer, Outcome, Searched

_HEADINGS = {
    Outcome.ANSWERED: "Answer",
    Outcome.PARTLY_ANSWERED: "Answer: partly answered",
    Outcome.NOT_HELD: "Answer: not held",
    Outcome.NEEDS_CLARIFICATION: "A question back",
}
UNVERIFIED_DRAFT = "DRAFT: not every quote could be verified"


def answer_as_text(answer: Answer, document_of: DocumentOf, on: date | None = None) -> str:
    """The answer as plain text; `document_of` gives a document held today, or raises KeyError."""
    return plain_text.as_text(answer_paper(answer, document_of, on))


def answer_as_markdown(answer: Answer, document_of: DocumentOf, on: date | None = None) -> str:
    """The answer as Markdown; `document_of` gives a document held today, or raises KeyError."""
    return markdown.as_markdown(answer_paper(answer, document_of, on))


def answer_as_word(answer: Answer, document_of: DocumentOf, on: date | None = None) -> bytes:
    """The answer as a Word file; `document_of` gives a document held today, or raises KeyError."""
    return word.as_word(answer_paper(answer, document_of, on))


def answer_paper(answer: Answer, document_of: DocumentOf, on: date | None = None) -> Paper:
    """The question, its answer with numbered sources, and what was searched.

    A quote whose words do not stand in today's documents is marked at the quote and at its source,
    and makes the paper a draft. `on` is the day that is named as the day of this check; today.
    """
    checked = [checked_today(c, document_of) for c in answer.citations]
    faults = sum(bool(c.fault) for c in checked)
    blocks: list[Block] = [Heading("Question"), text(answer.question, role=Role.QUESTION)]
    if " ".join(answer.question.split()) != answer.standalone_question:
        blocks.append(text(f"Understood as: {answer.standalone_question}"))
    blocks.append(Heading(_HEADINGS[answer.outcome]))
    if faults:
        blocks.append(text(fault_line(faults, len(checked)), role=Role.REMARK))
    blocks += with_faults(blocks_of(answer.text, answer.citations), checked)
    blocks += _not_marked(blocks, checked)
    blocks += _about(answer, on or date.today(), is_sound=not faults)
    sources = tuple(source_of(c, c.citation.number) for c in checked)
    draft = UNVERIFIED_DRAFT if faults else ""
    return renumbered(Paper("Answer from the documents", tuple(blocks), sources, draft))


def with_faults(blocks: Sequence[Text], checked: Sequence[CheckedSource]) -> Iterator[Text]:
    """The blocks, with a remark after each that cites words which cannot be found today."""
    faulty = {c.citation.number: c for c in checked if c.fault}
    for block in blocks:
        yield block
        for piece in block.pieces:
            if isinstance(piece, Mark) and piece.number in faulty:
                yield text(unverified(faulty[piece.number]), piece, role=Role.REMARK)


def _not_marked(blocks: Sequence[Block], checked: Sequence[CheckedSource]) -> Iterator[Block]:
    """The quotes of the answer that its text does not mark, under a heading of their own."""
    pieces = [p for b in blocks if isinstance(b, Text) for p in b.pieces]
    rest = [c for c in checked if Mark(c.citation.number) not in pieces]
    if rest:
        yield Heading("Further sources")
    for source in rest:
        quote = source.citation.quote.text
        shown = text(f"“{quote}” ", Mark(source.citation.number), role=Role.QUOTE)
        yield from with_faults([shown], [source])
        yield text(attribution_line(source.citation), role=Role.ATTRIBUTION)


def _about(answer: Answer, on: date, *, is_sound: bool) -> Iterator[Block]:
    yield Heading("How this was found")
    yield text(searched_line(answer.searched))
    day = plain_date(on.isoformat())
    if answer.citations and is_sound:
        yield text(f"Every quote was held against the documents on {day}: all stand word for word.")
    elif answer.citations:
        yield text(f"Every quote was held against the documents on {day}.")


def searched_line(searched: Searched) -> str:
    """What was searched, in words."""
    documents = counted(searched.documents, "document")
    return f"Searched {documents} ({counted(searched.passages, 'passage')})."
