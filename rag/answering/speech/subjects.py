"""What stands before a verb of saying: auxiliaries, and the subject that speaks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from rag.answering.speech import saying
from rag.answering.speech.tokens import QUOTE, Token, next_lower

LONGEST_SUBJECT = 30  # words, with what stands beside it
_LONGEST_HEAD = 14
_ENDS_NO_SUBJECT = frozenset(["to", "the", "a", "an", "and", "or", "but", "not", "also"])


def clause_start(tokens: Sequence[Token], first: int) -> int:
    """Past connectives ("However,", "For example,") and marks at the beginning."""
    at = first
    while at < len(tokens):
        token = tokens[at]
        if token.lower in ("for", "in") and next_lower(tokens, at) in (
            *("example", "instance", "addition", "particular", "response", "turn", "contrast"),
            *("conclusion", "summary", "short", "fact"),
        ):
            at += 2
        elif token.lower in saying.CONNECTIVES or (not token.is_word and token.text != QUOTE):
            at += 1
        else:
            return at
    return first


def verb_start(tokens: Sequence[Token], at: int, form: saying.Form) -> int | None:
    """Where the verb begins with its auxiliaries and adverbs; None where it says nothing.

    "was noted" is a passive, "may say" is not said, "the reported cases" and "to report" no verb.
    """
    before = at
    auxiliaries = []
    while before:
        word = tokens[before - 1].lower
        if word in saying.AUXILIARIES | saying.POSSIBLE:
            auxiliaries.append(word)
        elif word == "to" and before > 1 and _is_chain(tokens, before - 2):
            auxiliaries.append("did")
            before -= 1
            if tokens[before - 1].lower == "on":
                before -= 1
        elif word not in saying.ADVERBS and not (word.endswith("ly") and len(word) > 4):
            break
        before -= 1
    if any(a in saying.BEING or a in saying.POSSIBLE for a in auxiliaries):
        return None
    if form.kind == "participle" and not auxiliaries:
        return None
    if (
        form.kind == "base"
        and not auxiliaries
        and before
        and not _may_be_plural(tokens, before - 1)
    ):
        return None
    return before if before else None


def _is_chain(tokens: Sequence[Token], at: int) -> bool:
    if tokens[at].lower == "on" and at:
        at -= 1
    return tokens[at].lower in saying.CHAIN


def _may_be_plural(tokens: Sequence[Token], at: int) -> bool:
    """Whether a subject may take a verb without "-s": not "he", "the board's", "to"."""
    word = tokens[at].lower
    return word not in ("he", "she", "it", "to", "a", "an", "the", "of") and not word.endswith(
        ("'s", "’s")
    )


def subject_of(
    tokens: Sequence[Token], start: int, before: int, form: saying.Form, verb: int
) -> tuple[int, int] | None:
    """The place of the subject that ends before a verb, or None where that is no subject."""
    if tokens[before - 1].lower in saying.SUBORDINATORS:
        return None
    auxiliary = any(t.lower in saying.AUXILIARIES for t in tokens[before:verb])
    found = plain_subject(tokens, start, before)
    if found is None and tokens[start].lower in saying.OPENERS:
        found = _after_opener(tokens, start, before)
    if found is None and tokens[before - 1].lower in ("and", "but", "then", ","):
        found = _shared_subject(tokens, start, before) if _says_a_clause(tokens, verb) else None
    if found is None or (form.lemma in saying.WEAK and not _is_voice(tokens, found)):
        return None
    if _is_own_evidence(tokens, found):
        return None
    if (
        not auxiliary
        and tokens[verb].lower in saying.NOUNS
        and _is_noun(tokens, found, before, form)
    ):
        return None
    if form.lemma in ("refer", "speak", "call", "hold") and not _is_named(tokens, found):
        return None
    return found


def _is_noun(
    tokens: Sequence[Token], subject: tuple[int, int], before: int, form: saying.Form
) -> bool:
    """Whether "the 2020 report", "the member states" is meant, and no verb at all."""
    first = next(t for t in tokens if t.start == subject[0])
    last = tokens[before - 1].lower
    if form.kind == "base":
        return first.lower in saying.DETERMINERS and not last.endswith("s")
    return last in ("member", "united", "these", "those", "several", "all", "recent", "previous")


def _says_a_clause(tokens: Sequence[Token], verb: int) -> bool:
    return next_lower(tokens, verb) in ("that", QUOTE, ":")


def plain_subject(tokens: Sequence[Token], start: int, before: int) -> tuple[int, int] | None:
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


def _place(words: Sequence[Token], head: int) -> tuple[int, int]:
    """The head with a name beside it ("the then leader, Ann Brown"), else the head alone."""
    inner = words[head + 1 :]
    if inner and inner[-1].text == ",":
        inner = inner[:-1]
    is_name = 0 < len(inner) <= 5 and all(t.is_capital or t.lower in ("of", "de") for t in inner)
    if words[head : head + 1] and words[head].text == "," and is_name:
        return words[0].start, inner[-1].end
    return words[0].start, words[head - 1].end


def _is_apposition(rest: Sequence[Token]) -> bool:
    """Whether what stands between subject and verb is closed off: ", a judge," or "(a judge)"."""
    return rest[-1].text in ",)–—]" or (rest[0].text == "," and " and " in _joined(rest))


def _joined(words: Sequence[Token]) -> str:
    return " ".join(t.lower for t in words)


def is_phrase(words: Sequence[Token]) -> bool:
    """Whether words can be a subject: no verb, no second clause, no preposition at either end."""
    first, last = words[0], words[-1]
    if not first.is_word:
        return False
    if first.lower in saying.NOT_A_SPEAKER and (
        len(words) == 1 or first.lower not in saying.DETERMINERS
    ):
        return False
    if first.lower in saying.OPENERS and first.lower not in saying.DETERMINERS:
        return False
    if first.text == QUOTE or last.lower in saying.PREPOSITIONS | _ENDS_NO_SUBJECT:
        return False
    if first.lower in saying.PRONOUNS:
        return len(words) == 1 and first.lower not in ("who", "there")
    if any(a.lower == "to" and _is_infinitive(b) for a, b in pairwise(words)):
        return False
    return all(
        t.text not in ";:!?"
        and t.lower not in saying.AUXILIARIES
        and (t.lower not in saying.SUBORDINATORS or (t.lower == "that" and number == 0))
        for number, t in enumerate(words)
    )


def _is_infinitive(token: Token) -> bool:
    """Whether "to" before this word makes a verb of it: "to engage", not "to the board"."""
    return token.text.islower() and token.lower not in saying.DETERMINERS


def _after_opener(tokens: Sequence[Token], start: int, before: int) -> tuple[int, int] | None:
    """The subject after "In May 2020, ...": behind one of the commas, or the last noun phrase."""
    for number in range(start, before):
        if tokens[number].text == ",":
            behind = clause_start(tokens, number + 1)
            closes = tokens[before - 1].text == "," and _head_length(tokens[behind:before]) == (
                before - 1 - behind
            )  # "Ann Brown, keeper of the museum, said": what stands behind is no subject
            if behind < before and not closes and (found := plain_subject(tokens, behind, before)):
                return found
    end = before
    if tokens[end - 1].text == ",":  # "In his book Ann Brown, then a judge, said"
        commas = [n for n in range(start, end - 1) if tokens[n].text == ","]
        if not commas:
            return None
        end = commas[-1]
    return _last_phrase(tokens, start, end)


def _last_phrase(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int] | None:
    """The noun phrase that ends at a token: from its article, or a run of capitals, or a pronoun."""
    last = tokens[end - 1]
    if last.lower in saying.THIRD_PERSON | saying.FIRST_PERSON | {"you"}:
        return last.start, last.end
    for number in range(end - 1, max(start, end - 9), -1):
        token = tokens[number]
        if not token.is_word or token.lower in saying.AUXILIARIES | saying.SUBORDINATORS:
            return None
        if token.lower in saying.DETERMINERS:
            return (token.start, last.end) if number < end - 1 else None
        if not token.is_capital and last.is_capital and token.lower not in ("of", "and", "de"):
            return tokens[number + 1].start, last.end
    return None


def _shared_subject(tokens: Sequence[Token], start: int, before: int) -> tuple[int, int] | None:
    """The subject of a first verb that a second one shares: "The board met and stated that"."""
    if tokens[start].lower in saying.OPENERS or tokens[start].lower in saying.NOT_A_SPEAKER:
        return None
    last = start
    for number in range(start, min(before - 1, start + 8)):
        token = tokens[number]
        if not token.is_word or token.lower in saying.AUXILIARIES | saying.ADVERBS:
            break
        named = token.is_capital or token.lower in (
            saying.DETERMINERS | {"of", "and", "for", "colleagues"}
        )
        if not named and number > start and last > start and tokens[number - 1].is_capital:
            break
        last = number
        if tokens[start].lower in saying.PRONOUNS:
            break
    return tokens[start].start, tokens[last].end


def _is_voice(tokens: Sequence[Token], place: tuple[int, int]) -> bool:
    """Whether a subject is a source, a person or a body, and not a thing that shows something."""
    words = [t for t in tokens if place[0] <= t.start < place[1]]
    lower = [t.lower.rstrip(".") for t in words]
    if _is_own_evidence(tokens, place):
        return False
    if (
        any(w in saying.SOURCES | saying.EVIDENCE for w in lower)
        or "al" in lower
        or "colleagues" in lower
    ):
        return True
    return lower[0] in ("he", "she", "they", "you", "i", "we") or _is_named(tokens, place)


def _is_own_evidence(tokens: Sequence[Token], place: tuple[int, int]) -> bool:
    lower = [t.lower for t in tokens if place[0] <= t.start < place[1]]
    own = any(w in saying.OWN_DETERMINERS for w in lower[:2]) or lower[-1] == "here"
    return own and any(w in saying.EVIDENCE | saying.SOURCES for w in lower)


def _is_named(tokens: Sequence[Token], place: tuple[int, int]) -> bool:
    """Whether a subject holds a name: a capital that does not merely open the sentence."""
    words = [t for t in tokens if place[0] <= t.start < place[1]]
    if words[0].lower in ("he", "she", "they", "you", "i", "we"):
        return True
    rest = [t for t in words if t.lower not in saying.DETERMINERS]
    if words[0].lower in saying.DETERMINERS or words[0].start != tokens[0].start:
        return any(t.is_capital for t in rest)
    return any(t.is_capital for t in words[1:]) or (len(words) == 1 and words[0].is_capital)
