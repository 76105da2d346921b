"""Reading cases: gold found by its words, and one clear line for every fault."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from eval.case_file import BadCases, WrittenCase, WrittenPlace
from eval.cases import QUESTIONS, load_cases
from eval.gold_places import Shelf, resolve
from rag.reading import read_document
from rag.types import Document, Metadata, Outcome, Source, Span, Turn
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
        ("must_say:", "must_tell:", r":7: case 'staff': key 'must_tell': unknown .*'must_say'\?"),
        (
            "question: How many staff?",
            "note: x",
            r":2: case 'staff': key 'question': Field required",
        ),
        ("words: Leeds", "wrds: Leeds", r":12: case 'staff': key 'wrds': unknown key; .*'words'\?"),
        (
            "42,000 staff.",
            "43,000 staff.",
            r":9: case 'staff': key 'evidence': 'It has 43,000 staff.' is not, or .*'It has 42,000 staff.'$",
        ),
        (", occurrence: 2", "", r"key 'evidence': 'Leeds' stands 2 times .*add 'occurrence'"),
        ("occurrence: 2", "occurrence: 3", r"'Leeds' stands 2 times in 'plant.txt', not 3"),
        ("document: plant.txt\n", "document: a.txt\n", r":9: .*no document 'a.txt' in the corpus"),
        ("outcome: answered", "outcome: maybe", r":4: case 'staff': key 'outcome': Input should"),
        ("id: none", "id: staff", r":15: case 'staff': key 'id': used more than once"),
        (
            '["42,000", ',
            "[42000, ",
            r":7: .*key 'must_say': must be text; put numbers .* in quotation",
        ),
        ("not_held", "answered", r":15: case 'none': outcome answered needs evidence"),
        ("outcome: answered", "outcome: not_held", r"outcome not_held takes no evidence"),
        (
            "  question: Who",
            "  id: x\n  question: Who",
            r":15: not readable as YAML: a key .* twice",
        ),
        ("tags: [number]", "tags: [number", r":15: not readable as YAML: .*close the bracket"),
        ("tags: [number]", "tags: number", r":14: case 'staff': key 'tags': must be a list"),
        ("How many staff?", "Staff: how many?", r":3: not readable .*a colon in quotation marks"),
        ("  said_by:", "\tsaid_by:", r":13: not readable as YAML: .*begin the line with spaces"),
        ("id: staff", "id: Staff 1", r":2: .*key 'id': write small letters, figures and hyphens"),
        (
            "{document: plant.txt,",
            "{document: plan.txt,",
            r":12: .*'plan.txt' .*mean 'plant.txt'\?",
        ),
        ("42,000 staff.", "nothing in common.", r":9: .*nothing like it stands in the corpus$"),
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


DRAFT = """
- {id: rough, question: "Who owns it?", outcome: answered, status: draft}
"""
PARTS = """
- id: letter
  question: "Dear all, (a) how many staff are there, and (b) who owns it? Yours, A."
  outcome: partly_answered
  parts:
    - asks: how many staff
      outcome: answered
      must_say: ["42,000"]
      evidence: [{document: plant.txt, words: "It has 42,000 staff."}]
    - {asks: who owns it, outcome: not_held}
"""


def test_drafts_may_be_unfinished_and_count_only_when_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "cases.yaml"
    file.write_text(GOOD + DRAFT, encoding="utf-8")
    assert [c.id for c in load_cases(file, [DOCUMENT])] == ["staff", "none"]
    assert [c.id for c in load_cases(file, [DOCUMENT], drafts=True)] == ["staff", "none", "rough"]
    with pytest.raises(BadCases, match="outcome answered needs evidence"):
        load(tmp_path, DRAFT.replace("draft", "confirmed"))


def test_parts_of_an_enquiry_make_its_gold(tmp_path: Path) -> None:
    (tmp_path / "letter.yaml").write_text(PARTS, encoding="utf-8")
    (letter,) = load_cases(tmp_path / "letter.yaml", [DOCUMENT])
    staff, owner = letter.parts
    assert (staff.outcome, staff.must_say, staff.gold) == (
        Outcome.ANSWERED,
        (("42,000",),),
        ((Span("d", 0, 20),),),
    )
    assert (owner.asks, owner.outcome, owner.gold) == ("who owns it", Outcome.NOT_HELD, ())
    assert (letter.must_say, letter.gold) == (staff.must_say, staff.gold)
    with pytest.raises(BadCases, match=r":2: .* its parts together make outcome partly_answered"):
        load(tmp_path, PARTS.replace("outcome: partly_answered", "outcome: answered"))
    with pytest.raises(BadCases, match=r"part 'who owns it': outcome answered needs evidence"):
        load(tmp_path, PARTS.replace("outcome: not_held", "outcome: answered"))


def test_an_id_is_used_once_in_all_files(tmp_path: Path) -> None:
    files = [tmp_path / "a.yaml", tmp_path / "b.yaml"]
    for file in files:
        file.write_text(GOOD, encoding="utf-8")
    with pytest.raises(BadCases, match=r"b\.yaml:15: case 'none': the id is used in another file"):
        load_cases(files, [DOCUMENT])


@pytest.mark.parametrize(
    "words", ["“Wait – really?”", '"Wait - really?"', '"Wait —  really?"', '"Wait\n  - really?”']
)
def test_quotation_marks_dashes_and_spaces_need_not_be_copied_exactly(words: str) -> None:
    text = "He said “Wait –\nreally?” and left."
    document = Document("d", text, (), Source("a.txt", "00", "text/plain", 1), Metadata())
    place = WrittenPlace(document="a.txt", words=words, occurrence=None, __line__=1)
    assert document.cut(resolve(place, Shelf([document]))) == "“Wait –\nreally?”"


def test_words_that_moved_to_another_document_are_shown_there() -> None:
    other = Document("e", TEXT, (), Source("new.txt", "01", "text/plain", 1), Metadata())
    old = Document("d", "Nothing.", (), Source("old.txt", "00", "text/plain", 1), Metadata())
    for words, said in (
        ("It has 42,000 staff.", "it stands in 'new.txt'"),
        ("It has 41,000 staff.", "the nearest words in 'new.txt' are 'It has 42,000 staff.'"),
    ):
        place = WrittenPlace(document="old.txt", words=words, occurrence=None, __line__=1)
        with pytest.raises(ValueError, match=re.escape(said)):
            resolve(place, Shelf([old, other]))


def test_the_examples_of_the_guide_load(tmp_path: Path) -> None:
    guide = QUESTIONS / "README.md"
    examples = re.findall(r"```yaml\n(.*?)```", guide.read_text(encoding="utf-8"), re.DOTALL)
    assert examples
    corpus = Path(__file__).parent.parent / "corpus"
    documents = [read_document(f, f.name) for f in sorted(corpus.glob("*.txt"))]
    file = tmp_path / "examples.yaml"
    file.write_text("".join(examples), encoding="utf-8")
    known = WrittenCase.model_fields.keys() - {"line"}
    assert load_cases(file, documents, drafts=True)
    assert [key for key in known if f"| `{key}` |" not in guide.read_text(encoding="utf-8")] == []


@pytest.mark.parametrize("text", ["", "just words", "id: a", "- 3"])
def test_what_is_no_list_of_cases_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadCases, match=r"cases\.yaml:1: "):
        load(tmp_path, text)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadCases, match=r"absent\.yaml: cannot be read"):
        load_cases(tmp_path / "absent.yaml", [DOCUMENT])
