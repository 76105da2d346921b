"""How well wrong answer sentences are told from right ones: by one change, or by rewording."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, zip_longest
from pathlib import Path
from typing import Any

import yaml

from eval.claim_changes import CHANGES, Change
from eval.claim_rewordings import REWORDINGS, Reworded, Rewording
from eval.claim_sources import Source, corpus_sentences
from rag.answering.claims import findings
from rag.answering.findings import Cited
from rag.errors import WrongUse

PARAPHRASES = Path(__file__).parent / "questions" / "paraphrases.yaml"


@dataclass(frozen=True, slots=True)
class Example:
    """A claim with the words it cites, whether it is right, and how it was made."""

    kind: str
    origin: str
    claim: str
    cited: tuple[Cited, ...]
    right: bool

    @property
    def flagged(self) -> bool:
        """Whether the check finds anything wanting."""
        return bool(findings(self.claim, self.cited))


def wrong_examples(sources: Sequence[Source], wanted: int, seed: int) -> list[Example]:
    """Claims made wrong by one change: half of them of sentences as they stand, half of reworded ones."""
    found = {
        kind: list(islice(_wrong(kind, change, sources, random.Random(f"{seed} {kind}")), wanted))
        for kind, change in CHANGES.items()
    }
    return _evenly(found, wanted)


def _evenly(found: Mapping[str, Sequence[Example]], wanted: int) -> list[Example]:
    """So many of all kinds, each kind giving as many as the others while it has some."""
    turns = zip_longest(*found.values())
    drawn = list(islice((e for turn in turns for e in turn if e is not None), wanted))
    return sorted(drawn, key=lambda e: list(found).index(e.kind))


def _wrong(
    kind: str, change: Change, sources: Sequence[Source], chance: random.Random
) -> Iterator[Example]:
    for source in chance.sample(list(sources), len(sources)):
        base = Reworded(source.sentence, (source.sentence,))
        if chance.random() < 0.5:
            way = chance.choice(list(REWORDINGS.values()))
            base = way(source, chance) or base
        claim = change(base.claim, source.elsewhere, chance)
        if claim and claim not in (base.claim, *base.cited):
            yield Example(kind, source.origin, claim, _cited(source, base.cited), right=False)


def right_examples(sources: Sequence[Source], wanted: int, seed: int) -> list[Example]:
    """Claims that mean what they cite: reworded by rule, and by hand."""
    found = {
        kind: list(islice(_right(kind, way, sources, random.Random(f"{seed} {kind}")), wanted))
        for kind, way in REWORDINGS.items()
    }
    return _evenly(found, wanted)


def _right(
    kind: str, way: Rewording, sources: Sequence[Source], chance: random.Random
) -> Iterator[Example]:
    for source in chance.sample(list(sources), len(sources)):
        reworded = way(source, chance)
        if reworded:
            cited = _cited(source, reworded.cited)
            yield Example(kind, source.origin, reworded.claim, cited, right=True)


def _cited(source: Source, texts: Sequence[str]) -> tuple[Cited, ...]:
    standing = "\n".join(t for t in (source.title, source.author) if t)
    return tuple(Cited(t, source.author, standing, source.before) for t in texts)


def written_by_hand(corpus: Path, half: int | None = None) -> list[Example]:
    """Paraphrases by hand, of sentences of the shipped documents and of made-up ones.

    With a half (0 or 1), every second one. Raises WrongUse where a sentence is not in the corpus.
    """
    rows = yaml.safe_load(PARAPHRASES.read_text(encoding="utf-8"))
    shipped = corpus_sentences(corpus)
    chosen = rows if half is None else rows[half::2]
    return [
        Example("by hand", "by hand", row["claim"], tuple(_by_hand(row, shipped)), right=True)
        for row in chosen
    ]


def _by_hand(row: dict[str, Any], shipped: Sequence[Cited]) -> Iterator[Cited]:
    for first_words in row.get("corpus", ()):
        cited = next((c for c in shipped if c.text.startswith(first_words)), None)
        if cited is None:
            raise WrongUse(f"{PARAPHRASES}: no sentence of the corpus begins {first_words!r}")
        yield cited
    texts = row.get("cited", [])
    for text in [texts] if isinstance(texts, str) else texts:
        yield Cited(text)


def changed_by_hand(right: Sequence[Example], seed: int) -> list[Example]:
    """Each paraphrase by hand made wrong once by every change that can be made to it."""
    elsewhere = [c.text for e in right for c in e.cited]
    chance = random.Random(seed)
    return [
        replace(e, kind="change to one by hand", claim=claim, right=False)
        for e in right
        for change in CHANGES.values()
        if (claim := change(e.claim, elsewhere, chance)) and claim != e.claim
    ]


def judged_wrongly(examples: Sequence[Example]) -> list[Example]:
    """Wrong examples that pass and right ones that do not."""
    return [e for e in examples if e.flagged is e.right]


def described(example: Example) -> str:
    """An example in lines for a person."""
    lines = [f"{'right' if example.right else 'wrong'}, {example.kind}, {example.origin}"]
    lines += [f"  cited: {c.text}" for c in example.cited]
    lines.append(f"  claim: {example.claim}")
    return "\n".join(lines + [f"  {f.message}" for f in findings(example.claim, example.cited)])


def table(examples: Sequence[Example]) -> list[dict[str, Any]]:
    """Flagged and all, by kind."""
    kinds = list(dict.fromkeys(e.kind for e in examples))
    rows = [_row(k, [e for e in examples if e.kind == k]) for k in kinds]
    return [*rows, _row("all", examples)]


def _row(kind: str, examples: Sequence[Example]) -> dict[str, Any]:
    flagged = sum(e.flagged for e in examples)
    return {
        "kind": kind,
        "sentences": len(examples),
        "flagged": flagged,
        "share": round(flagged / len(examples), 4) if examples else None,
    }
