"""The measurement of quotations falsifies, damages and counts as it says."""

from random import Random

import pytest

from eval.quotes import fuzz, measuring, speed
from eval.quotes.damage import DAMAGES, scanned, typed
from eval.quotes.mutations import MUTATIONS, Original
from eval.quotes.shelf import Text, text_of
from rag.answering.quote_check import QuoteChecker

SENTENCE = (
    "On 3 May 2020 the Inspector said that all 42 depots must not keep more than £5,000 for 12 weeks and will report it, "
    "unless the Board agrees."
)
OTHERS = [
    "The yard at Leeds was closed in winter because the roof of the hall had fallen in.",
    "Visitors from Hull have signed the register that lies beside the gate of the yard.",
]
ORIGINAL = Original(
    SENTENCE,
    OTHERS,
    ["Nobody in the harbour has seen such a thing."],
    ["Hull"],
    ["keeps", "said"],
    "",
)


def shelf() -> dict[str, list[Text]]:
    filler = " ".join(OTHERS * 3)
    return {
        "one": [text_of(f"one-{n}", f"{SENTENCE} {filler} Depot {n} is open.") for n in range(3)],
        "two": [text_of(f"two-{n}", f"{filler}\n\n{SENTENCE} Gate {n} is shut.") for n in range(3)],
    }


@pytest.mark.parametrize("kind", sorted(MUTATIONS.keys() - {"look_alike"}))
def test_each_falsification_changes_the_words(kind: str) -> None:
    for seed in range(20):
        changed = MUTATIONS[kind](ORIGINAL, Random(seed))
        assert changed is not None
        assert changed != SENTENCE


@pytest.mark.parametrize("kind", DAMAGES)
def test_damage_keeps_account_of_where_each_character_came_from(kind: str) -> None:
    text = "\n\n".join([SENTENCE, *OTHERS] * 20)
    damaged = DAMAGES[kind](text, Random(1))
    assert damaged.text != text
    assert len(damaged.origin) == len(damaged.text)
    assert damaged.origin == sorted(damaged.origin)


def test_scanning_makes_about_as_many_errors_as_asked() -> None:
    text = " ".join([SENTENCE, *OTHERS] * 200)
    damaged = scanned(0.02)(text, Random(1))
    untouched = sum(damaged.text[i] == text[o] for i, o in enumerate(damaged.origin))
    assert 0.012 < 1 - untouched / len(text) < 0.028
    assert damaged.outside
    assert damaged.digits


def test_a_typed_quotation_has_the_words_it_had() -> None:
    for seed in range(20):
        assert [w.strip('“”".,;').lower() for w in typed(OTHERS[0], Random(seed)).split()] == [
            w.strip(".").lower() for w in OTHERS[0].split()
        ]


def test_the_measurement_counts_what_is_accepted() -> None:
    wrong = measuring.altered(shelf(), QuoteChecker, 3, Random(1), lambda *_: None)
    assert sum(t.asked for t in wrong.values()) > 40
    assert [kind for kind, tally in wrong.items() if tally.accepted] == []
    right = measuring.genuine(shelf(), QuoteChecker, 10, Random(1), lambda *_: None)
    assert right["typography"].accepted == right["typography"].asked == 10
    assert right["footers inside"].share > 0.8
    assert all(t.accepted_of_hopeful <= t.accepted <= t.asked for t in right.values())


def test_speed_and_fuzz_report_what_they_did() -> None:
    texts = [text for of_set in shelf().values() for text in of_set]
    timed = speed.measure(texts, 20, QuoteChecker, Random(1), lambda *_: None)
    assert sum(timed.verdicts.values()) == timed.quotations == 20
    assert timed.times_find > 0
    fuzzed = fuzz.fuzz(30, Random(1), lambda *_: None)
    assert (fuzzed.strings, fuzzed.crashes) == (30, [])
    assert fuzzed.slowest_seconds < 1
