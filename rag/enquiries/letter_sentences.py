"""The sentences of a letter's paragraphs and items, each with what it does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from rag.enquiries.asking_words import asks_with_a_verb, ends_asking, opens_asking
from rag.enquiries.blocks import Node
from rag.enquiries.reply_words import depends_on_the_reply
from rag.enquiries.rhetoric import without_rhetoric
from rag.enquiries.wording import LONGEST, Manner, Sentence, manner_of
from rag.sentences import sentence_bounds

TURNS = 8
"""Places in a sentence at which it may turn from telling to asking, at most."""

_AFTER_MARK = re.compile(r"(?<=\?)\s+(?=\w)")
_LOW_START = re.compile(
    r"(?<=[a-z)][a-z)][.!])\s+(?=(?:who|what|when|where|why|how|which|also|can|could|would|will|do|does|did|is|are|has|have|please|if)\b)"
)
"""Where a writer who begins sentences in small letters begins to ask."""
_SLIPS = (
    (re.compile(r"\b[l1|](?= [a-z])"), "I"),
    (re.compile(r"(?<=[a-z])1|1(?=[a-z])"), "l"),
    (re.compile(r"(?<=[a-z])0(?=[a-z])"), "o"),
    (re.compile(r"(?<=[a-z])rn(?=[a-z])|rn\b"), "m"),
    (re.compile(r"\s+(?=[?.,;:])"), ""),
)
_REQUEST = (
    r"(?:i|we)(?: also| further| hereby| now)?(?: would|'d|’d| should| wish| want| request| ask| demand| insist| require| need| am| are)\b"
    r"|(?:please|kindly)\b|(?:could|can|would|will|may) (?:you|i|we)\b"
)
_LINK = r"(?:[,;:–—-]|\band|\bso|\bbut)\s+(?:and |so |but |then |also ){0,2}"
_TURNS = re.compile(
    rf"{_LINK}(?={_REQUEST}|(?:who|what|when|where|which|why|how|is|are|was|were|do|does|did|has|have)\b)",
    re.IGNORECASE,
)
"""Where a sentence may turn from telling to asking."""
_SECOND_REQUEST = re.compile(rf"{_LINK}(?={_REQUEST})", re.IGNORECASE)
"""Where a sentence that asks may make a second request, with a verb of its own."""
_JOINERS = ("and/or", "and", "or", "then")


class Sentences:
    """The sentences of each paragraph and item of an outline, each told what it does, read once."""

    def __init__(self, text: str, root: Node) -> None:
        nodes = list(_below(root))
        spoken = [sentences_of(text, node) for node in nodes]
        marked = [node.mark is not None for node in nodes]
        self._of = {id(n): s for n, s in zip(nodes, without_rhetoric(spoken, marked), strict=True)}

    def of(self, node: Node) -> list[Sentence]:
        """Those of one paragraph or item of the outline."""
        return self._of[id(node)]


def sentences_of(text: str, node: Node) -> list[Sentence]:
    """The sentences of a paragraph or item; none of a table."""
    if node.is_table:
        return []
    words = re.sub(r"\s", " ", text[node.start : node.end])
    found: list[Sentence] = []
    for start, end in _parted(words):
        found += _clauses(words, node.start, start, end)
    return found


def without_joiners(words: str) -> str:
    """An item without the comma, semicolon and "and" that lead to the next one."""
    while True:
        words = words.rstrip(" \t\n\r\f\v;,\xa0")
        joiner = next((j for j in _JOINERS if words.lower().endswith(j)), None)
        before = words[: -len(joiner)] if joiner else ""
        if not joiner or before[-1:].isalnum():
            return words
        words = before


def legible(words: str) -> str:
    """Words with the commonest errors of character recognition undone: "l wou1d", "inforrnation"."""
    for pattern, put in _SLIPS:
        words = pattern.sub(put, words)
    return words


def _below(node: Node) -> Iterator[Node]:
    """A node's parts and theirs, in the order of the letter."""
    for child in node.children:
        yield child
        yield from _below(child)


def _parted(words: str) -> Iterator[tuple[int, int]]:
    """Where sentences stand; a question ends at its mark, however the next sentence begins."""
    for start, end in sentence_bounds(words):
        breaks = [m for p in (_AFTER_MARK, _LOW_START) for m in p.finditer(words, start, end)]
        for match in sorted(breaks, key=lambda m: m.start()):
            yield start, match.start()
            start = match.end()
        yield start, end


def _clauses(words: str, offset: int, start: int, end: int) -> Iterator[Sentence]:
    """A sentence, or two where it turns from telling to asking, or makes a second request."""
    said = " ".join(words[start:end].split())
    manner = _manner(said)
    if turn := _turn(words, start, end, manner):
        before = " ".join(words[start : turn.start()].split())
        rest = " ".join(words[turn.end() : end].split())
        yield Sentence(offset + start, offset + turn.start(), before, _manner(before))
        yield Sentence(offset + turn.end(), offset + end, rest, Manner.ASKS)
        return
    yield Sentence(offset + start, offset + end, said, manner)


def _turn(words: str, start: int, end: int, manner: Manner) -> re.Match[str] | None:
    """Where a sentence begins to ask, or to ask for something else; None where it does not."""
    if manner not in (Manner.STATES, Manner.ABOUT_THE_REPLY, Manner.ASKS):
        return None
    if manner is Manner.ABOUT_THE_REPLY and depends_on_the_reply(words[start:end]):
        return None
    pattern = _SECOND_REQUEST if manner is Manner.ASKS else _TURNS
    for turn in islice(pattern.finditer(words, start, min(end, start + LONGEST)), TURNS):
        rest = " ".join(words[turn.end() : end].split())
        if _manner(rest) is not Manner.ASKS or (opens_asking(rest) and not ends_asking(rest)):
            continue
        if manner is not Manner.ASKS or _asks_alone(words[start : turn.start()]):
            return turn
    return None


def _asks_alone(words: str) -> bool:
    """Whether what stands before a second request is a request itself, no mere condition of it."""
    said = " ".join(words.split())
    return _manner(said) is Manner.ASKS and asks_with_a_verb(said)


def _manner(said: str) -> Manner:
    """What a sentence does, also where character recognition spoilt its words."""
    manner = manner_of(said)
    return manner_of(legible(said)) if manner is Manner.STATES else manner
