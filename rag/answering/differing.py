"""Quotes that give different figures or dates for what is asked: said so, oldest first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from rag.answering.attribution import plain_date
from rag.answering.checking import Checked
from rag.answering.quantities import read_quantities
from rag.answering.short_answers import short_answer
from rag.answering.words import content_words, stem, stems
from rag.types import Citation

ON_THE_MATTER = 0.7
"""Share of the question's words that a quote with its title holds, if it speaks of the same thing."""


def told_apart(question: str, checked: Checked) -> Checked:
    """The same answer; where its quotes give different figures or dates, with a line that says so.

    Then no short answer is given: which of them holds is for the reader to judge.
    """
    given = {c.number: s for c in checked.citations if (s := _given(question, c)) is not None}
    if len({_value(text) for text in given.values()}) < 2:
        return checked
    cited = {c.number: c for c in checked.citations}
    ordered = sorted(given, key=lambda n: (cited[n].date or "9999", n))
    lines = "\n".join(_line(cited[n], given) for n in ordered)
    told = f"The sources do not give the same answer:\n{lines}"
    return replace(checked, text=f"{told}\n\n{_plain(checked)}", short_answer=None)


def _given(question: str, citation: Citation) -> str | None:
    """The one figure or date that a quote gives for what is asked, if it speaks of it."""
    asked = {stem(w) for w in content_words(question)}
    said = stems(f"{citation.title} {citation.quote.text}")
    if not asked or len(asked & said) < ON_THE_MATTER * len(asked):
        return None
    return short_answer(question, citation.quote.text)


def _value(text: str) -> object:
    quantities, days = read_quantities(text)
    if days:
        return tuple((d.year, d.month, d.day) for d in days)
    return tuple((q.value, q.unit) for q in quantities) or text.casefold()


def _line(citation: Citation, given: Mapping[int, str]) -> str:
    when = plain_date(citation.date)
    return f"- {given[citation.number]} [{citation.number}]{f', {when}' if when else ''}"


def _plain(checked: Checked) -> str:
    """The text without the short answer that stood before it."""
    if checked.short_answer is None:
        return checked.text
    return checked.text.split("\n\n", 1)[1]
