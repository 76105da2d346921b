"""Which clauses of a letter ask: the seam between rules and model, and the packaged model."""

import json
from collections.abc import Sequence
from dataclasses import replace
from importlib import resources

import pytest

from rag.answering.logistic import LogisticModel, model_of
from rag.enquiries import asking_model
from rag.enquiries.asking_model import fitted
from rag.enquiries.clause_features import Said, clauses_in, features_of, tokens_of
from rag.enquiries.judging import by_likelihood, by_rules, parts_of
from rag.enquiries.splitting import split_letter
from rag.enquiries.word_kinds import kinds_of
from rag.enquiries.wording import Manner, Sentence


def letter(body: str) -> str:
    return f"Dear Sir\n\n{body}\n\nYours faithfully\nAnn Smith\n"


def asked(text: str) -> list[str]:
    return [" ".join(q.text.split()) for q in split_letter(text)]


def test_a_judge_decides_what_running_prose_asks() -> None:
    def judge(_text: str, said: Sequence[Said]) -> list[list[Sentence]]:
        return [[replace(s, manner=Manner.ASKS) for s in one.together] for one in said]

    text = letter("The pier is shut. The bell is gone.")
    assert [q.text for q in split_letter(text, judge)] == [
        "The pier is shut.",
        "The bell is gone.",
    ]
    assert split_letter(text, by_rules) == ()


@pytest.mark.parametrize("likelihood", [0.0, 1.0])
def test_what_is_marked_or_announces_is_left_to_the_rules(likelihood: float) -> None:
    text = letter("Please answer these questions:\n\n1. Who rang the bell?\n2. Why?")
    questions = split_letter(text, by_likelihood(lambda features: likelihood))
    assert [q.label for q in questions] == ["1", "2"]


def test_the_part_that_asks_is_cut_from_a_sentence_that_tells() -> None:
    text = letter("The mill burnt down in 1902, and the deeds of it I should be happy to have.")

    def likelihood(features: dict[str, float]) -> float:
        return float("begins: the deeds" in features and "has: mill" not in features)

    (question,) = split_letter(text, by_likelihood(likelihood))  # type: ignore[arg-type]
    assert question.text == "the deeds of it I should be happy to have."
    assert text[question.start : question.end] == question.text


def test_the_rests_of_a_sentence_begin_at_its_turns() -> None:
    text = "It rained, and the\nroof leaked; who mends it now?"
    sentence = Sentence(0, len(text), " ".join(text.split()), Manner.ASKS)
    parts = parts_of(text, sentence)
    assert [p.words for _, p in parts] == [
        "the roof leaked; who mends it now?",
        "who mends it now?",
    ]
    assert all(" ".join(text[p.start : p.end].split()) == p.words for _, p in parts)


def test_likelihood_is_logistic_and_stays_within_bounds() -> None:
    model = LogisticModel(0.0, {"a": 1.0, "b": -1000.0})
    assert model.likelihood({}) == 0.5
    assert model.likelihood({"a": 2.0, "unknown": 9.0}) == pytest.approx(0.8808, abs=1e-4)
    assert 0 < model.likelihood({"b": 1.0}) < 1e-9


def test_the_packaged_model_tells_what_it_was_fitted_on() -> None:
    file = resources.files("rag.enquiries").joinpath(asking_model.FIT)
    stored = json.loads(file.read_text(encoding="utf-8"))
    assert model_of(stored) == fitted()
    assert stored["command"] == "python -m eval fit-letters"
    assert stored["fitted"] >= "2026-11-28"
    assert stored["letters"] >= 200
    left_out = stored["left_out"]
    assert left_out["model"]["found"] > left_out["rules"]["found"]
    assert left_out["model"]["invented"] < left_out["rules"]["invented"]
    assert stored["clauses"]["of letters"]["ask"] > 300
    assert len(file.read_text(encoding="utf-8")) < 200_000


@pytest.mark.parametrize(
    "sentence",
    [
        "Who moved the benches?",
        "Members would welcome a copy of the survey.",
        "I'd be glad to know what it cost.",
        "Please tell me when the library opens.",
        "How many boats were lost in the storm of 2013?",
    ],
)
def test_what_the_packaged_model_takes_for_a_question(sentence: str) -> None:
    assert asked(letter(f"The ferry was late. {sentence}")) == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "I have lived here since 1974.",
        "He asked who I was and I told him.",
        "I look forward to your reply.",
        "Did anybody think? No.",
        "Isn't it wonderful how they manage?",
        "We would like it placed on record that nobody was hurt.",
    ],
)
def test_what_the_packaged_model_takes_for_none(sentence: str) -> None:
    assert asked(letter(f"The ferry was late. {sentence}")) == []


def test_words_are_told_small_with_names_and_numbers_as_such() -> None:
    assert tokens_of("Did Mr Brown see 1,200 geese?") == [
        "did",
        "Name",
        "Name",
        "see",
        "0",
        "geese",
        "?",
    ]


def test_words_of_a_kind_are_evidence_for_each_other() -> None:
    assert kinds_of(tokens_of("We'd welcome the lists")) == ["I", "MODAL", "WANT", "THE", "INFO"]
    assert kinds_of(tokens_of("I would like any records")) == ["I", "MODAL", "WANT", "THE", "INFO"]


def test_a_clause_is_seen_with_its_neighbours_and_its_place() -> None:
    seen: list[dict[str, float]] = []

    def catch(text: str, said: Sequence[Said]) -> list[list[Sentence]]:
        seen.extend(features_of(c) for clauses in clauses_in(said) for c in clauses)
        return by_rules(text, said)

    split_letter(letter("The bell rang. Who rang it? Nobody knows."), catch)
    middle = seen[1]
    assert {"before: ends .", "after: nobody", "ends ?", "begins: who rang"} <= middle.keys()
    assert "place: begins a paragraph" not in middle
    assert "place: begins a paragraph" in seen[0]
