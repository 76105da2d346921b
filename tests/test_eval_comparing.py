"""Two runs held against each other: the statistics, and what is told of which change."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from scipy.stats import binomtest, permutation_test

from eval import accepted
from eval.comparing.comparison import Comparison, Kind, Verdict, compare
from eval.comparing.significance import adjusted, chance_of, holm, mcnemar, permutation
from eval.comparing.words import differing_words
from eval.runner import run
from eval.saved_run import SavedRun, as_saved, keep, read_run
from eval.showing.html import as_html, run_as_html
from eval.showing.junit import as_junit
from eval.showing.markdown import as_markdown
from eval.showing.text import as_text
from eval.showing.values import as_json
from rag.errors import WrongUse
from rag.types import Answer, Outcome
from tests.eval_examples import DOCUMENT, answer, case, citation, place

STAFF = place("It has 42,000 staff.")
CASES = [
    case(f"c{n}", gold=[STAFF], must_say=[("42,000",)], said_by=["Plant"], tags=["number"])
    for n in range(20)
]
RIGHT = answer(text="“42,000 staff” [1]", citations=[citation("42,000 staff", speaker="Plant")])
REFUSED = answer(outcome=Outcome.NOT_HELD, text="Not held <b>here</b>.")
ALTERED = answer(citations=[citation("42,000 staff", text="42,001 staff", speaker="Plant")])


def saved(
    answers: Mapping[str, Sequence[Answer]], name: str = "run", about: Mapping[str, object] = {}
) -> SavedRun:
    """A run whose answers are RIGHT, but for some."""
    left = {c.id: list(answers.get(c.id, [RIGHT])) for c in CASES}
    repeats = max(len(given) for given in left.values())
    given = {i: iter(a * (repeats // len(a))) for i, a in left.items()}
    done = run(CASES, lambda c: next(given[c.id]), [DOCUMENT], repeats=repeats)
    return as_saved(name, {"repeats": repeats, **about}, done.results, [DOCUMENT])


def broken(count: int) -> SavedRun:
    return saved({f"c{n}": [REFUSED] for n in range(count)}, "after")


def verdicts(found: Comparison) -> dict[str, Verdict]:
    return {m.name: m.verdict for m in found.measures}


@pytest.mark.parametrize(("before", "after"), [(0, 0), (1, 0), (5, 0), (9, 1), (4, 7), (30, 12)])
def test_mcnemar_is_the_exact_binomial_test(before: int, after: int) -> None:
    n = before + after
    expected = binomtest(before, n, 0.5).pvalue if n else 1.0
    assert mcnemar(before, after) == pytest.approx(expected)


def test_mcnemar_by_hand() -> None:
    assert mcnemar(6, 0) == pytest.approx(2 / 64)
    assert mcnemar(3, 1) == pytest.approx(2 * (1 + 4) / 16)
    assert mcnemar(2, 2) == 1


def test_the_permutation_test_agrees_with_scipy() -> None:
    chance = random.Random(4)
    pairs = [(chance.random(), chance.random() + 0.15) for _ in range(40)]
    expected = permutation_test(
        ([b for b, _ in pairs], [a for _, a in pairs]),
        lambda x, y, axis: y.mean(axis=axis) - x.mean(axis=axis),
        permutation_type="samples",
        vectorized=True,
        n_resamples=9_999,
        rng=1,
    ).pvalue
    assert permutation(pairs) == pytest.approx(expected, abs=0.02)


def test_a_measure_that_applies_elsewhere_is_compared_where_it_applies() -> None:
    assert permutation([(1.0, None)] * 5 + [(None, 1.0)] * 3) > 0.9
    assert permutation([(0.9, None)] * 12 + [(None, 0.1)] * 12) < 0.01
    assert permutation([(None, None), (0.5, 0.5)]) == 1


def test_yes_and_no_are_compared_by_mcnemar() -> None:
    pairs = [(1.0, 0.0)] * 6 + [(1.0, 1.0)] * 9 + [(None, None)]
    assert chance_of(pairs) == pytest.approx(2 / 64)
    assert chance_of([*pairs, (0.5, 0.5)]) != pytest.approx(2 / 64)


def test_holm_by_hand() -> None:
    adjusted = holm({"a": 0.01, "b": 0.04, "c": 0.03})
    assert adjusted == pytest.approx({"a": 0.03, "c": 0.06, "b": 0.06})
    assert holm({"a": 0.7, "b": 0.9}) == {"a": 1, "b": 1}


def test_measures_of_which_too_few_questions_changed_are_not_counted() -> None:
    same: Sequence[tuple[float, float]] = [(1.0, 1.0)] * 20
    nine, five = [(1.0, 0.0)] * 9 + [*same], [(1.0, 0.0)] * 5 + [*same]
    assert adjusted({"nine": nine, "five": five, "none": same}, 0.05) == pytest.approx(
        {"nine": 2 / 2**9, "five": 1, "none": 1}
    )
    two = adjusted({"nine": nine, "also": nine, "none": same}, 0.05)
    assert two == pytest.approx({"nine": 4 / 2**9, "also": 4 / 2**9, "none": 1})


def test_noise_raises_no_alarm_more_often_than_it_may() -> None:
    """An answer that is right nine times in ten, whatever was changed: few alarms in 200 runs."""
    chance = random.Random(7)
    alarms = 0
    for _ in range(200):
        flips = {
            name: [(float(chance.random() < 0.9), float(chance.random() < 0.9)) for _ in range(60)]
            for name in ("one", "two", "three")
        }
        alarms += min(adjusted(flips, 0.05).values()) < 0.05
    assert alarms <= 0.05 * 200 + 6


def test_a_run_against_itself_has_nothing_to_tell() -> None:
    found = compare(broken(3), broken(3))
    assert (found.regressions, found.improvements, found.questions, found.remarks) == (
        (),
        (),
        (),
        (),
    )
    assert {m.difference for m in found.measures} == {0}


def test_a_few_changed_answers_are_listed_but_are_no_regression() -> None:
    found = compare(saved({}), broken(2))
    assert found.regressions == ()
    assert [(q.after.id, q.kind) for q in found.questions] == [
        ("c0", Kind.BROKEN),
        ("c1", Kind.BROKEN),
    ]


def test_many_are_a_regression_and_the_other_way_an_improvement() -> None:
    found = compare(saved({}), broken(15))
    assert verdicts(found)["outcome_right"] is Verdict.REGRESSION
    assert verdicts(found)["answered_when_held"] is Verdict.REGRESSION
    assert verdicts(found)["quote_fidelity"] is Verdict.NONE
    fell = next(m for m in found.measures if m.name == "outcome_right")
    assert (fell.worse, fell.better, fell.before.mean, fell.after.mean) == (15, 0, 1, 0.25)
    assert fell.low <= fell.difference <= fell.high < 0
    back = compare(broken(15), saved({}))
    assert back.regressions == () and "outcome_right" in {m.name for m in back.improvements}
    assert back.questions[0].kind is Kind.MENDED


def test_one_broken_promise_is_a_regression_even_on_a_new_case() -> None:
    after = saved({"c3": [ALTERED]}, "after")
    assert [m.name for m in compare(saved({}), after).regressions] == ["quote_fidelity"]
    before = saved({})
    without = {i: c for i, c in before.cases.items() if i != "c3"}
    found = compare(replace(before, cases=without), after)
    assert [m.name for m in found.regressions] == ["quote_fidelity"]
    assert found.remarks == (
        "not the same cases: 19 are compared; 1 are new in after, 0 are only in run, 0 were rewritten",
    )


def test_more_cases_and_rewritten_ones_are_left_out_and_said_in_a_line() -> None:
    before, after = saved({}), broken(1)
    cases = {**before.cases, "c0": replace(before.cases["c0"], digest="another")}
    found = compare(replace(before, cases=cases), after)
    assert found.questions == ()
    assert "1 were rewritten" in found.remarks[0]


def test_another_corpus_is_said_in_a_line() -> None:
    found = compare(
        saved({}, about={"corpus_version": "v1"}), saved({}, "b", {"corpus_version": "v2"})
    )
    assert found.remarks == ("another corpus version: v1 in run, v2 in b",)


def test_what_wavers_is_told_apart_from_what_broke() -> None:
    wavering = {f"c{n}": [RIGHT, REFUSED, RIGHT] for n in range(4)}
    before, after = saved(wavering, "before"), saved(wavering, "after")
    found = compare(before, after)
    assert found.questions == () and found.regressions == ()
    assert found.remarks[0] == "before: 4 of 20 questions are right at times only"
    found = compare(before, saved({"c0": [REFUSED, REFUSED, REFUSED]}, "after"))
    assert next((q.after.id, q.kind) for q in found.questions) == ("c0", Kind.UNSTEADY)


def test_the_words_that_differ_are_told() -> None:
    before, after = differing_words("It has 42,000 staff.", "It has\n43,000 staff!")
    assert [t.strip() for t, differs in before if differs] == ["42,000 staff."]
    assert [t.strip() for t, differs in after if differs] == ["43,000 staff!"]
    assert "".join(t for t, _ in after) == "It has\n43,000 staff!"


def test_a_kept_run_is_read_back_as_it_was(tmp_path: Path) -> None:
    done = run(CASES, lambda _c: RIGHT, [DOCUMENT], repeats=2)
    about = {"seed": 3}
    kept = keep(tmp_path / "a", about, done.results, [DOCUMENT])
    assert kept == replace(as_saved("a", about, done.results, [DOCUMENT]))
    assert [len(c.answers) for c in kept.cases.values()] == [2] * 20
    first = json.loads(
        (tmp_path / "a" / "answers.jsonl").read_text(encoding="utf-8").splitlines()[0]
    )
    assert first["answer"]["citations"][0]["quote"] == "42,000 staff"


@pytest.mark.parametrize("content", [None, "", "{}", '{"id": "c"}', "no json"])
def test_what_is_no_run_is_named_in_one_line(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "run.json").write_text(content, encoding="utf-8")
        (tmp_path / "scores.jsonl").write_text(content, encoding="utf-8")
    if content in ("",):
        (tmp_path / "run.json").write_text("[", encoding="utf-8")
    if content == "{}":
        (tmp_path / "scores.jsonl").write_text('{"id": "c"}', encoding="utf-8")
    with pytest.raises(WrongUse) as refused:
        read_run(tmp_path)
    assert str(tmp_path) in str(refused.value) and "\n" not in str(refused.value)


def test_a_baseline_keeps_every_reason_and_compares_as_its_run_did(tmp_path: Path) -> None:
    file = tmp_path / "new" / "corpus.json"
    accepted.accept(saved({}), file, "the first", date(2026, 1, 2))
    second = accepted.accept(broken(15), file, " fewer answers, meant ", date(2026, 2, 3))
    assert [(h["accepted"], h["reason"]) for h in second.history] == [
        ("2026-01-02", "the first"),
        ("2026-02-03", "fewer answers, meant"),
    ]
    assert second.history[1]["figures"]["outcome_right"] == 0.25
    assert accepted.read_baseline(file).cases == broken(15).cases
    assert compare(second, broken(15)).questions == ()
    with pytest.raises(WrongUse, match="--reason is empty"):
        accepted.accept(saved({}), file, "  ", date(2026, 2, 3))
    with pytest.raises(WrongUse, match="no baseline yet"):
        accepted.read_baseline(tmp_path / "absent.json")


@pytest.fixture(scope="module")
def worse() -> Comparison:
    return compare(saved({}, "before"), broken(15))


def test_text_and_markdown_name_measures_and_questions(worse: Comparison) -> None:
    text = as_text(worse)
    assert "c0: was right, now wrong | question c0?" in text
    assert text.splitlines()[-1].startswith("regression: outcome_right 1.000 to 0.250")
    markdown = as_markdown(worse)
    assert "**regression: outcome\\_right 1.000 to 0.250" in markdown
    assert "Not held" in markdown and "<b>" not in markdown.replace("\\<b\\>", "")


def test_junit_fails_for_regressions_alone(worse: Comparison) -> None:
    measures, questions = ElementTree.fromstring(as_junit(worse))
    assert measures.get("failures") == str(len(worse.regressions))
    failed = [t.get("name") for t in measures if t.find("failure") is not None]
    assert failed == [m.name for m in worse.regressions]
    assert questions.get("tests") == "15" and questions.get("failures") == "0"


def test_json_holds_both_answers(worse: Comparison) -> None:
    read = json.loads(as_json(worse))
    assert read["regressions"][0] == "outcome_right"
    assert read["questions"][0]["after"]["answers"][0]["outcome"] == "not_held"


class _Balanced(HTMLParser):
    """Complains of a tag that is not closed, and keeps what the page would fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.fetched: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.fetched += [v or "" for k, v in attrs if k in ("src", "href")]
        if tag not in ("meta", "rect", "line", "circle", "polyline", "br"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Closes itself."""

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_whole_fetches_nothing_and_escapes_what_documents_say(
    worse: Comparison,
) -> None:
    for page in (as_html(worse), run_as_html(worse.after)):
        parser = _Balanced()
        parser.feed(page)
        assert parser.open == [] and parser.fetched == []
        assert "<script" not in page and "<b>" not in page
        assert page.count('<svg role="img"') == 3
        assert "url(" not in page and "@import" not in page
    assert "prefers-color-scheme: dark" in as_html(worse)
    assert "<del>" not in as_html(worse)  # another text altogether is not marked word by word


def test_the_page_marks_the_words_that_differ() -> None:
    longer = replace(RIGHT, text=RIGHT.text.replace("staff", "staff &c"))
    page = as_html(compare(saved({}), saved({"c0": [longer]}, "after")))
    assert "<del> staff”</del>" in page and "<ins> staff &amp;c”</ins>" in page
