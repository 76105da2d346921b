"""A letter to its questions: each cut from the letter by position, with what else it needs of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from rag.enquiries import pointing
from rag.enquiries.asking_words import ends_asking, names_what_is_wanted, opens_asking
from rag.enquiries.enquiry import LetterQuestion
from rag.enquiries.letter_lines import Line, after_closing, body_of, subject_of
from rag.enquiries.outline import Node, outline_of
from rag.enquiries.wording import LONGEST, Manner, is_formula_stem, manner_of, tells_the_topic
from rag.sentences import sentence_bounds

CONTEXT_CHARACTERS = 1200
"""Characters of context told with a question, at most."""

TURNS = 8
"""Places in a sentence at which it may turn from telling to asking, at most."""
TOPIC_SENTENCES = 3
"""Subject line and sentences that say what a letter is about, at most."""

_AFTER_MARK = re.compile(r"(?<=\?)\s+(?=\w)")
_SLIPS = (
    (re.compile(r"\b[l1|](?= [a-z])"), "I"),
    (re.compile(r"(?<=[a-z])1|1(?=[a-z])"), "l"),
    (re.compile(r"(?<=[a-z])0(?=[a-z])"), "o"),
    (re.compile(r"(?<=[a-z])rn(?=[a-z])|rn\b"), "m"),
    (re.compile(r"\s+(?=[?.,;:])"), ""),
)
_TURNS = re.compile(
    r"(?:[,;:–—-]|\band|\bso|\bbut)\s+(?:and |so |but |then ){0,2}"
    r"(?=(?:i|we)(?: would|'d|’d| should| wish| want| request| ask| am| are)\b|please\b|(?:could|can|would|will|may) (?:you|i|we)\b|"
    r"(?:who|what|when|where|which|why|how|is|are|was|were|do|does|did|has|have)\b)",
    re.IGNORECASE,
)
"""Where a sentence may turn from telling to asking."""
_JOINERS = ("and/or", "and", "or", "then")
_SUBJECT = re.compile(r"^[\W_]*(?:re|ref|subject|our ref|your ref|date)\b\W", re.IGNORECASE)
_FORMULAS = re.compile(
    r"\b(?:re|fwd|freedom of information|environmental information|foia?|eir|data protection|request(?:ed|s)?(?: for)?|information|"
    r"enquiry|enquiries|questions?|quer(?:y|ies)|regulations|act|scotland|under|the|a|an|of|for|my|our|your|urgent|deadline|"
    r"today|new|\d+)\b",
    re.IGNORECASE,
)
_TELLING = re.compile(r"[A-Za-z]{3,}")
_UNFINISHED = re.compile(
    r"(?:[:,–—-]|\.\.\.|…|\b(?:of|for|the|in|to|whether|by|and|about|include|including|on))\s*$"
)
_QUESTIONS_HEADING = re.compile(
    r"\b(?:questions?|request(?:ed|s)?|information (?:sought|required|wanted)|quer(?:y|ies)|i would like|please)\b",
    re.IGNORECASE,
)
_OWN_STATEMENT = re.compile(
    r"^[\W_]*(?:i|we|my|our|this|it|there|the (?:council|department|minister) (?:has|have|is|was))\b",
    re.IGNORECASE,
)


def split_letter(text: str) -> tuple[LetterQuestion, ...]:
    """The questions of a letter in order, each with the letter's own words that it needs.

    What is quoted of earlier mails, the greeting, the signature, and what is said of the reply
    (format, deadline, cost) is left out. Empty where the letter asks nothing.
    """
    for lines in (body_of(text), after_closing(text)):
        if found := _split(text, lines):
            return found
    return ()


def _split(text: str, lines: Sequence[Line]) -> tuple[LetterQuestion, ...]:
    reading = _Reading(text)
    reading.read(outline_of(text, lines))
    return tuple(reading.questions())


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the letter: `text[start:end]`, and what it does."""

    start: int
    end: int
    words: str
    manner: Manner


