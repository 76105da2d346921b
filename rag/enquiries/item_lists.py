"""Which items of a list ask: by themselves, or since those beside them do."""

from __future__ import annotations

from collections.abc import Sequence

from rag.enquiries.asking_words import names_a_thing, names_what_is_wanted
from rag.enquiries.blocks import Node
from rag.enquiries.letter_sentences import Sentences
from rag.enquiries.list_items import LISTED_SENTENCES, completes
from rag.enquiries.wording import Manner, announces_questions, heads_questions


class ItemLists:
    """Tells of a letter's lists which of their items ask."""

    def __init__(self, sentences: Sentences) -> None:
        self._sentences = sentences

    def asked_beside(self, node: Node) -> list[Node]:
        """The items under a node that ask by their own mark, or since others of the series do."""
        marked = [c for c in node.children if c.mark]
        series = _series_of(node) or marked
        by_siblings = self._ask_by_siblings(series)
        half_ask = sum(self.asks(n) for n in series) * 2 >= len(series)
        return [n for n in marked if by_siblings or self._asks_by_itself(n, half_ask)]

    def ask_in_full(self, node: Node) -> bool:
        """Whether most items under a node are whole questions, with no need of what stands over them."""
        items = [c for c in node.children if c.mark]
        full = [n for n in items if any(s.manner is Manner.ASKS for s in self._sentences.of(n))]
        return len(full) * 2 > len(items)

    def _ask_by_siblings(self, items: Sequence[Node]) -> bool:
        """Whether what names a thing asks for it, since others do: most, or one of numbered things."""
        asking = [n for n in items if self.asks(n)]
        others = [n for n in items if n not in asking]
        are_things = all(n.label for n in items) and all(self._names_a_thing(n) for n in others)
        return len(items) > 1 and (len(asking) > len(others) or (bool(asking) and are_things))

    def _names_a_thing(self, node: Node) -> bool:
        """Whether an item is one sentence, or the half of one, that states nothing."""
        sentences = self._sentences.of(node)
        return len(sentences) == 1 and completes(sentences[0], False, "")

    def _asks_by_itself(self, node: Node, beside_others: bool) -> bool:
        """Whether an item is "Question 2", or names a thing beside numbered items that ask."""
        sentences = self._sentences.of(node)
        if node.mark and node.mark.is_question:
            return True
        is_short = bool(node.label) and 0 < len(sentences) <= LISTED_SENTENCES
        return beside_others and is_short and names_a_thing(sentences[0].words)

    def opens_list(self, node: Node) -> tuple[str, ...]:
        """The request of a paragraph that the paragraphs below it complete: "Please send:"."""
        sentences = self._sentences.of(node)
        if node.children or not sentences:
            return ()
        last = sentences[-1]
        announces = announces_questions(last.words)
        opens = last.words.endswith(":") or announces or last.manner is Manner.SCOPE
        asks = (
            announces or last.manner in (Manner.ASKS, Manner.SCOPE) or heads_questions(last.words)
        )
        return (last.words,) if opens and asks and not last.words.endswith("?") else ()

    def asks(self, node: Node) -> bool:
        """Whether an item asks, or one of those under it."""
        sentences = self._sentences.of(node)
        if sentences and node.mark and names_what_is_wanted(sentences[0].words):
            return True
        return any(s.manner is Manner.ASKS for s in sentences) or any(
            self.asks(c) for c in node.children if c.mark
        )


def _series_of(node: Node) -> list[Node]:
    """The items under a heading and its neighbours, where their numbers go on from one to the next."""
    beside = node.parent.children if node.parent and node.is_heading and not node.mark else []
    items = [c for heading in beside if heading.is_heading for c in heading.children if c.mark]
    labels = [c.label for c in items]
    return items if all(labels) and len(set(labels)) == len(labels) else []
