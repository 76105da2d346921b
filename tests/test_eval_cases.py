"""Reading cases: gold found by its words, and one clear line for every fault."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from eval.case_file import BadCases
from eval.cases import load_cases
from rag.types import Outcome, Span, Turn
from tests.eval_examples import DOCUMENT, TEXT

GOOD = """
- id: staff
  question: How many staff?
  outcome: answered
  history:
    - {question: "Where is it?", answer: Leeds.}
  must_say: ["42,000", [staff, people]]
  evidence:
    - document: plant.txt
      words: It has 42,000 staff.
      or:
        - {document: plant.txt, words: Leeds, occurrence: 2}
  said_by: Plant Ltd
  tags: [number]
- id: none
  question: Who owns it?
  outcome: not_held
"""


def load(folder: Path, text: str) -> object:
    file = folder / "cases.yaml"
    file.write_text(text, encoding="utf-8")
    return load_cases(file, [DOCUMENT])


def test_gold_becomes_spans(tmp_path: Path) -> None:
    (tmp_path / "good.yaml").write_text(GOOD, encoding="utf-8")
    staff, none = load_cases(tmp_path / "good.yaml", [DOCUMENT])
    second = TEXT.rindex("Leeds")
    assert staff.gold == ((Span("d", 0, 20), Span("d", second, second + 5)),)
    assert staff.history == (Turn("Where is it?", "Leeds."),)
    assert staff.must_say == (("42,000",), ("staff", "people"))
    assert staff.said_by == ("Plant Ltd",)
    assert (none.outcome, none.gold) == (Outcome.NOT_HELD, ())


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("must_say:", "must_tell:", r":2: case 'staff': key 'must_tell': unknown key"),
        (
            "question: How many staff?",
            "note: x",
            r":2: case 'staff': key 'question': Field required",
        ),
        ("words: Leeds", "wrds: Leeds", r":12: case 'staff': key 'wrds': unknown key"),
        ("42,000 staff.", "43,000 staff.", r":9: case 'staff': key 'evidence': 'It has 43,000"),
        (", occurrence: 2", "", r"key 'evidence': 'Leeds' stands 2 times .*add 'occurrence'"),
        ("occurrence: 2", "occurrence: 3", r"'Leeds' stands 2 times in 'plant.txt', not 3"),
        ("document: plant.txt\n", "document: a.txt\n", r":9: .*no document 'a.txt' in the corpus"),
        ("outcome: answered", "outcome: maybe", r":2: case 'staff': key 'outcome': Input should"),
        ("id: none", "id: staff", r":15: case 'staff': key 'id': used more than once"),
        ('["42,000", ', "[42000, ", r"key 'must_say': must be text; put numbers .* in quotation"),
        ("not_held", "answered", r":15: case 'none': outcome answered needs evidence"),
        ("outcome: answered", "outcome: not_held", r"outcome not_held takes no evidence"),
        (
            "  question: Who",
            "  id: x\n  question: Who",
            r":15: not readable as YAML: a key .* twice",
        ),
        ("tags: [number]", "tags: [number", r":15: not readable as YAML"),
    ],
)
def test_faults_are_told_in_one_line(tmp_path: Path, was: str, now: str, said: str) -> None:
    assert was in GOOD
    with pytest.raises(BadCases) as fault:
        load(tmp_path, GOOD.replace(was, now, 1))
    message = str(fault.value)
    assert re.search(said, message), message
    assert message.startswith(str(tmp_path / "cases.yaml"))
    assert "\n" not in message


@pytest.mark.parametrize("text", ["", "just words", "id: a", "- 3"])
def test_what_is_no_list_of_cases_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadCases, match=r"cases\.yaml:1: "):
        load(tmp_path, text)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadCases, match=r"absent\.yaml: cannot be read"):
        load_cases(tmp_path / "absent.yaml", [DOCUMENT])
