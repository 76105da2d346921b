"""The model card of a tuned encoder: what it was made from, how, and what it was measured to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict

from rag.tuning.judging import Judged
from rag.tuning.run import Tuned

ROWS: Mapping[str, Callable[[Judged], float]] = {
    "mean reciprocal rank": lambda judged: judged.reciprocal_rank,
    "found first": lambda judged: judged.found_within(1),
    "found among the first five": lambda judged: judged.found_within(5),
}
"""What is said of an encoder, each from 0 to 1."""


def comparison(tuned: Tuned) -> list[tuple[str, float, float]]:
    """Rows of (figure, before, after) over the held-back questions."""
    return [(name, of(tuned.before), of(tuned.chosen)) for name, of in ROWS.items()]


def card(tuned: Tuned, base: str, command: str) -> str:
    """The card in Markdown."""
    rows = [f"| {name} | {before:.3f} | {after:.3f} |" for name, before, after in comparison(tuned)]
    tried = [f"| {share:.0%} | {_rank(judged)} |" for share, judged in tuned.after.items()]
    lesson = ", ".join(f"{k.replace('_', ' ')} {v}" for k, v in asdict(tuned.lesson).items())
    return "\n".join(
        [
            "# A tuned encoder",
            "",
            f"Made from `{base}` by `{command}`, on {tuned.learned:,} pairs of question and passage.",
            f"In-batch negatives; {lesson}. The weights lie {tuned.share:.0%} of the way from the",
            "encoder it was made from to the trained one, and are kept in half precision.",
            "",
            f"On {len(tuned.before.ranks):,} pairs that were held back:",
            "",
            "| figure | before | after |",
            "|---|---|---|",
            *rows,
            "",
            "| share of the trained weights | mean reciprocal rank |",
            "|---|---|",
            *tried,
            "",
            "It knows English of the kind it was tuned on. It may tell less apart in texts of other kinds.",
            "",
        ]
    )


def _rank(judged: Judged) -> str:
    return f"{judged.reciprocal_rank:.3f}"
