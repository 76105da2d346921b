"""Texts made up from a seed: letters, notes and reports, of whose every sentence is known where it ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from rag.reading.footnotes import to_superscript


class Part(StrEnum):
    """What a piece of a text is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    NUMBERED = "numbered"
    NOTE = "note"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading, paragraph, list item, footnote or lone line (a salutation), by its sentences.

    `number` is a heading's depth, and what stands before a numbered item or footnote. A footnote's
    mark stands in the text as a superscript digit.
    """

    part: Part
    sentences: tuple[str, ...]
    number: int = 0

    @property
    def words(self) -> str:
        """The sentences in a row, without number."""
        return " ".join(self.sentences)

    @property
    def shown(self) -> tuple[str, ...]:
        """The sentences as a person reads them, the first with its number before it."""
        first, *others = self.sentences
        if self.part is Part.NUMBERED:
            first = f"{self.number}. {first}"
        elif self.part is Part.NOTE:
            first = f"{str(self.number).translate(to_superscript)} {first}"
        return (first, *others)


@dataclass(frozen=True, slots=True)
class Text:
    """A whole text, its pieces in the order of reading; each footnote follows the piece it is on."""

    title: str
    pieces: tuple[Piece, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """Every sentence in order, as a person reads it."""
        return tuple(sentence for piece in self.pieces for sentence in piece.shown)


def make_texts(seed: int, count: int) -> list[Text]:
    """Letters, notes and reports in turn; the same seed gives the same texts."""
    makers: tuple[Callable[[Random], Text], ...] = (_letter, _note, _report)
    return [makers[index % len(makers)](Random(f"{seed}/{index}")) for index in range(count)]


_PEOPLE = (
    "Dr. Zoë Márquez", "Mrs Adair", "Sir John O’Neill", "Prof. Müller", "Ms Ní Bhriain", "Mr J. K. Hughes",
    "the Chief Constable", "Cllr Okafor", "the deputy registrar", "François Lefèvre",
)  # fmt: skip
_BODIES = (
    "the Harbour Board", "Northmoor Council", "the Office of the Registrar", "the Joint Committee",
    "St. Brendan’s Trust", "the Water Inspectorate", "our own audit team", "Café Zürich Ltd.",
)  # fmt: skip
_VERBS = (
    "approved", "rejected", "re-examined", "published", "withdrew", "deferred", "asked for", "costed",
    "agreed to fund", "wrote to us about", "has not yet seen", "took into account",
)  # fmt: skip
_THINGS = (
    "the follow-up report", "a well-documented plan", "the 2019–20 accounts", "its long-term licence",
    "the co-operation agreement", "the naïve estimate", "a set of day-to-day controls", "the tide tables",
    "the equality impact assessment", "three reports on drainage", "the so-called “quick fix”",
)  # fmt: skip
_TAILS = (
    "at a cost of £{n},{m:03}", "in May 20{y}", "on {d} March 20{y}", "under s. {d} of the Act", "for {d}.5 per cent of users",
    "(see No. {d} of the schedule)", "in part, e.g. the lower quay", "by 9.30 a.m. on the day", "after {d} months",
    "as agreed", "without a vote", "under paragraph {d}(2)(b)", "at {d} °C", "between £{d}m and £{n}m",
)  # fmt: skip
_STARTS = (
    "", "", "", "In our view, ", "However, ", "Since then, ", "As you know, ", "On the same day, ", "Nonetheless, ",
)  # fmt: skip
_SAYINGS = (
    "We shall not pay twice", "This is a matter of public record", "The answer is no", "Costs may rise by half",
    "Nobody told us of the leak", "It was ‘good enough’ then",
)  # fmt: skip
_QUESTIONS = (
    "Who will pay for {thing}?", "When did {body} see {thing}?", "Is it true that {body} {verb} {thing}?",
)  # fmt: skip
_TOPICS = (
    "Purpose of this paper", "Background", "What was agreed", "Costs and funding", "Next steps", "Risks",
    "Consultation responses", "Data retention", "Élite athletes’ facilities", "Findings of the follow-up review",
)  # fmt: skip


def _sentence(random: Random) -> str:
    body = random.choice((*_BODIES, *_PEOPLE))
    kind = random.random()
    if kind < 0.12:
        question = random.choice(_QUESTIONS)
        return question.format(thing=random.choice(_THINGS), body=body, verb=random.choice(_VERBS))
    if kind < 0.26:
        return f"{_upper(body)} said: “{random.choice(_SAYINGS)}.”"
    start = random.choice(_STARTS)
    tail = random.choice(_TAILS).format(
        n=random.randint(2, 99), m=random.randint(0, 999), d=random.randint(2, 28), y=random.randint(10, 24)
    )  # fmt: skip
    said = f"{start}{body} {random.choice(_VERBS)} {random.choice(_THINGS)} {tail}."
    return _upper(said.replace("..", "."))


def _upper(text: str) -> str:
    return text[0].upper() + text[1:]


def _sentences(random: Random, fewest: int, most: int) -> tuple[str, ...]:
    return tuple(_sentence(random) for _ in range(random.randint(fewest, most)))


def _paragraph(random: Random) -> Piece:
    return Piece(Part.PARAGRAPH, _sentences(random, 2, 6))


def _list(random: Random, part: Part) -> list[Piece]:
    items = range(1, random.randint(2, 5) + 1)
    lead = Piece(Part.PARAGRAPH, (*_sentences(random, 1, 2), "The points were as follows:"))
    return [lead, *(Piece(part, _sentences(random, 1, 2), i) for i in items)]


def _with_note(random: Random, piece: Piece, number: int) -> list[Piece]:
    """The piece with a footnote's mark after one of its sentences, and the footnote."""
    at = random.randrange(len(piece.sentences))
    marked = piece.sentences[at] + str(number).translate(to_superscript)
    sentences = (*piece.sentences[:at], marked, *piece.sentences[at + 1 :])
    return [
        Piece(piece.part, sentences, piece.number),
        Piece(Part.NOTE, _sentences(random, 1, 2), number),
    ]


