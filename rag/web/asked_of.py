"""Which documents a question is asked of: what staff type into the filters, and how it is told back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from rag.answering.attribution import plain_date
from rag.answering.said_filters import days_said
from rag.errors import WrongUse
from rag.types import Document, Filters

LABELS = {
    "document": "Document",
    "author": "From",
    "addressee": "To",
    "kind": "Kind",
    "date_from": "Dated from",
    "date_to": "Dated until",
}
"""The filters in the order in which they are shown."""
TELLING = {
    "document": "named “{}”",
    "author": "from “{}”",
    "addressee": "to “{}”",
    "kind": "of kind “{}”",
    "date_from": "dated {} or later",
    "date_to": "dated {} or earlier",
}
LONGEST_FILTER = 300
MOST_SUGGESTED = 300


def filters_of(typed: Sequence[str]) -> Filters:
    """The filters that were typed, in the order of LABELS; blank ones are not set.

    Raises WrongUse, in one line, where one is too long or is no date.
    """
    values: dict[str, str | date] = {}
    for key, text in zip(LABELS, typed, strict=True):
        if plain := " ".join(text.split()):
            if len(plain) > LONGEST_FILTER:
                told = f"“{LABELS[key]}” has {len(plain):,} characters"
                raise WrongUse(f"{told}; at most {LONGEST_FILTER} are taken: shorten it")
            values[key] = _day(key, plain) if key.startswith("date_") else plain
    filters = Filters(**values)  # type: ignore[arg-type]  # dates and texts by their keys
    if filters.date_from and filters.date_to and filters.date_from > filters.date_to:
        raise WrongUse("“Dated from” is later than “Dated until”: change one of them")
    return filters


def _day(key: str, text: str) -> date:
    """The first day of what was typed, or the last for "until"."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        first, last = days_said(text)
    found = last if key == "date_to" else first
    if found is None:
        said = f"“{LABELS[key]}” is not a date that can be read"
        raise WrongUse(f"{said}: write 2021, March 2021, 4 March 2021 or 2021-03-04")
    return found


def told(filters: Filters) -> str:
    """What is set, in words: "from “Smith”, dated 4 March 2021 or later"; "" where nothing is."""
    return ", ".join(_told(filters))


def _told(filters: Filters) -> Iterator[str]:
    for key, wording in TELLING.items():
        value = getattr(filters, key)
        if value is not None:
            shown = plain_date(value.isoformat()) if isinstance(value, date) else value
            yield wording.format(shown)


def suggestions(documents: Sequence[Document]) -> dict[str, list[str]]:
    """What may be typed into each filter that names something, each value once, in order."""
    found: dict[str, list[str]] = {"document": [d.title for d in documents]}
    for key in ("author", "addressee", "kind"):
        values = (d.metadata.get(key) for d in documents)
        found[key] = [part for v in values if v for part in v.split("; ")]
    return {k: sorted(set(v), key=str.casefold)[:MOST_SUGGESTED] for k, v in found.items()}
