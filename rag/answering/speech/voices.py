"""Whether a subject can be one that says something: people and sources do, results do not."""

from __future__ import annotations

from collections.abc import Sequence

from rag.answering.speech import saying
from rag.answering.speech.subjects import Place
from rag.answering.speech.tokens import Token

_SHORTEST_NAME = 3  # letters
_BEFORE_NOUNS = frozenset(
    ["member", "united", "these", "those", "several", "all", "recent", "previous", "other"]
)


def may_say(tokens: Sequence[Token], subject: Place, form: saying.Form, verb: int) -> bool:
    """Whether a subject says something by the verb of saying at a token."""
    words = [t for t in tokens if subject[0] <= t.start < subject[1]]
    if is_own_work(words):
        return False
    if form.lemma in saying.WEAK and not is_voice(words):
        return False
    if form.lemma in saying.OF_PEOPLE and not _is_named(words):
        return False
    return not (tokens[verb].lower in saying.NOUNS and _is_noun(tokens, words, form, verb))


def is_own_work(words: Sequence[Token]) -> bool:
    """ "Our results", "this study", "the results presented here": the writer's own."""
    lower = [t.lower for t in words]
    own = any(w in saying.OWN_DETERMINERS for w in lower) or lower[-1] == "here"
    return own and any(w in saying.EVIDENCE | saying.SOURCES | saying.DOCUMENTS for w in lower)


def is_evidence(words: Sequence[str]) -> bool:
    """Whether words in lower case name results, or authors without a name: somebody's, not said whose."""
    head = list(words)
    for number, word in enumerate(head):
        if number and word in saying.PREPOSITIONS:
            head = head[:number]
            break
    return bool(set(head) & saying.EVIDENCE) or head in (["the", "authors"], ["the", "author"])


def is_voice(words: Sequence[Token]) -> bool:
    """Whether a source, a person or a body speaks, and not a thing that shows something."""
    lower = [t.lower.rstrip(".") for t in words]
    if lower[0] in saying.PRONOUNS:
        return lower[0] != "it"
    known = saying.SOURCES | saying.EVIDENCE | saying.BODIES | {"al", "colleagues"}
    end = next((n for n, w in enumerate(lower) if n and w in saying.PREPOSITIONS), len(words))
    return any(w in known for w in lower) or _is_named(words[:end])


def _is_named(words: Sequence[Token]) -> bool:
    """Whether there is a person, a body or a name: a capital that does not merely open the sentence, no initials."""
    if words[0].lower in saying.PRONOUNS:
        return words[0].lower != "it"
    if any(t.lower in saying.BODIES | saying.PEOPLE for t in words):
        return True
    named = [t for t in words if t.is_capital and len(t.text) >= _SHORTEST_NAME]
    named = [t for t in named if t.lower not in saying.DETERMINERS]
    return bool(named) and (named[0] is not words[0] or len(named) > 1 or len(words) == 1)


def _is_noun(tokens: Sequence[Token], words: Sequence[Token], form: saying.Form, verb: int) -> bool:
    """Whether "the 2020 report", "the member states" is meant, and no verb at all."""
    before = tokens[verb - 1].lower
    if before in saying.AUXILIARIES | saying.ADVERBS:
        return False
    if all(t.lower in saying.DETERMINERS for t in words):
        return True
    if form.kind == "base":
        plural = any(t.lower.endswith("s") for t in words[1:])
        return words[0].lower in saying.DETERMINERS and not plural
    return before in _BEFORE_NOUNS
