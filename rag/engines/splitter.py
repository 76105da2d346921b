"""Splits text into passages by sentences, with LlamaIndex; imported only when indexing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from llama_index.core.node_parser import SentenceSplitter

Sentences = Callable[[str], Sequence[tuple[int, int]]]
"""Start and end of each sentence of a text, in characters, in order."""

LONGEST_AT_ONCE = 20_000
"""Longer texts are cut into stretches of so many characters first, to bound memory and time."""

CHARACTERS_A_TOKEN = 10
"""A run of characters the tokenizer knows no words in is one token to it, however long; here each
token stands for so many characters at most. English has about five."""


class LlamaIndexSplitter:
    """Packs whole sentences into pieces of at most `passage_tokens` tokens."""

    def __init__(
        self,
        passage_tokens: int,
        count_tokens: Callable[[str], Sequence[object]],
        split_sentences: Sentences,
    ) -> None:
        self._count_tokens = count_tokens
        self._split_sentences = split_sentences
        self._splitter = SentenceSplitter(
            chunk_size=passage_tokens,
            chunk_overlap=0,
            tokenizer=self._tokens,
            paragraph_separator="\n\n",
            chunking_tokenizer_fn=self._sentences,
        )

    def split(self, text: str) -> list[str]:
        """The pieces in order; together they are the text but for white space between them."""
        return [piece for part in _stretches(text) for piece in self._splitter.split_text(part)]

    def _tokens(self, text: str) -> Sequence[object]:
        tokens = self._count_tokens(text)
        return tokens if len(tokens) * CHARACTERS_A_TOKEN >= len(text) else _stand_in(len(text))

    def _sentences(self, text: str) -> list[str]:
        """The sentences of a text, each with the white space that follows it."""
        starts = [start for start, _ in self._split_sentences(text)][1:]
        bounds = [0, *starts, len(text)]
        return [text[a:b] for a, b in pairwise(bounds) if b > a]


def _stand_in(characters: int) -> range:
    return range(-(-characters // CHARACTERS_A_TOKEN))


def _stretches(text: str) -> Iterator[str]:
    start = 0
    while len(text) - start > LONGEST_AT_ONCE:
        end = _break_before(text, start, start + LONGEST_AT_ONCE)
        yield text[start:end]
        start = end
    yield text[start:]


def _break_before(text: str, start: int, limit: int) -> int:
    """Where to cut: after the last paragraph, sentence or word that ends before the limit."""
    for mark in ("\n\n", ". ", " "):
        found = text.rfind(mark, start + LONGEST_AT_ONCE // 2, limit)
        if found > 0:
            return found + len(mark)
    return limit
