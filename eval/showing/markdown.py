"""A comparison in Markdown, for a pull request or a build's summary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from eval.comparing.comparison import Comparison, QuestionChange
from eval.comparing.words import Pieces, differing_words
from eval.showing.numbers import (
    MEASURE_COLUMNS,
    TAG_COLUMNS,
    measure_cells,
    tag_cells,
    verdict_line,
)
from eval.showing.text import faults, shown


def as_markdown(comparison: Comparison) -> str:
    """The verdict first, then measures, tags and changed questions."""
    parts = [
        f"# {_plain(comparison.before.name)} and {_plain(comparison.after.name)}",
        f"**{_plain(verdict_line(comparison))}**",
        *(_plain(remark) for remark in comparison.remarks),
        "## Measures",
        _table(MEASURE_COLUMNS, map(measure_cells, comparison.measures)),
        "## By tag, before and after",
        _table(TAG_COLUMNS, map(tag_cells, comparison.tags)),
        f"## {len(comparison.questions)} changed questions",
        *(_question(change) for change in comparison.questions),
    ]
    return "\n\n".join(parts) + "\n"


def _question(change: QuestionChange) -> str:
    before, after = differing_words(shown(change.before), shown(change.after))
    rows = [
        (f"before ({_plain(faults(change.before))})", _emphasised(before)),
        (f"after ({_plain(faults(change.after))})", _emphasised(after)),
    ]
    head = f"### {change.after.id}: {change.kind}\n\n{_plain(change.after.question)}"
    return f"{head}\n\n{_table(('', 'answer'), rows)}"


def _emphasised(pieces: Pieces) -> str:
    marked = (
        f" **{_plain(text)}** " if differs and text.strip() else _plain(text)
        for text, differs in pieces
    )
    return " ".join("".join(marked).split())


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def _plain(text: str) -> str:
    """Text that stays text in Markdown, on one line; words of documents may hold any sign."""
    one_line = " ".join(text.split())
    edges = " " if text[:1].isspace() else "", " " if text[-1:].isspace() else ""
    return edges[0] + re.sub(r"([\\`*_\[\]<>|#~])", r"\\\1", one_line) + edges[1]
