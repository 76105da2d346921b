"""Sentences taken apart where they turn from telling to asking, or ask for something else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from rag.enquiries.asking_words import (
    asks_with_a_verb,
    asks_without_mark,
    ends_asking,
    opens_asking,
)
from rag.enquiries.plain_words import legible, spelt_out
from rag.enquiries.reply_words import depends_on_the_reply
from rag.enquiries.requests import THINGS
from rag.enquiries.wording import LONGEST, Manner, Sentence, manner_of

TURNS = 8
"""Places in a sentence at which it may turn from telling to asking, at most."""
LONG_TALE = 20
"""Words of a sentence that tells a tale before it asks, at least."""
TALE_SHARE = 3
"""How many times longer than its question such a sentence is, at least."""
LEAST_WORDS = 3
"""Words of a question that a second request may follow, at least."""

_YOU = r"(?:you|u|ya|someone|anyone)"
_REQUEST = (
    r"(?:i|we)(?: also| further| hereby| now)?(?: would| should| wish| want| request| ask| demand| insist| require| need| am| are|'d|’d|'m|’m)\b"
    rf"|(?:please|pls|plz|kindly)\b|(?:could|can|would|will|may|cud|wud) (?:{_YOU}|i|we)\b"
    r"|my (?:\w+ )?question is\b|what (?:i|we)(?:'d| would)? \w+"
    rf"|{THINGS}[^.?!,;]{{0,80}}? would(?: also)? be\b"
)
_ORDER = r"(?:please )?(?:also )?(?:tell|show|send|give|let) (?:me|us)\b|(?:please )?(?:also )?(?:say|state|explain|provide|supply|enclose|confirm|list|furnish|identify|describe|disclose|specify|indicate|produce|outline|send|give|forward|attach) (?:how|what|who|when|where|why|which|whether|if|the|a|an|any|all|your|that)\b"
_LINK = r"(?:[,;:–—-]|\band|\bso|\bbut|\balso|\bthen)\s+(?:and |so |but |then |also ){0,2}"
_ASKED_INVERTED = r"(?:when|why|how|where) (?:will|is|are|do|does|did|can|has|have|was|were) (?:it|this|that|the|you|u|they|i|we|my|your|there)\b"
_TURNS = re.compile(
    rf"[;:–—]\s+(?=(?:if|where|should|when|unless)\b)|{_LINK}(?={_REQUEST}|(?:who|what|when|where|which|why|how|is|are|was|were|do|does|did|has|have)\b)",
    re.IGNORECASE,
)
"""Where a sentence may turn from telling to asking."""
_RUNS_ON = re.compile(
    rf"(?<!\bthat)(?<!\bwhat)(?<!\bwhen)(?<!\bhow)(?<!\bwhy)(?<!\bwho)(?<!\bif)(?<!\bas)(?<!\bnor)(?<!\bonly)(?<=\w)\s+"
    rf"(?=(?:please |pls |plz )?(?:can|could|cud) {_YOU} (?:please |pls |plz |just )?(?:tell|send|let|say|confirm|give|provide|explain|find|check|advise)\b)",
    re.IGNORECASE,
)
"""Where a request follows without any mark: "the lift is broken can you tell me ..."."""
_RUNS_ON_SMALL = re.compile(
    r"(?<![ ](?:to|on|of|me|us|in|by|at))(?<!know)(?<!see)(?<!tell)(?<!say)(?<!sure)(?<!about)(?<!from)(?<!idea)(?<!stand)(?<!asked)(?<!ask)(?<!just)(?<!than)(?<!wonder)(?<!wondering)(?<!for)(?<!out)(?<!and)(?<=[a-z0-9])\s+"
    rf"(?={_ASKED_INVERTED})"
)
"""The same with a question, in the writing of those who use no capitals."""
_SECOND_REQUEST = re.compile(
    rf"{_LINK}(?={_REQUEST}|{_ORDER})"
    r"|[,;]\s+(?:and|but)\s+(?=(?:if|should) (?!so\b|not\b|yes\b|it\b|they\b)[^.?!]{5,120} (?:i|we|please|could|can|would)\b)",
    re.IGNORECASE,
)
"""Where a sentence that asks may make a second request, with a verb of its own."""
_SPLICED = re.compile(
    r"[,;:–—-]+\s+(?:(?:so|and|but|now|then) )*(?=(?:who|what|when|where|which|why|how|is|are|was|were|do|does|did|has|have|can|could|will|would)\b)",
    re.IGNORECASE,
)
"""Where a question hangs on a long tale by a comma only: "..., I have kept them, who do I ask?"."""
_LEADS_UP = re.compile(
    r"^\W*(?:and |but |so )?(?:given|as|since|if|now|because|although|though|even|while|whilst|where|considering|in|under|after|before|having|with|on|at|for|bearing|seeing|from|to|of|by|assuming|supposing|once|until|unless|despite)\b",
    re.IGNORECASE,
)
"""Begins with what leads up to its question and belongs to it: "Given that it was shut, ..."."""
_SO = re.compile(r"[,;–—-]\s*(?:and |but )?so\s+$", re.IGNORECASE)
_CONDITION = re.compile(
    r"(?:^|[,;:?–—-]|\b(?:and|or|but))\s*(?:if|where|when|should|unless|in (?:that|which) case)\b[^,;:?]*$",
    re.IGNORECASE,
)
"""Ends with a condition, which belongs to the request that follows: "and, if so, "."""


def clauses_of(words: str, offset: int, start: int, end: int) -> Iterator[Sentence]:
    """A sentence, or several where it turns from telling to asking, or makes a second request."""
    manner = manner_in_any_spelling(_even(words[start:end]))
    if manner is Manner.ASKS and (spliced := _spliced(words, start, end)):
        yield Sentence(
            offset + start,
            offset + spliced.start(),
            _even(words[start : spliced.start()]),
            Manner.STATES,
        )
        start = spliced.end()
    for _ in range(TURNS):
        turn = _turn(words, start, end, manner)
        if turn is None:
            break
        before = _even(words[start : turn.start()])
        yield Sentence(
            offset + start, offset + turn.start(), before, manner_in_any_spelling(before)
        )
        start, manner = turn.end(), Manner.ASKS
    yield Sentence(offset + start, offset + end, _even(words[start:end]), manner)


def _turn(words: str, start: int, end: int, manner: Manner) -> re.Match[str] | None:
    """Where a sentence begins to ask, or to ask for something else; None where it does not."""
    if manner not in (Manner.STATES, Manner.ABOUT_THE_REPLY, Manner.ASKS):
        return None
    if manner is Manner.ABOUT_THE_REPLY and depends_on_the_reply(words[start:end]):
        return None
    for turn in islice(_candidates(words, start, end, manner), TURNS):
        rest = _even(words[turn.end() : end])
        if manner_in_any_spelling(rest) is not Manner.ASKS or not _asks_by_itself(rest, turn):
            continue
        if manner is not Manner.ASKS or _asks_alone(words[start : turn.start()]):
            return turn
    return None


def _spliced(words: str, start: int, end: int) -> re.Match[str] | None:
    """Where the question of a long tale begins; None where the sentence asks from its start."""
    said = spelt_out(_even(words[start:end]))
    if len(said.split()) < LONG_TALE or _LEADS_UP.match(said) or asks_without_mark(said):
        return None
    for turn in _SPLICED.finditer(words, start, min(end, start + LONGEST)):
        rest = _even(words[turn.end() : end])
        if asks_without_mark(spelt_out(rest)):
            is_short = len(rest.split()) * TALE_SHARE < len(said.split())
            return turn if is_short else None
    return None


def _candidates(words: str, start: int, end: int, manner: Manner) -> Iterator[re.Match[str]]:
    patterns = [_SECOND_REQUEST if manner is Manner.ASKS else _TURNS, _RUNS_ON]
    if words[start].islower() and manner is Manner.STATES:
        patterns.append(_RUNS_ON_SMALL)
    last = min(end, start + LONGEST)
    found = [m for p in patterns for m in p.finditer(words, start, last)]
    return iter(sorted(found, key=lambda m: (m.start(), m.end())))


def _asks_by_itself(rest: str, turn: re.Match[str]) -> bool:
    """Whether the rest is no mere clause of what stands before it: "he told me how it is done"."""
    if (
        turn.re is _RUNS_ON_SMALL
        or (_SO.search(turn[0]) and len(rest.split()) >= LEAST_WORDS)
        or asks_with_a_verb(spelt_out(rest))
    ):
        return True
    return ends_asking(rest) or not opens_asking(rest)


def _asks_alone(words: str) -> bool:
    """Whether what stands before a second request is a request itself, no mere condition of it."""
    said = _even(words)
    if _CONDITION.search(said) or manner_in_any_spelling(said) is not Manner.ASKS:
        return False
    return asks_with_a_verb(spelt_out(said)) or len(said.split()) > LEAST_WORDS


def _even(words: str) -> str:
    return " ".join(words.split())


def manner_in_any_spelling(said: str) -> Manner:
    """What a sentence does, also in shorthand or where character recognition spoilt its words."""
    said = spelt_out(said)
    manner = manner_of(said)
    return manner_of(legible(said)) if manner is Manner.STATES else manner
