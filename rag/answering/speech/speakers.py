"""Who is meant by a subject: names as they stand, pronouns by who was named last, "you" in letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rag.answering.speech import saying
from rag.answering.speech.asides import Frame
from rag.answering.speech.frames import find_frame
from rag.answering.speech.quotations import Quotation
from rag.answering.speech.tokens import QUOTE, Token, tokens_of
from rag.types import Document

_LOOKED_BACK = 4
"""Sentences of the same paragraph in which a pronoun's person is looked for."""
_TITLE_WORDS = frozenset(["minutes", "meeting", "interview", "readout", "debrief", "transcript"])
_LETTER_WORDS = frozenset(["letter", "e-mail", "email", "mail", "correspondence", "memo"])


@dataclass(frozen=True, slots=True)
class Parties:
    """Who writes to whom, and what kind of document it is."""

    author: str | None
    organisation: str | None
    addressee: str | None
    is_minutes: bool
    is_letter: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a paragraph as the rules read it; `start` is its place in the document."""

    text: str
    start: int
    tokens: Sequence[Token]
    frame: Frame | None


def parties_of(document: Document) -> Parties:
    """Who speaks in a document, as far as its metadata tell."""
    known = document.metadata
    kind = set((known.get("kind") or "").lower().split())
    title = set((known.get("title") or "").lower().split())
    addressee = known.get("addressee")
    is_minutes = bool(kind & saying.MINUTES or (not kind and title & _TITLE_WORDS))
    return Parties(
        author=known.get("author"),
        organisation=known.get("organisation"),
        addressee=addressee,
        is_minutes=is_minutes,
        is_letter=not is_minutes and bool(kind & _LETTER_WORDS or addressee),
    )


def read_sentence(
    text: str, start: int, quotations: Sequence[Quotation], in_minutes: bool
) -> Sentence:
    """A sentence with its words and its frame; quotations are at places of the document."""
    end = start + len(text)
    inside = [
        Quotation(max(q.start, start) - start, min(q.end, end) - start, q.depth, q.closed)
        for q in quotations
        if q.start < end and start < q.end
    ]
    outer = min((q.depth for q in inside), default=0)
    flat = [Quotation(q.start, q.end, 0, q.closed) for q in inside if q.depth == outer]
    tokens = tokens_of(text, flat)
    return Sentence(text, start, tokens, find_frame(tokens, 0, in_minutes))


def name_of(
    sentence: Sentence, frame: Frame, before: Sequence[Sentence], parties: Parties
) -> str | None:
    """The speaker of a frame as a reader would say it; None where nobody certain is named.

    `before` are the sentences of the paragraph that come before, in order.
    """
    if frame.subject is None:
        return None
    subject = " ".join(sentence.text[slice(*frame.subject)].split()).strip(" ,;:-–—\"“”'‘’")
    words = subject.lower().split()
    if not words:
        return None
    if words[0] in ("you", "your"):
        return parties.addressee
    if words[0] in saying.THIRD_PERSON:
        return _antecedent(before, parties)
    if words[0] in ("his", "her", "its", "their") and len(words) <= 3:
        owner = _antecedent(before, parties)
        return f"{owner}'s {' '.join(subject.split()[1:])}" if owner else subject
    if words[0] in ("the", "this", "that") and len(words) == 2 and words[1] in saying.SOURCES:
        return _source(words[1], before, parties) or subject
    if is_evidence(sentence, frame):
        return _author_of_study(before, parties)
    return subject


def is_evidence(sentence: Sentence, frame: Frame) -> bool:
    """Whether "the results" or "the authors" speak: the writer's own, unless another's were told of."""
    if frame.subject is None:
        return False
    words = sentence.text[slice(*frame.subject)].lower().split()
    return bool(set(words[:3]) & saying.EVIDENCE) or words == ["the", "authors"]


def _author_of_study(before: Sequence[Sentence], parties: Parties) -> str | None:
    """Whose study was told of in the sentences just before ("Brown et al. asked 40 people")."""
    for number, sentence in enumerate(reversed(before[-2:])):
        name = opening_name(sentence)
        if name and ("et al" in name or name.endswith("colleagues")):
            return name
        if sentence.frame and sentence.frame.subject:
            rest = before[: len(before) - 1 - number]
            return name_of(sentence, sentence.frame, rest, parties)
    return None


def is_first_person(sentence: Sentence, frame: Frame) -> bool:
    """Whether the frame's subject is whoever writes ("we", "my office")."""
    if frame.subject is None:
        return False
    words = sentence.text[slice(*frame.subject)].lower().split()
    return bool(words) and words[0] in saying.FIRST_PERSON


