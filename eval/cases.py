"""Known-fact questions: the files, checked, and their gold found in the documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.case_file import (
    BadCases,
    Status,
    WrittenCase,
    WrittenEvidence,
    WrittenFollowUp,
    WrittenPart,
    read_case_file,
)
from eval.gold_places import Place, Shelf, resolve
from rag.types import Document, Outcome, Turn

QUESTIONS = Path(__file__).parent / "questions"
SHIPPED = (QUESTIONS / "corpus.yaml", QUESTIONS / "corpus_more.yaml")
"""The questions on the shipped corpus that are looked at while the system is worked on."""
SHIPPED_ASIDE = QUESTIONS / "corpus_aside.yaml"
"""Those that are not: a figure on them is not one the work was fitted to."""
ASIDE = "aside"
"""The tag of a case that nobody looks at while tuning."""

Ways = tuple[str, ...]
"""Ways of saying one thing; any of them will do."""


@dataclass(frozen=True, slots=True)
class Part:
    """One of the things asked in a long enquiry, and what an honest answer to it is."""

    asks: str
    outcome: Outcome
    must_say: tuple[Ways, ...] = ()
    gold: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """A known-fact question. Its gold is spans, so that re-splitting costs no relabelling.

    `must_say` holds facts an answer needs, each in the ways it may be said; `said_by` the ways to
    name whoever made the statement, and is empty where the question is not about that. What the
    parts of a long enquiry need stands in `must_say` and `gold` as well.
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
    parts: tuple[Part, ...] = ()
    status: Status = Status.CONFIRMED


def load_cases(
    files: Path | Sequence[Path], documents: Sequence[Document], *, drafts: bool = False
) -> tuple[Case, ...]:
    """The cases of one or more YAML files, in order, with gold resolved in the documents.

    Drafts, which nobody has confirmed, are left out unless asked for. Raises BadCases in one line:
    what is wrong in which file, line and case. Evidence must stand in its document exactly once, or
    say which occurrence is meant; an id is used once in all the files.
    """
    shelf = Shelf(documents)
    files = [files] if isinstance(files, Path) else files
    found = [(file, case) for file in files for case in read_case_file(file)]
    _refuse_repeated_ids(found)
    wanted = [(f, c) for f, c in found if drafts or c.status is Status.CONFIRMED]
    return tuple(_resolved(file, case, shelf) for file, case in wanted)


def _refuse_repeated_ids(found: Sequence[tuple[Path, WrittenCase]]) -> None:
    counts = Counter(case.id for _, case in found)
    for file, case in reversed(found):
        if counts[case.id] > 1:
            raise BadCases(f"{file}:{case.line}: case {case.id!r}: the id is used in another file")


def _resolved(file: Path, case: WrittenCase, shelf: Shelf) -> Case:
    parts = tuple(_resolved_part(file, case, part, shelf) for part in case.parts)
    own = tuple(place_of(file, case, evidence, shelf) for evidence in case.evidence)
    return Case(
        id=case.id,
        question=case.question,
        outcome=case.outcome,
        history=tuple(Turn(t.question, t.answer) for t in case.history),
        must_say=facts(case.must_say) + tuple(f for part in parts for f in part.must_say),
        must_not_say=tuple(case.must_not_say),
        gold=own + tuple(place for part in parts for place in part.gold),
        said_by=ways(case.said_by or []),
        tags=tuple(case.tags),
        note=case.note,
        parts=parts,
        status=case.status,
    )


def _resolved_part(file: Path, case: WrittenCase, part: WrittenPart, shelf: Shelf) -> Part:
    gold = tuple(place_of(file, case, evidence, shelf) for evidence in part.evidence)
    return Part(part.asks, part.outcome, facts(part.must_say), gold)


def facts(given: Sequence[str | Sequence[str]]) -> tuple[Ways, ...]:
    """Facts, each in the ways to say it."""
    return tuple(ways(fact) for fact in given)


def ways(given: str | Sequence[str]) -> Ways:
    """The ways to say one thing, whether one or several were given."""
    return (given,) if isinstance(given, str) else tuple(given)


def place_of(
    file: Path, case: WrittenCase | WrittenFollowUp, evidence: WrittenEvidence, shelf: Shelf
) -> Place:
    """Where a piece of gold stands. Raises BadCases, naming file, line and case, where it does not."""
    spans = []
    for place in (evidence, *evidence.same):
        try:
            spans.append(resolve(place, shelf))
        except ValueError as error:
            where = f"{file}:{place.line}: case {case.id!r}: key 'evidence'"
            raise BadCases(f"{where}: {error}") from None
    return tuple(spans)
