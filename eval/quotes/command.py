"""`python -m eval quotes`: altered quotations refused, genuine ones kept, how fast, and fuzzed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from random import Random
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from eval import records
from eval.progress import progress_bar
from eval.quotes import fuzz as fuzzing
from eval.quotes import measuring, speed
from eval.quotes.measuring import Tally
from eval.quotes.shelf import Text, load
from rag.answering.quote_check import QuoteChecker
from rag.errors import WrongUse
from rag.settings import read_settings

_TEXTS_OF_A_SET = 40

_SPEED_DOCUMENTS = 1_112
"""Texts drawn to time with: nine tenths of them are held, the others are quoted in vain."""

_SPEED_QUOTATIONS = 5_000
_EVERY_TEXT = 2_000
_COLUMNS = 110
_GENUINE = (
    "Genuine quotations; hopeless: hit by an error that nobody may forgive (no known kind, digits)"
)


def quotes(
    shared: Annotated[
        Path | None, typer.Option("--shared", help="Folder with data/ of public sets.")
    ] = None,
    altered: Annotated[
        int, typer.Option("--altered", min=1, help="Altered quotations of each kind.")
    ] = 180,
    genuine: Annotated[
        int, typer.Option("--genuine", min=1, help="Genuine quotations of each kind of damage.")
    ] = 450,
    fuzz: Annotated[
        int, typer.Option("--fuzz", min=0, help="Only fuzz, with this many strings.")
    ] = 0,
    seed: Annotated[int, typer.Option("--seed", help="Chance begins here.")] = 7,
    out: Annotated[
        Path | None,
        typer.Option("--out", help="JSON file to write.", show_default="a new folder of eval/runs"),
    ] = None,
) -> None:
    """Measure whether altered quotations are refused and genuine ones kept, and how fast."""
    if fuzz:
        figures = _fuzz(fuzz, seed)
    elif shared is None:
        raise WrongUse("name the folder that holds data/ with --shared, or a number with --fuzz")
    else:
        corpus = read_settings().corpus
        figures = _measure(shared, corpus, altered, genuine, seed)
    file = out or records.new_folder() / "quotes.json"
    records.write(file, records.about(read_settings(), seed=seed, **figures))
    typer.echo(f"Written: {file}")


def _measure(shared: Path, corpus: Path, altered: int, genuine: int, seed: int) -> dict[str, Any]:
    shelf = load(shared, corpus, _TEXTS_OF_A_SET, Random(seed))
    with progress_bar() as progress:
        wrong = measuring.altered(shelf, QuoteChecker, altered, Random(seed), progress)
        right = measuring.genuine(shelf, QuoteChecker, genuine, Random(seed), progress)
        every = load(shared, corpus, _EVERY_TEXT, Random(seed))
        timed = speed.measure(
            _drawn(every, Random(seed)), _SPEED_QUOTATIONS, QuoteChecker, Random(seed), progress
        )
    console = Console(width=_COLUMNS)
    console.print(_table("Altered quotations", wrong))
    console.print(_table(_GENUINE, right, hopeful=True))
    console.print(_timings(timed))
    return {
        "texts": {name: len(of_set) for name, of_set in shelf.items()},
        "altered": {kind: tally.as_json() for kind, tally in wrong.items()},
        "genuine": {kind: tally.as_json() for kind, tally in right.items()},
        "speed": {**asdict(timed), "times_find": timed.times_find},
    }


def _drawn(shelf: Mapping[str, list[Text]], random: Random) -> list[Text]:
    every = [text for of_set in shelf.values() for text in of_set]
    random.shuffle(every)
    return every[:_SPEED_DOCUMENTS]


def _fuzz(strings: int, seed: int) -> dict[str, Any]:
    with progress_bar() as progress:
        found = fuzzing.fuzz(strings, Random(seed), progress)
    typer.echo(
        f"{found.strings:,} strings, {len(found.crashes)} crashes, "
        f"{found.total_seconds / found.strings * 1000:.1f} ms on average, "
        f"{found.over_50_ms} over 50 ms, slowest {found.slowest_seconds * 1000:.0f} ms"
    )
    return {"fuzz": asdict(found)}


def _table(title: str, tallies: Mapping[str, Tally], hopeful: bool = False) -> Table:
    table = Table(title=title)
    table.add_column("kind")
    verdicts = () if hopeful else ("verbatim", "typographic", "altered", "not_found")
    more = ("hopeless", "share of others", "elsewhere") if hopeful else ()
    for name in ("asked", "accepted", "share", *verdicts, *more):
        table.add_column(name, justify="right")
    for kind, tally in [*tallies.items(), ("all", _together(tallies))]:
        cells = [f"{tally.asked:,}", f"{tally.accepted:,}", f"{tally.share:.1%}"]
        cells += [f"{tally.verdicts[v]:,}" for v in verdicts]
        if hopeful:
            cells += [f"{tally.hopeless:,}", f"{tally.share_of_hopeful:.1%}"]
            cells += [f"{tally.wrong_place:,}"]
        table.add_row(kind, *cells)
    return table


def _together(tallies: Mapping[str, Tally]) -> Tally:
    whole = Tally()
    for tally in tallies.values():
        whole.asked += tally.asked
        whole.accepted += tally.accepted
        whole.verdicts += tally.verdicts
        whole.hopeless += tally.hopeless
        whole.accepted_of_hopeful += tally.accepted_of_hopeful
        whole.wrong_place += tally.wrong_place
    return whole


def _timings(timed: speed.Timed) -> Table:
    table = Table(title="Speed")
    table.add_column("figure")
    table.add_column("value", justify="right")
    table.add_row("documents", f"{timed.documents:,}")
    table.add_row("characters", f"{timed.characters:,}")
    table.add_row("quotations", f"{timed.quotations:,}")
    table.add_row("seconds to index", f"{timed.index_seconds:.1f}")
    table.add_row("seconds to check", f"{timed.check_seconds:.1f}")
    table.add_row("times plain str.find", f"{timed.times_find:.2f}")
    return table
