"""The JSON other programs read and write: questions in, answers and passages out."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from rag.errors import WrongUse
from rag.types import Answer, Citation, Filters, Hit, Turn


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as another program puts it."""

    id: str
    question: str
    turns: tuple[Turn, ...]
    filters: Filters


def as_json(answer: Answer) -> dict[str, Any]:
    """An answer under the keys of the contract, ready for json.dumps."""
    return {
        "id": answer.id,
        "question": answer.question,
        "standalone_question": answer.standalone_question,
        "outcome": answer.outcome.value,
        "text": answer.text,
        "short_answer": answer.short_answer,
        "citations": [_citation(c) for c in answer.citations],
        "passages": [_passage(h, answer.document_paths) for h in answer.passages],
        "confidence": answer.confidence,
        "searched": asdict(answer.searched),
        "composer": answer.composer,
        "seconds": dict(answer.seconds),
    }


def hits_as_json(hits: Sequence[Hit], paths: Mapping[str, str]) -> list[dict[str, Any]]:
    """Ranked passages under the keys of the contract; `paths` by document id."""
    return [_passage(h, paths) for h in hits]


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "number": citation.number,
        "document": citation.document,
        "title": citation.title,
        "author": citation.author,
        "addressee": citation.addressee,
        "date": citation.date,
        "page": citation.page,
        "paragraph": citation.paragraph,
        "start": citation.quote.span.start,
        "end": citation.quote.span.end,
        "quote": citation.quote.text,
        "speaker": citation.speaker,
        "speech": citation.speech.value,
        "document_sha256": citation.document_sha256,
    }


def _passage(hit: Hit, paths: Mapping[str, str]) -> dict[str, Any]:
    span = hit.passage.span
    return {
        "document": paths[span.document_id],
        "start": span.start,
        "end": span.end,
        "text": hit.passage.text,
        "score": round(hit.score, 6),
    }


def questions_from(lines: Sequence[str], file: str) -> list[Asked]:
    """The questions of a JSON Lines file, in order; blank lines are passed over.

    Raises WrongUse, naming file and line, for the first line that is not as the contract has it.
    """
    found = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                found.append(asked_from(json.loads(line), number))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise WrongUse(f"{file}, line {number}: {_reason(error)}") from None
    return found


def asked_from(given: dict[str, Any], number: int = 1) -> Asked:
    """One question as the contract has it; `number` is its id where it names none.

    Raises ValueError for the first thing that is not as the contract has it.
    """
    if not isinstance(given, dict) or not isinstance(given.get("question"), str):
        raise ValueError('each line is an object with a text "question"')
    turns = tuple(
        Turn(_text(t, "question"), _text(t, "answer")) for t in given.get("history") or ()
    )
    return Asked(
        str(given.get("id", number)), given["question"], turns, filters_from(given.get("filters"))
    )


def _text(turn: dict[str, Any], key: str) -> str:
    value = turn.get(key)
    if not isinstance(value, str):
        raise ValueError(f'each turn of "history" needs a text "{key}"')
    return value


def filters_from(given: Mapping[str, Any] | None) -> Filters:
    """Filters from plain values; dates as YYYY-MM-DD.

    Raises ValueError for a filter that is unknown or ill-typed.
    """
    known = {f.name for f in fields(Filters)}
    values: dict[str, Any] = {}
    for key, value in (given or {}).items():
        if key not in known:
            raise ValueError(f"unknown filter {key!r}; known are {', '.join(sorted(known))}")
        if value is not None and not isinstance(value, str):
            raise ValueError(f"filter {key!r} must be a text")
        values[key] = date.fromisoformat(value) if value and key.startswith("date_") else value
    return Filters(**values)


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"not JSON ({error.msg}); write one object a line"
    if isinstance(error, ValueError):
        return str(error)
    return 'not as expected; a line is {"id", "question", "history", "filters"}'
