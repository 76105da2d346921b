"""The command that adapts the encoder to an office's own enquiries and replies."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rag.negatives import Negatives
from rag.terminal import lines_of, progress_bar, safe, settings_for

if TYPE_CHECKING:
    from rag.tuning.run import Tuned

# Commands import what they need when they run: `rag --help` must answer at once.


PairsArgument = Annotated[
    Path,
    typer.Argument(help='JSON Lines file: {"question", "passage", "title" (optional)} a line.'),
]
OutOption = Annotated[Path, typer.Option("--out", help="Folder to write the new encoder to.")]
PassesOption = Annotated[
    int, typer.Option("--passes", min=1, max=20, help="Times the pairs are gone through.")
]
TemperatureOption = Annotated[
    float,
    typer.Option("--temperature", min=0.005, max=1, help="Lower tells apart more sharply."),
]
LearningRateOption = Annotated[
    float, typer.Option("--learning-rate", min=1e-6, max=0.01, help="How far each step goes.")
]
NegativesOption = Annotated[
    Negatives,
    typer.Option(
        "--negatives",
        help="What questions learn to stay away from: answers to any others, to others on their"
        " topic, or to any and a passage much like their own answer.",
    ),
]


def tune(
    pairs: PairsArgument,
    out: OutOption,
    passes: PassesOption = 1,
    temperature: TemperatureOption = 0.05,
    learning_rate: LearningRateOption = 2e-5,
    negatives: NegativesOption = Negatives.TOPIC,
) -> None:
    """Adapt the encoder to past enquiries and replies; a tenth is held back to judge it by.

    Nothing is written where the new encoder is no better. A run that was broken off goes on where
    it stood when the same command is given again.
    """
    from rag import wiring
    from rag.tuning.card import card
    from rag.tuning.pairs import pairs_from
    from rag.tuning.run import tune as run
    from rag.types import Lesson

    settings = settings_for(None)
    read = pairs_from(lines_of(pairs), str(pairs))
    lesson = Lesson(
        passes=passes,
        learning_rate=learning_rate,
        temperature=temperature,
        negatives=negatives,
    )
    with progress_bar() as progress:
        tuned = run(read, out, lesson, wiring.tuning_tools(settings, lesson), progress)
    command = shlex.join(["rag", "tune", str(pairs), "--out", str(out)])
    (out / "README.md").write_text(card(tuned, settings.encoder, command), encoding="utf-8")
    _print(tuned, out)


def _print(tuned: Tuned, out: Path) -> None:
    from rag.tuning.card import comparison

    typer.echo(f"On {len(tuned.before.ranks):,} pairs held back, before and after:")
    for name, before, after in comparison(tuned):
        typer.echo(f"  {name:<28}{before:.3f}  {after:.3f}")
    typer.echo(
        f"Written: {safe(str(out))}\n"
        f"To use it, set encoder = {safe(str(out))!r} in rag.toml and rebuild the index: rag index"
    )
