"""The sentences of a letter's paragraphs and items, each with what it does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from rag.enquiries.blocks import Node
from rag.enquiries.chatter import is_echo
from rag.enquiries.clause_features import Said
from rag.enquiries.clauses import clauses_of
from rag.enquiries.judging import Judge
from rag.enquiries.rhetoric import without_rhetoric
from rag.enquiries.run_ons import turns_in
from rag.enquiries.wording import Manner, Sentence
from rag.sentences import sentence_bounds

_AFTER_MARK = re.compile(r"(?<=\?)\s+(?=\w)")
_LOW_START = re.compile(
    r"(?<=[a-z)][a-z)][.!])\s+(?=(?:who|what|when|where|why|how|which|also|can|could|would|will|do|does|did|is|are|has|have|please|if)\b)"
)
"""Where a writer who begins sentences in small letters begins to ask."""
_SMALL_START = re.compile(
    r"(?<=[a-z\d)][a-z\d)][.!])(?<!\betc\.)(?<!\bapprox\.)(?<!\binc\.)(?<!\bvs\.)(?<!\bincl\.)(?<!\besp\.)\s+(?=[a-z])"
)
_LOST_BREAK = re.compile(r"(?<=[a-z\d)]) {2,}(?=[A-Z][a-z]*\b)")
"""Where a line ended before the letter was pasted into one."""
_LARGE_START = re.compile(r"[a-z\d)][.!]\s+[A-Z]")
_NOTE = re.compile(
    r"^\[(?=[^\]]*\b(?:here|personali[sz]e|delete|insert|optional|your own|if you (?:like|wish)|as (?:appropriate|applicable))\b)[^\[\]]{25,}\]\W*$",
    re.IGNORECASE,
)
"""A whole paragraph in brackets: what whoever uses a template is to do there."""
_VERB_FIRST = re.compile(
    r"^\W*(?:(?:and|also|so) )?(?:can|could|does|did|are|were) (?!not\b|be\b|have\b|only\b|all\b|to\b|in\b)[a-z]",
    re.IGNORECASE,
)
"""An item that begins as a question does, whoever it is about."""
_JOINERS = ("and/or", "and", "or", "then")


class Sentences:
    """The sentences of each paragraph and item of an outline, each told what it does, read once."""

    def __init__(self, text: str, root: Node, judge: Judge) -> None:
        nodes = list(_below(root))
        spoken = [sentences_of(text, node) for node in nodes]
        calmed = without_rhetoric(spoken, [node.mark is not None for node in nodes])
        letter = [Said(*said) for said in zip(nodes, spoken, calmed, strict=True)]
        self._of = {id(n): s for n, s in zip(nodes, judge(text, letter), strict=True)}

    def of(self, node: Node) -> list[Sentence]:
        """Those of one paragraph or item of the outline."""
        return self._of[id(node)]


def sentences_of(text: str, node: Node) -> list[Sentence]:
    """The sentences of a paragraph or item; none of a table, nor of a note to a template's user."""
    if node.is_table:
        return []
    raw = text[node.start : node.end]
    if _NOTE.match(raw):
        return []
    words = re.sub(r"\s", " ", raw)
    found: list[Sentence] = []
    for start, end in _parted(words, {m.span() for m in _LOST_BREAK.finditer(raw)}):
        found += clauses_of(words, node.start, start, end)
    # "Candles?" of a list, and "can reps have a copy".
    if node.mark and found and (is_echo(found[0].words) or _VERB_FIRST.match(found[0].words)):
        found[0] = replace(found[0], manner=Manner.ASKS)
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


def _below(node: Node) -> Iterator[Node]:
    """A node's parts and theirs, in the order of the letter."""
    for child in node.children:
        yield child
        yield from _below(child)


def _parted(words: str, lost: Set[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where sentences stand; a question ends at its mark, however the next sentence begins."""
    is_small = len(_SMALL_START.findall(words)) > len(_LARGE_START.findall(words))
    for start, end in sentence_bounds(words):
        patterns = (_AFTER_MARK, _SMALL_START if is_small else _LOW_START)
        breaks = {m.span() for p in patterns for m in p.finditer(words, start, end)}
        breaks |= {span for span in lost if start < span[0] < end}
        for begin, at in _between(sorted(breaks), start, end):
            yield from _between(list(turns_in(words, begin, at)), begin, at)


def _between(breaks: Sequence[tuple[int, int]], start: int, end: int) -> Iterator[tuple[int, int]]:
    """What stands between breaks."""
    for at, after in breaks:
        yield start, at
        start = after
    yield start, end
