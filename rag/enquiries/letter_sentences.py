"""The sentences of a letter's paragraphs and items, each with what it does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from rag.enquiries.asking_words import ends_asking, opens_asking
from rag.enquiries.outline import Node
from rag.enquiries.rhetoric import without_rhetoric
from rag.enquiries.wording import LONGEST, Manner, Sentence, manner_of
from rag.sentences import sentence_bounds

TURNS = 8
"""Places in a sentence at which it may turn from telling to asking, at most."""

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
        for match in _AFTER_MARK.finditer(words, start, end):
            yield start, match.start()
            start = match.end()
        yield start, end


def _clauses(words: str, offset: int, start: int, end: int) -> Iterator[Sentence]:
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


def _manner(said: str) -> Manner:
    """What a sentence does, also where character recognition spoilt its words."""
    manner = manner_of(said)
    return manner_of(legible(said)) if manner is Manner.STATES else manner
