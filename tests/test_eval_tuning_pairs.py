"""What the packaged encoder is tuned on: made from the public data, halves of sets left to be asked."""

import gzip
import json
from pathlib import Path

import pytest

from eval import tuning_pairs
from rag.errors import WrongUse

LONG = " ".join(["The dues were raised for all boats in the spring"] * 3)


def write_rows(file: Path, *rows: object) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def test_a_statute_is_asked_by_its_headings(tmp_path: Path) -> None:
    text = f"Contents\nURL_Of_PAGE:\nhttp://x/1\nHarbour dues\n1. {LONG}\nURL_Of_PAGE:\nhttp://x/2\nShort title\n2. Act."
    write_rows(tmp_path / "documents.jsonl", {"title": "Harbours Act 1900", "text": text})
    (pair,) = tuning_pairs.statutes(tmp_path)
    assert "arbour dues" in pair.question
    assert (pair.passage, pair.title) == (f"1. {LONG}", "Harbours Act 1900")


def test_the_other_half_of_a_set_is_left_to_be_asked(tmp_path: Path) -> None:
    names = [f"article-{n}" for n in range(20)]
    write_rows(
        tmp_path / "documents.jsonl",
        *({"doc_id": n, "title": n, "text": f"First.\n\nSecond of {n}."} for n in names),
    )
    write_rows(
        tmp_path / "questions.jsonl",
        *(
            {
                "question": f"Which is {n}?",
                "answerable": True,
                "evidence": [{"doc_id": n, "quote": "Second"}],
            }
            for n in names
        ),
        {"question": "Which is missing?", "answerable": False, "evidence": []},
    )
    pairs = list(tuning_pairs.paragraphs(tmp_path))
    assert 0 < len(pairs) < len(names)
    assert all(pair.passage == f"Second of {pair.title}." for pair in pairs)


def test_short_answers_are_left_out_and_half_have_a_title(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "pairs.jsonl.gz", "wt", encoding="utf-8") as lines:
        for n in range(20):
            row = {"id": str(n), "department": "Ports", "month": "2024-01", "question": f"Why {n}?"}
            lines.write(json.dumps(row | {"answer": LONG}) + "\n")
            lines.write(json.dumps(row | {"answer": "I refer the Member to my answer."}) + "\n")
    pairs = list(tuning_pairs.written_answers(tmp_path))
    assert [pair.passage for pair in pairs] == [LONG] * 20
    assert 0 < sum(bool(pair.title) for pair in pairs) < 20


def test_a_missing_set_is_named(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match=r"uk_wa_pairs.*missing"):
        tuning_pairs.tuning_pairs(tmp_path)
