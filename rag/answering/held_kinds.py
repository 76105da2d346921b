"""Whether what is quoted holds the office or the time that a question asks for, as far as words tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from rag.answering.asked_kinds import Kind, asked_for
from rag.answering.claim_words import alike
from rag.answering.meaning_words import listed
from rag.answering.names import CALENDAR_AND_TITLES
from rag.answering.synonyms import stems_of_synonyms
from rag.answering.words import FUNCTION_WORDS, stem, words_of
from rag.sentences import sentence_bounds

_OFFICE = (
    "chair|chairman|chairwoman|chairperson|convener|president|director|minister|secretary|commissioner|"
    "manager|head|mayor|governor|ambassador|officer|executive|editor|chancellor|treasurer|clerk|"
    "speaker|inspector|superintendent|constable|ombudsman|auditor|principal|dean|spokesman|spokeswoman|"
    "spokesperson|ceo|coach|captain|commander|king|queen|emperor|pope|bishop|archbishop|premier|founder"
)
_ASKS_OFFICE = re.compile(
    r"(?:(?:^|[.?!:;,]\s+|\band )\W*who(?:['’]s| is| was| are| were)|\bname of) (?:\w+ly )?"
    r"(?:the |its |their |your |our |[\w.-]+['’]s? )?"
    rf"(?P<before>(?:(?!not |a |an |it )[\w-]+ ){{0,3}}?)(?P<office>{_OFFICE})\b(?! (?:{_OFFICE})\b|['’]s)",
    re.IGNORECASE,
)
_OFFICES = frozenset(_OFFICE.split("|"))
_PASSING = frozenset(
    listed(
        "current present new old first last final next then acting uk us made elected appointed named"
    )
)
"""What says which holder of an office is meant, or whose office it is, but not which office."""
_UNDER = frozenset(listed("vice deputy assistant former"))
"""What makes another office of one."""
_ADJECTIVES = frozenset(listed("chief main princip primari"))
"""Synonyms of an office that are no office."""
NEAR = 6
"""Words between an office and the name of who holds it, at most."""
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_NO_HOLDER = re.compile(r"\b(?:no|not|nobody|vacant|without|abolished)\b|n['’]t\b", re.IGNORECASE)
_TIME = re.compile(
    r"\d|\b(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?)\b|"
    r"(?i:\b(?:centur\w+|decades?|years?|months?|weeks?|days?|daily|hours?|minutes?|noon|midnight|morning|"
    r"afternoon|evening|night|spring|summer|autumn|winter|easter|christmas|era|period|times?|age[ds]?|reign|"
    r"war|date[ds]?|after\w*|before|during|until|till|since|when\w*|while|once|upon|following|ago|now|nowadays|"
    r"today|yet|soon|early|earlier|earliest|late|later|latest|recent\w*|current\w*|annual\w*|always|"
    r"never|ever|immediate\w*|beginning|began|end|first|last|next|previous\w*|prior|original\w*|already|then|"
    r"former\w*|initial\w*|final\w*|eventual\w*|subsequent\w*|simultaneous\w*|deadline|term|phase\w*"
    r"|bce?|ad|hrs|[ap]m|one|two|three|four|five|six|seven|eight|nine|ten)\b)"
)
"""Words that place something in time, generously: without any, a text says no when."""
_CONDITION = re.compile(
    r"\b(?:if|unless|where|whenever|provided|case|event|within|every|each|occasion\w*|often|rarely|"
    r"frequent\w*|regular\w*|usual\w*|sometimes|still|long)\b",
    re.IGNORECASE,
)
"""What else may answer when something may or must be done, or is done as a rule."""
_WHEN_IT_HAPPENS = re.compile(r"\bwhen\b.*, (?:what|which|who|how|where|why)\b", re.IGNORECASE)
"""A "when" that tells the case in which something else is asked."""
_OF_THE_PAST = re.compile(
    r"\bwhen (?:did|was|were|had)\b|\b(?:what|which) (?:date|day|year|month)\b", re.IGNORECASE
)


def may_hold(question: str, quoted: Sequence[str], considered: Iterable[str]) -> bool:
    """Whether what is quoted, or for an office anything considered, can answer by the words it holds.

    `considered` is read only where an office is asked for: another sentence than the quoted may name
    its holder.
    """
    return is_dated(question, quoted) and names_office(question, chain(quoted, considered))


def is_dated(question: str, quoted: Sequence[str]) -> bool:
    """Whether what is quoted says any when at all, where the question asks when."""
    asked = asked_for(question)
    if asked is None or asked.kind is not Kind.DATE or _WHEN_IT_HAPPENS.search(question):
        return True
    if any(_TIME.search(q) for q in quoted):
        return True
    return not _OF_THE_PAST.search(question) and any(_CONDITION.search(q) for q in quoted)


def names_office(question: str, texts: Iterable[str]) -> bool:
    """Whether a sentence or line has the office a question asks for, and a name beside it.

    True where no office is asked for, or where it is said that nobody holds it. The words before an
    office tell it from others: an information commissioner is no transport commissioner.
    """
    match = _ASKS_OFFICE.search(question)
    if match is None:
        return True
    titled = match["office"][0].isupper()
    before = [w for w in _WORD.findall(match["before"]) if titled or w.islower()]
    wanted = _Office(
        stem(match["office"].lower()),
        tuple(stem(w.lower()) for w in before if w.lower() not in _PASSING | FUNCTION_WORDS),
        frozenset(stem(w) for w in words_of(question)),
    )
    return any(_states(wanted, line) for text in texts for line in _lines(text))


@dataclass(frozen=True, slots=True)
class _Office:
    """Stems: of an office, of the words that tell it from others, and of all the question."""

    noun: str
    modifiers: tuple[str, ...]
    asked: frozenset[str]


def _lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        yield from (line[start:end] for start, end in sentence_bounds(line))


def _states(office: _Office, line: str) -> bool:
    words = _WORD.findall(line)
    told = [stem(re.sub(r"['’]s$", "", w.lower())) for w in words]
    for at in (n for n, word in enumerate(told) if _is_office(office.noun, word)):
        if at and words[at - 1].lower() in _UNDER and told[at - 1] not in office.asked:
            continue
        near = range(max(0, at - NEAR), min(len(words), at + NEAR + 1))
        if not all(any(_is_same(m, told[n]) for n in near) for m in office.modifiers):
            continue
        if _NO_HOLDER.search(line) or any(_names(office, words[n], told[n]) for n in near):
            return True
    return False


def _is_office(noun: str, word: str) -> bool:
    return word not in _ADJECTIVES and _is_same(noun, word)


def _is_same(one: str, other: str) -> bool:
    return one == other or other in stems_of_synonyms(one) or alike(one, other)


def _names(office: _Office, word: str, stemmed: str) -> bool:
    """Whether a word is written like a name that the question does not say: no acronym, no office."""
    if not word[0].isupper() or (word.isupper() and len(word) > 1) or stemmed in office.asked:
        return False
    lower = word.lower()
    return not (lower in FUNCTION_WORDS or lower in _OFFICES or lower in CALENDAR_AND_TITLES)
