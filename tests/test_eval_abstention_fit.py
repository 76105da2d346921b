"""The fit of the abstention model: sets weigh the same and are kept apart."""

import json
import random

import pytest

from eval.abstention_fit import FEATURES, Labelled, as_record, fit, left_out
from rag.answering.abstention import Features, confidence


def questions(seed: int, share_held: float, count: int = 200) -> list[Labelled]:
    """Questions whose cosines tell, with noise, whether they can be answered; the rest is noise."""
    chance = random.Random(seed)
    made = []
    for _ in range(count):
        held = chance.random() < share_held
        middle = 0.7 if held else 0.4
        values = [
            chance.gauss(middle, 0.1) if n < 1 else chance.random() for n in range(len(FEATURES))
        ]
        made.append(Labelled(Features(*values), held))
    return made


SETS = {"a": questions(1, 0.9), "b": questions(2, 0.2), "c": questions(3, 0.5)}


def test_what_tells_weighs_and_what_does_not_hardly_does() -> None:
    weights = dict(zip(FEATURES, fit(SETS).coef_[0], strict=True))
    assert weights["answer_nearness"] > 3 * abs(weights["agreement"])


def test_each_set_is_judged_by_a_model_that_never_saw_it() -> None:
    turned = [Labelled(r.features, not r.answerable) for r in questions(4, 0.5)]
    figures = left_out({**SETS, "turned": turned})
    assert figures["turned"]["auroc"] < 0.1
    assert figures["a"]["auroc"] > 0.9


def test_of_several_questions_the_surest_decides() -> None:
    near = Features(*(0.9,) * len(FEATURES))
    told = [Labelled(r.features, r.answerable, (near,) * r.answerable) for r in questions(4, 0.5)]
    figures = left_out({**SETS, "told": told})
    assert figures["told"]["answered_when_held"] == 1.0
    assert (
        figures["told"]["refusal_recall"]
        == left_out({**SETS, "told": questions(4, 0.5)})["told"]["refusal_recall"]
    )


def test_the_record_can_be_read_and_dates_itself() -> None:
    record = json.loads(json.dumps(as_record(SETS, "command", "encoder")))
    assert set(record["weights"]) == set(FEATURES)
    assert record["questions"]["a"]["all"] == 200
    assert record["fitted"][:2] == "20"


@pytest.mark.parametrize("better", FEATURES[:2])
def test_the_shipped_model_is_surer_the_nearer_the_passages(better: str) -> None:
    low = dict.fromkeys(FEATURES, 0.3)
    assert 0 <= confidence(Features(**low)) < confidence(Features(**{**low, better: 0.8})) <= 1
