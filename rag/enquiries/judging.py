"""Which clauses of a letter ask: the rules' verdict, or that of a fitted model over what is plain to see."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import islice

from rag.enquiries.asking_words import ends_asking, has_question_word
from rag.enquiries.clause_features import Clause, Features, Said, clauses_in, features_of
from rag.enquiries.clauses import manner_in_any_spelling
from rag.enquiries.list_items import fills_in
from rag.enquiries.reply_words import is_about_this_request, is_of_the_law_of_replies
from rag.enquiries.wording import Manner, Sentence, announces_questions

LEAST_LIKELY = 0.4
"""Probability from which a clause is taken to ask: one missed costs staff more than one to delete."""

MOST_PARTS = 8
"""Turns of a sentence that are looked at, at most."""
LEAST_WORDS = 3
"""Words of the rest of a sentence that is judged by itself, at least."""

_TURN = re.compile(
    r"(?:[,;:–—]|\s-|\s(?:and|but|so|or|because|as))\s+(?:(?:and|but|so|or|then|also)\s+){0,2}(?=\w)",
    re.IGNORECASE,
)
"""Where a sentence may turn from telling to asking."""

Judge = Callable[[str, Sequence[Said]], list[list[Sentence]]]
"""Tells what each clause of each paragraph and item of a text does, in their order."""
Likelihood = Callable[[Features], float]
"""The probability that a clause asks, from what is seen of it."""


def by_rules(_text: str, letter: Sequence[Said]) -> list[list[Sentence]]:
    """What the rules make of each clause."""
    return [list(said.together) for said in letter]


def by_likelihood(likelihood: Likelihood, least: float = LEAST_LIKELY) -> Judge:
    """A judge who goes by probability in running prose, and by the rules in lists and headings."""

    def judge(text: str, letter: Sequence[Said]) -> list[list[Sentence]]:
        judged = []
        for said, clauses in zip(letter, clauses_in(letter), strict=True):
            judged.append([s for c in clauses for s in _judged(text, said, c, likelihood, least)])
        return judged

    return judge


def _judged(
    text: str, said: Said, clause: Clause, likelihood: Likelihood, least: float
) -> list[Sentence]:
    """A sentence as it was decided, or taken apart where it turns to asking."""
    sentence = clause.together
    # What is rhetoric by its own words alone was asked in 2 of 42 cases of the letters fitted on.
    if not is_prose(said, sentence) or clause.alone.manner is Manner.CHATTER:
        return [sentence]
    if likelihood(features_of(clause)) >= least:
        return [told(sentence, True)]
    parts = [(likelihood(features_of(clause.rest(p))), at, p) for at, p in parts_of(text, sentence)]
    sure, at, part = max(parts, key=lambda p: p[0], default=(0.0, 0, sentence))
    if sure < least:
        return [told(sentence, False)]
    before = replace(sentence, end=at, words=" ".join(text[sentence.start : at].split()))
    return [told(before, False), told(part, True)]


def parts_of(text: str, sentence: Sentence) -> list[tuple[int, Sentence]]:
    """Where what stands before ends, and the rest of a sentence, from each turn of it."""
    turns = islice(_TURN.finditer(text, sentence.start, sentence.end), MOST_PARTS)
    found = []
    for turn in turns:
        words = " ".join(text[turn.end() : sentence.end].split())
        if len(words.split()) >= LEAST_WORDS and turn.start() > sentence.start:
            manner = manner_in_any_spelling(words)
            found.append((turn.start(), Sentence(turn.end(), sentence.end, words, manner)))
    return found


def is_prose(said: Said, sentence: Sentence) -> bool:
    """Whether a sentence is running text, where it is judged by its likelihood to ask.

    Not in an item or a heading, nor over a list that completes it, nor of the reply's hindrances.
    """
    if said.node.mark or said.node.is_heading:
        return False
    if not _asks_in_form(sentence.words) and is_of_the_law_of_replies(sentence.words):
        return False
    if is_about_this_request(sentence.words) or fills_in(sentence.words):
        return False
    is_over_a_list = any(child.mark for child in said.node.children)
    if is_over_a_list and sentence is said.together[-1]:
        return False
    return not sentence.words.endswith(":") and not announces_questions(sentence.words)


def _asks_in_form(words: str) -> bool:
    return ends_asking(words) and has_question_word(words)


def told(sentence: Sentence, asks: bool) -> Sentence:
    """A sentence with what it does, as a judge decided whether it asks."""
    if asks or sentence.manner is not Manner.ASKS:
        return replace(sentence, manner=Manner.ASKS) if asks else sentence
    unasked = Manner.CHATTER if ends_asking(sentence.words) else Manner.STATES
    return replace(sentence, manner=unasked)
