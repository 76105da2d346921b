"""Old answers against a corpus that has changed since, as `rag verify` judges them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from rag.answering.answer_json import as_json
from rag.answering.checking import check
from rag.answering.verify_json import answers_from
from rag.answering.verifying import Recorded, Standing, Verifier
from rag.types import Answer, Document, Draft, Outcome, Searched, Span
from tests.fakes import make_document
from tests.running import rag
from tests.store_samples import Desk, Here, document

LETTERS = {
    "kept.txt": "The depot opens at nine.\n\nThe roof is red.",
    "altered.txt": "The depot held 42,000 records in May 2020.\n\nIt has never sold one of them.",
    "moved.txt": "The yard is locked at night by the keeper.\n\nNobody may enter it then.",
    "renamed.txt": "The ferry to Harwich sails on Mondays.\n\nIt takes vans.",
    "rewritten.txt": "The mayor opened the market on Friday.\n\nEverybody had cake.",
    "removed.txt": "The mill burned down in 1931.\n\nIt was never rebuilt.",
    "turned.txt": "The bridge is safe for heavy lorries.\n\nIt was built in 1902.",
}


def answer(*held: Document) -> dict[str, Any]:
    """An answer that cites the first sentence of each document."""
    spans = tuple(Span(d.id, 0, d.text.index("\n")) for d in held)
    text = "\n\n".join(f"[{n}]" for n in range(1, len(spans) + 1))
    checked = check(Draft(text, spans), {d.id: d for d in held})
    searched = Searched(len(held), len(held), "then")
    outcome = Outcome.ANSWERED
    return as_json(
        Answer("a", "q", "q", outcome, checked.text, None, checked.citations, (), 1.0, searched, "x", {})
    )  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A store whose documents have changed since the answer in answers.jsonl was given."""
    desk = Desk(tmp_path_factory.mktemp("verify"))
    for name, text in LETTERS.items():
        (desk.folder / name).write_text(text, encoding="utf-8")
    desk.index(Here())
    line = json.dumps(answer(*(document(text, name) for name, text in LETTERS.items())))
    older = json.loads(line)
    for citation in older["citations"]:
        del citation["document_sha256"]
    older["id"] = "older"
    (desk.root / "answers.jsonl").write_text(f"{line}\n\n{json.dumps(older)}\n", encoding="utf-8")
    change(desk.folder)
    desk.index(Here(), allow_mass_delete=True)
    return desk


def change(folder: Path) -> None:
    def write(name: str, text: str) -> None:
        (folder / name).write_text(text, encoding="utf-8")

    write("altered.txt", LETTERS["altered.txt"].replace("42,000", "43,000"))
    write("moved.txt", "A new beginning stands here.\n\n" + LETTERS["moved.txt"])
    (folder / "renamed.txt").rename(folder / "anew.txt")
    (folder / "rewritten.txt").unlink()
    write("written-anew.txt", LETTERS["rewritten.txt"].replace("cake", "two cakes"))
    (folder / "removed.txt").unlink()
    write(
        "turned.txt", LETTERS["turned.txt"].replace("The bridge", "It is not true that the bridge")
    )


def test_each_citation_is_unchanged_moved_changed_or_gone(desk: Desk) -> None:
    done = rag("verify", "answers.jsonl", "--json", "--store", str(desk.store), cwd=desk.root)
    assert (done.code, done.err) == (1, "")
    told = json.loads(done.out)
    first, older = told["answers"]
    assert list(first) == ["id", "citations"]
    assert {c["document"]: c["status"] for c in first["citations"]} == {
        "kept.txt": "unchanged",
        "altered.txt": "changed",
        "moved.txt": "moved",
        "renamed.txt": "moved",
        "rewritten.txt": "moved",
        "removed.txt": "gone",
        "turned.txt": "changed",
    }
    by_document = {c["document"]: c for c in first["citations"]}
    assert by_document["altered.txt"]["differences"] == [
        {"kind": "number", "quoted": "42,000", "source": "43,000"}
    ]
    assert by_document["moved.txt"]["now"]["start"] == 30
    assert by_document["renamed.txt"]["now"]["document"] == "anew.txt"
    assert by_document["rewritten.txt"]["now"]["document"] == "written-anew.txt"
    assert "now" not in by_document["kept.txt"]
    assert told["summary"] == {
        **{"answers": 2, "citations": 14},
        **{"unchanged": 2, "moved": 6, "changed": 4, "gone": 2},
    }
    assert [c["status"] for c in older["citations"]] == [c["status"] for c in first["citations"]]


