"""How far confidence can be believed: of the questions answered at 70 %, are seven in ten held?"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.interval import figure

BINS = 10
SIDE = 320  # of the plot, in pixels
EDGE = 40


@dataclass(frozen=True, slots=True)
class Bin:
    """The questions of one range of confidence: how many, how sure, and the share that is held."""

    questions: int
    confidence: float
    held: float
    low: float
    high: float


def bins(confidences: Sequence[float], held: Sequence[bool]) -> list[Bin]:
    """Ten even ranges of confidence, those without questions left out; intervals as everywhere."""
    found = []
    for at in range(BINS):
        inside = [
            (c, h)
            for c, h in zip(confidences, held, strict=True)
            if min(int(c * BINS), BINS - 1) == at
        ]
        share = figure([float(h) for _, h in inside])
        if share:
            mean = sum(c for c, _ in inside) / len(inside)
            found.append(Bin(len(inside), mean, share.mean, share.low, share.high))
    return found


def expected_error(found: Sequence[Bin]) -> float:
    """The mean distance of confidence from the share held, by questions.

    Source: expected calibration error (Naeini, Cooper and Hauskrecht, 2015).
    """
    total = sum(b.questions for b in found)
    return sum(b.questions * abs(b.confidence - b.held) for b in found) / total if total else 0.0


def read(answers: Path, answerable: dict[str, bool]) -> tuple[list[float], list[bool]]:
    """Confidence of each answer of a JSON Lines file, and whether its question can be answered."""
    lines = [json.loads(line) for line in answers.read_text(encoding="utf-8").splitlines()]
    return [a["confidence"] for a in lines], [answerable[a["id"]] for a in lines]


def as_svg(title: str, found: Sequence[Bin]) -> str:
    """The plot: share held over confidence, a dot a range, as large as it has questions."""
    most = max((b.questions for b in found), default=1)
    marks = "".join(
        f'<line x1="{_x(b.confidence)}" x2="{_x(b.confidence)}" y1="{_y(b.low)}" y2="{_y(b.high)}" '
        f'stroke="#888"/><circle cx="{_x(b.confidence)}" cy="{_y(b.held)}" '
        f'r="{3 + 7 * b.questions / most:.1f}" fill="#1f5fa8"><title>{b.questions} questions</title>'
        "</circle>"
        for b in found
    )
    size = SIDE + 2 * EDGE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" font-family="sans-serif" '
        f'font-size="12"><text x="{EDGE}" y="20">{_plain(title)}: share held over confidence</text>'
        f'<rect x="{EDGE}" y="{EDGE}" width="{SIDE}" height="{SIDE}" fill="none" stroke="#000"/>'
        f'<line x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}" stroke="#bbb" '
        f'stroke-dasharray="4"/>{marks}<text x="{EDGE}" y="{size - 15}">0</text>'
        f'<text x="{SIDE + EDGE - 8}" y="{size - 15}">1</text></svg>\n'
    )


def _x(share: float) -> str:
    return f"{EDGE + SIDE * share:.1f}"


def _y(share: float) -> str:
    return f"{EDGE + SIDE * (1 - share):.1f}"


def _plain(title: str) -> str:
    return title.replace("&", "&amp;").replace("<", "&lt;")
