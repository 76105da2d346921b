"""The shipped corpus, the real encoder and the real store, with the network cut throughout."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from rag.reading import read_document
from tests.running import ROOT, rag

QUESTIONS = [
    "How many employees does Hikvision have worldwide?",
    "Who attended the meeting in Edinburgh?",
    "What is the definition of sensitive sites?",
    "Which Prevention and Control projects does the Annual Report to Shareholders 2020 refer to?",
    "What is the boiling point of tungsten?",
]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with the shipped corpus, indexed with the network cut."""
    folder = tmp_path_factory.mktemp("office")
    shutil.copytree(ROOT / "corpus", folder / "corpus")
    (folder / "network").mkdir()
    done = run(folder, "index")
    assert done[0] == 0, done
    assert "read 3, unchanged 0, changed 0, removed 0, failed 0" in done[1]
    yield folder


def run(place: Path, *arguments: str) -> tuple[int, str, str]:
    done = rag(*arguments, cwd=place, network=place / "network")
    assert "CALLED OUT" not in done.err + done.out
    return done.code, done.out, done.err


@pytest.fixture(scope="module")
def answers(place: Path) -> list[dict[str, object]]:
    lines = [json.dumps({"id": str(n), "question": q}) for n, q in enumerate(QUESTIONS)]
    (place / "questions.jsonl").write_text("\n".join(lines), encoding="utf-8")
    code, _, err = run(place, "answer", "questions.jsonl", "--out", "answers.jsonl")
    assert code == 0, err
    written = (place / "answers.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in written]


def test_every_quote_is_the_text_at_its_place(
    place: Path, answers: list[dict[str, object]]
) -> None:
    texts = {f.name: read_document(f, f.name).text for f in (place / "corpus").glob("*.txt")}
    quoted = [c for a in answers for c in a["citations"]]  # type: ignore[attr-defined]
    assert len(quoted) >= 4
    for citation in quoted:
        words = texts[citation["document"]][citation["start"] : citation["end"]]
        assert words == citation["quote"]
    for passage in (p for a in answers for p in a["passages"]):  # type: ignore[attr-defined]
        assert texts[passage["document"]][passage["start"] : passage["end"]] == passage["text"]


def test_answers_come_in_order_and_at_least_ten_passages(answers: list[dict[str, object]]) -> None:
    assert [a["id"] for a in answers] == [str(n) for n in range(len(QUESTIONS))]
    assert all(len(a["passages"]) >= 10 for a in answers)  # type: ignore[arg-type]


def test_a_number_a_list_and_nothing_held(answers: list[dict[str, object]]) -> None:
    number, people, _, projects, nothing = answers
    assert number["short_answer"] == "more than 42,000"
    for name in ("Jeffrey He", "Justin Hollis", "Matthew Ballard", "Matthew Sutton", "Plastow"):
        assert name in str(people["text"])
    for name in ("Urumqi", "MoYu", "PiShan", "LuoP", "YuTian"):
        assert name in str(projects["text"])
    assert (nothing["outcome"], nothing["citations"]) == ("not_held", [])


def test_ask_prints_the_quote_and_where_it_stands(place: Path) -> None:
    code, out, _ = run(place, "ask", QUESTIONS[2])
    assert code == 0
    assert "any location which is routinely used by ministers" in out
    assert "Baroness Neville-Rolfe, as quoted in Justin Hollis’s letter to Professor" in out


def test_search_and_documents_as_json(place: Path) -> None:
    _, found, _ = run(place, "search", "cyber security", "--limit", "3", "--json")
    rows = json.loads(found)
    assert len(rows) == 3
    assert list(rows[0]) == ["document", "start", "end", "text", "score"]
    _, listed, _ = run(place, "documents", "--json")
    assert [d["document"] for d in json.loads(listed)] == sorted(
        f.name for f in (ROOT / "corpus").glob("*.txt")
    )


def test_documents_as_a_table(place: Path) -> None:
    code, out, _ = run(place, "documents")
    assert code == 0
    assert "Pierre-Richard" in out


def test_a_second_index_run_embeds_nothing(place: Path) -> None:
    before = (place / ".rag" / "CURRENT").read_text()
    code, out, _ = run(place, "index")
    assert code == 0
    assert "read 0, unchanged 3, changed 0, removed 0, failed 0" in out
    assert " 0 embedded now" in out
    assert (place / ".rag" / "CURRENT").read_text() == before


def test_doctor_finds_all_sound(place: Path) -> None:
    code, out, _ = run(place, "doctor")
    assert code == 0, out
    assert "FAIL" not in out


@pytest.mark.parametrize(
    ("question", "names"),
    [
        pytest.param("", "no words", id="empty"),
        pytest.param("why " * 25_000, "100,000 characters", id="100,000 characters"),
        pytest.param("\x01\x02\u202e", "no words", id="control characters"),
    ],
)
def test_what_cannot_be_asked_gets_one_line(place: Path, question: str, names: str) -> None:
    code, out, err = run(place, "ask", question)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert names in err


def test_bad_files_are_named_and_the_others_answer(place: Path, tmp_path: Path) -> None:
    shutil.copytree(place / "corpus", tmp_path / "corpus")
    shutil.copytree(place / ".rag", tmp_path / ".rag")
    (tmp_path / "network").mkdir()
    (tmp_path / "corpus" / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00")
    (tmp_path / "corpus" / "blank.txt").write_bytes(b"")
    (tmp_path / "corpus" / "ferry.md").write_text(
        "# Ferries\n\nThe ferry to Harwich sails on Mondays."
    )
    code, out, _ = run(tmp_path, "index")
    assert code == 1
    assert "read 1, unchanged 3, changed 0, removed 0, failed 2" in out
    assert "failed: picture.txt: not text" in out
    assert "failed: blank.txt: empty" in out
    _, answer, _ = run(tmp_path, "ask", "On which day does the ferry to Harwich sail?")
    assert "“The ferry to Harwich sails on Mondays.” [1]" in answer
