"""What words like "this contract", "the above" or "they" in a question point at in the letter."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.answering.conversation import leans_on_turns

_CONTINUES = re.compile(
    r"^[\W_]*(?:and |but |or )?(?:if (?:so|yes|not|no|any|there (?:is|are|was|were)|the answer|it (?:is|was|has|does)|they (?:are|were|have|do)|you (?:do|did|have|are|can))\b|where (?:this|that|the answer) is|"
    r"of (?:these|those|them|this|that)\b|(?:and|or|but)\b|how many of (?:these|those|them)\b|what about\b|in (?:each|either|that|which) case\b|if (?:more|fewer|less) than\b)",
    re.IGNORECASE,
)
_NOUN = re.compile(
    r"\b(?P<determiner>this|these|those|that|such|the (?:above|said|same|aforementioned|above-mentioned|latter)|the|each|said) "
    r"(?:(?:above|said|same|new|two|three|four|five) )?(?P<noun>(?!(?:is|was|are|were|will|has|would|have|the|a|you|of)\b)[A-Za-z][\w-]{2,}(?: [a-z][\w-]{2,})?)",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"\b(?:it|its|they|them|their|he|him|his|she|her|this|these|those|above|latter|former|there|then|said|such)\b",
    re.IGNORECASE,
)
_POINTS = re.compile(
    r"\b(?:this|these|those|such|the (?:above|said|same|aforementioned|latter))\b", re.IGNORECASE
)
_GENERAL = frozenset(
    [
        "council",
        "authority",
        "department",
        "year",
        "years",
        "number",
        "numbers",
        "cost",
        "costs",
        "total",
        "name",
        "names",
        "date",
        "dates",
        "following",
        "public",
        "same",
        "first",
        "last",
        "past",
        "previous",
        "next",
        "time",
        "people",
        "answer",
        "question",
        "request",
        "letter",
        "information",
        "act",
        "figures",
        "reason",
        "reasons",
        "other",
        "whole",
        "end",
        "use",
        "office",
        "most",
        "least",
        "way",
        "case",
        "board",
        "trust",
    ]
)
_DEFINED = re.compile(
    r"\((?:[^()]{0,40}?)[\"“‘'](?:the )?(?P<bracketed>[^\"”’']{2,40})[\"”’'][^()]{0,10}\)|[\"“‘](?P<quoted>[^\"”’]{2,40})[\"”’],? (?:[iI] |we |means|includes|refers|covers|here|should)|"
    r"(?:referred to|known|called|hereafter|hereinafter|henceforth)\b[^.]{0,20}?[\"“‘'](?:the )?(?P<called>[^\"”’']{2,40})[\"”’']|\((?:the )?(?P<plain>[A-Z][\w ]{2,30})\)"
)
FAR = 8
"""Statements looked back at for a noun, at most."""


def continues(question: str) -> bool:
    """Whether a question goes on from the one before it: "If yes, ...", "Of these, ..."."""
    return bool(_CONTINUES.match(question))


def leans(question: str, *, is_fragment: bool) -> bool:
    """Whether a question has a pronoun that nothing in it explains.

    A fragment ("the cost of each") is explained by what it stands under.
    """
    if is_fragment and not _PRONOUN.search(question):
        return False
    return leans_on_turns(question) or bool(_POINTS.search(question))


def named(question: str, statements: Sequence[str]) -> str:
    """The nearest statement with the noun of "this contract" or "the scheme"; empty where none has it."""
    for match in _NOUN.finditer(question):
        noun = match["noun"].split()[0].lower()
        if noun in _GENERAL:
            continue
        for statement in reversed(statements[-FAR:]):
            if _names(statement, noun):
                return statement
    return ""


def defined_in(statement: str) -> str:
    """The word that a statement defines, or an empty one."""
    match = _DEFINED.search(statement)
    return next((g for g in match.groups() if g), "") if match else ""


def uses(question: str, definition: str) -> bool:
    """Whether a question uses the word that a statement defines."""
    word = defined_in(definition)
    return bool(word) and bool(re.search(rf"\b{re.escape(word)}", question, re.IGNORECASE))


def _names(statement: str, noun: str) -> bool:
    stem = noun[:-3] + "y" if noun.endswith("ies") else noun.rstrip("s")
    return bool(
        re.search(rf"\b{re.escape(stem[: max(4, len(stem) - 1)])}", statement, re.IGNORECASE)
    )
