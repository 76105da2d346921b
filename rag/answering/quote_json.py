"""Claimed quotations in, verdicts out, as JSON: the contract of `check-quote` and `check-quotes`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath
from typing import Any

from rag.answering.quote_check import QuoteChecker
from rag.answering.verdicts import NOT_FOUND, CheckedQuote
from rag.errors import WrongUse
from rag.types import Document


@dataclass(frozen=True, slots=True)
class Claim:
    """A claimed quotation and, where it is known, the document it is said to come from."""

    id: str | None
    text: str
    document: str | None = None


def claims_from(lines: Sequence[str], file: str) -> list[Claim]:
    """The claimed quotations of a JSON Lines file, in order; blank lines are passed over.

    Raises WrongUse, naming file and line, for the first line that is not as the contract has it.
    """
    found = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                found.append(_claim(json.loads(line), number))
            except ValueError as error:
                reason = "not JSON" if isinstance(error, json.JSONDecodeError) else str(error)
                raise WrongUse(f"{file}, line {number}: {reason}") from None
    return found


def check_lines(checker: QuoteChecker, claims: Iterable[Claim]) -> Iterator[str]:
    """The verdicts as lines of JSON, in order."""
    for claim in claims:
        yield json.dumps(check_claim(checker, claim), ensure_ascii=False)


def check_claim(checker: QuoteChecker, claim: Claim) -> dict[str, Any]:
    """The verdict on one claimed quotation as the contract has it.

    Where the document named is not held, the quotation is not found, and `note` says why.
    """
    if claim.document is None:
        return as_json(claim.id, checker.check(claim.text))
    named = named_documents(checker.documents, claim.document)
    if len(named) != 1:
        held = f"{len(named)} documents are" if named else "no document is"
        note = f"{held} held by the name {claim.document!r}; see: rag documents"
        return {**as_json(claim.id, NOT_FOUND), "note": note}
    return as_json(claim.id, checker.check(claim.text, named[0].id))


def named_documents(documents: Iterable[Document], name: str) -> list[Document]:
    """The documents of a path, or, where there is none, of a file name without its folder."""
    held = list(documents)
    wanted = name.replace("\\", "/").removeprefix("./")
    exact = [d for d in held if wanted in {d.id, d.source.path, *d.source.other_paths}]
    return exact or [d for d in held if PurePosixPath(d.source.path).name == wanted]


def as_json(id: str | None, checked: CheckedQuote) -> dict[str, Any]:
    """A verdict as the contract has it. `source_text` is `canonical_text[start:end]`, always.

    Where an ellipsis parts the quotation, `pieces` hold its parts and `source_text` all between.
    """
    document, spans = checked.document, checked.spans
    found: dict[str, Any] = {
        "id": id,
        "verdict": checked.verdict.value,
        "document": None,
        "page": None,
        "paragraph": None,
        "start": None,
        "end": None,
        "source_text": None,
        "differences": [asdict(d) for d in checked.differences],
        "occurrences": checked.occurrences,
    }
    if document is None or not spans:
        return found
    start, end = spans[0].start, spans[-1].end
    block = document.block_at(start)
    found |= {
        "document": document.source.path,
        "page": block.page if block else None,
        "paragraph": block.paragraph if block else None,
        "start": start,
        "end": end,
        "source_text": document.text[start:end],
    }
    if checked.ascribed is not None:
        found["note"] = f"in the document these words are ascribed: {checked.ascribed!r}"
    if len(spans) > 1:
        found["pieces"] = [{"start": s.start, "end": s.end, "text": document.cut(s)} for s in spans]
    return found


def _claim(given: object, number: int) -> Claim:
    if not isinstance(given, dict) or not isinstance(given.get("text"), str):
        raise ValueError('each line is an object with a text "text"')
    document = given.get("document")
    if document is not None and not isinstance(document, str):
        raise ValueError('"document" is the path of a document, as text')
    return Claim(str(given.get("id", number)), given["text"], document)
