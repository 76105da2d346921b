"""What is plain to see of a clause of a letter, from which it is told whether it asks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rag.enquiries.asking_words import (
    asks_with_a_verb,
    asks_without_mark,
    begins_asking,
    ends_asking,
    names_what_is_wanted,
)
from rag.enquiries.blocks import Node
from rag.enquiries.chatter import is_chatter
from rag.enquiries.plain_words import spelt_out
from rag.enquiries.reply_words import is_about_the_reply
from rag.enquiries.rhetoric import answers_itself, is_loaded, seeks_a_fact, signs_of_anger
from rag.enquiries.word_kinds import kinds_of, seen_in
from rag.enquiries.wording import Manner, Sentence, announces_questions, tells_the_topic

FIRST_WORDS = 4
"""Words at the beginning of a clause that are told one by one and together, at most."""
WEIGHT_OF_RULES = 2.0
"""How much a verdict of the rules counts as against a word, before either is weighed."""
PARTS = 5
"""Into which a letter is divided to tell how far down a clause stands."""
READ_WORDS = 60
"""Words of a clause that are told, at most: half from its beginning, half from its end."""

_TOKEN = re.compile(r"\d[\d.,]*|[^\W\d_]+(?:['’][^\W\d_]+)?|[?!;:,.()\"“”…–—]")
_WORD = re.compile(r"\w")
_OPENERS = frozenset(["and", "but", "so", "now", "also", "then", "or", "finally", "lastly", "well"])
"""Words that begin a clause and say nothing of what it does."""
_QUOTES = re.compile(r"[\"“”]")
_LENGTHS = (2, 4, 7, 12, 20, 35)

Features = Mapping[str, float]
"""What is seen, by a name that a person can read, and how much of it."""


@dataclass(frozen=True, slots=True)
class Said:
    """A paragraph or item: what the rules make of each clause alone, and in the whole letter."""

    node: Node
    alone: Sequence[Sentence]
    together: Sequence[Sentence]


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause with its neighbours and its place."""

    alone: Sentence
    together: Sentence
    said: Said
    number: int
    before: Sentence | None
    after: Sentence | None
    above: str
    """The last words of the paragraph above."""
    part: int
    """In which of PARTS of the letter it stands; 0 in a letter of fewer clauses."""
    of_letter: Features
    is_part: bool = False
    """Whether it is the rest of a sentence from a comma or an "and" on."""

    def rest(self, part: Sentence) -> Clause:
        """The rest of its sentence, read as if it stood there alone."""
        return replace(self, alone=part, together=part, is_part=True)


def clauses_in(letter: Sequence[Said]) -> list[list[Clause]]:
    """The clauses of each paragraph and item, in their order."""
    every = [s for said in letter for s in said.together]
    return list(_clauses(letter, every, dict(_of_letter(letter, every))))


def features_of(clause: Clause) -> dict[str, float]:
    """What is seen of a clause."""
    return {**clause.of_letter, **dict(_of_clause(clause))}


def tokens_of(words: str) -> list[str]:
    """Words and marks in small letters; a number is "0", and a name inside the clause "Name"."""
    found: list[str] = []
    for match in _TOKEN.finditer(spelt_out(words)):
        word = match[0].replace("’", "'")
        if word[0].isdigit():
            found.append("0")
        elif word[0].isupper() and word != "I" and not word.isupper() and found:
            found.append("Name")
        else:
            found.append(word.lower())
    half = READ_WORDS // 2
    return found if len(found) <= READ_WORDS else [*found[:half], *found[-half:]]


def _clauses(
    letter: Sequence[Said], every: Sequence[Sentence], of_letter: Features
) -> Iterator[list[Clause]]:
    at, above = 0, ""
    for said in letter:
        clauses = []
        for number, (alone, together) in enumerate(zip(said.alone, said.together, strict=True)):
            before = every[at - 1] if at else None
            after = every[at + 1] if at + 1 < len(every) else None
            part = at * PARTS // len(every) + 1 if len(every) >= PARTS else 0
            clauses.append(
                Clause(alone, together, said, number, before, after, above, part, of_letter)
            )
            at += 1
        above = said.together[-1].words if said.together else above
        yield clauses


