"""Where a writer who sets no stops goes over from telling to asking, and back."""

from __future__ import annotations

import re
from collections.abc import Iterator

LEAST_WORDS = 3
"""Words of a part, at least."""
LONGEST_WORD = 40
"""Characters in which a word that leads up to a question stands, with room to spare."""

_STOPS = re.compile(r"[?!;:,–—](?=\s)|\?[^\w?]*$")
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
    if _STOPS.search(words, start, end):
        return
    asking, telling = (
        {m.start(): m for m in pattern.finditer(words, start, end)}
        for pattern in (_TURNS_TO_ASKING, _TURNS_TO_TELLING)
    )
    begins, asks = start, False
    for at in sorted(asking.keys() | telling.keys()):
        turn = asking.get(at) or telling[at]
        # One to telling only ends what asks.
        if (asks or at in asking) and _is_turn(words, begins, turn, end):
            yield turn.span()
            begins, asks = turn.end(), at in asking


def _is_turn(words: str, begins: int, turn: re.Match[str], end: int) -> bool:
    """Whether what stands before and after is long enough, and does not lead up to the turn."""
    at, after = turn.span()
    if not (_is_long(words[begins:at]) and _is_long(words[after:end])):
        return False
    tail = max(begins, at - LONGEST_WORD)
    return not (_LEADS_TO_IT.search(words, tail, at) or _CONDITION.match(words, begins, at))


def _is_long(part: str) -> bool:
    return len(part.split(maxsplit=LEAST_WORDS)) >= LEAST_WORDS
