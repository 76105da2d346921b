"""What an item of a list does: asks with what stands over it, tells something, names its parts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.enquiries.asking_words import (
    has_question_word,
    names_a_thing,
    names_what_is_wanted,
    states_in_full,
)
from rag.enquiries.wording import Manner, Sentence, heads_questions, is_formula_stem

LISTED_SENTENCES = 2
"""Sentences of a paragraph that names one thing of a list, at most."""
TITLE_WORDS = 6
"""Words of an item that only names its parts, at most."""

_IDLE = (Manner.ABOUT_THE_REPLY, Manner.CHATTER)
_FILL_IN = re.compile(
    r"\b(?:complete|fill (?:in|out))\b[^.?!]{0,60}\b(?:tables?|grids?|forms?|boxes|cells|blanks|columns)\b"
    r"|\b(?:tables?|grids?|forms?|boxes|cells|blanks|columns)\b[^.?!]{0,60}\b(?:completed|filled)\b"
)
_OWN_STATEMENT = re.compile(
    r"^[\W_]*(?:my|our|this|it|there|the (?:council|department|minister) (?:has|have|is|was))\b"
    r"|^[\W_]*(?:(?!if|where|whether|that|which|when|how|what|who)\w+[ ,]+){0,5}(?:i|we|he|she|they)\b.*\.$"
    r"|^[\W_]*(?:i|we|you|he|she|they|thanks?|hope|sorry)\b",
    re.IGNORECASE,
)
"""Tells something: a sentence about the writer or somebody else, up to its full stop."""

_NAMES_SOMEBODY = re.compile(r"^(?:[A-Z][\w.'’-]*\s*){1,4}$")
_TELLS = re.compile(
    r"^[\W_]*(?:(?:i|we|you|he|she|they|there|thanks?|hope|sorry)\b(?! (?:of|to)\b)"
    r"|(?:the|our|my) (?:[\w'’-]+ ){1,4}?(?:wishes|wish|hopes?|believes?|thinks?|feels?|notes?|regrets?|resolved|would like it)\b)",
    re.IGNORECASE,
)
"""Tells something even under a request: "The Council wishes it to be recorded"."""
_AWAITS_A_CLAUSE = re.compile(
    r"\b(?:whether|if|that|how|when|where|why|who|what)\W*$", re.IGNORECASE
)
_ASKS_WITH_PARTS = re.compile(r"\b(?:how (?:many|much|often|long)|whether)\b", re.IGNORECASE)
"""Asks together with what completes it: "In 2022, how many boats"."""
_WITHDRAWN = re.compile(
    r"^\W*(?:withdrawn|deleted|removed|not used|no longer|intentionally|left blank|blank|n/?a\b|none\b|skip|answered|(?:see|as) above"
    r"|(?:(?:your|my) (?:full )?(?:name|role|job|e-?mail|phone|address)\b[^_.…]*|(?:name|address|date|signed|signature)\b\W*)[_.…]{3,}"
    r"|(?:insert|paste|add|type|enter)\b.{0,60}\b(?:here|as appropriate)\W*$)",
    re.IGNORECASE,
)


def completes(sentence: Sentence, surely: bool, stem: str) -> bool:
    """Whether an item without a verb of asking is asked for by what it stands under."""
    if _WITHDRAWN.match(sentence.words):
        return False
    if surely and _TELLS.match(sentence.words) and not _AWAITS_A_CLAUSE.search(stem):
        return False
    if sentence.manner in (*_IDLE, Manner.SCOPE):
        return names_a_thing(sentence.words)
    return surely or not (_OWN_STATEMENT.search(sentence.words) or states_in_full(sentence.words))


def is_title(sentence: Sentence) -> bool:
    """Whether an item is but the name of its parts: "Lorries."."""
    is_short = len(sentence.words.split()) <= TITLE_WORDS and not sentence.words.endswith("?")
    return is_short and sentence.manner is Manner.STATES


def is_set_off(words: str) -> bool:
    """Whether a heading is written as one, in bold or in capitals."""
    return words[:2] in ("**", "__") or words.isupper()


def whole(own: Sequence[Sentence]) -> tuple[int, int]:
    """Where an item in the midst of a line stands, without what is said of the reply around it."""
    kept = [n for n, s in enumerate(own) if s.manner not in _IDLE] or [0]
    last = next((n for n in range(kept[0], len(own)) if n not in kept), len(own)) - 1
    return own[kept[0]].start, own[max(last, kept[0])].end


def is_listed(sentences: Sequence[Sentence], surely: bool) -> bool:
    """Whether a paragraph without a mark names one thing of a list.

    `surely`: a colon stands over it, so that any noun will do.
    """
    first = sentences[0].words
    if len(sentences) > LISTED_SENTENCES or _NAMES_SOMEBODY.match(first):
        return False
    if has_question_word(first) and not first.endswith("?"):
        return True
    if surely:
        return names_a_thing(first)
    return names_what_is_wanted(first) or first.endswith(":")


def asks_of_parts(stem: Sentence) -> bool:
    """Whether the sentence over a list asks for what the list names."""
    if stem.manner is Manner.ASKS or _ASKS_WITH_PARTS.search(stem.words):
        return True
    return any(is_so(stem.words) for is_so in (heads_questions, is_formula_stem, fills_in))


def fills_in(sentence: str) -> bool:
    """Whether a sentence asks that a table be filled in."""
    return bool(_FILL_IN.search(sentence))
