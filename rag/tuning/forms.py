"""Questions as people write them: the whole, without its opening formula, the last sentence alone."""

from __future__ import annotations

import re

from rag.answering.understanding import core_of
from rag.sentences import sentence_bounds

_ADDRESSED = re.compile(
    r"\s*to (?:ask|the) [^?]{3,250}?,\s+(?=(?:with|pursuant|further|following|if|whether|what|when|"
    r"where|which|who|whom|whose|why|how|for|by|in|on|to|under|at|as|of|from|since)\b)",
    re.IGNORECASE,
)
"""The formula of parliamentary questions: "To ask the Secretary of State for ..., what ..."."""

FEWEST_WORDS = 4
"""A shorter rest is no question of its own."""


def forms_of(question: str) -> list[str]:
    """The ways a question may be put, the whole first; each different from the others."""
    bare = without_formula(question)
    bounds = sentence_bounds(bare)
    last = bare[slice(*bounds[-1])] if bounds else bare
    found = dict.fromkeys((question, bare, _upper_first(last)))
    return [form for form in found if len(form.split()) >= FEWEST_WORDS] or [question]


def without_formula(question: str) -> str:
    """The question without the formula it opens with, its first letter a capital."""
    addressed = _ADDRESSED.match(question)
    return _upper_first(question[addressed.end() :] if addressed else core_of(question))


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]
