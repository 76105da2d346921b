"""A short answer, where the question asks for a number or date and the quote holds exactly one."""

from __future__ import annotations

import re

from rag.answering.synonyms import synonyms_of
from rag.answering.words import content_words, stem, stems

MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
DATE = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?:{MONTH})\s+\d{{4}}\b|"
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{MONTH})\b|\b(?:1[5-9]|20)\d\d\b"
)
QUALIFIER = r"(?:(?:more|fewer|less) than|at least|at most|up to|about|around|over|under|nearly|almost|approximately|some)\s+"
DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
SCALE = r"(?:\s*(?:hundred|thousand|million|billion|trillion|m|bn|k)\b)?"
AMOUNT = re.compile(rf"(?:{QUALIFIER})?[£$€]\s?(?:{DIGITS}){SCALE}", re.IGNORECASE)
PERCENT = re.compile(rf"(?:{QUALIFIER})?(?:{DIGITS})\s?(?:%|per ?cent\b)", re.IGNORECASE)
_NUMBER_WORD = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred|thousand|million"
COUNT = re.compile(
    rf"(?:\b{QUALIFIER})?(?:(?<![\w.,£$€/])(?:{DIGITS}){SCALE}(?![\w%/]|[.,]\d)|\b(?:{_NUMBER_WORD})\b)",
    re.IGNORECASE,
)

HOW_MANY = re.compile(r"\bhow many\s+(?P<unit>[\w-]+)", re.IGNORECASE)
PEOPLE = frozenset(("people", "persons", "individuals", "men", "women"))
HOW_MUCH = re.compile(
    r"\bhow much (?:money|was (?:paid|spent)|did .* (?:cost|pay|spend)|does .* cost|is .* worth)",
    re.IGNORECASE,
)
COSTS = re.compile(r"\bwhat\b.{0,60}\b(?:costs?|price|fee|salary|fine)\b", re.IGNORECASE)
WHAT_SHARE = re.compile(r"\bwhat (?:percentage|proportion|per ?cent|share)\b", re.IGNORECASE)
WHEN = re.compile(
    r"^\W*(?:and\s+)?(?:when\b|(?:on |in |from )?(?:what|which) (?:date|day|year|month)\b)|\bon (?:what|which) date\b",
    re.IGNORECASE,
)


def short_answer(question: str, quote: str) -> str | None:
    """The one number, amount, share or date that a question asks for, cut from the quote.

    None unless the question asks for such a thing and the quote holds exactly one candidate; for
    "how many X", unless X stands right behind it. A short answer is only offered when certain.
    """
    if unit := HOW_MANY.search(question):
        return _counted(quote, unit["unit"]) or _people_counted(question, quote, unit["unit"])
    for asked, pattern in ((HOW_MUCH, AMOUNT), (WHAT_SHARE, PERCENT), (WHEN, DATE)):
        if asked.search(question):
            found = {m.group().strip() for m in pattern.finditer(quote)}
            return found.pop() if len(found) == 1 and _on_the_matter(question, quote) else None
    return None


def states_what_is_asked(question: str, text: str) -> bool:
    """Whether a text holds a thing of the kind asked for: a number, a sum of money, a date.

    True where the question asks for no such kind.
    """
    if unit := HOW_MANY.search(question):
        if unit["unit"] == "of":  # "how many of those ...": the noun was named before
            return bool(COUNT.search(text))
        return bool(_counted(text, unit["unit"]) or _people_counted(question, text, unit["unit"]))
    if HOW_MUCH.search(question) or COSTS.search(question):
        return bool(AMOUNT.search(text))
    return not WHEN.search(question) or bool(DATE.search(text))


def _people_counted(question: str, quote: str, unit: str) -> str | None:
    """The one number of people whom the question tells by what they do: "people employed", "employees"."""
    if unit.lower() not in PEOPLE:
        return None
    others = (w for w in content_words(question) if w not in PEOPLE)
    found = {n for w in others if (n := _counted(quote, w))}
    return found.pop() if len(found) == 1 else None


def _counted(quote: str, unit: str) -> str | None:
    """The one number that stands right before what is counted, or before a synonym of it."""
    wanted = {stem(w) for w in (unit.lower(), *synonyms_of([unit.lower()]))}
    found = {
        m.group().strip()
        for m in COUNT.finditer(quote)
        if wanted & stems(" ".join(quote[m.end() :].split()[:3]))
    }
    return found.pop() if len(found) == 1 else None


def _on_the_matter(question: str, quote: str) -> bool:
    """Whether the quote holds at least half of the words the question is about."""
    asked = {stem(w) for w in content_words(question)}
    return bool(asked) and len(asked & stems(quote)) * 2 >= len(asked)
