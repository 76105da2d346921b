"""How letters ask: requests, questions with and without their mark, and items that name what is wanted."""

from __future__ import annotations

import re

from rag.enquiries.requests import ORDER_WORDS, PLACE_OR_TIME, REQUEST

_ASKING = re.compile(
    rf"{ORDER_WORDS}{PLACE_OR_TIME}(?:also |then |and |so )?{REQUEST}", re.IGNORECASE
)

_PREPOSITION = (
    r"(?:(?:to|for|in|on|at|by|with|from|of|under|since|over|about|against|within|until|through) )?"
)
_QUESTION_WORD = re.compile(
    rf"{ORDER_WORDS}{_PREPOSITION}(?:who|whom|whose|what|when|where|which|why|how|whether)\b",
    re.IGNORECASE,
)
_AUXILIARY = r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|must)(?:n['’]t)?"
_SUBJECT = (
    r"(?:the|this|that|these|those|your|their|its|it|they|you|there|each|any|all|an?|he|she|we|i|every|"
    r"such|been|be|anyone|anybody|someone|\[|(?-i:[A-Z]))"
)
_VERB_FIRST = re.compile(rf"{ORDER_WORDS}{_AUXILIARY} {_SUBJECT}", re.IGNORECASE)
_PLAINLY_ASKS = re.compile(
    rf"{ORDER_WORDS}{_PREPOSITION}(?:how (?:many|much|often|long|far|frequently|come|{_AUXILIARY})\b|whether\b|"
    rf"(?:when|where|why) {_AUXILIARY}\b|(?:who|whom|what) (?:do|does|did|can|could|will|would|should|has|have|had)(?:n['’]?t)? \w|"
    rf"who (?:is|are|was|were|signed|decided|owns|owned|runs|ran|pays|paid|made|makes|gets|got|approved|authorised|checks|checked|wrote|said|told|gave)\b(?!.*\b(?:is|was) (?:unclear|unknown|a mystery))|"
    rf"what (?:happens|happened|caused|made|goes|went|became|percentage|number|proportion|date|year|time|kind|sort|type)\b(?! (?:was|is|next was)\b)|"
    rf"(?:who|whom|whose|what|which|where|why|when)(?: \w+){{0,3}}? {_AUXILIARY} {_SUBJECT})",
    re.IGNORECASE,
)
_TELLS_WHAT = re.compile(
    r"^[\W_]*(?:(?:but|and|so|now) )?what (?:[^.?!,]{0,40}?\b(?:i|we|you|he|she|it|they|nobody)\b[^.?!,]{0,60}?|(?:follows?|matters?|counts?|remains?|puzzles?|worries|concerns?|strikes?|struck|annoys|bothers|surprises|hurts|galls|happened|happens|came|upsets|angers|makes|made)\b[^.?!,]{0,40}?) (?:is|was|are|were)\b(?!.*\?)",
    re.IGNORECASE,
)
"""A statement turned round: "What follows are the gaps."."""
_INVERTED = re.compile(
    rf"{ORDER_WORDS}(?:(?:is|are|was|does|did|has|can|could|will|would)(?:n['’]t)? (?:it|they|you|there|the|this|that|these|those|your|their|he|she|we|i|any|anyone|anybody|someone|every|an?)\b"
    r"|(?:do|have)(?:n['’]t)? (?:they|you|we|i|any|the|your|people)\b"
    r"|(?:is|are) (?!(?:being|been|still|never|not|always|just|only|now|also|so|too|very|really|all|no)\b)\w+ (?:being |still )?(?:allowed|included|available|exempt|free|open|closed|covered|required|needed|charged|counted|kept|paid|true|safe)\b)"
    r"(?!.{0,60}[.!] \w)",
    re.IGNORECASE,
)
"""A question by the order of its words, though no mark ends it: "is it true the pool is shut"."""
_WANTED = re.compile(
    rf"{ORDER_WORDS}(?:the |a |an |any |all |full |complete |and |your |their |each |every |total |annual |"
    r"average |current |exact |overall |longest |highest |lowest |start |end |expiry )*"
    r"(?:names?|numbers?|costs?|cop(?:y|ies)|dates?|details?|totals?|lists?|amounts?|breakdowns?|"
    r"salar(?:y|ies)|values?|minutes|agendas?|reports?|polic(?:y|ies)|figures?|spend(?:ing)?|expenditure|income|"
    r"locations?|reasons?|correspondence|e-?mails?|documents?|contracts?|records?|budgets?|surveys?|plans?|"
    r"description|percentage|proportion|length|duration|size|type|make|model|how|whether|what|who|which|"
    r"where|when|why)\b",
    re.IGNORECASE,
)
_FINITE = re.compile(
    r"(?<!to )\b(?:is|are|was|were|am|be|has|have|had|do|does|did|can|could|will|would|shall|should|(?<!\d )may|might|must|ought)\b"
    r"|n['’]t\b|['’](?:m|re|ve|ll|d)\b",
    re.IGNORECASE,
)
_HEAD_ENDS = re.compile(
    r",|\(|\b(?:that|which|who|whom|whose|where|when|why|how|whether|if|as|what|because|since|while|than)\b",
    re.IGNORECASE,
)
_NO_THING = re.compile(
    r"^[\W_]*(?:i|we|you|he|she|it|they|there|this|that|these|those|please|thank(?:s| you)|yours|if|as|when|while|since|because|"
    r"although|should|do|does|did|is|are|can|could|would|will|may|kindly|sorry|apologies|hope|in|on|at|after|before|during|by|from|with|under|following)\b",
    re.IGNORECASE,
)
_SUBJECT_FIRST = re.compile(
    r"^[\W_]*(?:i|we|you|he|she|it|they|this|that|these|those|there|everyone|everybody|nobody|no one|someone|all of (?:us|them|you)|"
    r"(?:the|our|my|your|his|her|their) [\w'’-]+(?: [\w'’-]+){0,3} (?:is|are|was|were|has|have|had)\b)",
    re.IGNORECASE,
)
_FIELD = re.compile(r"^[\W_]*[\w ]{2,30}:\s")
"""A line of a form that is filled in: "Preferred format: PDF"."""
_BARE_ORDER = re.compile(
    r"^[\W_]*+(?:please )?\w+ (?:(?:me|us) )?(?:it|them|this|that|me|us)\W*$"
    r"|^(?:\W*+\w++){0,6}\W+(?:am|'m|’m) (?:\w+ )?asking(?: you)?\W*$"
    r"|^.{0,80}\b(?:look into|deal with|see to|attend to|investigate|consider|think about) (?:this|it|that|the matter|these)\W*$"
    r"|^.{0,80}\blike to understand (?:why|how|what (?:has |have )?(?:happened|went wrong|is going on|is happening))"
    r"(?:\W*$|,? (?:before|so that|because|and i (?:think|believe|feel))\b)",
    re.IGNORECASE,
)
"""Repeats what is asked, or says only that something is: "Name them!", "I want to understand." """
_ENDS_ASKING = re.compile(r"\?[\s\"'”’)\]*_!.]*$")
_ENDS_QUOTED = re.compile(r"[\"“][^\"“”]*\?[\"”]?[\s.)]*$")


def begins_asking(words: str) -> bool:
    """Whether words begin as a question does: "who attended it"."""
    return bool(_QUESTION_WORD.match(words) or _VERB_FIRST.match(words))


def ends_asking(sentence: str) -> bool:
    """Whether a sentence ends with a question mark."""
    return bool(_ENDS_ASKING.search(sentence))


def quotes_a_question(sentence: str) -> bool:
    """Whether the question at a sentence's end is one that it quotes."""
    return bool(_ENDS_QUOTED.search(sentence)) and not opens_asking(sentence)


def opens_asking(sentence: str) -> bool:
    """Whether a sentence begins as a question does."""
    return bool(_QUESTION_WORD.match(sentence) or _VERB_FIRST.match(sentence))


def has_question_word(sentence: str) -> bool:
    """Whether a sentence begins with "who", "what", "how many" and the like."""
    return bool(_QUESTION_WORD.match(sentence))


def asks_without_mark(sentence: str) -> bool:
    """Whether a sentence asks though no question mark ends it."""
    if _BARE_ORDER.match(sentence):
        return False
    if _ASKING.match(sentence):
        return True
    asks = _PLAINLY_ASKS.match(sentence) or _INVERTED.match(sentence)
    return bool(asks) and not _TELLS_WHAT.match(sentence)


def asks_with_a_verb(sentence: str) -> bool:
    """Whether a sentence requests ("please send ..."); a bare question word is no request."""
    return bool(_ASKING.match(sentence))


def names_a_thing(words: str) -> bool:
    """Whether words are a noun and what belongs to it, no sentence: "Any report made since 2021"."""
    if _NO_THING.match(words) or _FIELD.match(words) or len(words.split()) < 2:
        return False
    return not _FINITE.search(_HEAD_ENDS.split(words, maxsplit=1)[0])


def names_what_is_wanted(item: str) -> bool:
    """Whether an item of a list can be read as something asked for: "Names of the wardens"."""
    return opens_asking(item) or bool(_WANTED.match(item))


def states_in_full(words: str) -> bool:
    """Whether words are a whole statement, subject and verb: "Everyone was kind."."""
    if opens_asking(words) or not _SUBJECT_FIRST.match(words):
        return False
    return bool(_FINITE.search(_HEAD_ENDS.split(words, maxsplit=1)[0]))
