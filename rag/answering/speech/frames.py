"""Who says what in a sentence: the frame ("X stated that") around what is said.

Rules over words, since no parser is at hand: a verb of saying, what may follow it, and a subject
before it. Every look goes over a bounded number of words, so that time stays linear.
"""

from __future__ import annotations

from collections.abc import Sequence

from rag.answering.speech import saying
from rag.answering.speech.asides import Frame, find_aside, find_hearsay
from rag.answering.speech.complements import APART, what_is_said
from rag.answering.speech.subjects import (
    LONGEST_SUBJECT,
    clause_start,
    find_subject,
    plain_subject,
    verb_start,
)
from rag.answering.speech.tokens import QUOTE, Token, next_lower
from rag.answering.speech.voices import may_say

_SENTENCE_READ = 120  # words of a sentence that are looked at
_LONGEST_DATE = 5  # words before "it" that need no comma: "in May 2020"


def find_frame(tokens: Sequence[Token], first: int = 0, in_minutes: bool = False) -> Frame | None:
    """The frame of the main clause that begins at a token, or None where nobody is reported."""
    tokens = tokens[: first + _SENTENCE_READ]
    start = clause_start(tokens, first)
    return (
        _impersonal(tokens, start, in_minutes)
        or _impersonal_after_opener(tokens, start, in_minutes)
        or (_voiced(tokens, start) if in_minutes else None)
        or _active(tokens, start, in_minutes)
        or find_aside(tokens, start)
        or find_hearsay(tokens, start)
    )


def _active(tokens: Sequence[Token], start: int, in_minutes: bool) -> Frame | None:
    """ "X (has also) stated that ...": the first verb of saying with a subject before it."""
    for at in range(start + 1, len(tokens)):
        if tokens[at].text == ";":
            start = clause_start(tokens, at + 1)
        form = saying.FORMS.get(tokens[at].lower)
        if form is None or tokens[at].is_capital or at <= start:
            continue
        said = what_is_said(tokens, at, form, in_minutes)
        before = verb_start(tokens, at, form) if said else None
        if said is None or before is None:
            continue
        says_a_clause = next_lower(tokens, at) in ("that", QUOTE, ":")
        subject = find_subject(tokens, start, before, says_a_clause)
        if subject and may_say(tokens, subject, form, at):
            return Frame(subject, form.lemma, *said)
    return _clear_that(tokens, start)


def _clear_that(tokens: Sequence[Token], start: int) -> Frame | None:
    """ "X was clear that ...", "X is of the view that ...", "X's position is that ..."."""
    for at in range(start + 1, min(start + LONGEST_SUBJECT, len(tokens) - 2)):
        if tokens[at].lower not in saying.BEING:
            continue
        words = [t.lower for t in tokens[at + 1 : at + 8]]
        if words[:2] in (["clear", "that"], ["adamant", "that"], ["confident", "that"]):
            that = at + 2
        elif words[:1] == ["that"] and tokens[at - 1].lower in saying.POSITIONS:
            that = at + 1
        elif words[:2] == ["of", "the"] and words[2:4] in (["view", "that"], ["opinion", "that"]):
            that = at + 4
        else:
            continue
        subject = plain_subject(tokens, start, at)
        if subject and tokens[start].lower not in ("it", "this"):
            return Frame(subject, "be", tokens[that].end, True)
    return None


def _impersonal(tokens: Sequence[Token], start: int, in_minutes: bool) -> Frame | None:
    """ "It was (also) noted (by X) that ...": nobody, or whoever follows "by"."""
    if start >= len(tokens) or tokens[start].lower != "it":
        return None
    auxiliaries: list[str] = []
    said = None
    for number, token in enumerate(tokens[start + 1 : start + 8]):
        if token.lower in saying.AUXILIARIES | saying.POSSIBLE:
            auxiliaries.append(token.lower)
        elif _reports(token.lower, auxiliaries, in_minutes):
            said = number
            break
    if said is None or not set(auxiliaries) & saying.BEING or set(auxiliaries) & saying.POSSIBLE:
        return None
    verb = start + 1 + said
    for number in range(verb + 1, min(verb + 2 + APART, len(tokens))):
        if tokens[number].lower == "that":
            by = next_lower(tokens, verb) == "by" and number > verb + 2
            subject = (tokens[verb + 2].start, tokens[number - 1].end) if by else None
            return Frame(subject, tokens[verb].lower, tokens[number].end, True)
        if tokens[number].text in ".;:!?":
            break
    return None


def _impersonal_after_opener(tokens: Sequence[Token], start: int, in_minutes: bool) -> Frame | None:
    """ "In May 2020(,) it was noted that ..."."""
    if start >= len(tokens) or tokens[start].lower not in saying.OPENERS:
        return None
    for at in range(start + 1, len(tokens)):
        behind_comma = tokens[at - 1].text == ","
        if tokens[at].lower == "it" and (behind_comma or at - start <= _LONGEST_DATE):
            return _impersonal(tokens, at, in_minutes)
    return None


def _voiced(tokens: Sequence[Token], start: int) -> Frame | None:
    """ "Concern was expressed about the rent", in minutes: nobody is named."""
    for at in range(start + 2, min(start + LONGEST_SUBJECT, len(tokens))):
        before = [t.lower for t in tokens[at - 2 : at] if t.lower not in saying.ADVERBS]
        is_passive = bool(before) and before[-1] in ("was", "were", "been")
        if is_passive and tokens[at].lower in saying.VOICED and next_lower(tokens, at) != "by":
            return Frame(None, tokens[at].lower, tokens[start].start)
        if tokens[at].lower in saying.FORMS and not is_passive:
            return None
    return None


def _reports(word: str, auxiliaries: Sequence[str], in_minutes: bool) -> bool:
    if word in saying.PASSIVE_ALWAYS:
        return True
    past = in_minutes or any(a in ("was", "been") for a in auxiliaries)
    if past and word in saying.PASSIVE_OF_RECORDS:
        return True
    return word in saying.PASSIVE_OF_STUDIES and (in_minutes or "been" in auxiliaries)
