"""A follow-up becomes a question that stands alone, using the turns before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.answering import parallels
from rag.answering.antecedents import is_full, of_gender, people, things
from rag.answering.words import FUNCTION_WORDS, words_of
from rag.types import Turn

NEW_SUBJECT = re.compile(
    r"^\W*(?:separately|on (?:a|an)?\s*(?:different|another|separate|unrelated) (?:note|matter|"
    r"subject|topic|question)|(?:a |one )?(?:different|another|new|separate|unrelated) "
    r"(?:question|topic|subject|matter)|changing (?:the )?(?:subject|topic)|by the way|moving on|"
    r"turning to (?:another|a different) (?:matter|subject|topic))\b[\s,:;.!–—-]*",
    re.IGNORECASE,
)
"""Words that announce another subject."""
OPENING = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|right|thanks|thank you|great|i see|sorry|well|yes|no|so|and|but|also|then|"
    r"or)\b[\s,:;.!–—-]*)+",
    re.IGNORECASE,
)
LEANING_OPENING = re.compile(r"^\W*(?:and|but|or|then|so|what about|how about)\b", re.IGNORECASE)
FRAGMENT = re.compile(
    r"^\W*(?:and|but|or)?\s*(?:what about|how about|what of)\s+(?P<about>.+?)[\s?.!]*$|"
    r"^\W*(?:and|or)\s+(?P<and>(?!who\b|what\b|when\b|where\b|which\b|why\b|how\b|is\b|are\b|was\b|"
    r"were\b|do\b|does\b|did\b|has\b|have\b|can\b|could\b|will\b|would\b|should\b).+?)[\s?.!]*$",
    re.IGNORECASE,
)
"""A follow-up that gives only what differs: "And in Scotland?", "What about Ann?"."""

PERSON = re.compile(r"\b(he|him|his|she|her|hers)\b", re.IGNORECASE)
THING = re.compile(
    r"\b(it|its|itself|they|them|their|theirs|there|that one|this one|the same|one|ones|"
    r"these|those|this|that|(?:do|does|did|done|doing) so)\b",
    re.IGNORECASE,
)
NO_POINTER = re.compile(
    r"\bit (?:is|was|takes?|took) (?:\w+ ){0,3}?(?:to|that|for|whether|if)\b|\bit (?:seems?|appears?)\b|"
    r"\b(?:is|was|will|would|does|do|did|can|could) it (?:be )?(?:\w+ ){0,2}?(?:to|that|for|whether|if)\b|"
    r"\bthere (?:is|are|was|were|has|have|be|been)\b|"
    r"\b(?:is|are|was|were|be|been|has|have) there\b|"
    r"(?<!\bsay )(?<!\bdo )(?<!\bdid )(?<!\bof )(?<!\bby )(?<!\bto )(?<!\bfor )(?<!\bwith )(?<!\babout )"
    r"\bthat\b(?=\s+\w+)(?!\s+(?:definition|report|letter|meeting|question|decision|document|one|"
    r"contract|point|claim|project|law|act|rule|year|day|time|man|woman|person|company)\b)|"
    r"\b(?:this|these) (?:year|month|week|day|days)\b|\bat (?:that|this|the same) time\b|"
    r"\bthe same\s+\w+\s+as\b|\b(?:one|no one) (?:of|or|day|in)\b|\bone\b(?=\s+\w)",
    re.IGNORECASE,
)
"""Where such a word points at nothing said before."""
CLAUSE = re.compile(
    r",|;|\b(?:and|or|but|if|when|where|whether|because|while|as|so that|given)\b", re.IGNORECASE
)
ORDINAL = re.compile(
    r"\b(?:the )?(first|second|third|fourth|fifth|last|latter|former|other)(?: one)?\b(?!\s+[a-z])",
    re.IGNORECASE,
)
PLACE_IN_LIST = {
    "first": 0,
    "former": 0,
    "second": 1,
    "third": 2,
    "fourth": 3,
    "fifth": 4,
    "last": -1,
    "latter": -1,
}
BARE_WORDS = 2
"""A question of no more telling words than this says nothing by itself if it names nothing."""
TURNS_READ = 12
"""Turns that are gone back for what a question is about."""
CONTEXT_WORDS = 60
"""Words of the questions before that are told with a follow-up, at most."""
ANSWER_WORDS = 100
"""Words of the answer before that say what the talk is about."""
WEAK = frozenset(
    """
    say said says mean many much long long more else exactly happen happened happens get got make
    made give gave take took use used know think work works go went come came like about job
    worth signed sign cost costs
    """.split()  # noqa: SIM905 - easier to read than a list
)
"""Words that many follow-ups hold and that say nothing of their subject."""


@dataclass(frozen=True, slots=True)
class Standalone:
    """A question as it would be asked with nothing before it.

    `text` is what is shown and searched for; `asked` the question alone, which says what kind of
    answer is wanted. Where `unclear` names a word, it could mean several things: `choices`.
    `before` is what the talk was about, unless the subject is said to be another: of passages that
    answer equally well, those near to it come first.
    """

    text: str
    asked: str
    unclear: str | None = None
    choices: tuple[str, ...] = ()
    before: str = ""


def stand_alone(question: str, turns: Sequence[Turn]) -> Standalone:
    """What a question means after the turns before it.

    A question that says what it is about stays as it is. In a follow-up, what it points at is put
    in its place where that is certain; else the question before is told with it.
    """
    question = " ".join(question.split())
    if not turns:
        return _without_turns(question)
    last = turns[-1]
    subject = stand_alone(last.question, turns[-TURNS_READ:-1]).text
    alone = _after(question, subject, last.answer)
    if NEW_SUBJECT.match(question):
        return alone
    said = last.answer.split()[:ANSWER_WORDS]
    return replace(alone, before=" ".join((subject, *said)))


def question_back(standalone: Standalone) -> str:
    """What is asked of a person whose question could mean several things, with the choices."""
    text = f"What or who is meant by “{standalone.unclear}”?"
    if not standalone.choices:
        return f"{text} Please name the person, document or subject."
    return "\n".join((f"{text} It could be:", *(f"- {c}" for c in standalone.choices)))


def leans_on_turns(question: str) -> bool:
    """Whether a question cannot be understood without the turns before it."""
    if NEW_SUBJECT.match(question):
        return bool(_pointer(NEW_SUBJECT.sub("", question)))
    if FRAGMENT.match(question) or _is_bare(question):
        return True
    return bool(_pointer(question))


def _without_turns(question: str) -> Standalone:
    pointer = _pointer(question)
    if pointer and _is_bare(question):
        return Standalone(question, question, pointer)
    return Standalone(question, question)


def _after(question: str, subject: str, answer: str) -> Standalone:
    if NEW_SUBJECT.match(question):
        question = _begun(NEW_SUBJECT.sub("", question))
        if not _pointer(question):
            return Standalone(question, question)
    if not leans_on_turns(question) and not _picks_one(question, answer):
        return Standalone(question, question)
    if (fragment := FRAGMENT.match(question)) and (
        put := parallels.substituted(subject, fragment["about"] or fragment["and"])
    ):
        return Standalone(put, put)
    asked = _begun(OPENING.sub("", question)) or question
    named = _with_people(asked, subject, answer)
    if named.unclear:
        return named
    pointed = _with_things(named.asked, answer)
    if pointed.unclear:
        return pointed
    resolved = (
        pointed.asked != asked and not _pointer(pointed.asked) and not _is_bare(pointed.asked)
    )
    if resolved:
        return pointed
    told = f"{subject} {answer}" if things(answer) else subject
    return Standalone(f"{pointed.asked} ({_flat(told)})", pointed.asked)


def _with_people(asked: str, subject: str, answer: str) -> Standalone:
    """The question with its "he" or "she" named, or unclear where several could be meant."""
    match = PERSON.search(asked)
    if match is None or _is_bound(asked, match):
        return Standalone(asked, asked)
    pronoun = match.group().lower()
    choices = _meant(*(of_gender(people(t), pronoun) for t in (answer, subject)))
    if len(choices) > 1 and not people(asked):
        return Standalone(asked, asked, match.group(), tuple(choices))
    if len(choices) != 1:
        return Standalone(asked, asked)
    put = _put(asked, match, choices[0])
    return Standalone(put, put)


def _meant(said: list[str], before: list[str]) -> list[str]:
    """Of the people named in the answer and in the question before it, those that can be meant."""
    full_said, full_before = (list(filter(is_full, names)) for names in (said, before))
    if len(full_before) == 1 and len(full_said) != 1:
        return full_before
    return full_said or full_before or said or before


def _with_things(asked: str, answer: str) -> Standalone:
    """The question with its "it" named where the answer before is just a name for it."""
    named = things(answer)
    if len(named) > 1 and (ordinal := ORDINAL.search(asked)):
        place = PLACE_IN_LIST.get(ordinal[1].lower())
        if place is not None and -len(named) <= place < len(named):
            put = asked[: ordinal.start()] + named[place] + asked[ordinal.end() :]
            return Standalone(put, put)
    match = next((m for m in THING.finditer(asked) if m.group().lower() in ("it", "its")), None)
    if match is None or not named or _is_bound(asked, match) or _points_at_nothing(asked, match):
        return Standalone(asked, asked)
    if len(named) > 1:
        return Standalone(asked, asked, match.group(), tuple(named))
    return Standalone(asked, asked)


def _put(asked: str, match: re.Match[str], name: str) -> str:
    """A name in the place of a pronoun, with the ending that shows possession where it needs one."""
    possessive = match.group().lower() == "his" or (
        match.group().lower() == "her" and re.match(r"\s+[a-z]", asked[match.end() :])
    )
    return asked[: match.start()] + name + ("'s" if possessive else "") + asked[match.end() :]


def _pointer(question: str) -> str | None:
    """The first word that points at something said before, or None."""
    for match in sorted(
        (*PERSON.finditer(question), *THING.finditer(question)), key=lambda m: m.start()
    ):
        if not _is_bound(question, match) and not _points_at_nothing(question, match):
            return match.group()
    return None


def _points_at_nothing(question: str, match: re.Match[str]) -> bool:
    return any(m.start() <= match.start() < m.end() for m in NO_POINTER.finditer(question))


def _is_bound(question: str, match: re.Match[str]) -> bool:
    """Whether a pronoun points at something named earlier in the same question."""
    before = question[: match.start()]
    clauses = CLAUSE.split(before)
    if len(clauses) > 1 and len(_telling(" ".join(clauses[:-1]))) >= BARE_WORDS:
        return True
    opened = re.sub(r"^\W*\w+\s*", "", before)  # the first word has a capital anyway
    possessive = match.group().lower() in ("its", "their", "his", "her")
    return possessive and bool(NAME_INSIDE.search(opened))


NAME_INSIDE = re.compile(r"\b[A-Z][\w’'\-]+|\b(?:the|which|this|that|these|those)\s+[\w\-]+\s+\w+")


def _is_bare(question: str) -> bool:
    """Whether a question says next to nothing by itself: "Why?", "Which ones exactly?"."""
    rest = OPENING.sub("", question)
    if any(c.isdigit() for c in rest) or re.search(r"\w\W+[A-Z]", rest):
        return False
    return len(_telling(rest)) < BARE_WORDS or len(words_of(rest)) <= 2


def _telling(text: str) -> list[str]:
    pointing = {"one", "ones", "same", "previous"}
    return [w for w in words_of(text) if w not in FUNCTION_WORDS | WEAK | pointing]


def _flat(told: str) -> str:
    """What was asked before, without brackets inside brackets, no longer than a question need be."""
    return " ".join(re.sub(r"\s*[()]\s*", " ", told).split()[:CONTEXT_WORDS])


def _picks_one(question: str, answer: str) -> bool:
    """Whether a short question asks on about one of several people just named."""
    named = people(answer)
    asked = {w for name in people(question) for w in name.split()}
    picked = [n for n in named if asked & set(n.split())]
    return len(named) > 1 and len(picked) == 1 and len(_telling(question)) <= BARE_WORDS


def _begun(question: str) -> str:
    """A question with a capital at its beginning."""
    return question[:1].upper() + question[1:]
