"""Who speaks in a sentence: names as they stand, pronouns by who was named last, "you" in letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from rag.answering.speech import saying
from rag.answering.speech.asides import Frame
from rag.answering.speech.frames import find_frame
from rag.answering.speech.names import opening_name, words_of
from rag.answering.speech.parties import Parties
from rag.answering.speech.quotations import Quotation
from rag.answering.speech.tokens import Token, tokens_of
from rag.answering.speech.voices import is_evidence

DEEPEST = 3
"""How many voices one inside the other are told apart."""
_LOOKED_BACK = 4
"""Sentences of the same paragraph in which a pronoun's person is looked for."""
_EDGES = " ,;:-–—\"“”'‘’"


@dataclass(frozen=True)
class Sentence:
    """A sentence of a paragraph as the rules read it; `start` is its place in the document.

    `quotations` are at places of the sentence. Words and frame are found when they are first asked
    for: of a long paragraph most are not.
    """

    text: str
    start: int
    quotations: Sequence[Quotation]
    in_minutes: bool

    @cached_property
    def tokens(self) -> Sequence[Token]:
        """Its words and marks, each quotation as one."""
        return tokens_of(self.text, self.quotations)

    @cached_property
    def frame(self) -> Frame | None:
        """Who says what in it, or None where nobody is reported."""
        return find_frame(self.tokens, 0, self.in_minutes)

    @property
    def end(self) -> int:
        """Where it ends in the document."""
        return self.start + len(self.text)

    @cached_property
    def opening(self) -> str | None:
        """The name that is its subject, if it opens with one."""
        return opening_name(self.text, self.tokens)


def read_sentence(
    text: str, start: int, quotations: Sequence[Quotation], in_minutes: bool
) -> Sentence:
    """A sentence with the outermost quotations in it; they are given at places of the document."""
    end = start + len(text)
    inside = [q for q in quotations if q.start < end and start < q.end]
    outer = min((q.depth for q in inside), default=0)
    flat = [
        Quotation(max(q.start, start) - start, min(q.end, end) - start, 0, q.closed)
        for q in inside
        if q.depth == outer
    ]
    return Sentence(text, start, flat, in_minutes)


def voices_of(sentence: Sentence, before: Sequence[Sentence], parties: Parties) -> list[str | None]:
    """Those who are reported in a sentence, from outside inwards; none where the writer speaks.

    `before` are the sentences of the paragraph that come before, in order. None is for somebody who
    is not named for certain.
    """
    voices: list[str | None] = []
    frame = sentence.frame
    for _ in range(DEEPEST):
        if frame is None:
            break
        if not _is_writer(sentence, frame, parties):
            name = _name_of(sentence, frame, before, parties)
            if name or not _says_nothing_unnamed(sentence, frame):
                voices.append(name)
        frame = _inner(sentence, frame, parties)
    return voices


def _inner(sentence: Sentence, frame: Frame, parties: Parties) -> Frame | None:
    """The frame inside what a frame says, where it brings in somebody new.

    A pronoun there is most often the one who speaks, but "you" in a letter is not.
    """
    first = next((n for n, t in enumerate(sentence.tokens) if t.start >= frame.said), None)
    if not frame.is_clause or first is None:
        return None
    inner = find_frame(sentence.tokens, first)
    if inner is None or inner.subject is None:
        return None
    word = words_of(sentence.text, inner.subject)[:1]
    addressed = parties.is_letter and word in (["you"], ["your"])
    return inner if addressed or not set(word) & saying.PRONOUNS else None


def _is_writer(sentence: Sentence, frame: Frame, parties: Parties) -> bool:
    """Whether the frame's subject is whoever writes: "we", "our office", or the writer's firm."""
    if frame.subject is None:
        return False
    words = words_of(sentence.text, frame.subject)
    if words[0] in ("you", "your"):
        return not parties.is_letter
    if words[0] in ("i", "we"):
        return True
    subject = sentence.text[slice(*frame.subject)]
    if words[0] in ("my", "our"):
        names = [w for w in subject.split()[1:] if w[0].isupper()]
        return not names and not saying.PEOPLE & set(words)
    return parties.is_organisation(subject)