@dataclass(slots=True)
class _Found:
    """A question before its context is put together."""

    node: Node
    label: str
    start: int
    end: int
    stems: list[str]
    near: list[str]
    """What is stated in the same item before it."""
    previous: _Found | None
    is_fragment: bool = False
    """Whether it asks only together with what it stands under."""


class _Reading:
    """Goes through a letter's outline and gathers its questions."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: list[_Found] = []
        self._scopes: list[tuple[int, str]] = []
        self._said: list[tuple[int, str]] = []
        self._definitions: list[str] = []
        self._topic: list[str] = []

    def read(self, root: Node) -> None:
        """Reads the outline."""
        subject = subject_of(self._text)
        first = root.children[0] if root.children else None
        if first is not None and first.is_heading:
            subject = subject or self._words(first)
        if _TELLING.search(_FORMULAS.sub(" ", subject)):
            self._topic.append(subject)
        self._read_children(root, [], asked=False)

    def _read_children(self, node: Node, stems: list[str], *, asked: bool) -> None:
        marked = [c for c in node.children if c.mark]
        asking = [c for c in marked if self._asks(c)]
        by_siblings = len(asking) * 2 > len(marked) > 1
        tails = [self._words(c) for c in node.children if node.mark and self._is_tail(c)]
        stems = [*stems, *tails]
        heading: list[str] = []
        for child in node.children:
            if child.is_heading and not child.children:
                heading = [] if self._is_idle_heading(child) else [self._words(child)]
                continue
            if node.mark and self._is_tail(child):
                continue
            is_asked = bool(child.mark) and (asked or by_siblings)
            self._read_node(child, [*stems, *heading], asked=is_asked, surely=asked)

    def _is_tail(self, node: Node) -> bool:
        """Whether a paragraph under an item ends the sentence that the item's parts complete."""
        return node.mark is None and not node.is_table and self._text[node.start].islower()

    def _is_idle_heading(self, node: Node) -> bool:
        words = self._words(node)
        if _SUBJECT.match(words):
            return True
        return bool(_QUESTIONS_HEADING.search(words)) or manner_of(words) is not Manner.STATES

    def _read_node(self, node: Node, stems: list[str], *, asked: bool, surely: bool) -> None:
        sentences = self._sentences(node)
        table = self._table_after(node)
        stem: list[Sentence] = []
        if node.children and not table:
            stem = self._stem(node, sentences)
        own = [s for s in sentences if s not in stem]
        asks = [s for s in own if s.manner is Manner.ASKS]
        known = len(self._found)
        if not stem or asks:
            self._emit(node, own, stems, asked=asked and not stem, surely=surely, table=table)
        self._note(
            [s for s in own if not any(f.start <= s.start < f.end for f in self._found[known:])]
        )
        told = self._before(stem, sentences) + [s.words for s in stem]
        if not stem and node.children and node.mark and own:
            told = [s.words for s in own if s.manner in (Manner.ASKS, Manner.STATES)]
        if node.is_heading and not node.mark:
            told = [] if self._is_idle_heading(node) else told or [self._words(node)]
        asks_below = asked or any(
            s.manner is Manner.ASKS or _QUESTIONS_HEADING.search(s.words) for s in stem
        )
        self._read_children(node, [*stems, *told], asked=asks_below and not table)

    def _stem(self, node: Node, sentences: list[Sentence]) -> list[Sentence]:
        """The sentence that the parts of a node complete, with the statements of an item before it."""
        if not sentences or not any(c.mark for c in node.children):
            return []
        last = sentences[-1]
        is_stem = (
            bool(_UNFINISHED.search(last.words[-40:]))
            or is_formula_stem(last.words)
            or node.is_heading
            or (last.words[-1:] not in ".?!" and last.manner is not Manner.ABOUT_THE_REPLY)
            or (
                last.manner is Manner.ASKS
                and not any(self._asks(c) for c in node.children if c.mark)
            )
        )
        return [last] if is_stem else []

    def _before(self, stem: list[Sentence], sentences: list[Sentence]) -> list[str]:
        """What is stated in a paragraph before the sentence that its list completes."""
        stated = [s.words for s in sentences if s.manner is Manner.STATES and s not in stem]
        return stated[-2:] if stem else []

    def _table_after(self, node: Node) -> Node | None:
        return next((c for c in node.children if c.is_table), None)

    def _note(self, sentences: Sequence[Sentence]) -> None:
        """Keeps what is stated for the questions after it, and what holds for all."""
        for sentence in sentences:
            defines = pointing.defined_in(sentence.words)
            if sentence.manner is Manner.SCOPE and not defines:
                self._scopes.append((sentence.start, sentence.words))
            if (
                sentence.manner is Manner.STATES
                and not self._found
                and tells_the_topic(sentence.words)
            ):
                self._topic.append(sentence.words)
            if sentence.manner is Manner.STATES:
                self._said.append((sentence.start, sentence.words))
            if sentence.manner in (Manner.STATES, Manner.SCOPE) and defines:
                self._definitions.append(sentence.words)

    def _emit(
        self,
        node: Node,
        own: list[Sentence],
        stems: list[str],
        *,
        asked: bool,
        surely: bool,
        table: Node | None,
    ) -> None:
        if node.is_table:
            self._attach_table(node)
            return
        asks = [
            s for s in own if s.manner is Manner.ASKS and not self._is_only_announcement(node, s)
        ]
        if node.mark and not node.mark.is_bullet and asks:
            self._add(node, asks[0].start, asks[-1].end, stems, own)
        elif asks:
            for sentence in asks:
                self._add(node, sentence.start, sentence.end, stems, own)
        elif asked and own and self._completes(own[0], surely):
            end = next(
                (s.start for s in own[1:] if s.manner in (Manner.ABOUT_THE_REPLY, Manner.CHATTER)),
                own[-1].end,
            )
            self._add(node, own[0].start, end, stems, own, is_fragment=True)
        if table is not None:
            self._attach_table(table)

    def _is_only_announcement(self, node: Node, sentence: Sentence) -> bool:
        """Whether a sentence only says that questions follow."""
        if sentence.words.endswith("?") and not re.search(
            r"\b(?:questions?|following)\b", sentence.words
        ):
            return False
        if sentence.words.endswith(":"):
            return not node.children or any(c.mark for c in node.children)
        return is_formula_stem(sentence.words) and bool(
            re.search(
                r"\b(?:following|below|questions?|as follows|things|points)\b",
                sentence.words,
                re.IGNORECASE,
            )
        )

    def _completes(self, sentence: Sentence, surely: bool) -> bool:
        """Whether an item without a verb of asking is asked for by what it stands under."""
        if sentence.manner in (Manner.ABOUT_THE_REPLY, Manner.CHATTER, Manner.SCOPE):
            return False
        return surely or not _OWN_STATEMENT.match(sentence.words)

    def _add(
        self,
        node: Node,
        start: int,
        end: int,
        stems: list[str],
        own: list[Sentence],
        *,
        is_fragment: bool = False,
    ) -> None:
        end = start + len(_without_joiners(self._text[start:end]))
        if end <= start:
            return
        near = [s.words for s in own if s.end <= start and s.manner is Manner.STATES]
        if not node.mark:
            last = [s for s in own if s.end <= start][-1:]
            near = [s.words for s in last if s.manner is Manner.STATES]
        self._found.append(
            _Found(node, node.label, start, end, list(stems), near, None, is_fragment)
        )

    def _attach_table(self, table: Node) -> None:
        """A table to be filled is part of the question above it."""
        if self._found and self._found[-1].end <= table.start:
            between = self._text[self._found[-1].end : table.start]
            if between.count("\n") <= 3:
                self._found[-1].end = table.end

    def _asks(self, node: Node) -> bool:
        sentences = self._sentences(node)
        if sentences and node.mark and names_what_is_wanted(sentences[0].words):
            return True
        return any(s.manner is Manner.ASKS for s in sentences) or any(
            self._asks(c) for c in node.children if c.mark
        )

    def _words(self, node: Node) -> str:
        return " ".join(self._text[node.start : node.end].split())

    def _sentences(self, node: Node) -> list[Sentence]:
        if node.is_table:
            return []
        words = re.sub(r"\s", " ", self._text[node.start : node.end])
        found: list[Sentence] = []
        for start, end in _parted(words):
            found += self._clauses(words, node.start, start, end)
        return found

    def _clauses(self, words: str, offset: int, start: int, end: int) -> Iterator[Sentence]:
        """A sentence, or two where it turns from telling to asking: "..., and could you say ..."."""
        said = " ".join(words[start:end].split())
        manner = _manner(said)
        if manner in (Manner.STATES, Manner.ABOUT_THE_REPLY):
            for turn in islice(_TURNS.finditer(words, start, min(end, start + LONGEST)), TURNS):
                rest = " ".join(words[turn.end() : end].split())
                if _manner(rest) is Manner.ASKS and (ends_asking(rest) or not opens_asking(rest)):
                    before = " ".join(words[start : turn.start()].split())
                    yield Sentence(offset + start, offset + turn.start(), before, _manner(before))
                    yield Sentence(offset + turn.end(), offset + end, rest, Manner.ASKS)
                    return
        yield Sentence(offset + start, offset + end, said, manner)

    def questions(self) -> Iterator[LetterQuestion]:
        """The questions with their contexts."""
        self._found.sort(key=lambda found: found.start)
        for before, found in pairwise(self._found):
            found.previous = before
        for found in self._found:
            text = self._text[found.start : found.end]
            yield LetterQuestion(found.label, text, found.start, found.end, self._context(found))

    def _context(self, found: _Found) -> str:
        words = " ".join(self._text[found.start : found.end].split())
        told = " ".join((*found.stems, *found.near, words))
        pieces = [
            *(d for d in self._definitions if pointing.uses(told, d)),
            *self._topic[:TOPIC_SENTENCES],
            *(scope for _, scope in self._scopes),
            *found.stems,
            *found.near,
            *self._pointed(found, words),
        ]
        distinct = list(dict.fromkeys(p for p in pieces if p and p not in words))
        return " ".join(distinct)[:CONTEXT_CHARACTERS]

    def _pointed(self, found: _Found, words: str) -> list[str]:
        """The question or statement before it that a question points at."""
        before = found.previous
        if before is not None and pointing.continues(words):
            return self._retold(before)
        statements = [w for start, w in self._said if start < found.start]
        if pointed := pointing.named(words, statements):
            return [pointed]
        if found.near or not pointing.leans(words, is_fragment=found.is_fragment):
            return []
        last = max((start for start, _ in self._said if start < found.start), default=-1)
        if before is not None and before.start > last:
            return self._retold(before)
        return statements[-1:]

    def _retold(self, found: _Found) -> list[str]:
        """A question with what it points at itself."""
        words = " ".join(self._text[found.start : found.end].split())
        return [*found.stems, *found.near, *self._pointed(found, words), words]


def _parted(words: str) -> Iterator[tuple[int, int]]:
    """Where sentences stand; a question ends at its mark, however the next sentence begins."""
    for start, end in sentence_bounds(words):
        for match in _AFTER_MARK.finditer(words, start, end):
            yield start, match.start()
            start = match.end()
        yield start, end


def _without_joiners(words: str) -> str:
    """An item without the comma, semicolon and "and" that lead to the next one."""
    while True:
        words = words.rstrip(" \t\n\r\f\v;,\xa0")
        joiner = next((j for j in _JOINERS if words.lower().endswith(j)), None)
        before = words[: -len(joiner)] if joiner else ""
        if not joiner or before[-1:].isalnum():
            return words
        words = before


def _manner(said: str) -> Manner:
    """What a sentence does, also where character recognition spoilt its words."""
    manner = manner_of(said)
    return manner_of(legible(said)) if manner is Manner.STATES else manner


def legible(words: str) -> str:
    """Words with the commonest errors of character recognition undone: "l wou1d", "inforrnation"."""
    for pattern, put in _SLIPS:
        words = pattern.sub(put, words)
    return words
