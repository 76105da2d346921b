"""Answers of a JSON Lines file read for verifying, and what became of them as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from rag.answering.verifying import Recorded, Standing, Verified


@dataclass(frozen=True, slots=True)
class OldAnswer:
    """The id of an answer and its citations."""

    id: str
    citations: tuple[Recorded, ...]


def answers_from(lines: Sequence[str], file: str) -> tuple[list[OldAnswer], list[str]]:
    """The answers of a JSON Lines file, and a complaint for each line that is none.

    Blank lines are passed over. Answers of older versions, without hash or place, are read too.
    """
    answers: list[OldAnswer] = []
    complaints: list[str] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            answers.append(_answer(json.loads(line), number))
        except (ValueError, RecursionError) as error:
            reason = str(error)
            if isinstance(error, json.JSONDecodeError | RecursionError):
                reason = "not JSON; each line is one answer as rag answer writes it"
            complaints.append(f"{file}, line {number}: {reason}")
    return answers, complaints


def _answer(given: object, number: int) -> OldAnswer:
    if not isinstance(given, dict) or not isinstance(given.get("citations"), list):
        raise ValueError('not an answer: it has no list of "citations"')
    recorded = tuple(_recorded(c, at) for at, c in enumerate(given["citations"], 1))
    return OldAnswer(str(given.get("id", number)), recorded)


def _recorded(given: object, at: int) -> Recorded:
    if not isinstance(given, dict):
        raise ValueError(f"citation {at} is no object")
    quote, document = given.get("quote"), given.get("document")
    if not isinstance(quote, str) or not quote.strip() or not isinstance(document, str):
        raise ValueError(f'citation {at} needs a text "quote" and a text "document"')
    return Recorded(
        number=_count(given.get("number")) or at,
        document=document,
        quote=quote,
        start=_count(given.get("start")),
        end=_count(given.get("end")),
        sha256=_text(given.get("document_sha256")) or "",
        title=_text(given.get("title")),
        author=_text(given.get("author")),
        date=_text(given.get("date")),
    )


def _count(value: object) -> int | None:
    is_count = isinstance(value, int) and not isinstance(value, bool) and value >= 0
    return value if is_count and isinstance(value, int) else None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def as_json(id: str, verified: Sequence[Verified]) -> dict[str, Any]:
    """An answer's citations, as they were recorded, with what became of each."""
    return {"id": id, "citations": [_citation(v) for v in verified]}


def _citation(verified: Verified) -> dict[str, Any]:
    recorded = verified.recorded
    found: dict[str, Any] = {
        "number": recorded.number,
        "status": verified.standing.value,
        "document": recorded.document,
        "start": recorded.start,
        "end": recorded.end,
        "quote": recorded.quote,
    }
    if verified.standing is not Standing.UNCHANGED and verified.document and verified.span:
        found["now"] = {
            "document": verified.document.source.path,
            "start": verified.span.start,
            "end": verified.span.end,
            "text": verified.document.cut(verified.span),
        }
    if verified.differences:
        found["differences"] = [asdict(d) for d in verified.differences]
    return found


def summary(verified: Sequence[Sequence[Verified]]) -> dict[str, int]:
    """How many answers and citations there are, and how many of each standing."""
    counted = Counter(v.standing for answer in verified for v in answer)
    return {
        "answers": len(verified),
        "citations": sum(counted.values()),
        **{standing.value: counted[standing] for standing in Standing},
    }
