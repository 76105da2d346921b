"""Guessed metadata against what is known: precision and recall of each field."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copy2

from eval.metadata.facts import Example, Facts, Item, draw_facts
from rag.reading import is_sidecar, read_document
from rag.reading.metadata import read_sidecar
from rag.types import Metadata

FIELDS = (
    *("kind", "author", "role", "organisation", "addressee", "date", "reference", "subject"),
    *("attendees", "attachments"),
)
_SEVERAL = frozenset(("author", "addressee", "attendees", "attachments"))
"""Fields whose values are joined by "; "."""


@dataclass(frozen=True, slots=True)
class Guess:
    """What was guessed of one field of one document, and what is known."""

    document: str
    field: str
    guessed: tuple[str, ...]
    wanted: tuple[Item, ...]

    @property
    def right(self) -> int:
        """Wanted values that were guessed."""
        said = {_folded(value) for value in self.guessed}
        return sum(not said.isdisjoint(map(_folded, item)) for item in self.wanted)


@dataclass(slots=True)
class Score:
    """Counts of one field: values guessed, values wanted, values guessed right."""

    guessed: int = 0
    wanted: int = 0
    right: int = 0
    faults: list[Guess] = field(default_factory=list)

    @property
    def precision(self) -> float | None:
        """Share of what was guessed that is right; None where nothing was guessed."""
        return self.right / self.guessed if self.guessed else None

    @property
    def recall(self) -> float | None:
        """Share of what is known that was guessed; None where nothing is known."""
        return self.right / self.wanted if self.wanted else None


def make_examples(
    layouts: Iterable[Callable[[Facts], Example]], each: int, seed: int
) -> Iterator[tuple[str, Example]]:
    """Each layout filled in several times, by name."""
    for layout in layouts:
        for n in range(each):
            name = f"{layout.__name__}-{n}"
            yield name, layout(draw_facts(f"{seed}/{name}"))


def guess_examples(examples: Iterable[tuple[str, Example]], folder: Path) -> Iterator[Guess]:
    """Writes each example to a file, reads it, and sets each field beside what is known."""
    for name, example in examples:
        path = folder / name / example.file
        path.parent.mkdir(parents=True)
        path.write_text(example.content, encoding="utf-8")
        known = read_document(path, example.file).metadata
        gold = {k: v for k, v in example.gold.items() if k not in example.open_fields}
        asked = [key for key in FIELDS if key not in example.open_fields]
        yield from (_guess(name, known, key, gold.get(key, ())) for key in asked)


def guess_corpus(corpus: Path, folder: Path) -> Iterator[Guess]:
    """Each document that has a sidecar read without it, against what the sidecar says.

    Only fields that the sidecar names are asked for: what it leaves out may still be so.
    """
    for path in sorted(p for p in corpus.rglob("*") if p.is_file() and not is_sidecar(p)):
        stated, _ = read_sidecar(path, path.name)
        if not stated:
            continue
        hidden = folder / path.relative_to(corpus)
        hidden.parent.mkdir(parents=True, exist_ok=True)
        copy2(path, hidden)
        known = read_document(hidden, path.name).metadata
        for key in ("title", *FIELDS):
            if key in stated:
                items = tuple((v,) for v in _values(key, stated[key]))
                yield _guess(path.name, known, key, items)


def score(guesses: Iterable[Guess]) -> dict[str, Score]:
    """The counts of each field, with the guesses at fault."""
    scores: dict[str, Score] = {}
    for guess in guesses:
        counted = scores.setdefault(guess.field, Score())
        counted.guessed += len(guess.guessed)
        counted.wanted += len(guess.wanted)
        counted.right += guess.right
        if not guess.right == len(guess.guessed) == len(guess.wanted):
            counted.faults.append(guess)
    return scores


def _guess(document: str, known: Metadata, key: str, wanted: tuple[Item, ...]) -> Guess:
    value = known.get(key)
    return Guess(document, key, _values(key, value) if value else (), wanted)


def _values(key: str, value: str) -> tuple[str, ...]:
    return tuple(value.split("; ")) if key in _SEVERAL else (value,)


def _folded(value: str) -> str:
    """Without capitals, spacing, or marks at the ends; an article at the start counts for nothing."""
    plain = " ".join(value.casefold().replace("’", "'").split()).strip(" .,;:")
    return re.sub(r"^(?:the|a|an|our)\s", "", plain)
