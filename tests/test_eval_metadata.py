"""Made-up documents with known metadata, and how guesses are scored against it."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.metadata.command import HALVES
from eval.metadata.facts import Example, draw_facts
from eval.metadata.report import fault_lines
from eval.metadata.scoring import FIELDS, guess_corpus, guess_examples, make_examples, score


def test_the_same_seed_makes_the_same_documents() -> None:
    made = [dict(make_examples(HALVES["known"], 2, seed)) for seed in (1, 1, 2)]
    assert made[0] == made[1] != made[2]
    assert sum(len(layouts) for layouts in HALVES.values()) * 4 >= 60
    assert not {f.__name__ for f in HALVES["known"]} & {f.__name__ for f in HALVES["aside"]}


@pytest.mark.parametrize("half", HALVES)
def test_what_is_known_stands_in_the_document(half: str) -> None:
    for name, example in make_examples(HALVES[half], 3, 7):
        assert set(example.gold) <= set(FIELDS), name
        words = " ".join(example.content.replace("*", "").casefold().split())
        for key in set(example.gold) - {"kind", "date"}:
            for item in example.gold[key]:
                assert any(form.casefold() in words for form in item), (name, key, item)


def test_scores_count_values_and_name_faults(tmp_path: Path) -> None:
    text = "3 May 2020\n\nDear Ms Lee,\n\nAll is well with the bins of your street.\n\nYours sincerely,\n\nBob Ray\n"
    gold = {
        "kind": (("letter",),),
        "author": (("Bob Ray", "Mr Ray"), ("Cy Dee",)),
        "addressee": (("Mr Lee",),),
    }
    example = Example("a.txt", text, gold, frozenset(["date"]))
    scores = score(guess_examples([("one", example)], tmp_path))
    assert "date" not in scores
    assert (scores["kind"].precision, scores["kind"].recall) == (1, 1)
    assert (scores["author"].precision, scores["author"].recall) == (1, 0.5)
    assert (scores["addressee"].precision, scores["addressee"].recall) == (0, 0)
    assert scores["role"].precision is None
    assert list(fault_lines(scores)) == [
        "one: author: Bob Ray (known: Bob Ray; Cy Dee)",
        "one: addressee: Ms Lee (known: Mr Lee)",
    ]


def test_the_corpus_is_read_without_its_sidecars(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_text("Minutes of the Parks Committee\n\nNothing was said.\n")
    (corpus / "a.txt.meta.yaml").write_text("kind: minutes\nauthor: Ann Lee\n")
    scores = score(guess_corpus(corpus, tmp_path / "hidden"))
    assert {key: s.recall for key, s in scores.items()} == {"kind": 1, "author": 0}


def test_names_of_many_origins_are_drawn() -> None:
    names = {draw_facts(str(n)).author.name for n in range(60)}
    assert len(names) > 20
