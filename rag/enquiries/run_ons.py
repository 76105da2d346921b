"""Where a writer who sets no stops goes over from telling to asking, and back."""

from __future__ import annotations

import re
from collections.abc import Iterator

LEAST_WORDS = 3
"""Words of a part, at least."""

_STOPS = re.compile(r"[?!;:,–—](?=\s)|\?\W*$")
_WE = r"(?:i|we|you|u|he|she|it|they|there|this|that|thi?s|tha?t|any ?one)"
_AUXILIARY = r"(?:am|is|are|r|was|were|do|does|did|has|have|can|could|will|would|should)"
_TURNS_TO_ASKING = re.compile(
    rf"\s+(?=(?:(?:and|an|so|but|also|then|now) )?(?:{_AUXILIARY} {_WE}\b(?! (?:who|which)\b)"
    rf"|(?:why|when|where|how) {_AUXILIARY}\b|how come\b"
    rf"|(?:what|wot|which|how) \w+ {_AUXILIARY} {_WE}\b))",
    re.IGNORECASE,
)
_LEADS_TO_IT = re.compile(
    r"\b(?:know|ask|asks|asked|asking|tell|told|me|us|see|say|said|wonder|wondering|about|of|to|that|this|which|who|whom|"
    r"whose|what|wot|when|where|how|why|whether|if|nor|neither|only|than|as|so|such|never|not|and|or|but|also|explain|confirm|"
    r"the|a|an|there|here|it|i|you|u|we|they|he|she|is|are|was|please|too|name|\w*n['’]?t)$",
    re.IGNORECASE,
)
"""Before a turn that is none: "tell me | when did", "not only | did they"."""
_CONDITION = re.compile(
    rf"\W*(?:(?:and|but|so|then) )?(?:if|as|once|since|given|following|after|while|(?:when|where)(?! {_AUXILIARY}\b))\b",
    re.IGNORECASE,
)
"""Before a question that is asked on a condition: "if I need one | how long does it take"."""
_TURNS_TO_TELLING = re.compile(
    r"\s+(?=(?:because|cause|cos|coz|bc|but)\b|(?:and|an) (?:the|my|i|im|he|she|they|it|its|we|you|u)\b"
    r"|the (?:\w+ ){1,2}(?:is|was|are|were|has|said|says)\b|(?:im|i['’]m|its|it['’]s|ive|i['’]ve) \w+"
    r"|(?:i|im|ive|we|you|u|he|she|they|its|it)\b (?:am|is|was|were|have|has|had|said|told|got|went|need|needs|work|pay|rang|been)\b"
    r"|my \w+ (?:is|was|has|had|says|said|got)\b)",
    re.IGNORECASE,
)


def turns_in(words: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The white space at which one sentence goes over into the next, in order.

    None where a mark stands in the words or asks at their end: who sets marks means one sentence.
    """
    begins, asks = start, False
    while not _STOPS.search(words, start, end) and (turn := _next_turn(words, begins, end, asks)):
        yield turn.span()
        begins, asks = turn.end(), bool(_TURNS_TO_ASKING.match(words, turn.start(), end))


def _next_turn(words: str, begins: int, end: int, asks: bool) -> re.Match[str] | None:
    """The next turn; one to telling only ends what asks."""
    patterns = (_TURNS_TO_ASKING, *((_TURNS_TO_TELLING,) if asks else ()))
    turns = [m for p in patterns for m in p.finditer(words, begins, end)]
    real = [m for m in turns if _is_turn(words[begins : m.start()], words[m.end() : end])]
    return min(real, key=lambda m: m.start(), default=None)


def _is_turn(before: str, after: str) -> bool:
    is_long = min(len(before.split()), len(after.split())) >= LEAST_WORDS
    return is_long and not (_LEADS_TO_IT.search(before) or _CONDITION.match(before))
