"""An encoder adapted to pairs: read, put in other forms, held back, trained, judged, kept or refused."""

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import torch
from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss

from rag import wiring
from rag.cli_tune import tune as tune_command
from rag.engines.encoder import PACKAGED, SentenceEncoder, find_model, load_model
from rag.engines.trainer import save_blended
from rag.engines.training_data import training_data
from rag.engines.training_loss import InBatchNegatives
from rag.errors import WorseEncoder, WrongUse
from rag.settings import read_settings
from rag.tuning.examples import nearest_piece
from rag.tuning.forms import forms_of
from rag.tuning.judging import Judged, judge, least_change
from rag.tuning.pairs import Pair, divided, pairs_from
from rag.tuning.run import Tools, tune
from rag.types import Example, Lesson, Negatives

PAIRS = [Pair(f"What became of ship {n}?", f"Ship {n} sailed on.") for n in range(500)]


THINGS = (
    "canal violin; meadow anvil; chapel trout; quarry bonnet; orchard ledger; furnace swan; "
    "railway pepper; library otter; market candle; harbour kettle; bridge walnut; mill feather; "
    "tower saddle; garden copper; school pickle; prison ribbon; forest bishop; island mirror; "
    "palace thimble; barn comet; cellar parrot; museum barley; theatre pebble"
)
"""Words that have nothing to do with each other: that each stands for its neighbour must be learned."""


class WholeSplitter:
    def split(self, text: str) -> list[str]:
        return [text]


class CopyingTrainer:
    """A trainer that hands out a folder made before."""

    def __init__(self, made: Path) -> None:
        self.made = made
        self.learned: list[Example] = []

    def train(self, examples, watch, work, tell):  # type: ignore[no-untyped-def]
        self.learned = list(examples)
        return self.made


