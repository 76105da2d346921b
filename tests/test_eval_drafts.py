"""Draft cases: written below a file's cases, from answers, from feedback and from documents."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from eval.asked_numbers import counts, measures
from eval.case_file import BadCases, Status, read_case_file
from eval.cases import SHIPPED, Case, load_cases
from eval.draft_cases import DraftCase, WrittenWords, append_drafts, words_at
from eval.drafting import draft_of_answer, draft_of_feedback
from eval.suggesting import suggest, suggested
from rag.reading import read_document
from rag.records.feedback import Feedback, ShownAnswer, ShownQuote, Verdict
from rag.types import Document, Outcome, Turn
from tests.eval_examples import DOCUMENT, answer, citation, span

NOTE = """# Ferry timetable

## Crossings

The Kestrel line now runs fourteen weekday crossings between Ardmore and Skelly.
The winter timetable was approved by Moorland Council on 3 March 2021.
It carries passengers, bicycles and a small number of goods vehicles.

## Money

The council granted Kestrel Ferries £1.5 million towards a second vessel.
In this note, “foot passenger” means a person who boards without a vehicle.
Ms Alder explained that the second vessel would be slower than the first.
Ms Alder explained that we would hear from her office about your complaint.
"""


@pytest.fixture(scope="module")
def note(tmp_path_factory: pytest.TempPathFactory) -> Document:
    file = tmp_path_factory.mktemp("corpus") / "ferry.md"
    file.write_text(NOTE, encoding="utf-8")
    return read_document(file, "ferry.md")


def draft(question: str = "How many staff?", **more: object) -> DraftCase:
    return replace(DraftCase(question, Outcome.ANSWERED, "confirm it"), **more)  # type: ignore[arg-type]


def drafts_in(file: Path, document: Document = DOCUMENT) -> tuple[Case, ...]:
    return load_cases(file, [document], drafts=True)


def test_a_draft_is_written_below_what_stands_there_and_counts_only_when_asked_for(
    tmp_path: Path,
) -> None:
    file = tmp_path / "new" / "cases.yaml"
    evidence = words_at(DOCUMENT, span("Leeds"))
    assert evidence == WrittenWords("plant.txt", "Leeds", 1)
    assert append_drafts([draft(evidence=(evidence,))], file) == ("staff",)
    before = file.read_text(encoding="utf-8")
    odd = 'Is it "so": #1, * or – as they say – £2?\nKind regards \x07 😀'
    ids = append_drafts([draft(), draft(odd, history=(Turn("a: b", "- c"),))], file)
    assert ids == ("staff-2", "1-2-kind-regards")
    assert file.read_text(encoding="utf-8").startswith(before)
    first, second, third = drafts_in(file)
    assert first.gold == ((span("Leeds"),),)
    assert second.id == "staff-2"
    assert (third.question, third.history) == (odd, (Turn("a: b", "- c"),))
    assert third.status is Status.DRAFT
    assert load_cases(file, [DOCUMENT]) == ()


def test_an_id_is_none_of_the_shipped_cases(tmp_path: Path) -> None:
    taken = read_case_file(SHIPPED[0])[0].id
    (made,) = append_drafts([draft(named_by=taken)], tmp_path / "cases.yaml")
    assert made == f"{taken}-2"


def test_odd_characters_are_written_as_they_can_be_read(tmp_path: Path) -> None:
    odd = {
        "a\x85b\u2028c": "a\nb\nc",
        "half \ud83d": "half ?",
        "\ufeffx": "\ufeffx",
        "...\n": "...\n",
    }
    append_drafts([draft(question) for question in odd], tmp_path / "cases.yaml")
    assert [c.question for c in drafts_in(tmp_path / "cases.yaml")] == list(odd.values())


@pytest.mark.parametrize(
    "before",
    [
        "",
        "# Only a remark\n",
        "- id: a\n  question: One?\n  outcome: not_held",
        "  - id: a\n    question: One?\n    outcome: not_held\n\n    note: |\n      two\n\n",
        "- id: a\r\n  question: One?\r\n  outcome: not_held\r\n",
    ],
    ids=["empty", "remark", "no last line break", "moved to the right", "CRLF"],
)
def test_any_file_of_cases_can_be_written_on(tmp_path: Path, before: str) -> None:
    file = tmp_path / "cases.yaml"
    file.write_bytes(before.encode())
    long = "Where does it stand, " + "and why, " * 30 + "and since when?"
    append_drafts([draft(long), draft("Two?")], file)
    assert file.read_bytes().startswith(before.encode())
    assert [c.question for c in drafts_in(file)][-2:] == [long, "Two?"]


@pytest.mark.parametrize(
    "before", ["[{id: a, question: One?, outcome: not_held}]\n", "- id: [\n", "id: a\n"]
)
def test_a_file_that_cannot_be_written_on_is_left_alone(tmp_path: Path, before: str) -> None:
    file = tmp_path / "cases.yaml"
    file.write_text(before, encoding="utf-8")
    with pytest.raises(BadCases, match=r"cases\.yaml") as told:
        append_drafts([draft()], file)
    assert "\n" not in str(told.value)
    assert file.read_text(encoding="utf-8") == before


def test_an_answer_gives_candidates(tmp_path: Path) -> None:
    given = answer(short_answer="42,000", citations=[citation("It has 42,000 staff.")])
    append_drafts([draft_of_answer(given, [DOCUMENT])], tmp_path / "d.yaml")
    (case,) = drafts_in(tmp_path / "d.yaml")
    assert case.gold == ((span("It has 42,000 staff."),),)
    assert (case.must_say, case.outcome) == ((("42,000",),), Outcome.ANSWERED)
    assert case.note is not None and "confirm" in case.note


def feedback(verdict: Verdict) -> Feedback:
    cited = (ShownQuote("plant.txt", "Leeds"), ShownQuote("plant.txt", "Paris"))
    shown = ShownAnswer(Outcome.ANSWERED, "In Leeds. [1]", cited)
    return Feedback("And where is it?", verdict, shown, (Turn("What is it?", "A plant."),), "No!")


@pytest.mark.parametrize("verdict", list(Verdict))
def test_feedback_becomes_a_draft(tmp_path: Path, verdict: Verdict) -> None:
    append_drafts([draft_of_feedback(feedback(verdict), [DOCUMENT])], tmp_path / "d.yaml")
    (case,) = drafts_in(tmp_path / "d.yaml")
    assert case.history == (Turn("What is it?", "A plant."),)
    assert case.gold == (() if verdict is Verdict.WRONG else ((span("Leeds"),),))
    assert case.tags == ("feedback", verdict)
    assert case.note is not None
    assert "Comment: No!" in case.note and "not in the documents now: “Paris”" in case.note


def test_documents_suggest_cases_that_read_as_questions(note: Document, tmp_path: Path) -> None:
    found = {d.tags[1] + " " + d.named_by.split()[1]: d for d in suggest([note])}
    asked = {key: (d.question, d.must_say, d.said_by) for key, d in found.items()}
    name = "“Ferry timetable”"
    assert asked == {
        "number weekday": (
            f"In {name} under “Crossings”, how many weekday crossings are mentioned?",
            ("fourteen",),
            None,
        ),
        "date Moorland": (
            f"In {name} under “Crossings”, what date is given in connection with Moorland Council?",
            ("3 March 2021",),
            None,
        ),
        "number Kestrel": (
            f"In {name} under “Money”, what sum of money is given in connection with Kestrel Ferries?",
            ("£1.5 million",),
            None,
        ),
        "definition foot": (
            f"According to {name}, what does “foot passenger” mean?",
            ("a person who boards without a vehicle",),
            None,
        ),
        "speaker the": (
            f"According to {name}, who explained that the second vessel would be slower than the first?",
            (),
            "Ms Alder",
        ),
    }
    append_drafts(list(found.values()), tmp_path / "d.yaml")
    cases = drafts_in(tmp_path / "d.yaml", note)
    assert [note.cut(c.gold[0][0]) for c in cases] == [d.evidence[0].words for d in found.values()]


@pytest.mark.parametrize(
    ("text", "counted", "measured"),
    [
        ("It has 42,000 full-time employees.", [("full-time employees", "42,000")], []),
        ("The protein IRE1 releases the last four digits, says Rule 13 permits.", [], []),
        (
            "Between 10-12 boats, double tickets, a code of 17.5 names, at the age of 13 joins.",
            [],
            [],
        ),
        ("Two thirds came; 96% of them by bus.", [], [("percentage", "96%")]),
        ("A child under 12 years old waited 40 minutes.", [], [("age", "12 years")]),
    ],
)
def test_numbers_that_can_be_asked_for(
    text: str, counted: list[tuple[str, str]], measured: list[tuple[str, str]]
) -> None:
    assert counts(text) == counted
    assert measures(text)[:1] == measured


def test_what_is_known_is_not_suggested_again(note: Document) -> None:
    first = suggested([note], 2, frozenset())
    rest = suggested([note], 99, frozenset(d.question for d in first))
    assert len(first) == 2
    assert len(rest) == 3
    assert not {d.question for d in first} & {d.question for d in rest}
