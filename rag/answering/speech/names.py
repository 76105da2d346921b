"""The name a sentence opens with, whatever it goes on to say."""

from __future__ import annotations

from collections.abc import Sequence

from rag.answering.speech import saying
from rag.answering.speech.subjects import Place, clause_start, is_opener
from rag.answering.speech.tokens import QUOTE, Token

_LONGEST = 14  # words of a name, with "of the" and the like
_CLAUSES = 5  # commas behind which a subject is looked for
_APPOSITION = 25  # words
_INSIDE = saying.DETERMINERS | {
    "of",
    "and",
    "former",
    "then",
    "for",
    "de",
    "et",
    "s",
    "-",
    "’",
    "'",
}


def words_of(text: str, place: Place) -> list[str]:
    """The words at a place, in lower case; at least one."""
    return text[slice(*place)].lower().split() or [""]


def opening_name(text: str, tokens: Sequence[Token]) -> str | None:
    """The name that is the subject of a sentence: capitals at its head, then a word in lower case.

    Stands behind "In May 2020," and the like. None where it opens otherwise.
    """
    first = clause_start(tokens, 0)
    opens = first < len(tokens) and is_opener(tokens[first])
    behind = [n + 1 for n, t in enumerate(tokens[:60]) if t.text == "," and n >= first]
    for start in behind[:_CLAUSES] if opens else [first]:
        end = _end_of_name(tokens, start)
        alone = end == start + 1 and start == first
        if end and _is_followed_by_verb(tokens, end) and not (alone and _is_noun(tokens, end)):
            return " ".join(text[tokens[start].start : tokens[end - 1].end].split())
    return None if opens else _opening_person(text, tokens, first)


def _is_noun(tokens: Sequence[Token], at: int) -> bool:
    """Whether "Human rights" is meant and not "Bassett claims": one capital may only open a sentence.

    `at` is the word after it; a mark after it makes it a name ("Bassett, a judge, ...").
    """
    word, following = tokens[at].lower, tokens[at + 1].lower if at + 1 < len(tokens) else ""
    if not tokens[at].is_word or word.endswith("ed"):
        return False
    verbs = saying.AUXILIARIES | saying.ADVERBS | saying.GIVING | saying.COMMON_PAST
    if word in verbs or (word in saying.FORMS and word not in saying.NOUNS):
        return False
    return not (word.endswith("s") and following in saying.DETERMINERS | {"to"})


def _opening_person(text: str, tokens: Sequence[Token], first: int) -> str | None:
    """ "The driver" or "Her deputy, Ian Fox" (as Ian Fox) at the head of a sentence."""
    if first >= len(tokens) or tokens[first].lower not in saying.DETERMINERS:
        return None
    for at in range(first + 1, min(first + 5, len(tokens))):
        if tokens[at].lower in saying.PEOPLE | saying.BODIES:
            end = _end_of_name(tokens, at + 2) if tokens[at + 1 : at + 2] else 0
            is_named = bool(end) and tokens[at + 1].text == "," and tokens[at + 2].is_capital
            start, last = (at + 2, end - 1) if is_named else (first, at)
            return " ".join(text[tokens[start].start : tokens[last].end].split())
    return None


def _end_of_name(tokens: Sequence[Token], start: int) -> int:
    """Where a run of capitalised words ends, "of" and "the" between them allowed; 0 for none."""
    end = 0
    for number in range(start, min(start + _LONGEST, len(tokens))):
        token = tokens[number]
        opens_with_article = number == start and token.lower in saying.DETERMINERS
        if token.lower in saying.PRONOUNS | saying.NOT_A_SPEAKER - {"and"}:
            break
        if token.is_capital and not opens_with_article:
            end = number + 1
        elif not (token.lower in _INSIDE or (number == start + 1 and tokens[start].lower == "the")):
            break
    return _with_others(tokens, end) if end else 0


def _with_others(tokens: Sequence[Token], end: int) -> int:
    """The end moved past "et al." or "and colleagues"."""
    following = [t.lower.rstrip(".") for t in tokens[end : end + 2]]
    return end + 2 if following in (["et", "al"], ["and", "colleagues"]) else end


def _is_followed_by_verb(tokens: Sequence[Token], at: int) -> bool:
    """Whether a plain word in lower case follows, past an apposition; not "is" before a noun."""
    if at < len(tokens) and tokens[at].text in "(,":
        closing = ")" if tokens[at].text == "(" else ","
        reach = range(at + 1, min(at + _APPOSITION, len(tokens)))
        at = next((n for n in reach if tokens[n].text == closing), len(tokens)) + 1
    if at >= len(tokens) or tokens[at].text == QUOTE or tokens[at].lower in saying.BEING:
        return False
    return tokens[at].text[0].islower()
