"""What `python -m eval round-trip` does and shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.table import Table

from eval.round_trip.measure import Recovered, measure
from eval.round_trip.renderers import RENDERERS
from eval.round_trip.texts import make_texts
from rag.errors import WrongUse
from rag.types import Progress


def recover(
    formats: Sequence[str], texts: int, seed: int, progress: Progress
) -> dict[str, Recovered]:
    """What comes back of some texts, by format; every quick format where none is named.

    Raises WrongUse for a name that no format has.
    """
    for name in formats:
        if name not in RENDERERS:
            raise WrongUse(f"no format {name!r}: use one of {', '.join(RENDERERS)}")
    chosen = formats or [name for name, renderer in RENDERERS.items() if not renderer.slow]
    return measure(make_texts(seed, texts), chosen, progress)


def table(recovered: Mapping[str, Recovered]) -> Table:
    """The shares, for people."""
    shown = Table(title="sentences that come back exactly")
    for column in ("format", "sentences", "share", "but for marks", "lost", "added"):
        shown.add_column(column, justify="left" if column == "format" else "right")
    for name, r in recovered.items():
        shares = (f"{r.share:.2%}", f"{r.share_of_words:.2%}")
        shown.add_row(name, str(r.sentences), *shares, str(len(r.lost)), str(len(r.added)))
    return shown