def _of_letter(letter: Sequence[Said], every: Sequence[Sentence]) -> Iterator[tuple[str, float]]:
    asks = sum(s.manner is Manner.ASKS for s in every)
    marked = [s for said in letter if said.node.mark for s in said.together]
    yield "letter: the rules find questions", min(asks, 6) / 6
    yield "letter: none", float(not asks)
    yield "letter: only one", float(asks == 1)
    yield "letter: marks of a question", min(sum(ends_asking(s.words) for s in every), 8) / 8
    yield "letter: marked parts ask", float(any(s.manner is Manner.ASKS for s in marked))
    yield "letter: has marked parts", float(bool(marked))
    yield "letter: anger", min(sum(signs_of_anger(s.words) for s in every), 6) / 6
    yield "letter: length", min(len(every), 40) / 40


def _of_clause(clause: Clause) -> Iterator[tuple[str, float]]:
    mark = "?" if ends_asking(clause.alone.words) else "."
    words = tokens_of(clause.alone.words)
    seen = [*_of_words(words), *_of_rules(clause), *_of_place(clause), *_of_neighbours(clause)]
    for name in dict.fromkeys(seen):
        value = WEIGHT_OF_RULES if name.startswith("rules") else 1.0
        yield name, value
        yield f"{mark} {name}", value
    yield f"ends {mark}", 1.0
    yield "the rest of a sentence", float(clause.is_part)


def _of_words(tokens: Sequence[str]) -> Iterator[str]:
    words = [t for t in tokens if _WORD.match(t)]
    for size in range(1, FIRST_WORDS + 1):
        if len(words) >= size:
            yield f"begins: {' '.join(words[:size])}"
    said = words[1:] if words and words[0] in _OPENERS else words
    for size in range(1, FIRST_WORDS):
        if len(said) >= size:
            yield f"opens: {' '.join(said[:size])}"
    for size in (1, 2):
        yield f"ends: {' '.join(words[-size:])}"
    for one in words:
        yield f"has: {one}"
    for one, other in pairwise(tokens):
        yield f"has: {one} {other}"
    yield f"words: up to {next((n for n in _LENGTHS if len(words) <= n), 'any')}"
    yield from sorted(seen_in(kinds_of(words)))
    if tokens:
        yield f"last mark: {tokens[-1] if tokens[-1] in '?!.:;,…' else 'none'}"


def _of_rules(clause: Clause) -> Iterator[str]:
    words = spelt_out(clause.alone.words)
    yield f"rules: {clause.alone.manner.name.lower()}"
    yield f"rules, whole letter: {clause.together.manner.name.lower()}"
    told = {
        "begins asking": begins_asking(words),
        "asks without mark": asks_without_mark(words),
        "requests": asks_with_a_verb(words),
        "names what is wanted": names_what_is_wanted(words),
        "chatter": is_chatter(words),
        "of the reply": is_about_the_reply(words),
        "announces": announces_questions(words),
        "tells the topic": tells_the_topic(words),
        "seeks a fact": seeks_a_fact(words),
        "loaded": is_loaded(words),
        "angry": signs_of_anger(words) > 0,
        "answered at once": clause.after is not None and answers_itself(clause.after.words),
        "answers": answers_itself(words),
        "quotes": bool(_QUOTES.search(words)),
        "inside quotes": _is_inside_quotes(clause),
    }
    yield from (f"rules: {name}" for name, holds in told.items() if holds)


def _is_inside_quotes(clause: Clause) -> bool:
    above = clause.said.alone[: clause.number]
    return sum(len(_QUOTES.findall(s.words)) for s in above) % 2 == 1


def _of_place(clause: Clause) -> Iterator[str]:
    count = len(clause.said.alone)
    yield f"place: part {clause.part} of {PARTS}"
    if clause.number == 0:
        yield "place: begins a paragraph"
    if clause.number == count - 1:
        yield "place: ends a paragraph"
    if count == 1:
        yield "place: a paragraph of its own"
    if clause.above.endswith(":"):
        yield "place: under a colon"
    if clause.said.node.children:
        yield "place: over a list"


def _of_neighbours(clause: Clause) -> Iterator[str]:
    for name, other in (("before", clause.before), ("after", clause.after)):
        if other is None:
            yield f"{name}: nothing"
            continue
        tokens = [t for t in tokens_of(other.words) if _WORD.match(t)]
        yield f"{name}: {other.manner.name.lower()}"
        yield f"{name}: ends {other.words[-1:] if other.words[-1:] in '?!.:' else 'open'}"
        if tokens:
            yield f"{name}: {tokens[0]}"
        if len(tokens) <= 4:
            yield f"{name}: is short"