def _says_nothing_unnamed(sentence: Sentence, frame: Frame) -> bool:
    """Whether "the results" or "it" say something: nobody's words, unless somebody's by name."""
    if frame.subject is None:
        return False
    words = words_of(sentence.text, frame.subject)
    return words == ["it"] or is_evidence(words)


def _name_of(
    sentence: Sentence, frame: Frame, before: Sequence[Sentence], parties: Parties
) -> str | None:
    """The speaker of a frame as a reader would say it; None where nobody certain is named."""
    if frame.subject is None:
        return None
    subject = " ".join(sentence.text[slice(*frame.subject)].split()).strip(_EDGES)
    words = subject.lower().split()
    if not words:
        return None
    if words[0] in ("you", "your"):
        return parties.addressee
    if words[0] in saying.THIRD_PERSON and len(words) == 1:
        here = sentence.opening if frame.subject[0] and not frame.verb else None
        return here or _antecedent(before, parties)
    if words in (["him"], ["her"], ["them"]):  # "according to her"
        return _antecedent(before, parties)
    if words[0] in ("my", "our"):
        return _of_owner(parties.author or "the author", subject)
    if words[0] in ("his", "her", "its", "their"):
        owner = _antecedent(before, parties)
        if len(words) == 1:  # "in her view"
            return owner
        return _of_owner(owner, subject) if owner else subject
    if words[0] in ("the", "this", "that") and len(words) == 2 and words[1] in saying.SOURCES:
        return _source(words[1], before, parties) or subject
    if words[-1] in saying.POSITIONS and words[-2:-1] and words[-2].endswith(("'s", "’s")):
        return " ".join(subject.split()[:-1])[:-2]
    if is_evidence(words):
        return _author_of_study(before, parties) if words[0] in ("the", "their") else None
    return subject


def _of_owner(owner: str, subject: str) -> str:
    """ "Our inspector, Tom Hill" as "Tom Hill"; "our inspector" as "Ann Lee's inspector"."""
    name = subject.partition(", ")[2]
    return name or f"{owner}'s {subject.partition(' ')[2]}"


def _antecedent(before: Sequence[Sentence], parties: Parties) -> str | None:
    """Who was named last in the sentences before: whoever was said to speak, else the subject."""
    for number, sentence in _backwards(before, _LOOKED_BACK):
        if voices := voices_of(sentence, before[:number], parties):
            return voices[-1]
        if sentence.opening:
            return sentence.opening
    return None


def _backwards(before: Sequence[Sentence], most: int) -> list[tuple[int, Sentence]]:
    """The last sentences with their numbers, the nearest first."""
    numbered = list(enumerate(before))
    return numbered[: -most - 1 : -1]


def _author_of_study(before: Sequence[Sentence], parties: Parties) -> str | None:
    """Whose study was told of in the sentences just before ("Brown et al. asked 40 people")."""
    for number, sentence in _backwards(before, 2):
        name = sentence.opening
        if name and ("et al" in name or name.endswith("colleagues")):
            return name
        if sentence.frame:
            voices = voices_of(sentence, before[:number], parties)
            return voices[-1] if voices else None
    return None


def _source(noun: str, before: Sequence[Sentence], parties: Parties) -> str | None:
    """Whose report "the report" is: "X had published a report" just before makes it X's."""
    for number, sentence in _backwards(before, 2):
        if not any(t.lower == noun for t in sentence.tokens):
            continue
        voices = voices_of(sentence, before[:number], parties)
        owner = voices[-1] if voices else sentence.opening
        return f"{owner}'s {noun}" if owner and noun not in owner.lower() else owner
    return None
