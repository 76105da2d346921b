"""`python -m eval claims`: how many wrong sentences the claim check flags, and how many right ones."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from eval import claims, records
from eval.claim_sources import sources_of
from rag.settings import read_settings

SETS = ("squad2_half", "uk_wa_transport", "policyqa", "covidqa", "hotpot500")
_HALVES = {"development": 0, "aside": 1}


def measure_claims(
    shared: Annotated[Path, typer.Option("--shared", help="Folder with data/.")],
    half: Annotated[
        str | None,
        typer.Option(
            "--half",
            help="Only the sentences the check was built on (development), or kept aside (aside).",
            show_default="both",
        ),
    ] = None,
    each: Annotated[
        int, typer.Option("--each", min=10, help="Wrong sentences, and right ones.")
    ] = 1_000,
    seed: Annotated[int, typer.Option("--seed", help="Another seed, other sentences.")] = 1,
    missed: Annotated[
        int, typer.Option("--missed", min=0, help="Show so many that are judged wrongly.")
    ] = 0,
    out: Annotated[Path | None, typer.Option("--out", help="JSON file to write.")] = None,
) -> None:
    """Check sentences made wrong by one change, and right ones said otherwise, against their sources."""
    if half not in (None, *_HALVES):
        raise typer.BadParameter(f"one of {', '.join(_HALVES)}", param_hint="--half")
    number = None if half is None else _HALVES[half]
    corpus = read_settings().corpus
    sources = sources_of(shared, corpus, SETS, seed)
    chosen = sources if number is None else sources[number::2]
    wrong = claims.wrong_examples(chosen, each, seed)
    by_hand = claims.written_by_hand(corpus, number)
    wrong = [*claims.changed_by_hand(by_hand, seed), *wrong]
    right = [*by_hand, *claims.right_examples(chosen, max(0, each - len(by_hand)), seed)]
    tables = {"wrong": claims.table(wrong), "right": claims.table(right)}
    for name, rows in tables.items():
        for row in rows:
            typer.echo(
                f"{name:6} {row['kind']:28} {row['flagged']:5} of {row['sentences']:5} flagged"
            )
    for example in claims.judged_wrongly([*wrong, *right])[:missed]:
        typer.echo(f"\n{claims.described(example)}")
    if out:
        records.write(out, {"seed": seed, "half": half or "both", "sets": SETS, **tables})
        typer.echo(f"Written: {out}")
