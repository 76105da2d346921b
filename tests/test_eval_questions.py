"""The shipped questions: well-formed, resolvable in the shipped corpus, and enough of each kind."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from eval.cases import ASIDE, SHIPPED, SHIPPED_ASIDE, Case, load_cases
from eval.metrics.saying import says
from rag.reading import is_readable_name, read_document
from rag.types import Document, Outcome

ROOT = Path(__file__).parent.parent
QUESTIONS = [*SHIPPED, SHIPPED_ASIDE]

BESIDE_THE_GOLD = {"letter-signatory"}
"""Cases with a fact that the answer's line of attribution tells (who signed a letter)."""


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    files = sorted(f for f in (ROOT / "corpus").iterdir() if is_readable_name(f))
    read = [read_document(f, f.name) for f in files]
    return {d.id: d for d in read}


@pytest.fixture(scope="module")
def cases(documents: dict[str, Document]) -> tuple[Case, ...]:
    return load_cases(QUESTIONS, list(documents.values()))


def test_enough_cases_of_each_kind(cases: tuple[Case, ...]) -> None:
    outcomes = Counter(case.outcome for case in cases)
    assert len(cases) >= 230
    assert outcomes[Outcome.NOT_HELD] >= 50
    tags = Counter(tag for case in cases for tag in case.tags)
    wanted = ("speaker", "date", "number", "list", "definition", "false-premise")
    for tag in (
        *wanted,
        "several-documents",
        "follow-up",
        "messy",
        "near-miss",
        "contradiction",
        "source-error",
        "enquiry",
        "injection",
    ):
        assert tags[tag] >= 4, tag


def test_every_case_has_tags_and_ends_as_a_question_may(cases: tuple[Case, ...]) -> None:
    assert not [c.id for c in cases if not c.tags]
    assert not [c.id for c in cases if c.question != c.question.strip()]


def test_whoever_said_it_is_named_in_the_document(
    cases: tuple[Case, ...], documents: dict[str, Document]
) -> None:
    for case in cases:
        for document_id in {span.document_id for place in case.gold for span in place}:
            document = documents[document_id]
            named = f"{document.text} {document.metadata.get('author')}"
            assert not case.said_by or says(named, case.said_by), case.id


def test_cases_set_aside_are_tagged_and_kept_apart(documents: dict[str, Document]) -> None:
    aside = load_cases(SHIPPED_ASIDE, list(documents.values()))
    seen = load_cases(SHIPPED, list(documents.values()))
    assert all(ASIDE in case.tags for case in aside)
    assert not any(ASIDE in case.tags for case in seen)


def test_what_must_be_said_stands_in_the_gold(
    cases: tuple[Case, ...], documents: dict[str, Document]
) -> None:
    for case in cases:
        spans = [span for place in case.gold for span in place]
        gold = " | ".join(documents[span.document_id].cut(span) for span in spans)
        unsaid = [ways for ways in case.must_say if not says(gold, ways)]
        assert not unsaid or case.id in BESIDE_THE_GOLD, (case.id, unsaid)
        assert not says(gold, case.must_not_say), case.id


def test_what_must_not_be_said_stands_nowhere(
    cases: tuple[Case, ...], documents: dict[str, Document]
) -> None:
    for case in cases:
        for document in documents.values():
            assert not says(document.text, case.must_not_say), case.id
