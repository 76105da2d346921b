"""Follow-ups whose meaning is known: well-formed, resolvable, and judged rightly."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from eval.case_file import BadCases
from eval.commands.follow_ups import FOLLOW_UPS
from eval.followups import FollowUp, Resolved, figures_of, load_follow_ups
from rag.reading import is_readable_name, read_document
from rag.types import Outcome
from tests.eval_examples import DOCUMENT, answer, hit, place

CORPUS = FOLLOW_UPS.parents[2] / "corpus"
STAFF = FollowUp(
    "staff", "And how many?", (), (("plant",), ("staff", "people")), ("ferry",), place("42,000")
)


def resolved(standalone: str, outcome: Outcome = Outcome.ANSWERED) -> Resolved:
    given = answer(outcome=outcome, passages=[hit("It has 42,000 staff.")])
    return Resolved(STAFF, replace(given, standalone_question=standalone))


def test_the_shipped_follow_ups_stand_in_the_shipped_corpus() -> None:
    files = sorted(f for f in CORPUS.iterdir() if is_readable_name(f))
    known = load_follow_ups(FOLLOW_UPS, [read_document(f, f.name) for f in files])
    assert len(known) >= 60
    assert sum(f.gold is None for f in known) >= 5
    assert sum(bool(f.leaves_out) for f in known) >= 5


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        (resolved("How many people has the plant?"), None),
        (resolved("And how many?"), "does not name plant, staff"),
        (resolved("How many staff has the plant by the ferry?"), "carries over ferry"),
        (
            resolved("How many?", Outcome.NEEDS_CLARIFICATION),
            "asks back where a person would not",
        ),
    ],
)
def test_what_is_wrong_with_a_resolution(given: Resolved, fault: str | None) -> None:
    assert given.fault == fault
    assert given.found == 1


def test_where_a_person_would_ask_back() -> None:
    bare = replace(STAFF, gold=None)
    asked = Resolved(bare, answer(outcome=Outcome.NEEDS_CLARIFICATION))
    guessed = Resolved(bare, answer())
    assert (asked.fault, guessed.fault) == (None, "a person would ask back")
    assert (asked.found, figures_of([asked, guessed])["resolved"].mean) == (None, 0.5)


def test_a_follow_up_without_gold_must_ask_back(tmp_path: Path) -> None:
    file = tmp_path / "f.yaml"
    file.write_text("- {id: a, question: And, history: []}", encoding="utf-8")
    with pytest.raises(BadCases, match="give either names and evidence"):
        load_follow_ups(file, [DOCUMENT])
