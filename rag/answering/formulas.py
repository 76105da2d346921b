"""What a letter says to nobody in particular: salutations and closings, which answer no question."""

from __future__ import annotations

import re

_LONGEST = 16
"""Words of a formula at most; a longer sentence says something."""
_FORMULA = re.compile(
    r"^\W*(?:dear\b|to whom it may concern\b|"
    r"yours (?:sincerely|faithfully|truly|ever|etc)\b|"
    r"(?:with )?(?:kind|best|warm|kindest|warmest)(?: and \w+)? (?:regards|wishes)\b|regards\b|"
    r"(?:many )?thanks\W*$|"
    r"(?:i|we) (?:look forward to|await) (?:hearing|receiving|your)\b|"
    r"(?:thank you|thanks|many thanks) for (?:your|the) "
    r"(?:recent |kind |further )*(?:letter|e-?mail|enquiry|inquiry|request|message|correspondence|reply|time)\b)",
    re.IGNORECASE,
)
_ABOUT_THE_LETTER = re.compile(
    r"\b(?:address\w*|dear|salut\w+|greet\w*|thank\w*|sign(?:ed|s|ing)?|clos(?:e|es|ing)|"
    r"wr(?:ite|ites|iting|ote|itten)|sen[dt]\w*|recipient|letter|e-?mail|correspond\w*|repl(?:y|ies|ied))\b",
    re.IGNORECASE,
)


def is_formula(text: str) -> bool:
    """Whether a sentence is a salutation, a closing or a word of thanks, and says nothing else."""
    return bool(_FORMULA.search(text)) and len(text.split()) <= _LONGEST


def is_about_a_letter(question: str) -> bool:
    """Whether a question is about who wrote to whom and when, so that a formula may answer it."""
    return bool(_ABOUT_THE_LETTER.search(question))