def test_staff_read_what_is_not_as_it_was(desk: Desk) -> None:
    lines = (desk.root / "answers.jsonl").read_text(encoding="utf-8").splitlines()
    standing = json.loads(lines[0])
    standing["citations"] = standing["citations"][:1]
    bad = ["{", "[]", '{"citations": [{"quote": 5}]}']
    file = desk.root / "mixed.jsonl"
    file.write_text("\n".join([json.dumps(standing), *bad, lines[2]]), encoding="utf-8")
    done = rag("verify", "mixed.jsonl", "--store", str(desk.store), cwd=desk.root)
    assert done.code == 1
    assert "older [2] changed: altered.txt: The depot held 42,000 records" in done.out
    assert "number: was '42,000', now '43,000'" in done.out
    assert "older [4] moved: renamed.txt, now anew.txt: The ferry" in done.out
    assert "kept.txt" not in done.out
    for line in (2, 3, 4):
        assert f"mixed.jsonl, line {line}: " in done.err
    assert done.err.count("\n") == 3


def test_all_standing_is_exit_code_0(desk: Desk) -> None:
    line = (desk.root / "answers.jsonl").read_text(encoding="utf-8").splitlines()[0]
    kept = json.loads(line)
    kept["citations"] = [c for c in kept["citations"] if c["document"] in {"kept.txt", "moved.txt"}]
    (desk.root / "kept.jsonl").write_text(json.dumps(kept), encoding="utf-8")
    done = rag("verify", "kept.jsonl", "--store", str(desk.store), cwd=desk.root)
    assert (done.code, done.err) == (0, "")
    assert "1 unchanged, 1 moved, 0 changed, 0 gone" in done.out


def recorded(quote: str, document: str = "letter.txt", **more: Any) -> Recorded:
    return Recorded(1, document, quote, **more)


def test_the_nearest_of_several_places_is_the_one_meant() -> None:
    held = make_document("It rained.\nThe sun shone.\nIt rained.")
    found = Verifier([held]).verify(recorded("It rained.", start=24, end=34))
    assert (found.standing, found.span) == (Standing.MOVED, Span(held.id, 26, 36))


def test_the_same_phrase_in_another_file_is_not_the_passage() -> None:
    held = make_document("It rained.", path="other.txt")
    assert Verifier([held]).verify(recorded("It rained.")).standing is Standing.GONE


def test_a_renamed_and_rewritten_file_is_known_by_its_title_author_and_date() -> None:
    about = {"title": "On vans", "author": "Ann", "date": "2020-01-02"}
    held = document("The depot sold 43 vans in the spring.", "new.txt", **about)
    found = Verifier([held]).verify(recorded("The depot sold 42 vans in the spring.", **about))
    assert (found.standing, found.document) == (Standing.CHANGED, held)
    stranger = recorded("The depot sold 42 vans in the spring.", **{**about, "author": "Ben"})
    assert Verifier([held]).verify(stranger).standing is Standing.GONE


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("{", id="not JSON"),
        pytest.param("[" * 100_000, id="nested without end"),
        pytest.param('{"id": "x"}', id="no citations"),
        pytest.param('{"citations": [5]}', id="a number for a citation"),
        pytest.param('{"citations": [{"quote": " ", "document": "x"}]}', id="an empty quote"),
        pytest.param('{"citations": [{"quote": "x"}]}', id="no document"),
    ],
)
def test_a_line_that_is_no_answer_is_named_and_the_others_are_read(line: str) -> None:
    good = '{"citations": [{"quote": "x", "document": "y", "start": true, "number": -1}]}'
    answers, complaints = answers_from([good, line], "a.jsonl")
    assert [(a.id, a.citations[0].start, a.citations[0].number) for a in answers] == [
        ("1", None, 1)
    ]
    assert len(complaints) == 1
    assert complaints[0].startswith("a.jsonl, line 2: ")
    assert "\n" not in complaints[0]
