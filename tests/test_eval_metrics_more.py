"""Measures against figures worked out by hand, and against second implementations where there are any."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from sklearn.calibration import calibration_curve
from sklearn.metrics import brier_score_loss, ndcg_score, precision_score, recall_score

from eval.cases import Case, Part
from eval.metrics import METRICS
from eval.metrics.claims_made import claims_made
from eval.metrics.ndcg import ndcg
from eval.metrics.reciprocal_rank import reciprocal_rank
from eval.reliability import bins, expected_error
from rag.types import Answer, Hit, Outcome, Passage, Quote, Span
from tests.eval_examples import DOCUMENT, TEXT, answer, case, citation, hit, place
from tests.fakes import make_document

DOCUMENTS = {DOCUMENT.id: DOCUMENT}
STAFF, WROTE, STANDS = (
    "It has 42,000 staff.",
    "She wrote on 6 November 2023.",
    "The plant stands in Leeds.",
)
ALL = case(gold=(place(STAFF), place(WROTE), place(STANDS)))
SHOWN = f"“{STAFF}” [1]\nLetter from the plant"


def score(name: str, of: Case, given: Answer) -> float | None:
    return METRICS[name](of, given, DOCUMENTS)


@pytest.mark.parametrize(
    ("passages", "expected"),
    [
        ([], 0),
        (["Not Leeds?"], 0),
        ([STAFF, WROTE, STANDS], 1),
        ([STAFF, "Not Leeds?", WROTE], (1 + 1 / 2) / (1 + 1 / 1.584963 + 1 / 2)),
        ([STAFF, STAFF], 1 / (1 + 1 / 1.584963 + 1 / 2)),
        ([f"{STAFF} {WROTE}"], 2 / (2 + 1 / 1.584963)),
    ],
    ids=["none", "beside", "best", "gap", "twice", "two in one"],
)
def test_ndcg_by_hand(passages: list[str], expected: float) -> None:
    given = answer(passages=[hit(p) for p in passages])
    assert ndcg(ALL, given, 10) == pytest.approx(expected, abs=1e-6)
    assert ndcg(case(), given, 10) is None


def test_ndcg_agrees_with_scikit_learn_and_reciprocal_rank_with_the_first_find() -> None:
    chance = Random(5)
    pieces = [Span("d", at, at + 4) for at in range(0, 80, 4)]
    for _ in range(50):
        gold = chance.sample(pieces, 6)
        ranked = chance.sample(pieces, 12)
        asked = replace(case(), gold=tuple((g,) for g in gold))
        hits = [Hit(Passage(str(s.start), s, TEXT[s.start : s.end], ""), 1.0) for s in ranked]
        given = answer(passages=hits)
        relevant = [float(p in gold) for p in pieces]
        scores = [float(20 - ranked.index(p)) if p in ranked else 0.0 for p in pieces]
        expected = ndcg_score([relevant], [scores], k=10)
        assert ndcg(asked, given, 10) == pytest.approx(expected)
        first = next((n for n, s in enumerate(ranked, 1) if s in gold), 0)
        assert reciprocal_rank(asked, given) == pytest.approx(1 / first if first else 0)


def test_precision_recall_and_brier_agree_with_scikit_learn() -> None:
    chance = Random(6)
    kinds = list(Outcome)
    pairs = [(case(outcome=chance.choice(kinds)), chance.choice(kinds)) for _ in range(200)]
    given = [(c, answer(outcome=o)) for c, o in pairs]
    for name, kind in (
        ("answered", Outcome.ANSWERED),
        ("partly", Outcome.PARTLY_ANSWERED),
        ("refusal", Outcome.NOT_HELD),
        ("asking_back", Outcome.NEEDS_CLARIFICATION),
    ):
        true, said = [c.outcome is kind for c, _ in pairs], [o is kind for _, o in pairs]
        for which, second in (("precision", precision_score), ("recall", recall_score)):
            values = [v for c, a in given if (v := score(f"{name}_{which}", c, a)) is not None]
            assert sum(values) / len(values) == pytest.approx(second(true, said))
    asked = [case(outcome=o) for o in (Outcome.ANSWERED, Outcome.NOT_HELD, Outcome.PARTLY_ANSWERED)]
    sure = [replace(answer(), confidence=c) for c in (0.9, 0.4, 0.2)]
    errors = [score("confidence_error", c, a) or 0 for c, a in zip(asked, sure, strict=True)]
    assert sum(errors) / 3 == pytest.approx(brier_score_loss([1, 0, 1], [0.9, 0.4, 0.2]))
    assert score("confidence_error", case(outcome=Outcome.NEEDS_CLARIFICATION), answer()) is None


def test_calibration_error_agrees_with_scikit_learn() -> None:
    chance = Random(7)
    confidences = [chance.uniform(0.001, 0.999) for _ in range(300)]
    held = [chance.random() < c**2 for c in confidences]
    found = bins(confidences, held)
    shares, means = calibration_curve(held, confidences, n_bins=10)
    assert [b.held for b in found] == pytest.approx(list(shares))
    assert [b.confidence for b in found] == pytest.approx(list(means))
    by_hand = sum(b.questions * abs(m - s) for b, m, s in zip(found, means, shares, strict=True))
    assert expected_error(found) == pytest.approx(by_hand / 300)


@pytest.mark.parametrize(
    ("text", "citations", "recall", "precision"),
    [
        (SHOWN, [STAFF], 1, 1),
        (SHOWN, [STANDS], 0, 0),
        (SHOWN.replace("[1]", "[7]"), [STAFF], 0, None),
        (SHOWN.replace(" [1]", ""), [STAFF], 0, None),
        (f"42,000 [1]\n\n{SHOWN}", [STAFF], 1, 1),
        (f"43,000 [1]\n\n{SHOWN}", [STAFF], 0.5, 0.5),
        ("It has 42,000 staff [1][2].", [STAFF, STANDS], 1, 0.5),
        ("", [], None, None),
    ],
)
def test_claims_are_held_against_what_they_cite(
    text: str, citations: list[str], recall: float | None, precision: float | None
) -> None:
    cited = [replace(citation(words), number=n) for n, words in enumerate(citations, 1)]
    given = answer(text=text, citations=cited)
    assert score("claim_recall", case(), given) == recall
    assert score("claim_precision", case(), given) == precision


@pytest.mark.parametrize(
    ("short", "expected"),
    [
        ("42,000", 1),
        ("42000", 1),
        ("about 42,000 people", 1),
        ("43,000", 0),
        ("", None),
        (None, None),
    ],
)
def test_short_answers_are_one_of_the_facts(short: str | None, expected: float | None) -> None:
    asked = case(must_say=(("Leeds",), ("42,000", "forty-two thousand")))
    assert score("short_answer_right", asked, answer(short_answer=short)) == expected
    assert score("short_answer_right", case(), answer(short_answer=short)) is None


def test_a_short_answer_stands_in_a_quote() -> None:
    cited = [citation(STAFF)]
    for short, expected in (("42,000", 1), ("43,000", 0), ("Leeds", 0), (None, None)):
        given = answer(short_answer=short, citations=cited)
        assert score("short_answer_held", case(), given) == expected


def test_edges_are_honest_at_whole_sentences() -> None:
    held = {DOCUMENT.id: replace(make_document(TEXT), id=DOCUMENT.id)}
    edges_honest = METRICS["edges_honest"]
    whole, cut = citation(STAFF), citation("42,000 staff. She")
    assert edges_honest(case(), answer(citations=[whole]), held) == 1
    assert edges_honest(case(), answer(citations=[whole, cut]), held) == 0.5
    assert edges_honest(case(), answer(), held) is None
    beyond = replace(whole, quote=Quote(Span("d", 0, len(TEXT) + 9), STAFF))
    assert edges_honest(case(), answer(citations=[beyond]), held) == 0
    elsewhere = replace(whole, quote=Quote(Span("another", 0, 5), STAFF))
    assert edges_honest(case(), answer(citations=[elsewhere]), held) is None


def test_length_and_seconds() -> None:
    assert score("answer_words", case(), answer(text="three words here")) == 3
    assert score("seconds", case(), answer()) == 0.1
    assert score("seconds", case(), replace(answer(), seconds={})) is None


def test_parts_of_an_enquiry_are_answered_where_cited_and_told() -> None:
    parts = (
        Part("staff", Outcome.ANSWERED, (("42,000",),), (place(STAFF),)),
        Part("town", Outcome.ANSWERED, (("Leeds",),), (place(STANDS),)),
        Part("price", Outcome.NOT_HELD),
    )
    asked = replace(case(), parts=parts)
    assert score("parts_answered", asked, answer(citations=[citation(STAFF)])) == 0.5
    assert score("parts_answered", asked, answer(text="42,000 in Leeds")) == 0
    both = answer(citations=[citation(STAFF), citation(STANDS)])
    assert score("parts_answered", asked, both) == 1
    assert score("parts_answered", replace(asked, parts=parts[2:]), both) is None
    assert score("parts_answered", case(), both) is None


def test_a_quote_shown_may_hold_a_blank_line_of_its_source() -> None:
    letter = make_document("Office of Vans\n2 Mill Lane\nYork\nYO1 7HH\n\n06 November 2023")
    whole = Quote(Span(letter.id, 0, len(letter.text)), letter.text)
    given = answer(
        text=f"“{letter.text}” [1]\nLetter", citations=[replace(citation(STAFF), quote=whole)]
    )
    assert [c.text for c in claims_made(given)] == [letter.text]
