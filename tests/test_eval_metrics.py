"""Every measure against figures worked out by hand on one small document."""

from __future__ import annotations

import pytest

from eval.cases import Case
from eval.metrics import METRICS
from eval.metrics.evidence_recall import first_words
from eval.metrics.places import share_covered
from eval.metrics.saying import says
from rag.types import Answer, Outcome, Span
from tests.eval_examples import DOCUMENT, answer, case, citation, hit, place, span

DOCUMENTS = {DOCUMENT.id: DOCUMENT}
ONE = case(gold=(place("It has 42,000 staff."),))
TWO = case(gold=(place("It has 42,000 staff."), place("She wrote on 6 November 2023.")))
EITHER = case(gold=((span("It has 42,000 staff."), span("The plant stands in Leeds.")),))
REFUSED = answer(outcome=Outcome.NOT_HELD)


def score(name: str, of: Case, given: Answer) -> float | None:
    return METRICS[name](of, given, DOCUMENTS)


@pytest.mark.parametrize(
    ("spans", "share"),
    [
        ([], 0),
        ([(0, 10)], 0),
        ([(10, 15)], 0.5),
        ([(10, 15), (12, 16)], 0.6),
        ([(18, 30), (5, 11)], 0.3),
        ([(0, 40), (12, 14)], 1),
    ],
)
def test_share_covered_counts_each_character_once(
    spans: list[tuple[int, int]], share: float
) -> None:
    gold = Span("d", 10, 20)
    assert share_covered(gold, [Span("d", a, b) for a, b in spans]) == pytest.approx(share)


def test_another_document_covers_nothing() -> None:
    assert share_covered(Span("d", 10, 20), [Span("e", 0, 100)]) == 0


def test_first_words_cuts_the_last_passage_at_the_budget() -> None:
    passages = [hit("The plant stands in Leeds.").passage, hit("It has 42,000 staff.").passage]
    cut = list(first_words(passages, 7))
    assert [DOCUMENT.cut(s) for s in cut] == ["The plant stands in Leeds.", "It has"]


def test_evidence_recall_counts_a_place_from_half_its_characters() -> None:
    ranked = answer(passages=(hit("The plant stands in Leeds."), hit("It has 42,000 staff.")))
    recall = METRICS["evidence_recall_150"]
    assert recall(TWO, ranked, DOCUMENTS) == 0.5
    assert recall(EITHER, ranked, DOCUMENTS) == 1
    assert recall(case(), ranked, DOCUMENTS) is None


@pytest.mark.parametrize(
    ("passages", "expected"),
    [
        ([], 0),
        (["The plant stands in Leeds."], 0),
        (["The plant stands in Leeds.", "It has 42,000 staff."], 0.5),
        (["It has 42,000 staff. She wrote on 6 November 2023."], 1),
        (["It has"], 0),
    ],
)
def test_reciprocal_rank(passages: list[str], expected: float) -> None:
    given = answer(passages=tuple(hit(p) for p in passages))
    assert score("reciprocal_rank", ONE, given) == expected


def test_citation_measures() -> None:
    both = answer(citations=(citation("42,000"), citation("The plant stands in Leeds.")))
    assert score("cited", TWO, both) == 1
    assert score("citation_precision", TWO, both) == 0.5
    assert score("gold_coverage", TWO, both) == 0.5
    assert score("quoted_words", TWO, both) == 6


