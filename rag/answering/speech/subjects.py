"""What stands before a verb of saying: its auxiliaries, and the subject that speaks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from rag.answering.speech import saying
from rag.answering.speech.tokens import QUOTE, Token, next_lower

LONGEST_SUBJECT = 30  # words, with what stands beside it
_LONGEST_HEAD = 14
_LONGEST_LIST = 12
_LONGEST_NAME = 5
_NEITHER_END = frozenset(["to", "the", "a", "an", "and", "or", "but", "not", "also", "than"])

Place = tuple[int, int]
"""(start, end) in the text the tokens were made of."""


def clause_start(tokens: Sequence[Token], first: int) -> int:
    """Past connectives ("However,", "For example,"), numbers of notes and marks at the beginning."""
    at = first
    while at < len(tokens):
        token = tokens[at]
        following = next_lower(tokens, at)
        if token.lower in ("for", "in") and following in saying.AFTER_FOR_AND_IN:
            at += 2
        elif (
            token.lower in saying.CONNECTIVES
            or (not token.is_word and token.text != QUOTE)
            or (token.lower.endswith("ly") and following == ",")
            or (
                token.text.isdigit()
                and (following == ")" or (tokens[at + 1 : at + 2] and tokens[at + 1].is_capital))
            )
        ):
            at += 1
        else:
            return at
    return first


def is_opener(token: Token) -> bool:
    """Whether a word opens something before the main clause: "in", "although", "introducing"."""
    participle = len(token.text) > len("being") and token.lower.endswith(("ing", "ed"))
    return token.lower in saying.OPENERS or participle


def verb_start(tokens: Sequence[Token], at: int, form: saying.Form) -> int | None:
    """Where the verb begins with its auxiliaries and adverbs; None where it says nothing.

    "was noted" is a passive, "may say" is not said, "the reported cases" and "to report" no verb.
    """
    before, auxiliaries = at, set[str]()
    while before:
        word = tokens[before - 1].lower
        if word in saying.AUXILIARIES | saying.POSSIBLE:
            auxiliaries.add(word)
            before -= 1
        elif word in saying.ADVERBS or (word.endswith("ly") and len(word) > len("only")):
            before -= 1
        elif word == "to" and (chain := _chain_before(tokens, before - 1)):
            auxiliaries.add("did")
            before = chain
        else:
            break
    if not before or auxiliaries & (saying.BEING | saying.POSSIBLE):
        return None
    if form.kind == "participle" and not auxiliaries:
        return None
    if form.kind == "base" and not auxiliaries and _is_singular(tokens[before - 1].lower):
        return None
    return before


def _chain_before(tokens: Sequence[Token], at: int) -> int:
    """Where "went on" begins in "went on to say", `at` being "to"; 0 where there is none."""
    if at > 1 and tokens[at - 1].lower == "on":
        at -= 1
    return at - 1 if at > 1 and tokens[at - 1].lower in saying.CHAIN else 0


def _is_singular(word: str) -> bool:
    """Whether a verb without "-s" cannot follow: after "he", "the board's", "to"."""
    none = ("he", "she", "it", "to", "a", "an", "the", "of")
    return word in none or word.endswith(("'s", "’s"))


def find_subject(
    tokens: Sequence[Token], start: int, before: int, says_a_clause: bool
) -> Place | None:
    """The subject of the verb that begins at `before`, in the clause that begins at `start`.

    `says_a_clause` tells that "that" or a quotation follows the verb: only then may the subject be
    shared with an earlier verb ("The board met and stated that ...").
    """
    last = tokens[before - 1]
    if last.lower in saying.SUBORDINATORS or before <= start:
        return None
    if tokens[start].lower in saying.AUXILIARIES:  # a question: "Will you say that ...?"
        return None
    if last.lower in saying.SUBJECT_PRONOUNS:
        subordinate = before > 1 and tokens[before - 2].lower in saying.SUBORDINATORS
        return None if subordinate and before - 2 > start else (last.start, last.end)
    found = plain_subject(tokens, start, before)
    if found is None and is_opener(tokens[start]):
        found = _after_opener(tokens, start, before)
    if found is None and says_a_clause and last.lower in ("and", "but", "then", ","):
        found = _shared_subject(tokens, _past_opener(tokens, start, before), before)
    return found


def plain_subject(tokens: Sequence[Token], start: int, before: int) -> Place | None:
    """A subject that runs from the start of the clause to the verb, apposition and all."""
    words = tokens[start:before]
    if not words or len(words) > LONGEST_SUBJECT:
        return None
    head = words[: _head_length(words)]
    if not head or len(head) > _LONGEST_HEAD or not is_phrase(head):
        return None
    if len(head) < len(words) and not _is_apposition(words[len(head) :]):
        return None
    return _place(words, len(head))


def _head_length(words: Sequence[Token]) -> int:
    """How many words stand before the first comma, bracket or dash."""
    for number, token in enumerate(words):
        if token.text in ",(–—[":
            return number
    return len(words)


def _place(words: Sequence[Token], head: int) -> Place:
    """The head with a name beside it ("the then leader, Ann Brown"), else the head alone."""
    inner = words[head + 1 :]
    if inner and inner[-1].text == ",":
        inner = inner[:-1]
    is_name = 0 < len(inner) <= _LONGEST_NAME and all(
        t.is_capital or t.lower in ("of", "de") for t in inner
    )
    if is_name and words[head].text == ",":
        return words[0].start, inner[-1].end
    return words[0].start, words[head - 1].end


def _is_apposition(rest: Sequence[Token]) -> bool:
    """Whether what stands between subject and verb is closed off (", a judge,") or a short list."""
    if rest[-1].text in ",)–—]":
        return True
    if rest[-1].lower in _NEITHER_END:
        return False
    is_list = rest[0].text == "," and any(t.lower in ("and", "or") for t in rest)
    names = sum(t.is_capital or t.text == "," for t in rest)
    short = len(rest) <= _LONGEST_LIST or names * 4 >= len(rest) * 3
    return is_list and short and not any(t.lower in saying.AUXILIARIES for t in rest)


def is_phrase(words: Sequence[Token]) -> bool:
    """Whether words can be a subject: no verb, no second clause, no preposition at either end."""
    first, last = words[0], words[-1]
    if first.lower in saying.PRONOUNS:
        return len(words) == 1 and first.lower not in ("who", "there")
    if not first.is_word or first.lower in saying.NOT_A_SPEAKER | saying.OPENERS:
        return False
    if last.lower in saying.PREPOSITIONS | _NEITHER_END:
        return False
    if not last.is_word and last.text != QUOTE:
        return False
    if len(words) == 1 and first.lower in saying.DEMONSTRATIVES:
        return False
    if _is_gerund(words):
        return False
    is_source = any(t.lower in saying.SOURCES for t in words)
    return not any(_ends_a_phrase(a, b, is_source) for a, b in pairwise(words)) and all(
        t.text not in ";:!?.()[]" and t.lower not in saying.AUXILIARIES for t in words
    )


def _is_gerund(words: Sequence[Token]) -> bool:
    """ "Accounting for the error", which shows something and says nothing."""
    opens = words[0].lower.endswith("ing") and len(words) > 1
    return opens and words[1].lower in saying.PREPOSITIONS | saying.DETERMINERS


def _ends_a_phrase(word: Token, following: Token, is_source: bool) -> bool:
    """Whether a phrase ends between two words: an infinitive, a new clause, a verb and its object."""
    if word.lower == "to" and not is_source:
        return following.text.islower() and following.lower not in saying.DETERMINERS
    if following.lower in saying.SUBORDINATORS - {"like"}:
        return True
    form = saying.FORMS.get(word.lower)
    is_verb = form is not None and form.kind == "past" and word.text.islower()
    return is_verb and following.lower in saying.DETERMINERS


def _after_opener(tokens: Sequence[Token], start: int, before: int) -> Place | None:
    """The subject after "In May 2020, ...": behind one of the commas, or the last noun phrase."""
    commas = [n for n in range(start, before) if tokens[n].text == ","]
    for comma in commas:
        behind = clause_start(tokens, comma + 1)
        closes = tokens[before - 1].text == "," and _head_length(tokens[behind:before]) == (
            before - 1 - behind
        )  # "Ann Brown, keeper of the museum, said": what stands behind is no subject
        if behind < before and not closes and (found := plain_subject(tokens, behind, before)):
            return found
    end = before
    if tokens[end - 1].text == ",":  # "In his book Ann Brown, then a judge, said"
        end = commas[-2] if len(commas) > 1 else start
    has_verb = any(t.lower in saying.AUXILIARIES for t in tokens[start:before])
    opens_clause = tokens[start].lower in saying.CLAUSE_OPENERS
    if has_verb != opens_clause or (opens_clause and commas):
        return None  # "While the board states that ...": its clause is not the main one
    return _last_phrase(tokens, start, end) if end > start else None


def _last_phrase(tokens: Sequence[Token], start: int, end: int) -> Place | None:
    """The noun phrase that ends at a token: from its article, or a run of capitals."""
    last = tokens[end - 1]
    if not last.is_word or last.lower in saying.PREPOSITIONS | _NEITHER_END:
        return None
    for number in range(end - 1, max(start, end - 9), -1):
        token = tokens[number]
        if not token.is_word or token.lower in saying.AUXILIARIES | saying.SUBORDINATORS:
            return None
        if token.lower in saying.DETERMINERS:
            return (token.start, last.end) if number < end - 1 else None
        if not token.is_capital and last.is_capital and token.lower not in ("of", "and", "de"):
            return tokens[number + 1].start, last.end
    return None


def _past_opener(tokens: Sequence[Token], start: int, before: int) -> int:
    """Where the clause begins after "In May 2020, ..."; `start` where nothing opens it."""
    if not is_opener(tokens[start]):
        return start
    comma = next((n for n in range(start, before - 1) if tokens[n].text == ","), start)
    return comma + 1 if comma > start else start


def _shared_subject(tokens: Sequence[Token], start: int, before: int) -> Place | None:
    """The subject of a first verb that a second one shares: "The board met and stated that"."""
    if tokens[start].lower in saying.OPENERS | saying.NOT_A_SPEAKER:
        return None
    if any(t.lower in ("who", "which", "that", "whose", "there") for t in tokens[start:before]):
        return None
    end = start + 1
    if tokens[start].lower in saying.PRONOUNS:
        return tokens[start].start, tokens[start].end
    for number in range(start + 1, min(before - 1, start + 8)):
        token = tokens[number]
        if not token.is_word or token.lower in saying.AUXILIARIES | saying.ADVERBS:
            break
        joins = token.lower in saying.DETERMINERS | {"of", "and", "for", "colleagues"}
        last = tokens[number - 1].lower
        named = last in saying.PEOPLE | saying.BODIES | saying.SOURCES | {"colleagues"} or (
            tokens[number - 1].is_capital and last not in saying.DETERMINERS
        )
        if not (token.is_capital or joins) and named:
            break
        end = number + 1
    if end == start + 1 and tokens[start].lower in saying.DEMONSTRATIVES:
        return None
    return tokens[start].start, tokens[end - 1].end
