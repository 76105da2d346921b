"""Random strings and adversarial Unicode against long documents: nothing crashes, nothing is slow."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from eval.quotes.shelf import document_of
from rag.answering.quote_check import QuoteChecker
from rag.answering.word_list import is_listed
from rag.types import Document, Progress

CHARACTERS = 100_000
"""Length of each document."""

_LONGEST = 2_000
_ALPHABETS = (
    "abcdefghij ",
    "aA \n",
    "“”‘’\"'«»…. ",
    "-‐‑–—− \u00ad\n",
    "0123456789.,-/% £$",
    "ab[]().…  ",
    "\u200b\u200d\ufeff\u0301\u0300aeé ",
    "ﬁﬂﬀ½²³⁴ⅣⅫ㎞℃ \u00a0",
    "אבג دهو अआ 漢字 ꙮ𝔸𝟘👩‍👩‍👧 ",
    "rnmclIl1|O0vvw ",
    "\x00\x01\x1b\x7f a",
)
_HALF_CHARACTERS = "\ud800\udfff a"
"""No document that was read holds lone surrogates; a claimed text may."""

_WORDS = [
    "the",
    "of",
    "not",
    "may",
    "must",
    "no",
    "page",
    "report",
    "rn",
    "m",
    "cl",
    "d",
    "all",
    "some",
    "12",
    "£5",
    "only",
    "if",
    "but",
    "a",
    "in",
    "to",
    "camera",
    "office",
    "records",
    "inforrnation",
    "held",
    "that",
    "we",
    "deny",
    "2021",
    "May",
    "[he]",
    "…",
    "-",
    "“",
    "”",
    "it",
    "is",
]


@dataclass
class Fuzzed:
    """What came of it: seconds of processor time for each string, and the slowest of all."""

    strings: int = 0
    slowest_seconds: float = 0.0
    slowest: str = ""
    over_50_ms: int = 0
    total_seconds: float = 0.0
    crashes: list[str] = field(default_factory=list)


def documents(random: Random) -> list[Document]:
    """Long documents of the kinds that make matchers slow."""
    makers: dict[str, Callable[[], str]] = {
        "words": lambda: _words(random, CHARACTERS),
        "one letter": lambda: "a" * CHARACTERS,
        "one word": lambda: "a " * (CHARACTERS // 2),
        "two words": lambda: "not may " * (CHARACTERS // 8),
        "lines": lambda: "Page 3 of 12\n" * (CHARACTERS // 13),
        "sentences": lambda: (
            ("If we must not, " + _words(random, 200) + ". ") * (CHARACTERS // 220)
        ),
        **{
            f"alphabet {n}": lambda letters=letters: _letters(random, letters, CHARACTERS)  # type: ignore[misc]
            for n, letters in enumerate(_ALPHABETS)
        },
    }
    return [document_of(name, make()[:CHARACTERS]) for name, make in makers.items()]


def fuzz(strings: int, random: Random, progress: Progress) -> Fuzzed:
    """Checks so many strings, each against one long document, and keeps the worst of it."""
    held = documents(random)
    checkers = [QuoteChecker([document]) for document in held]
    for checker in checkers:
        checker.check("indexes and the word list are loaded when first asked for")
    is_listed("word")
    outcome = Fuzzed()
    for number in range(strings):
        place = random.randrange(len(held))
        claimed = string(random, held[place].text)
        started = time.process_time()
        try:
            checkers[place].check(claimed)
        except Exception as error:  # noqa: BLE001 - a crash is what is looked for
            outcome.crashes.append(
                f"{type(error).__name__}: {str(error)[:200]!r}: {claimed[:200]!r} in {held[place].source.path}"
            )
        seconds = time.process_time() - started
        outcome.strings += 1
        outcome.total_seconds += seconds
        outcome.over_50_ms += seconds > 0.05
        if seconds > outcome.slowest_seconds:
            outcome.slowest_seconds = seconds
            outcome.slowest = (
                f"{claimed[:300]!r} ({len(claimed):,} characters) in {held[place].source.path}"
            )
        if number % 100 == 0:
            progress("fuzzing", number, strings)
    return outcome


def string(random: Random, text: str) -> str:
    """A claimed quotation: noise, words, a stretch of the document, or that with noise in it."""
    length = int(_LONGEST ** random.random())
    kind = random.randrange(5)
    if kind == 0:
        return _letters(random, random.choice((*_ALPHABETS, _HALF_CHARACTERS)), length)
    if kind == 1:
        return _words(random, length)
    if kind == 2:
        return "".join(chr(random.randrange(1, 0x3000)) for _ in range(length))
    start = random.randrange(max(1, len(text) - length))
    cut = text[start : start + length]
    if kind == 3:
        return cut
    at = random.randrange(len(cut) + 1)
    return cut[:at] + _letters(random, random.choice(_ALPHABETS), 1 + length // 10) + cut[at:]


def _letters(random: Random, letters: str, length: int) -> str:
    return "".join(random.choices(letters, k=length))


def _words(random: Random, length: int) -> str:
    words: list[str] = []
    size = 0
    while size < length:
        words.append(random.choice(_WORDS))
        size += len(words[-1]) + 1
    return " ".join(words)[:length]