@pytest.mark.parametrize(
    ("measure", "of", "given", "expected"),
    [
        ("cited", ONE, answer(), 0),
        ("cited", case(), answer(), None),
        ("citation_precision", ONE, answer(), None),
        ("gold_coverage", ONE, answer(), 0),
        ("gold_coverage", EITHER, answer(citations=(citation("Leeds"),)), 1),
        ("quote_fidelity", ONE, answer(), None),
        ("facts_said", case(), answer(), None),
        ("forbidden_said", case(), answer(), None),
        ("said_by_right", ONE, answer(), None),
        ("quoted_words", case(), answer(), None),
        ("reciprocal_rank", case(), answer(), None),
        ("outcome_right", ONE, answer(), 1),
        ("outcome_right", ONE, REFUSED, 0),
        ("answered_when_held", ONE, answer(outcome=Outcome.PARTLY_ANSWERED), 1),
        ("answered_when_held", ONE, REFUSED, 0),
        ("answered_when_held", case(outcome=Outcome.NOT_HELD), REFUSED, None),
        ("refusal_precision", ONE, REFUSED, 0),
        ("refusal_precision", case(outcome=Outcome.NOT_HELD), REFUSED, 1),
        ("refusal_precision", ONE, answer(), None),
        ("refusal_recall", case(outcome=Outcome.NOT_HELD), REFUSED, 1),
        ("refusal_recall", case(outcome=Outcome.NOT_HELD), answer(), 0),
        ("refusal_recall", ONE, REFUSED, None),
    ],
)
def test_where_measures_apply(
    measure: str, of: Case, given: Answer, expected: float | None
) -> None:
    assert score(measure, of, given) == expected


def test_a_quote_is_faithful_only_at_its_own_place() -> None:
    good = citation("Leeds")
    altered = citation("Leeds", text="leeds")
    assert score("quote_fidelity", ONE, answer(citations=(good, altered))) == 0.5
    assert METRICS["quote_fidelity"](ONE, answer(citations=(good,)), {}) == 0


def test_facts_may_stand_in_text_short_answer_or_quote() -> None:
    facts = case(must_say=(("42,000",), ("Leeds", "Yorkshire"), ("6 November 2023",), ("Paris",)))
    given = answer(
        text="Staff: 42000 [1].", short_answer="2023-11-06", citations=(citation("Leeds"),)
    )
    assert score("facts_said", facts, given) == 0.75


def test_forbidden_words_are_found_in_quotes_too() -> None:
    forbidden = case(must_not_say=("20,000", "Leeds"))
    assert score("forbidden_said", forbidden, answer(text="about 120,000")) == 0
    assert score("forbidden_said", forbidden, answer(citations=(citation("Leeds"),))) == 1


@pytest.mark.parametrize(
    ("speaker", "expected"),
    [("Professor Fraser Sampson", 1), ("the Commissioner", 1), ("Hikvision", 0), (None, 0)],
)
def test_the_first_citation_on_gold_names_the_speaker(speaker: str | None, expected: float) -> None:
    asked = case(gold=ONE.gold, said_by=("Sampson", "The Commissioner"))
    beside = citation("Leeds", speaker="Hikvision")
    given = answer(citations=(beside, citation("42,000", speaker=speaker)))
    assert score("said_by_right", asked, given) == expected
    assert score("said_by_right", asked, answer(citations=(beside,))) is None


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("over 42,000 people", "42000"),
        ("over 42000 people", "42,000"),
        ("1,234,567 pounds", "1234567"),
        ("on 06 November 2023,", "6 November 2023"),
        ("on 2023-11-06", "6 November 2023"),
        ("on 6 November 2023", "2023-11-06"),
        ("on 6th of November, 2023", "6 November 2023"),
        ("on November 6, 2023", "6 November 2023"),
        ("on 6 Nov 2023", "November 2023"),
        ('The Guardian, 29.10.23")', "29 October 2023"),
        ("on 29/10/2023", "29 October 2023"),
        ("in Sept. 2021", "September 2021"),
        ("CURRENT AND\nPOSSIBLE", "current and possible"),
        ("the Commissioner’s ‘role’", "commissioner's 'role'"),
        ("Report 2020¹:", "report 2020"),
        ("worth 335.99m youan", "335.99m"),
    ],
)
def test_says_whatever_the_form(text: str, fact: str) -> None:
    assert says(text, [fact])


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("120,000", "20,000"),
        ("42,000.5", "42,000"),
        ("16 November 2023", "6 November 2023"),
        ("6 November 2022", "6 November 2023"),
        ("TC179H2TH9", "TC179H2TH"),
        ("21.5 years", "21"),
        ("we may 2 or 3", "2 may"),
        ("version 31.13.20", "31 december 2020"),
    ],
)
def test_does_not_say(text: str, fact: str) -> None:
    assert not says(text, [fact])
