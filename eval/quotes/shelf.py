"""The texts that are measured on: documents of public sets and of the corpus, and quotations from them."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from eval.quotes.mutations import Original
from rag.errors import WrongUse
from rag.reading import is_readable_name, is_sidecar, read_document
from rag.sentences import sentence_bounds
from rag.types import Block, BlockKind, Document, Metadata, Source

SETS = ("covidqa", "policyqa", "uk_legislation_corpus", "uk_wa_transport")
_LONGEST_TEXT = 30_000
_SHORTEST, _LONGEST = 40, 320
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\n)[^\n]+)*")


@dataclass(frozen=True, slots=True)
class Text:
    """A clean text and the bounds of its sentences that are worth quoting."""

    name: str
    text: str
    sentences: tuple[tuple[int, int], ...]

    def original(self, place: int, shelf: Sequence[Text], random: Random) -> Original:
        """The sentence at a place with what a falsifier needs."""
        start, end = self.sentences[place]
        other = random.choice([t for t in shelf if t.name != self.name])
        said = [self.text[a:b] for a, b in self.sentences]
        words = re.findall(r"\b[a-z]{4,}\b", self.text)
        names = re.findall(r"(?<=[a-z,] )[A-Z][a-z]{2,}\b", self.text)
        return Original(
            self.text[start:end],
            said,
            [other.text[a:b] for a, b in other.sentences],
            sorted(set(names)),
            sorted(set(words)),
            self.text[end : end + 200],
        )


def load(shared: Path, corpus: Path, each: int, random: Random) -> dict[str, list[Text]]:
    """Texts by set, so many of each at most, drawn by chance. Raises WrongUse where a set is missing."""
    shelf = {name: _some(list(_public(shared / "data" / name)), each, random) for name in SETS}
    files = sorted(f for f in corpus.rglob("*") if is_readable_name(f) and not is_sidecar(f))
    shelf["corpus"] = [text_of(f.name, read_document(f, f.name).text) for f in files]
    return {name: [t for t in texts if t.sentences] for name, texts in shelf.items()}


def document_of(name: str, text: str) -> Document:
    """A document with the very text, its paragraphs as blocks."""
    blocks = tuple(
        Block(BlockKind.PARAGRAPH, m.start(), m.end(), paragraph=n)
        for n, m in enumerate(_PARAGRAPH.finditer(text), 1)
    )
    digest = hashlib.sha256(f"{name}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()
    source = Source(f"{name}.txt", digest, "text/plain", len(text))
    return Document(digest[:16], text, blocks, source, Metadata())


def _public(folder: Path) -> Iterator[Text]:
    file = folder / "documents.jsonl"
    if not file.is_file():
        raise WrongUse(f"{file}: not there; name the folder that holds data/ with --shared")
    with file.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            given = json.loads(line)
            yield Text(f"{folder.name}-{number}", given["text"][:_LONGEST_TEXT], ())


def _some(texts: list[Text], each: int, random: Random) -> list[Text]:
    chosen = random.sample(texts, min(each, len(texts)))
    return [text_of(t.name, t.text) for t in chosen]


def text_of(name: str, text: str) -> Text:
    """A text with its sentences that are prose, and neither very short nor very long."""
    worth = tuple(
        (start, end)
        for start, end in sentence_bounds(text)
        if _SHORTEST <= end - start <= _LONGEST and _is_prose(text[start:end])
    )
    return Text(name, text, worth)


def _is_prose(sentence: str) -> bool:
    letters = sum(c.isalpha() or c == " " for c in sentence)
    return letters > 0.85 * len(sentence) and len(sentence.split()) >= 7
