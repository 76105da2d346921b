"""Splits text into passages by sentences, with LlamaIndex; imported only when indexing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from llama_index.core.node_parser import SentenceSplitter

Sentences = Callable[[str], Sequence[tuple[int, int]]]
"""Start and end of each sentence of a text, in characters, in order."""

LONGEST_AT_ONCE = 20_000
"""Longer texts are cut into stretches of so many characters first, to bound memory and time."""

CHARACTERS_A_TOKEN = 10
"""A run of characters the tokenizer knows no words in is one token to it, however long; here each
token stands for so many characters at most. English has about five."""

CHARACTERS_A_WORD_PIECE = 4
ENDLESS = 4
"""A sentence of more characters than so many passages have is cut like a text without sentences."""

REMEMBERED = 4_096
"""Texts whose number of tokens is remembered."""


class LlamaIndexSplitter:
    """Packs whole sentences into pieces of at most `passage_tokens` tokens."""

    def __init__(
        self,
        passage_tokens: int,
        count_tokens: Callable[[str], Sequence[object]],
        split_sentences: Sentences,
    ) -> None:
        self._split_sentences = split_sentences
        self._longest_sentence = passage_tokens * CHARACTERS_A_WORD_PIECE
        # The same sentences are asked for again and again while they are packed.
        self._number_of_tokens = lru_cache(maxsize=REMEMBERED)(lambda t: len(count_tokens(t)))
        self._splitter = SentenceSplitter(
            chunk_size=passage_tokens,
            chunk_overlap=0,
            tokenizer=self._tokens,
            paragraph_separator="\n\n",
            chunking_tokenizer_fn=self._sentences,
        )

    def split(self, text: str) -> list[str]:
        """The pieces in order; together they are the text but for white space between them."""
        return [
            piece
            for part in _stretches(text, LONGEST_AT_ONCE)
            for piece in self._splitter.split_text(part)
        ]

    def _tokens(self, text: str) -> Sequence[object]:
        """As many things as the text has tokens, of which only the number counts."""
        return range(max(self._number_of_tokens(text), -(-len(text) // CHARACTERS_A_TOKEN)))

    def _sentences(self, text: str) -> list[str]:
        """The sentences of a text, each with the white space that follows it.

        Endless ones are cut here: the library would take them apart letter by letter.
        """
        starts = [start for start, _ in self._split_sentences(text)][1:]
        bounds = [0, *starts, len(text)]
        sentences = (text[a:b] for a, b in pairwise(bounds) if b > a)
        return [part for s in sentences for part in self._bearable(s)]

    def _bearable(self, sentence: str) -> Iterator[str]:
        if len(sentence) <= ENDLESS * self._longest_sentence:
            return iter((sentence,))
        return _stretches(sentence, self._longest_sentence)


def _stretches(text: str, longest: int) -> Iterator[str]:
    """The text in parts of so many characters at most."""
    start = 0
    while len(text) - start > longest:
        end = _break_before(text, start + longest // 2, start + longest)
        yield text[start:end]
        start = end
    yield text[start:]


def _break_before(text: str, earliest: int, limit: int) -> int:
    """Where to cut: after the last paragraph, sentence or word that ends before the limit."""
    for mark in ("\n\n", ". ", " "):
        found = text.rfind(mark, earliest, limit)
        if found > 0:
            return found + len(mark)
    return limit
