"""The report's pictures as SVG: drawn for a narrow page, coloured by its style sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from eval.interval import Figure
from eval.reliability import Bin

WIDTH = 420
_ROW = 22
_LABELS = 130
_RIGHT = 44
_TOP = 22
_BOTTOM = 24
_SIDE = 300
_EDGE = 44


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the picture of intervals: now, and before where there is a before."""

    name: str
    now: Figure
    before: float | None = None


def intervals(title: str, rows: Sequence[Row]) -> str:
    """A dot with its 95 % interval for each row, and a ring where it was before."""
    height = _TOP + _ROW * len(rows) + _BOTTOM
    bottom = _TOP + _ROW * len(rows)
    parts = [_grid(_TOP, bottom)]
    for number, row in enumerate(rows):
        y = _TOP + _ROW * number + _ROW / 2
        told = f"{row.name}: {row.now.mean:.2f}, {row.now.low:.2f} to {row.now.high:.2f}"
        was = "" if row.before is None else f"; before {row.before:.2f}"
        ring = (
            ""
            if row.before is None
            else f'<circle class="before" cx="{_along(row.before):.1f}" cy="{y}" r="5"/>'
        )
        parts.append(
            f"<g><title>{escape(told + was)}, {row.now.cases} questions</title>"
            f'<text x="{_LABELS - 8}" y="{y + 4}" text-anchor="end">{escape(row.name)}</text>'
            f'<line class="interval" x1="{_along(row.now.low):.1f}" x2="{_along(row.now.high):.1f}" '
            f'y1="{y}" y2="{y}"/>{ring}'
            f'<circle class="now" cx="{_along(row.now.mean):.1f}" cy="{y}" r="4"/>'
            f'<text class="quiet" x="{WIDTH - 4}" y="{y + 4}" text-anchor="end">{row.now.cases}</text></g>'
        )
    said = "; ".join(f"{r.name} {r.now.mean:.2f}" for r in rows)
    return _svg(title, said, WIDTH, height, parts)


def reliability(title: str, found: Sequence[Bin]) -> str:
    """Share held over confidence: on the dashed line, confidence is to be believed."""
    most = max((b.questions for b in found), default=1)
    low, high = _EDGE, _EDGE + _SIDE
    parts = [
        f'<rect class="frame" x="{low}" y="14" width="{_SIDE}" height="{_SIDE}"/>',
        f'<line class="even" x1="{low}" y1="{14 + _SIDE}" x2="{high}" y2="14"/>',
    ]
    parts += [
        f'<text class="quiet" x="{low + _SIDE * share}" y="{_SIDE + 32}" text-anchor="middle">{share:g}</text>'
        f'<text class="quiet" x="{low - 6}" y="{18 + _SIDE * (1 - share)}" text-anchor="end">{share:g}</text>'
        for share in (0.0, 0.5, 1.0)
    ]
    for b in found:
        x, y = low + _SIDE * b.confidence, 14 + _SIDE * (1 - b.held)
        parts.append(
            f"<g><title>confidence {b.confidence:.2f}: {b.held:.2f} held, {b.questions} questions</title>"
            f'<line class="interval" x1="{x:.1f}" x2="{x:.1f}" y1="{14 + _SIDE * (1 - b.low):.1f}" '
            f'y2="{14 + _SIDE * (1 - b.high):.1f}"/>'
            f'<circle class="now" cx="{x:.1f}" cy="{y:.1f}" r="{3 + 6 * b.questions / most:.1f}"/></g>'
        )
    parts.append(
        f'<text x="{low + _SIDE / 2}" y="{_SIDE + 52}" text-anchor="middle">confidence</text>'
        f'<text transform="translate(12 {14 + _SIDE / 2}) rotate(-90)" text-anchor="middle">share held</text>'
    )
    said = "; ".join(f"at {b.confidence:.2f} {b.held:.2f}" for b in found)
    return _svg(title, f"share held by confidence: {said}", WIDTH, _SIDE + 62, parts)


def history(title: str, names: Sequence[str], runs: Sequence[Mapping[str, float]]) -> str:
    """A line a measure over the runs, the latest last; a measure keeps the colour of its place."""
    top, height, right = 10, 190, 150
    low, high = 30, WIDTH - right

    def x(number: int) -> float:
        return low if len(runs) == 1 else low + (high - low) * number / (len(runs) - 1)

    def y(value: float) -> float:
        return top + height * (1 - value)

    parts = [
        f'<line class="grid" x1="{low}" x2="{high}" y1="{y(v)}" y2="{y(v)}"/>'
        f'<text class="quiet" x="{low - 6}" y="{y(v) + 4}" text-anchor="end">{v:g}</text>'
        for v in (0.0, 0.5, 1.0)
    ]
    ends = _spread_apart([(name, y(runs[-1].get(name, 0.0))) for name in names])
    for place, name in enumerate(names):
        known = [(x(n), y(r[name])) for n, r in enumerate(runs) if name in r]
        points = " ".join(f"{a:.1f},{b:.1f}" for a, b in known)
        dots = "".join(f'<circle cx="{a:.1f}" cy="{b:.1f}" r="3"/>' for a, b in known)
        parts.append(
            f'<g class="line{place}"><polyline points="{points}"/>{dots}'
            f'<text x="{high + 10}" y="{ends[name] + 4:.1f}">{escape(name)} {runs[-1].get(name, 0):.2f}</text></g>'
        )
    numbers = f"1 to {len(runs)}, the last is this run" if len(runs) > 1 else "this run"
    parts.append(
        f'<text class="quiet" x="{(low + high) / 2}" y="{top + height + 20}" text-anchor="middle">{numbers}</text>'
    )
    said = "; ".join(f"{n} {runs[-1].get(n, 0):.2f}" for n in names)
    return _svg(title, f"now: {said}", WIDTH, top + height + 30, parts)


def _spread_apart(ends: Iterable[tuple[str, float]]) -> dict[str, float]:
    """Places of the labels, moved down where they would lie on one another."""
    placed: dict[str, float] = {}
    reached = 0.0
    for name, wanted in sorted(ends, key=lambda end: end[1]):
        reached = max(wanted, reached + 15) if placed else wanted
        placed[name] = reached
    over = max(0.0, reached - 204)
    return {name: at - over for name, at in placed.items()}


def _along(share: float) -> float:
    return _LABELS + (WIDTH - _LABELS - _RIGHT) * share


def _grid(top: float, bottom: float) -> str:
    return "".join(
        f'<line class="grid" x1="{_along(v):.1f}" x2="{_along(v):.1f}" y1="{top}" y2="{bottom}"/>'
        f'<text class="quiet" x="{_along(v):.1f}" y="{bottom + 16}" text-anchor="middle">{v:g}</text>'
        for v in (0.0, 0.25, 0.5, 0.75, 1.0)
    )


def _svg(title: str, described: str, width: float, height: float, parts: Iterable[str]) -> str:
    return (
        f'<svg role="img" viewBox="0 0 {width} {height:g}" xmlns="http://www.w3.org/2000/svg">'
        f"<title>{escape(title)}</title><desc>{escape(described)}</desc>{''.join(parts)}</svg>"
    )