def _body(random: Random, paragraphs: int, first_note: int = 1) -> tuple[list[Piece], int]:
    """Paragraphs, some with a list or a footnote after them, and the number of the next footnote."""
    pieces: list[Piece] = []
    number = first_note
    for _ in range(paragraphs):
        kind = random.random()
        if kind < 0.2:
            pieces += _list(random, Part.BULLET)
        elif kind < 0.4:
            pieces += _list(random, Part.NUMBERED)
        elif kind < 0.6:
            pieces += _with_note(random, _paragraph(random), number)
            number += 1
        else:
            pieces.append(_paragraph(random))
    return pieces, number


def _letter(random: Random) -> Text:
    subject = f"{random.choice(_TOPICS)}: {random.choice(_BODIES)}"
    body, _ = _body(random, random.randint(3, 6))
    return Text(
        subject,
        (
            Piece(Part.LINE, (f"{random.randint(1, 28)} June 20{random.randint(10, 24)}",)),
            Piece(Part.LINE, (f"Dear {random.choice(('Ms Ní Bhriain', 'Mr Hughes', 'Sir'))}",)),
            Piece(Part.HEADING, (_upper(subject),), 1),
            *body,
            Piece(Part.LINE, ("Yours sincerely",)),
            Piece(Part.LINE, ("Ada Löwe",)),
        ),
    )


def _note(random: Random) -> Text:
    title = f"Note of a meeting with {random.choice(_BODIES)}"
    body, _ = _body(random, random.randint(3, 7))
    return Text(title, (Piece(Part.HEADING, (title,), 1), *body))


def _report(random: Random) -> Text:
    title = f"Report {random.randint(2, 80)} on {random.choice(_THINGS)}"
    pieces = [Piece(Part.HEADING, (title,), 1)]
    number = 1
    for topic in random.sample(_TOPICS, random.randint(2, 5)):
        pieces.append(Piece(Part.HEADING, (topic,), 2))
        body, number = _body(random, random.randint(2, 5), number)
        pieces += body
    return Text(title, tuple(pieces))
