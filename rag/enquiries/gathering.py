"""Which paragraphs and items of a letter ask, and with what they stand under."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.enquiries.blocks import Node
from rag.enquiries.item_lists import ItemLists
from rag.enquiries.letter_context import Found, Told
from rag.enquiries.letter_sentences import Sentences, without_joiners
from rag.enquiries.list_items import (
    asks_of_parts,
    completes,
    fills_in,
    is_listed,
    is_set_off,
    is_title,
    whole,
)
from rag.enquiries.wording import (
    Manner,
    Sentence,
    announces_questions,
    heads_questions,
    is_formula_stem,
    manner_of,
)

TABLE_GAP_LINES = 4
"""Line breaks between a question and the table that belongs to it, at most."""
STATED_BEFORE = 2
"""Statements before the sentence that a list completes which are told with it, at most."""

_SUBJECT = re.compile(r"^[\W_]*(?:re|ref|subject|our ref|your ref|date)\b\W", re.IGNORECASE)
_UNFINISHED = re.compile(
    r"(?:[:,–—-]|\.\.\.|…|\b(?:of|for|the|in|to|whether|by|and|about|include|including|on))\s*$"
)


@dataclass(frozen=True, slots=True)
class Under:
    """What a paragraph or item stands under: the words, and whether they ask for it.

    `surely`: they say so themselves; else only its neighbours ask.
    """

    stems: tuple[str, ...] = ()
    asked: bool = False
    surely: bool = False

    def and_under(self, *stems: str) -> Under:
        """The same with more words."""
        return replace(self, stems=(*self.stems, *stems))


class Gathering:
    """Goes through a letter's outline and gathers its questions and what else it tells."""

    def __init__(self, text: str, sentences: Sentences, told: Told) -> None:
        self._text = text
        self._sentences = sentences
        self._lists = ItemLists(sentences)
        self._told = told
        self._found: list[Found] = []

    def gather(self, root: Node) -> list[Found]:
        """The questions in the order of the letter."""
        self._read_children(root, Under())
        return sorted(self._found, key=lambda found: found.start)

    def _read_children(self, node: Node, under: Under) -> None:
        if self._lists.ask_in_full(node):  # then one that only tells is no question
            under = replace(under, surely=False)
        beside = self._lists.asked_beside(node)
        tails = [c for c in node.children if node.mark and self._is_tail(c)]
        others = [c for c in node.children if not (node.mark and self._is_tail(c))]
        under = under.and_under(*(self._words(c) for c in tails))
        heading: tuple[str, ...] = ()
        listed: tuple[str, ...] = ()
        is_sure = False
        for child in others:
            if listed and self._is_listed(child, is_sure or listed[0].endswith(":")):
                is_sure = True  # one thing of a list was named: the rest may be any noun
                self._read_node(child, Under((*under.stems, *listed), True, True))
                continue
            if child.is_heading and not child.children:
                heading = () if self._is_idle_heading(child) else (self._words(child),)
                listed = self._lists.opens_list(child) or listed
                continue
            is_sure = False
            is_asked = bool(child.mark) and (under.asked or child in beside)
            self._read_node(child, replace(under.and_under(*heading), asked=is_asked))
            listed = self._lists.opens_list(child)

    def _is_tail(self, node: Node) -> bool:
        """Whether a paragraph under an item ends the sentence that the item's parts complete."""
        return node.mark is None and not node.is_table and self._text[node.start].islower()

    def _is_listed(self, node: Node, surely: bool) -> bool:
        """Whether a paragraph without a mark, or the name of a table, is one thing of a list."""
        if node.mark or node.is_table or any(not c.is_table for c in node.children):
            return False
        if node.is_heading and is_set_off(self._words(node)):
            return False
        return is_listed(self._sentences.of(node), surely)

    def _is_idle_heading(self, node: Node) -> bool:
        words = self._words(node)
        if _SUBJECT.match(words):
            return True
        return heads_questions(words) or manner_of(words) is not Manner.STATES

    def _read_node(self, node: Node, under: Under) -> None:
        sentences = self._sentences.of(node)
        table = next((c for c in node.children if c.is_table), None)
        stem = self._stem(node, sentences) if node.children and not table else []
        own = [s for s in sentences if s not in stem]
        known = len(self._found)
        if not stem or any(s.manner is Manner.ASKS for s in own):
            is_over_parts = bool(node.mark) and any(c.mark for c in node.children)
            asked = under.asked and not stem and not is_over_parts
            self._emit(node, own, replace(under, asked=asked))
        if table is not None:
            self._attach_table(table)
        new = self._found[known:]
        self._told.note(
            [s for s in own if not any(f.start <= s.start < f.end for f in new)],
            is_opening=not self._found,
        )
        asks_below = under.asked or any(asks_of_parts(s) for s in stem)
        below = under.and_under(*self._told_below(node, sentences, stem))
        is_asked = asks_below and not table
        says_so = under.surely or not node.is_heading or any(s.words.endswith(":") for s in stem)
        self._read_children(node, replace(below, asked=is_asked, surely=is_asked and says_so))

    def _stem(self, node: Node, sentences: Sequence[Sentence]) -> list[Sentence]:
        """The sentence that the parts of a node complete."""
        if not sentences or not any(c.mark for c in node.children):
            return []
        last = sentences[-1]
        is_stem = (
            bool(_UNFINISHED.search(last.words[-40:]))
            or is_formula_stem(last.words)
            or fills_in(last.words)
            or node.is_heading
            or (len(sentences) == 1 and is_title(last))
            or (last.words[-1:] not in ".?!" and last.manner is not Manner.ABOUT_THE_REPLY)
            or (
                last.manner is Manner.ASKS
                and not any(self._lists.asks(c) for c in node.children if c.mark)
            )
        )
        return [last] if is_stem else []

    def _told_below(
        self, node: Node, sentences: Sequence[Sentence], stem: Sequence[Sentence]
    ) -> list[str]:
        """What the parts of a node stand under, of its own words."""
        if node.is_heading and not node.mark and self._is_idle_heading(node):
            return []
        own = [s for s in sentences if s not in stem]
        stated = [s.words for s in own if s.manner is Manner.STATES]
        if stem:
            return [*stated[-STATED_BEFORE:], *(s.words for s in stem)]
        if node.children and node.mark:
            return [s.words for s in own if s.manner in (Manner.ASKS, Manner.STATES)]
        return [self._words(node)] if node.is_heading and not node.mark else []

    def _emit(self, node: Node, own: Sequence[Sentence], under: Under) -> None:
        if node.is_table:
            self._attach_table(node)
            return
        asks = [s for s in own if s.manner is Manner.ASKS and not self._only_announces(node, s)]
        is_fragment = (
            not asks
            and under.asked
            and bool(own)
            and completes(own[0], under.surely, " ".join(under.stems))
        )
        if is_fragment or (asks and node.mark):
            start, end = whole(own) if node.shares_line else (own[0].start, own[-1].end)
            self._add(node, start, end, under.stems, own, is_fragment=is_fragment)
            return
        for sentence in asks:
            self._add(node, sentence.start, sentence.end, under.stems, own)

    def _only_announces(self, node: Node, sentence: Sentence) -> bool:
        """Whether a sentence only says that questions follow."""
        if fills_in(sentence.words):
            return not any(c.is_table for c in node.children)
        if sentence.words.endswith("?"):
            return announces_questions(sentence.words)
        if sentence.words.endswith(":"):
            return not node.children or any(c.mark for c in node.children)
        return announces_questions(sentence.words)

    def _add(
        self,
        node: Node,
        start: int,
        end: int,
        stems: Sequence[str],
        own: Sequence[Sentence],
        *,
        is_fragment: bool = False,
    ) -> None:
        end = start + len(without_joiners(self._text[start:end]))
        if end <= start:
            return
        before = [s for s in own if s.end <= start]
        if not node.mark:
            before = before[-1:]
        near = [s.words for s in before if s.manner is Manner.STATES]
        words = " ".join(self._text[start:end].split())
        found = Found(node, node.label, start, end, words, list(stems), near)
        self._found.append(replace(found, is_fragment=is_fragment))

    def _attach_table(self, table: Node) -> None:
        """A table to be filled is part of the question above it."""
        if self._found and self._found[-1].end <= table.start:
            last = self._found[-1]
            if self._text.count("\n", last.end, table.start) <= TABLE_GAP_LINES:
                last.end = table.end
                last.words = " ".join(self._text[last.start : last.end].split())

    def _words(self, node: Node) -> str:
        return " ".join(self._text[node.start : node.end].split())