def is_second_person(sentence: Sentence, frame: Frame) -> bool:
    """Whether the frame's subject is whoever is written to ("you", "your report")."""
    if frame.subject is None:
        return False
    words = sentence.text[slice(*frame.subject)].lower().split()
    return bool(words) and words[0] in ("you", "your")


def _antecedent(before: Sequence[Sentence], parties: Parties) -> str | None:
    """Who was named last in the sentences before: whoever was said to speak, else the subject."""
    for number, sentence in enumerate(reversed(before[-_LOOKED_BACK:])):
        rest = before[: len(before) - 1 - number]
        if (frame := sentence.frame) and frame.subject:
            return name_of(sentence, frame, rest, parties)
        if name := opening_name(sentence):
            return name
    return None


def _source(noun: str, before: Sequence[Sentence], parties: Parties) -> str | None:
    """Whose report "the report" is: "X had published a report" just before makes it X's."""
    for number, sentence in enumerate(reversed(before[-2:])):
        at = next((n for n, t in enumerate(sentence.tokens) if t.lower == noun), None)
        if at is None:
            continue
        rest = before[: len(before) - 1 - number]
        if sentence.frame and sentence.frame.subject:
            owner = name_of(sentence, sentence.frame, rest, parties)
        else:
            owner = opening_name(sentence)
        return f"{owner}'s {noun}" if owner and noun not in owner.lower() else owner
    return None


def opening_name(sentence: Sentence) -> str | None:
    """The name that is the subject of a sentence: capitals at its head, then a word in lower case.

    Stands behind "In May 2020," and the like. None where it opens otherwise.
    """
    tokens = sentence.tokens
    starts = [0] + [n + 1 for n, t in enumerate(tokens[:40]) if t.text == ","]
    if tokens and tokens[0].lower in saying.CONNECTIVES:
        starts[0] = 1
    if tokens and tokens[0].lower in saying.OPENERS:
        starts = starts[1:]
    for start in starts[:5]:
        run = _capitals(tokens, start)
        if run and _is_followed_by_verb(tokens, run[1]):
            place = slice(tokens[run[0]].start, tokens[run[1] - 1].end)
            return " ".join(sentence.text[place].split())
        if tokens and tokens[0].lower not in saying.OPENERS:
            return None
    return None


def _capitals(tokens: Sequence[Token], start: int) -> tuple[int, int] | None:
    """(start, end) of a run of capitalised words, "of" and "the" between them allowed."""
    end, has_name = start, False
    lower_allowed = saying.DETERMINERS | {"of", "and", "former", "then", "for", "colleagues", "de"}
    for number in range(start, min(start + 14, len(tokens))):
        token = tokens[number]
        determiner = token.lower in saying.DETERMINERS
        pronoun = token.lower in saying.PRONOUNS | saying.NOT_A_SPEAKER
        if pronoun:
            break
        if token.is_capital and not (number == start and determiner):
            end, has_name = number + 1, True
        elif (
            token.text == "'"
            or token.lower in ("s", "’", "-", "et")
            or token.lower in lower_allowed
        ):
            continue
        elif number == start + 1 and tokens[start].lower == "the":
            continue  # "the former judge Ann Brown"
        else:
            break
    if end < len(tokens) and tokens[end].lower in ("et",):
        end = min(end + 2, len(tokens))
    elif (
        end + 1 < len(tokens)
        and tokens[end].lower == "and"
        and tokens[end + 1].lower == "colleagues"
    ):
        end += 2
    return (start, end) if has_name else None


def _is_followed_by_verb(tokens: Sequence[Token], at: int) -> bool:
    """Whether a plain word in lower case follows, past an apposition; not "is" before a noun."""
    if at < len(tokens) and tokens[at].text in "(,":
        closing = ")" if tokens[at].text == "(" else ","
        later = [n for n in range(at + 1, min(at + 25, len(tokens))) if tokens[n].text == closing]
        if not later:
            return False
        at = later[0] + 1
    return at < len(tokens) and tokens[at].text != QUOTE and tokens[at].text[0].islower()
