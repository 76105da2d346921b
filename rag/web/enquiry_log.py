"""Who did what to an enquiry and when, as a plain list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rag.records.enquiries import Step
from rag.web.markup import Markup, element
from rag.web.times import moment

SHOWN = 100


def enquiry_log(steps: Sequence[Step]) -> str:
    """The steps, given oldest first, shown latest first; what one did again and again is one line."""
    lines = list(_lines(steps))[::-1]
    older = len(lines) - SHOWN
    told = f"The latest {SHOWN} are shown, of {len(lines):,}." if older > 0 else "Latest first."
    items = (element("li", *line) for line in lines[:SHOWN])
    return element(
        "div",
        element("h3", "Who did what"),
        element("p", told, classes="aside"),
        element("ul", *items, classes="log-lines"),
    ).html


def _lines(steps: Sequence[Step]) -> Iterator[tuple[Markup, ...]]:
    for (who, what), same in groupby(steps, lambda s: (s.who, s.what)):
        times = [s.at for s in same]
        when = moment(times[-1])
        if len(times) > 1:
            when += f" ({len(times):,} times since {moment(times[0])})"
        yield (
            element("span", when, classes="aside"),
            element("span", who, classes="log-who", dir="auto"),
            element("span", what, classes="log-what", dir="auto"),
        )
