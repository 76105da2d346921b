"""Which questions of a letter want no answer, as only the whole letter tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.enquiries.asking_words import ends_asking
from rag.enquiries.requests import any_of
from rag.enquiries.wording import Manner, Sentence, announces_questions

HEATED = 2
"""Signs of anger in a letter, at least, for its loaded questions to be taken as rhetoric."""

LONGEST_GUESS = 2
"""Words of a scornful answer that is itself put as a question, at most."""

_ANGER = re.compile(
    any_of(
        r"!",
        r"(?-i:\b(?:AGAIN|NOT|NEVER|STILL|EVERY|NOTHING|ENOUGH|ANYONE|NOBODY)\b)",
        r"(?-i:\b(?:UP|DOWN|ALL|NO|WHY|HOW|TWICE|ONCE|MONTHS|WEEKS|YEARS|DAYS|THREE|NONE|ONE|STOP|MY|YOUR|ONLY|REALLY)\b)",
        r"\b(?:congratulations|lo and behold|wonder of wonders|wonders never cease|if you please|bravo|thank you for nothing|i ask you|what a surprise|surprise surprise|believe it or not|words fail)\b",
        r"\b(?:you lot|your lot|you people|laughing|joke|tether|brush-?off|whitewash|cover-up|lies|pathetic|hopeless|absurd|fiasco|nightmare|bungl\w+)\b",
        r"\b(?:disgrac\w*|disgust\w*|asham\w*|shame(?:ful)?|shambles|incompeten\w*|useless|fed up|furious|appall\w*|"
        r"outrag\w*|scandal\w*|insult\w*|despair|ridiculous|farc(?:e|ical)|nonsense|so-called|fob(?:bed)?|sick of)\b",
    ),
    re.IGNORECASE,
)
_SEEKS_A_FACT = re.compile(
    r"^[\W_]*(?:(?:and|so|but|now|then|also)[ ,]+)*(?:how (?:many|much|often|long|far)\b(?! (?:more|longer)\b)|when\b|"
    r"(?:on|by|at|in|for|to|from|under|with) (?:what|which|whom|whose)\b|which\b|what (?:\w+ )?(?:number|date|cost|sum|amount|"
    r"compensation|policy|rules?|plans?|steps|action|powers?)\b)",
    re.IGNORECASE,
)
"""Begins as a question after a number, a date, a name: such a one is seldom rhetoric."""
_LOADED = re.compile(
    any_of(
        r"\b(?:anyone|anybody|nobody|no one|somebody|someone|everyone|everybody)\b",
        r"\b(?:who|what) do (?:i|we) have to\b|^[\W_]*is (?:this|it|that) an? [\w-]+ or an? [\w-]+\?",
        r"^[\W_]*(?:is|are|was|were|do|does|did|has|have|can|could|will|would) (?:it|they|you|he|she|we|i)(?: \w+)?\?",
        r"\b(?:we all|all of us|you all|do you know (?:what|how)|you people|you lot|your lot|these people|those people)\b",
        r"\b(?:who|what|how|why|where)\b.{0,20}\b(?:supposed|meant|expected) to\b|\b(?:we|i)\b.{0,12}\b(?:supposed|meant|expected) to\b",
        r"\b(?:do|does|did|are|is|have|has|was|were|can|will)(?:n['’]t)? (?:you|they|he|she|it|your \w+|the \w+|we)\b.{0,12}\b(?:even|ever|actually|really|seriously|honestly|just)\b",
        r"\b(?:bright|brilliant|clever|genius|wise|sensible|wonderful|marvellous|thought this|idea was|any idea|the faintest)\b",
        r"\b(?:pray|on earth|the hell|exactly are you|call (?:yourself|yourselves|this|that))\b",
        r"^[\W_]*call\b|^[\W_]*(?:so )?(?:i|we|you|they|he|she|it) \w+",
    ),
    re.IGNORECASE,
)
"""Speaks of everybody or nobody, of what one is supposed to do, or praises in scorn."""
_OWN_ANSWER = re.compile(
    r"^[\W_]*(?:no|yes|nobody|none|nothing|never|hardly|exactly|precisely|quite|of course(?: not)?|not (?:one|you|me|a)|"
    r"certainly not|i doubt|i think not|i thought not|i think so|i bet|obviously)\b(?: \w+){0,2}\W*$|^[\W_]*answer me\b"
    r"|^[\W_]*(?:don['’]t (?:all )?(?:answer|bother|tell)|do not (?:answer|bother)|you (?:need not|needn['’]t|don['’]t (?:need|have) to) (?:answer|reply)|no need to (?:answer|reply)|answers? on a postcard|i (?:jest|joke|am joking)|(?:that was )?(?:a|only a) joke|never mind|just (?:asking|wondering|kidding)|i(?:'ll|’ll| will| shall) tell you|i (?:can|could|will) (?:guess|answer)|we (?:both|all) know|because (?:i|we|nobody|it|you)|i(?:'d|’d| would)? (?:guess|imagine|suppose) (?:not|so))\b.{0,80}$|^[\W_]*(?:i (?:doubt|bet|thought) \w+|no,? (?:i|you|they|he|she|we|of)\b.{0,40})[.!]*$",
    re.IGNORECASE,
)
"""What a writer says who answers a question at once, in a word or two."""


def without_rhetoric(
    spoken: Sequence[Sequence[Sentence]], marked: Sequence[bool]
) -> list[list[Sentence]]:
    """The sentences of each paragraph or item, questions that want no answer told as chatter.

    Such are those the writer answers at once; and in an angry letter the loaded ones, and those
    before he says that his questions come now. What is numbered is asked in earnest.
    """
    every = [s for sentences in spoken for s in sentences]
    heated = _is_heated(every)
    announced = _announced_at(spoken, marked) if heated else -1
    following = dict(zip((s.start for s in every), every[1:], strict=False))
    calmed: list[list[Sentence]] = []
    for sentences, is_marked in zip(spoken, marked, strict=True):
        calmed.append(
            [
                replace(s, manner=Manner.CHATTER)
                if not is_marked
                and s.manner is Manner.ASKS
                and ends_asking(s.words)
                and _is_rhetoric(s, following.get(s.start), heated, s.start < announced)
                else s
                for s in sentences
            ]
        )
    return calmed


def signs_of_anger(words: str) -> int:
    """How many signs of anger a sentence has."""
    return len(_ANGER.findall(words))


def seeks_a_fact(question: str) -> bool:
    """Whether a question is after a number, a date, a name."""
    return bool(_SEEKS_A_FACT.match(question))


def is_loaded(question: str) -> bool:
    """Whether a question speaks of everybody or nobody, or praises in scorn."""
    return bool(_LOADED.search(question))


def answers_itself(words: str) -> bool:
    """Whether a sentence is what a writer says who answers a question at once: "No, of course not."."""
    return bool(_OWN_ANSWER.match(words))


def _is_heated(sentences: Sequence[Sentence]) -> bool:
    signs = sum(signs_of_anger(s.words) for s in sentences)
    rhetoric = sum(s.manner is Manner.CHATTER for s in sentences)
    return signs + rhetoric >= HEATED


def _announced_at(spoken: Sequence[Sequence[Sentence]], marked: Sequence[bool]) -> int:
    """Where an angry writer says that his questions come now, or numbers them; -1 where nowhere."""
    for sentences, is_marked in zip(spoken, marked, strict=True):
        for sentence in sentences:
            asks = sentence.manner is Manner.ASKS
            if (is_marked and asks) or announces_questions(sentence.words):
                return sentence.start
    return -1


def _guesses(after: Sentence) -> bool:
    """Whether the next words are an answer thrown out in scorn: "Indicative of what? Contempt?"."""
    return after.manner is Manner.CHATTER and len(after.words.split()) <= LONGEST_GUESS


def _is_rhetoric(sentence: Sentence, after: Sentence | None, heated: bool, early: bool) -> bool:
    if after is not None and (answers_itself(after.words) or _guesses(after)):
        return True
    if not heated or seeks_a_fact(sentence.words):
        return False
    return early or is_loaded(sentence.words)
