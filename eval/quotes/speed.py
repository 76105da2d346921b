"""How long it takes to check thousands of quotations against a thousand documents."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from eval.quotes.damage import scanned, typed
from eval.quotes.measuring import MakeChecker
from eval.quotes.mutations import number, word_replaced
from eval.quotes.shelf import Text, document_of
from rag.types import Progress

_ASKED_OF_FIND = 100


@dataclass(frozen=True, slots=True)
class Timed:
    """Seconds of the clock; `find_seconds` is what plain `str.find` takes for the same."""

    documents: int
    characters: int
    quotations: int
    index_seconds: float
    check_seconds: float
    find_seconds: float
    verdicts: dict[str, int]

    @property
    def total_seconds(self) -> float:
        """From documents in memory to the last verdict."""
        return self.index_seconds + self.check_seconds

    @property
    def times_find(self) -> float:
        """The total as a multiple of plain `str.find`."""
        return self.total_seconds / self.find_seconds


def measure(
    texts: Sequence[Text], quotations: int, make: MakeChecker, random: Random, progress: Progress
) -> Timed:
    """Times a mixture: as printed, as typed by a person, altered, and of documents not held.

    A tenth of the documents are scanned texts with errors in 1 % of their characters.
    """
    held, others = texts[: len(texts) * 9 // 10], texts[len(texts) * 9 // 10 :]
    damage = scanned(0.01)
    documents = [
        document_of(t.name, damage(t.text, random).text if i % 10 == 0 else t.text)
        for i, t in enumerate(held)
    ]
    claimed = [_claimed(held, others, texts, random) for _ in range(quotations)]
    started = time.perf_counter()
    checker = make(documents)
    indexed = time.perf_counter()
    verdicts: Counter[str] = Counter()
    for done, text in enumerate(claimed, 1):
        verdicts[checker.check(text).verdict.value] += 1
        if done % 100 == 0:
            progress("timing", done, quotations)
    checked = time.perf_counter()
    for text in claimed[:_ASKED_OF_FIND]:
        any(document.text.find(text) >= 0 for document in documents)
    find = (time.perf_counter() - checked) * quotations / len(claimed[:_ASKED_OF_FIND])
    return Timed(
        len(documents),
        sum(len(d.text) for d in documents),
        quotations,
        indexed - started,
        checked - indexed,
        find,
        dict(verdicts),
    )


def _claimed(
    held: Sequence[Text], others: Sequence[Text], texts: Sequence[Text], random: Random
) -> str:
    shelf = others if random.random() < 0.2 else held
    text = random.choice(shelf)
    original = text.original(random.randrange(len(text.sentences)), texts, random)
    kind = random.randrange(4)
    if kind == 0:
        return original.text
    if kind == 1:
        return typed(original.text, random)
    change = number if kind == 2 else word_replaced
    return change(original, random) or original.text