@pytest.fixture(scope="module")
def small_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The encoder in use but with one of its layers, so that a step takes no time."""
    model = load_model(find_model(PACKAGED))
    transformer: Any = model[0].auto_model
    transformer.encoder.layer = transformer.encoder.layer[:1]
    transformer.config.num_hidden_layers = 1
    folder = tmp_path_factory.mktemp("small")
    model.save(str(folder), create_model_card=False)
    return folder


def tools_of(base: Path, trained: Path) -> Tools:
    encoder = SentenceEncoder(str(base))
    return Tools(
        encoder,
        WholeSplitter(),
        CopyingTrainer(trained),
        lambda folder: SentenceEncoder(str(folder)),
        lambda trained, share, folder: save_blended(base, trained, share, folder),
    )


def tell_nobody(stage: str, done: int, total: int) -> None:
    pass


def test_pairs_are_read_once_each_under_either_name() -> None:
    lines = ['{"question": "Q?", "answer": "A."}', "", '{"question": "Q?", "passage": "A."}']
    assert pairs_from(lines, "p.jsonl") == [Pair("Q?", "A.")]


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"question": "Q?"}', '{"question": " ", "answer": "A"}']
)
def test_a_line_that_is_no_pair_is_named(line: str) -> None:
    with pytest.raises(WrongUse, match=r"p\.jsonl, line 2: "):
        pairs_from(["", line], "p.jsonl")


def test_about_a_tenth_is_held_back_and_no_passage_stands_on_both_sides() -> None:
    twice = PAIRS + [Pair(f"Once more: {p.question}", p.passage) for p in PAIRS]
    learn, held_back = divided(twice)
    assert len(learn) + len(held_back) == len(twice)
    assert 60 < len(held_back) < 140
    assert not {p.passage for p in learn} & {p.passage for p in held_back}


def test_questions_lose_their_formulas() -> None:
    asked = "To ask the Minister for Ships, Boats and Ports, what steps she took. How many sailed?"
    assert forms_of(asked) == [
        asked,
        "What steps she took. How many sailed?",
    ]
    assert forms_of("How many ships sailed in May?") == ["How many ships sailed in May?"]


def test_the_piece_with_the_questions_words_answers_it() -> None:
    pieces = ["Thank you for writing.", "The harbour dues were raised.", "The harbour is deep."]
    assert nearest_piece("Why were harbour dues raised?", pieces) == pieces[1]


def test_the_least_change_within_a_standard_error_is_taken() -> None:
    even = Judged((1, 2) * 50)
    assert least_change({0.5: even, 1.0: Judged((1, 2) * 49 + (1, 1))}) == 0.5
    assert least_change({0.5: even, 1.0: Judged((1,) * 100)}) == 1.0


def test_texts_gone_through_by_length_have_the_loss_of_the_whole_batch(small_model: Path) -> None:
    model = load_model(small_model).eval()
    columns = [
        [f"Which ship sailed in year {n}?" + " And why?" * (n % 5) for n in range(40)],
        [f"Ship {n} sailed." + " It came back late." * (n * 7 % 11) for n in range(40)],
    ]
    features = [model.preprocess(column) for column in columns]
    labels = torch.arange(40)
    ours = InBatchNegatives(model, scale=20)(features, labels)
    features = [model.preprocess(column) for column in columns]
    theirs = MultipleNegativesRankingLoss(model, scale=20)(features, labels)
    assert ours.item() == pytest.approx(theirs.item(), rel=1e-4)
    ours.backward()
    assert any(p.grad is not None and p.grad.abs().sum() > 0 for p in model.parameters())


def test_equal_passages_are_not_each_others_rivals(small_model: Path) -> None:
    watched = [
        Example("Which ship?", "The ship sailed."),
        Example("What sailed?", "The ship sailed."),
    ]
    assert judge(SentenceEncoder(str(small_model)).encode, watched).ranks == (1, 1)


def test_an_encoder_that_is_no_better_is_not_written(small_model: Path, tmp_path: Path) -> None:
    tools = tools_of(small_model, small_model)
    with pytest.raises(WorseEncoder, match="nothing was written"):
        tune(PAIRS, tmp_path / "out", Lesson(), tools, tell_nobody)
    assert not (tmp_path / "out").exists()


def test_a_folder_with_other_things_and_too_few_pairs_are_refused(
    small_model: Path, tmp_path: Path
) -> None:
    tools = tools_of(small_model, small_model)
    with pytest.raises(WrongUse, match="too few to learn from"):
        tune(PAIRS[:50], tmp_path / "out", Lesson(), tools, tell_nobody)
    (tmp_path / "letter.txt").write_text("Dear all")
    with pytest.raises(WrongUse, match="holds something other than an encoder"):
        tune(PAIRS, tmp_path, Lesson(), tools, tell_nobody)


def test_a_run_with_other_options_does_not_go_on_with_what_is_left(
    small_model: Path, tmp_path: Path
) -> None:
    tools = tools_of(small_model, small_model)
    with pytest.raises(WorseEncoder):
        tune(PAIRS, tmp_path / "out", Lesson(), tools, tell_nobody)
    with pytest.raises(WrongUse, match="left by a run with other pairs or options"):
        tune(PAIRS, tmp_path / "out", Lesson(passes=2), tools, tell_nobody)


def test_questions_learn_beside_others_on_their_topic(
    small_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rag.engines.training_data.TOPIC", 40)
    ships = [
        Example(f"Where did ship {n} sail?", f"The ship sailed to port {n}.") for n in range(40)
    ]
    soups = [Example(f"Who ate soup {n}?", f"Soup of onions, bowl {n}.") for n in range(40)]
    model = load_model(small_model)
    by_topic = training_data([*ships, *soups], model, Lesson(batch=8))
    assert isinstance(by_topic, dict)
    assert sorted(len(rows) for rows in by_topic.values()) == [40, 40]
    for rows in by_topic.values():
        assert len({text.startswith("Soup") for text in rows["positive"]}) == 1
    mixed = training_data([*ships, *soups], model, Lesson(batch=8, negatives=Negatives.ANY))
    assert len(mixed) == 80


@pytest.mark.parametrize("topic", [1_000, 50])
def test_a_run_broken_off_goes_on_where_it_stood(
    topic: int, small_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rag.engines.training_data.TOPIC", topic)
    lesson = Lesson(batch=16, learning_rate=0.0005)
    tools = wiring.tuning_tools(read_settings(tmp_path, encoder=str(small_model)), lesson)
    steps: list[int] = []

    def break_off(stage: str, done: int, total: int) -> None:
        if stage == "training" and done == 3:
            raise KeyboardInterrupt

    def note(stage: str, done: int, total: int) -> None:
        if stage == "training":
            steps.append(done)

    with pytest.raises(KeyboardInterrupt):
        tune(PAIRS[:150], tmp_path / "out", lesson, tools, break_off)
    assert not (tmp_path / "out").exists()
    (tmp_path / "out.part" / "training" / "checkpoint-99").mkdir()  # killed while it was written
    with suppress(WorseEncoder):  # so few pairs may teach nothing; what counts is where it went on
        tune(PAIRS[:150], tmp_path / "out", lesson, tools, note)
    assert steps[0] > 1
    assert steps == list(range(steps[0], steps[0] + len(steps)))


def test_the_command_adapts_an_encoder_to_500_pairs(
    small_model: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in [n for n in os.environ if n.startswith("RAG_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("RAG_ENCODER", str(small_model))
    monkeypatch.chdir(tmp_path)
    things = [w.split() for w in THINGS.split(";")]
    pairs = [
        {"question": f"Where is the {a} of the {c}?", "passage": f"The {b} stands by the {d}."}
        for n, (a, b) in enumerate(things)
        for c, d in things[n + 1 :] + things[:n]
    ]
    Path("pairs.jsonl").write_text("\n".join(json.dumps(p) for p in pairs), encoding="utf-8")
    tune_command(Path("pairs.jsonl"), Path("tuned"), learning_rate=0.002)
    said = capsys.readouterr().out
    assert "before and after" in said and "mean reciprocal rank" in said
    assert "rebuild the index: rag index" in said
    tuned = SentenceEncoder("tuned")
    assert tuned.fingerprint != SentenceEncoder(str(small_model)).fingerprint
    assert tuned.encode(["A canal"]).dtype == "float32"
    assert (tmp_path / "tuned" / "README.md").is_file()
    assert not (tmp_path / "tuned.part").exists()
    sizes = [(f / "model.safetensors").stat().st_size for f in (tmp_path / "tuned", small_model)]
    assert sizes[0] < 0.51 * sizes[1]
