"""Known-fact questions: the file, checked, and its gold found in the documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.case_file import (
    BadCases,
    WrittenCase,
    WrittenEvidence,
    WrittenFollowUp,
    WrittenPlace,
    read_case_file,
)
from rag.types import Document, Outcome, Span, Turn

Ways = tuple[str, ...]
"""Ways of saying one thing; any of them will do."""

Place = tuple[Span, ...]
"""One piece of gold: where it stands, and other spans that say the same; any of them will do."""


@dataclass(frozen=True, slots=True)
class Case:
    """A known-fact question. Its gold is spans, so that re-splitting costs no relabelling.

    `must_say` holds facts an answer needs, each in the ways it may be said; `said_by` the ways to
    name whoever made the statement, and is empty where the question is not about that.
    """

    id: str
    question: str
    outcome: Outcome
    history: tuple[Turn, ...] = ()
    must_say: tuple[Ways, ...] = ()
    must_not_say: tuple[str, ...] = ()
    gold: tuple[Place, ...] = ()
    said_by: Ways = ()
    tags: tuple[str, ...] = ()
    note: str | None = None


def load_cases(file: Path, documents: Sequence[Document]) -> tuple[Case, ...]:
    """The cases of a YAML file, in its order, with gold resolved in the documents.

    Raises BadCases in one line: what is wrong in which file, line and case. Evidence must stand in
    its document exactly once, or say which occurrence is meant.
    """
    written = read_case_file(file)
    by_path = documents_by_path(documents)
    return tuple(_resolved(file, case, by_path) for case in written)


def documents_by_path(documents: Sequence[Document]) -> dict[str, Document]:
    """Documents by each of the paths they were read from."""
    return {path: d for d in documents for path in (d.source.path, *d.source.other_paths)}


def _resolved(file: Path, case: WrittenCase, by_path: Mapping[str, Document]) -> Case:
    return Case(
        id=case.id,
        question=case.question,
        outcome=case.outcome,
        history=tuple(Turn(t.question, t.answer) for t in case.history),
        must_say=tuple(ways(fact) for fact in case.must_say),
        must_not_say=tuple(case.must_not_say),
        gold=tuple(place_of(file, case, evidence, by_path) for evidence in case.evidence),
        said_by=ways(case.said_by or []),
        tags=tuple(case.tags),
        note=case.note,
    )


def ways(given: str | Sequence[str]) -> Ways:
    """The ways to say one thing, whether one or several were given."""
    return (given,) if isinstance(given, str) else tuple(given)


def place_of(
    file: Path,
    case: WrittenCase | WrittenFollowUp,
    evidence: WrittenEvidence,
    by_path: Mapping[str, Document],
) -> Place:
    """Where a piece of gold stands. Raises BadCases, naming file, line and case, where it does not."""
    try:
        return tuple(_span(place, by_path) for place in (evidence, *evidence.same))
    except ValueError as error:
        where = f"{file}:{evidence.line}: case {case.id!r}: key 'evidence'"
        raise BadCases(f"{where}: {error}") from None


def _span(place: WrittenPlace, by_path: Mapping[str, Document]) -> Span:
    document = by_path.get(place.document)
    if document is None:
        raise ValueError(f"no document {place.document!r} in the corpus")
    start = _start(document.text, place)
    return Span(document.id, start, start + len(place.words))


def _start(text: str, place: WrittenPlace) -> int:
    """Where the words begin. Raises ValueError where they are missing or stand more than once."""
    starts = _occurrences(text, place.words)
    wanted = place.occurrence
    if not starts:
        raise ValueError(f"{place.words!r} is not in {place.document!r}; correct the words")
    if wanted is None and len(starts) > 1:
        raise ValueError(
            f"{place.words!r} stands {len(starts)} times in {place.document!r}; add 'occurrence'"
        )
    if wanted is not None and wanted > len(starts):
        raise ValueError(
            f"{place.words!r} stands {len(starts)} times in {place.document!r}, not {wanted}"
        )
    return starts[(wanted or 1) - 1]


def _occurrences(text: str, words: str) -> list[int]:
    starts = []
    at = text.find(words)
    while at >= 0:
        starts.append(at)
        at = text.find(words, at + 1)
    return starts
