"""Where gold and what was returned meet, by positions and never by text."""

from __future__ import annotations

from collections.abc import Iterable

from rag.types import Span


def share_covered(gold: Span, spans: Iterable[Span]) -> float:
    """The share of a span's characters that lie in at least one of the others, 0 to 1."""
    covered = 0
    reached = gold.start
    for start, end in sorted((s.start, s.end) for s in spans if s.overlaps(gold)):
        start, end = max(start, reached), min(end, gold.end)
        covered += max(0, end - start)
        reached = max(reached, end)
    return covered / (gold.end - gold.start)


def is_found(place: Iterable[Span], spans: Iterable[Span]) -> bool:
    """Whether the spans cover half or more of the place, at any one of where it stands."""
    given = tuple(spans)
    return any(share_covered(gold, given) >= 0.5 for gold in place)


def is_touched(place: Iterable[Span], spans: Iterable[Span]) -> bool:
    """Whether one of the spans shares a character with the place, wherever it stands."""
    given = tuple(spans)
    return any(gold.overlaps(span) for gold in place for span in given)
