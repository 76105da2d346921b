"""How much of the gold stands at the top of the ranking."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from eval.cases import Case
from eval.metrics.places import is_found
from rag.types import Answer, Passage, Span


def evidence_recall(case: Case, answer: Answer, words: int) -> float | None:
    """Places of gold found / places of gold, within the first `words` words of the passages.

    A place is found when the words up to the budget cover half or more of its characters. A budget
    of words, unlike a number of passages, favours no size of passage. None where there is no gold.

    Source: recall at a cut-off (Manning, Raghavan, Schütze, Introduction to Information Retrieval,
    2008, section 8.4), the cut-off counted in words.
    """
    if not case.gold:
        return None
    returned = tuple(first_words((hit.passage for hit in answer.passages), words))
    return sum(is_found(place, returned) for place in case.gold) / len(case.gold)


def first_words(passages: Iterable[Passage], words: int) -> Iterator[Span]:
    """The spans of the first `words` words of the passages, the last passage cut short."""
    left = words
    for passage in passages:
        ends = [m.end() for m in islice(re.finditer(r"\S+", passage.text), left)]
        if not ends:
            continue
        start = passage.span.start
        yield Span(passage.span.document_id, start, start + ends[-1])
        left -= len(ends)
        if not left:
            return
