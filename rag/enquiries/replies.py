"""An enquiry to the draft of a letter back: each question in its own words, its reply, the evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rag.answering.attribution import plain_date
from rag.enquiries.deciding import named
from rag.enquiries.default_replies import default_reply
from rag.enquiries.enquiry import Enquiry, Part, PartState
from rag.enquiries.reply_sources import ReplySources
from rag.enquiries.templates import Templates, plain_value
from rag.exports import markdown, plain_text, word
from rag.exports.paper import Block, Heading, Paper, Role, renumbered, text
from rag.exports.running_text import blocks_of
from rag.exports.standing import DocumentOf

UNKNOWN_SENDER = "Sir or Madam"
NO_ANSWER = "This question has not been put to the documents yet, and has no reply."
_HEADING = "## "


@dataclass(frozen=True, slots=True)
class Reply:
    """A letter back, ready to be written in any format.

    `faults` say in one line each why it must not go out as it is, beside missing approvals: a quote
    that stands no longer, a marker without a source, words in quotation marks that no source has.
    """

    paper: Paper
    faults: tuple[str, ...] = ()

    @property
    def is_draft(self) -> bool:
        """Whether DRAFT stands on every page."""
        return bool(self.paper.draft)


def reply_of(
    enquiry: Enquiry, templates: Templates, document_of: DocumentOf, on: date | None = None
) -> Reply:
    """The draft of a reply. `document_of` gives a document held today, or raises KeyError.

    Sources are numbered once for the whole reply, and each quote is held against today's documents.
    While a part is not approved, or anything is at fault, the reply is a draft. `on` is its date.
    """
    values = _values(enquiry, on or date.today())
    sources = ReplySources(enquiry, document_of)
    answers: list[Block] = []
    for at in range(len(enquiry.parts)):
        answers += _part(enquiry, at, templates, sources)
    opening = [*_standing(templates, "reply_opening", values)]
    if enquiry.regime:
        opening += _standing(templates, f"handled_{enquiry.regime.value}", values)
    rights = templates.review_rights(enquiry.regime)
    closing = [
        *_standing(templates, rights, values),
        *_standing(templates, "reply_closing", values),
    ]
    answers.insert(0, Heading("Your questions and our answers"))
    blocks = (*_remarks(enquiry, sources.faults), *opening, *answers, *closing)
    annex = sources.annex(blocks)
    faults = tuple(sources.faults)
    paper = Paper(_title(enquiry), (*blocks, *annex), sources.listed(), _draft(enquiry, faults))
    return Reply(renumbered(paper), faults)


def standard_letter(
    enquiry: Enquiry,
    name: str,
    templates: Templates,
    given: dict[str, str] | None = None,
    on: date | None = None,
) -> Reply:
    """A letter that answers nothing yet: `name` is "holding_reply" or "transfer".

    `given` holds what only a person knows: `due`, as text, and `body`, to whom it is transferred.
    """
    values = {**_values(enquiry, on or date.today()), **(given or {})}
    plain = {k: plain_value(v) for k, v in values.items()}
    blocks = tuple(_standing(templates, name, plain))
    return Reply(Paper(_title(enquiry), blocks, (), "DRAFT: to be read and signed by a person"))


def reply_text(part: Part, templates: Templates, document_of: DocumentOf) -> str:
    """What a part's reply says: as staff wrote it, or as its answer has it; "" where there is neither."""
    if part.reply.strip() or part.answer is None:
        return part.reply.strip()
    return default_reply(part.answer, templates, document_of)


def reply_as_word(reply: Reply) -> bytes:
    """The reply as a Word file, its sources as footnotes."""
    return word.as_word(reply.paper)


def reply_as_text(reply: Reply) -> str:
    """The reply as plain text."""
    return plain_text.as_text(reply.paper)


def reply_as_markdown(reply: Reply) -> str:
    """The reply as Markdown."""
    return markdown.as_markdown(reply.paper)


def _part(
    enquiry: Enquiry, at: int, templates: Templates, sources: ReplySources
) -> Iterator[Block]:
    part, name = enquiry.parts[at], named(enquiry, at)
    yield Heading(name[:1].upper() + name[1:], 2)
    yield text(part.question.text, role=Role.QUESTION)
    if part.state is PartState.NEEDS_DECISION:
        note = f" {part.note}" if part.note else ""
        by = f" ({part.decided_by})" if part.decided_by else ""
        yield text(f"This question needs a decision{by}.{note}", role=Role.REMARK)
    elif part.state is PartState.OPEN:
        yield text("Not yet approved.", role=Role.REMARK)
    words = reply_text(part, templates, sources.document_of)
    if words:
        yield from sources.placed(part, name, words)
    else:
        yield text(NO_ANSWER, role=Role.REMARK)


def _standing(templates: Templates, name: str, values: dict[str, str | None]) -> Iterator[Block]:
    """The blocks of a template; a line that begins with ## is a heading."""
    for block in blocks_of(templates.filled(name, values), ()):
        (words,) = block.pieces or ("",)
        if isinstance(words, str) and words.startswith(_HEADING):
            yield Heading(words.removeprefix(_HEADING))
        else:
            yield block


def _remarks(enquiry: Enquiry, faults: Sequence[str]) -> Iterator[Block]:
    for fault in faults:
        yield text(fault, role=Role.REMARK)
    if enquiry.letter.doubt and not enquiry.is_approved:
        yield text(f"Of the letter: {enquiry.letter.doubt}", role=Role.REMARK)
    if enquiry.regime is None:
        told = "Nobody has chosen under which rules this letter is answered."
        yield text(told, role=Role.REMARK)


def _draft(enquiry: Enquiry, faults: Sequence[str]) -> str:
    missing = sum(p.state is not PartState.APPROVED for p in enquiry.parts)
    if not enquiry.parts:
        return "DRAFT: the letter has not been split into its questions"
    if missing:
        return f"DRAFT: {missing} of {len(enquiry.parts)} answers not approved"
    return "DRAFT: see the notes for staff" if faults else ""


def _title(enquiry: Enquiry) -> str:
    subject = plain_value(enquiry.letter.subject)
    return f"Reply: {subject}" if subject else "Reply to your letter"


def _values(enquiry: Enquiry, on: date) -> dict[str, str | None]:
    letter = enquiry.letter
    return {
        "reference": plain_value(letter.reference),
        "today": plain_date(on.isoformat()),
        "sender": plain_value(letter.sender) or UNKNOWN_SENDER,
        "subject": plain_value(letter.subject),
        "received": plain_date(enquiry.received.isoformat()),
    }
