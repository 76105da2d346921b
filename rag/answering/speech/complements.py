"""What follows a verb of saying: the words said, if any are."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from rag.answering.speech import saying
from rag.answering.speech.tokens import QUOTE, Token, next_lower

APART = 12  # words that may stand between a verb and "that"

_BEFORE_THAT = saying.ADVERBS | {",", "not", "to", "in", "at", "on", "during"}
_FINITE = saying.AUXILIARIES - {"be", "been", "being"}


def what_is_said(
    tokens: Sequence[Token], at: int, form: saying.Form, in_minutes: bool = False
) -> tuple[int, bool] | None:
    """Where the words said begin after a verb, and whether they are a clause; None if none are."""
    after = at + 1
    letters = form.followed_by + ("n" if in_minutes and form.lemma in saying.RECORDED else "")
    if letters == "p":
        fits = next_lower(tokens, at) in saying.PREPOSITIONS_OF[form.lemma]
        return (tokens[after].end, next_lower(tokens, at, 2) == "that") if fits else None
    if after >= len(tokens):
        return None
    if place := _opening_that(tokens, at, form):
        return place
    if form.lemma == "call":
        return _naming(tokens, after)
    if "q" in letters and (place := _opening_quotation(tokens, after)):
        return place
    if "o" in letters:
        return _after_somebody(tokens, after)
    follower = tokens[after]
    if "c" in letters and _is_bare_clause(tokens, after):
        return follower.start, True
    is_noun = tokens[at].lower in saying.NOUNS and follower.lower not in saying.DETERMINERS
    if "n" in letters and not is_noun and _is_noun_phrase(follower):
        return follower.start, False
    if "a" in letters and (place := _opening_as(tokens, after)):
        return place
    return (follower.start, False) if _is_object_with_verb(tokens, after, form) else None


def _is_object_with_verb(tokens: Sequence[Token], after: int, form: saying.Form) -> bool:
    """ "(found) it to be late", "(announced) closing the yard"."""
    if form.lemma in ("find", "expect", "believe"):
        return _is_object_infinitive(tokens, after)
    takes_gerund = form.lemma in ("announce", "suggest", "recommend", "propose")
    return takes_gerund and tokens[after].lower.endswith("ing")


def _opening_that(tokens: Sequence[Token], at: int, form: saying.Form) -> tuple[int, bool] | None:
    """ "that ...", "to the board that ...", ", in 2020, that ..."."""
    wanted = ("that", "how", "why", "whether") if form.followed_by != "t" else ("that",)
    for number in range(at + 1, min(at + 2 + APART, len(tokens))):
        token = tokens[number]
        if token.lower in wanted:
            if number == at + 1 or tokens[at + 1].lower in _BEFORE_THAT:
                return token.end, True
            return None
        if token.text in ";:.!?" or token.text == QUOTE or token.lower in saying.AUXILIARIES:
            return None
        if (
            number == at + 1
            and token.is_word
            and token.lower not in (saying.PREPOSITIONS | saying.ADVERBS)
        ):
            return None
    return None


def _opening_quotation(tokens: Sequence[Token], after: int) -> tuple[int, bool] | None:
    """A colon or a quotation, straight away, or after "as" ("described it as “...”")."""
    token = tokens[after]
    if token.text == QUOTE or token.text == ":":
        return token.start, False
    if token.text == "," and next_lower(tokens, after) == QUOTE:
        return tokens[after + 1].start, False
    if token.text == ",":
        return None
    for number in range(after + 1, min(after + 30, len(tokens))):
        one = tokens[number]
        if one.text == QUOTE:
            announced = tokens[number - 1].lower in (":", "as", ",", "that")
            return (one.start, False) if announced else None
        if one.text in ";.!?" or (one.lower in saying.FORMS and one.text.endswith("ed")):
            return None
    return None


def _naming(tokens: Sequence[Token], after: int) -> tuple[int, bool] | None:
    """ "(called) the plan “a mistake”"."""
    for number in range(after + 1, min(after + 6, len(tokens))):
        if tokens[number].text == QUOTE:
            return tokens[number].start, False
        if not tokens[number].is_word:
            return None
    return None


def _after_somebody(tokens: Sequence[Token], after: int) -> tuple[int, bool] | None:
    """ "(told) the board that ...", "(asked) them whether ..."; not "(asked) them to go"."""
    wanted = {"that", "how", "why", "whether", "if", "what", "when", "who", "which", QUOTE, ":"}
    for number in range(after, min(after + 6, len(tokens))):
        token = tokens[number]
        if token.lower in wanted:
            return (token.start if token.text in (QUOTE, ":") else token.end), True
        opens = number == after and token.lower in saying.PREPOSITIONS
        if (
            opens
            or token.lower == "to"
            or token.text in ".;!?"
            or token.lower in saying.AUXILIARIES
        ):
            return None
        if number > after and token.lower in ("he", "she", "they", "it", "there"):
            return token.start, True
    return None


def _opening_as(tokens: Sequence[Token], after: int) -> tuple[int, bool] | None:
    """ "(described) the van as late"; not as far as the next clause."""
    for number in range(after + 1, min(after + APART, len(tokens))):
        if tokens[number].lower == "as":
            return tokens[number].end, False
        if tokens[number].text in ",;:." or tokens[number].lower in saying.AUXILIARIES:
            return None
    return None


def _is_bare_clause(tokens: Sequence[Token], after: int) -> bool:
    """Whether a subject with a verb follows: "it was late", "the fee had been paid"."""
    first = tokens[after]
    following = tokens[after + 1] if after + 1 < len(tokens) else None
    if first.lower in saying.SUBJECT_PRONOUNS - {"it"} and following and following.is_word:
        return True
    if not first.is_word or first.lower in saying.PREPOSITIONS - {"in"} | {"and", "or"}:
        return False
    for number in range(after + 1, min(after + 9, len(tokens))):
        token = tokens[number]
        if token.lower in _FINITE:
            return True
        if token.text in ",;:." or token.lower in saying.SUBORDINATORS | {"and", "or"}:
            return False
    return first.lower in ("he", "she", "they", "it", "we", "i", "there")


def _is_noun_phrase(token: Token) -> bool:
    return token.is_word and (
        token.lower in saying.DETERMINERS | {"that"}
        or token.is_capital
        or token.lower not in saying.PREPOSITIONS | saying.AUXILIARIES | {"and", "or", "but"}
    )


def _is_object_infinitive(tokens: Sequence[Token], after: int) -> bool:
    reach = [t.lower for t in tokens[after : after + 10]]
    if not reach or reach[0] == "to":
        return False
    return any(a == "to" and b in ("be", "have", "continue") for a, b in pairwise(reach))
