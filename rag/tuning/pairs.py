"""Reads pairs of question and passage from JSON Lines, and holds a part of them back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rag.errors import WrongUse

HELD_BACK = 10
"""One passage in so many is held back, with all its questions."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A question and the passage that answers it, as a person wrote either; the title may be empty."""

    question: str
    passage: str
    title: str = ""


def pairs_from(lines: Iterable[str], name: str) -> list[Pair]:
    """The pairs of a JSON Lines file, the same pair once; empty lines are passed over.

    A line is `{"question", "passage", "title" (optional)}`; "answer" may stand for "passage".
    Raises WrongUse, naming file and line.
    """
    read = (_pair(line, f"{name}, line {n}") for n, line in enumerate(lines, 1) if line.strip())
    return list(dict.fromkeys(read))


def _pair(line: str, where: str) -> Pair:
    try:
        fields = json.loads(line)
    except ValueError:
        raise WrongUse(f"{where}: not JSON; write one pair a line") from None
    if not isinstance(fields, dict):
        raise WrongUse(f'{where}: not a pair; write {{"question": "...", "passage": "..."}}')
    return Pair(
        _words(fields, ("question",), where),
        _words(fields, ("passage", "answer"), where),
        str(fields.get("title") or "").strip(),
    )


def _words(fields: dict[str, object], names: tuple[str, ...], where: str) -> str:
    value = next((fields[name] for name in names if name in fields), None)
    if not isinstance(value, str) or not value.strip():
        raise WrongUse(f"{where}: no words under {' or '.join(repr(n) for n in names)}")
    return value.strip()


def divided(pairs: Sequence[Pair]) -> tuple[list[Pair], list[Pair]]:
    """(to learn from, held back). Which is which hangs on the passage alone, not on the order.

    Questions with the same answer stand on the same side: none is learned and then asked.
    """
    kept = [pair for pair in pairs if not _is_held_back(pair)]
    return kept, [pair for pair in pairs if _is_held_back(pair)]


def _is_held_back(pair: Pair) -> bool:
    return number_of(pair.passage) % HELD_BACK == 0


def number_of(text: str) -> int:
    """A number that is the same for the same text on every machine."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])
