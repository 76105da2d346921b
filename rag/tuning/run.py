"""One tuning run: examples made, encoder adapted, old and new asked the same, the better one kept.

What it works on lies in a folder beside the one it writes (`NAME.part`), so that a run that was
broken off goes on where it stood, and the new encoder takes its name only when it is complete.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rag.errors import WorseEncoder, WrongUse
from rag.tuning.examples import examples_of
from rag.tuning.judging import Judged, judge, least_change
from rag.tuning.pairs import Pair, divided
from rag.types import Encoder, Example, Lesson, Progress, Splitter, Trainer

FEWEST_PAIRS = 100
MOST_WATCHED = 1_000
"""Held-back examples that are asked; more cost time and tell little more."""

WATCHED_WHILE_TRAINING = 400
SHARES = (0.5, 0.7, 1.0)
"""Shares of the trained weights that are tried, beside those of the encoder in use."""

RECIPE = "recipe.json"


@dataclass(frozen=True, slots=True)
class Tools:
    """What a run works with; `open_encoder` opens a folder, `blend` writes one between two others.

    `blend` is called with the trained folder, its share, and the folder to write.
    """

    encoder: Encoder
    splitter: Splitter
    trainer: Trainer
    open_encoder: Callable[[Path], Encoder]
    blend: Callable[[Path, float, Path], None]


@dataclass(frozen=True, slots=True)
class Tuned:
    """What came of a run: how the encoder in use and the new one find the held-back passages."""

    learned: int
    before: Judged
    after: Mapping[float, Judged]
    share: float
    lesson: Lesson

    @property
    def chosen(self) -> Judged:
        """The figures of the encoder that was written."""
        return self.after[self.share]


def tune(pairs: Sequence[Pair], out: Path, lesson: Lesson, tools: Tools, tell: Progress) -> Tuned:
    """Writes an adapted encoder to a folder, unless the one in use is as good.

    Raises WrongUse where there are too few pairs or the folder holds something else, WorseEncoder
    where the new one is no better than the one in use, or than the one that the folder holds.
    """
    _require_room(out)
    learn, watched = _examples(pairs, tools.splitter, tell)
    work = _workplace(out, learn, lesson, tools.encoder.fingerprint)
    before = judge(tools.encoder.encode, watched)
    trained = tools.trainer.train(
        learn,
        lambda encode: judge(encode, watched[:WATCHED_WHILE_TRAINING]).reciprocal_rank,
        work / "training",
        tell,
    )
    after = {}
    for share in SHARES:
        tools.blend(trained, share, work / str(share))
        after[share] = judge(tools.open_encoder(work / str(share)).encode, watched)
        tell("comparing", len(after), len(SHARES))
    tuned = Tuned(len(learn), before, after, least_change(after), lesson)
    _require_better(tuned, watched, out, tools)
    _put(work / str(tuned.share), out)
    shutil.rmtree(work)
    return tuned


def _examples(
    pairs: Sequence[Pair], splitter: Splitter, tell: Progress
) -> tuple[list[Example], list[Example]]:
    learn, held_back = divided(pairs)
    if len(pairs) < FEWEST_PAIRS or not held_back or not learn:
        raise WrongUse(
            f"{len(pairs):,} pairs are too few to learn from; give {FEWEST_PAIRS} or more"
        )
    made = []
    for side in (learn, held_back[:MOST_WATCHED]):
        made.append(list(examples_of(side, splitter)))
        tell("cutting passages", len(made), 2)
    return made[0], made[1]


def _require_room(out: Path) -> None:
    """A folder may be new, empty, or hold an encoder that a better one may replace."""
    if (
        out.exists()
        and not (out / "modules.json").is_file()
        and (out.is_file() or any(out.iterdir()))
    ):
        raise WrongUse(f"{out}: holds something other than an encoder; name another folder")


def _workplace(out: Path, learn: Sequence[Example], lesson: Lesson, fingerprint: str) -> Path:
    """Where the run works: a new folder, or that of the same run broken off before."""
    work = out.with_name(out.name + ".part")
    learned = hashlib.sha256(json.dumps([asdict(e) for e in learn]).encode()).hexdigest()
    recipe = json.dumps({"lesson": asdict(lesson), "encoder": fingerprint, "examples": learned})
    found = work / RECIPE
    if work.exists() and (not found.is_file() or found.read_text(encoding="utf-8") != recipe):
        raise WrongUse(
            f"{work}: left by a run with other pairs or options; repeat that one, or delete the folder"
        )
    work.mkdir(parents=True, exist_ok=True)
    found.write_text(recipe, encoding="utf-8")
    return work


def _require_better(tuned: Tuned, watched: Sequence[Example], out: Path, tools: Tools) -> None:
    if tuned.chosen.reciprocal_rank <= tuned.before.reciprocal_rank:
        raise WorseEncoder(
            "the encoder in use finds the held-back passages as well as the tuned one"
            f" ({_percent(tuned.before)} against {_percent(tuned.chosen)}): nothing was written"
        )
    if (out / "modules.json").is_file():
        held = judge(tools.open_encoder(out).encode, watched)
        if tuned.chosen.reciprocal_rank <= held.reciprocal_rank:
            raise WorseEncoder(
                f"{out} holds an encoder that is as good or better"
                f" ({_percent(held)} against {_percent(tuned.chosen)}): it was left there"
            )


def _percent(judged: Judged) -> str:
    return f"MRR {judged.reciprocal_rank:.3f}"


def _put(made: Path, out: Path) -> None:
    """Gives a finished folder its name; an encoder that stood there is gone only afterwards."""
    old = out.with_name(out.name + ".old")
    if out.exists():
        out.rename(old)
    made.rename(out)
    if old.exists():
        shutil.rmtree(old)
