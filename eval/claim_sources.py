"""Sentences of real documents, with the sentences around them, for measuring the claim check."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rag.answering.checking import cited_words
from rag.answering.findings import Cited
from rag.errors import WrongUse
from rag.reading import read_document
from rag.sentences import sentence_bounds, sentences

SHORTEST, LONGEST = 7, 45
"""Words in a sentence that is used."""
EACH_DOCUMENT = 60
"""Sentences of one document that are used, at most, so that no long one stands for its set."""


EACH_SET = 3_000


@dataclass(frozen=True, slots=True)
class Source:
    """A sentence, what stands before and behind it, and its document's title and author."""

    origin: str
    sentence: str
    before: str
    after: str
    title: str
    author: str
    elsewhere: tuple[str, ...]
    """Other sentences of the same document."""


def sources_of(shared: Path, corpus: Path, sets: Sequence[str], seed: int) -> list[Source]:
    """Usable sentences of the corpus and of public sets, shuffled.

    Raises WrongUse if a set is not there.
    """
    chance = random.Random(seed)
    found = [s for d in _corpus(corpus) for s in _sources(*d, chance)]
    for name in sets:
        of_set = [s for d in _documents(shared, name) for s in _sources(*d, chance)]
        chance.shuffle(of_set)
        found += of_set[:EACH_SET]
    chance.shuffle(found)
    return found


def corpus_sentences(folder: Path) -> list[Cited]:
    """Every sentence of the shipped documents, as an answer that cites it rests on it."""
    documents = [read_document(file, file.name) for file in sorted(folder.glob("*.txt"))]
    return [cited_words(span, d) for d in documents for span in sentences(d)]


def _corpus(folder: Path) -> Iterator[tuple[str, str, str, str]]:
    for file in sorted(folder.glob("*.txt")):
        document = read_document(file, file.name)
        author = document.metadata.get("author") or ""
        yield "corpus", document.title, author, document.text


def _documents(shared: Path, name: str) -> Iterator[tuple[str, str, str, str]]:
    file = shared / "data" / name / "documents.jsonl"
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise WrongUse(f"{file}: cannot be read ({error.strerror})") from None
    for line in lines:
        record = json.loads(line)
        yield name, record["title"], "", record["text"]


def _sources(
    origin: str, title: str, author: str, text: str, chance: random.Random
) -> Iterator[Source]:
    said = [text[a:b] for a, b in sentence_bounds(text)]
    usable = [i for i, sentence in enumerate(said) if _is_plain(sentence)]
    everything = tuple(said[i] for i in usable)
    for i in sorted(chance.sample(usable, min(EACH_DOCUMENT, len(usable)))):
        before = " ".join(said[max(0, i - 2) : i])
        after = said[i + 1] if i + 1 in usable else ""
        yield Source(origin, said[i], before, after, title, author, everything)


def _is_plain(sentence: str) -> bool:
    """Whether it is one whole sentence of prose."""
    count = len(sentence.split())
    return (
        SHORTEST <= count <= LONGEST
        and sentence[0].isupper()
        and sentence.endswith(".")
        and "http" not in sentence
        and "\n" not in sentence
        and sum(c.isalpha() or c.isspace() for c in sentence) > 0.85 * len(sentence)
        and sentence.count("(") == sentence.count(")")
    )
