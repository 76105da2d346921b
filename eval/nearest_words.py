"""The words of a corpus that come nearest to words that stand there no longer."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz

from rag.types import Document

LEAST_LIKENESS = 60.0
"""Of 100; below it words are alike by chance: every other sentence finds a place 50 like it elsewhere."""


def nearest_words(words: str, documents: Iterable[Document]) -> tuple[Document, str] | None:
    """The document and its words, cut at whole words, that are most like these, or None.

    Likeness is the share of letters in common with the best place of the same length
    (rapidfuzz's partial ratio).
    """
    best, likeness = None, LEAST_LIKENESS
    for document in documents:
        found = fuzz.partial_ratio_alignment(words, document.text, score_cutoff=likeness)
        if found is not None and found.score > likeness:
            likeness = found.score
            best = document, _whole_words(document.text, found.dest_start, found.dest_end)
    return best


def _whole_words(text: str, start: int, end: int) -> str:
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return " ".join(text[start:end].split())
