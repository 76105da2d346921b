"""Days and moments as the pages show them."""

from __future__ import annotations

from datetime import date, datetime


def long_date(day: date) -> str:
    """A day in words: "3 November 2026"."""
    return f"{day.day} {day:%B %Y}"


def moment(at: datetime) -> str:
    """A moment in the server's own time: "3 November 2026, 14:05"."""
    local = at.astimezone()
    return f"{long_date(local)}, {local:%H:%M}"
