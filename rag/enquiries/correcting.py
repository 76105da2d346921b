"""What staff correct in how a letter was split: each gives the enquiry with other parts.

A part whose question is changed loses its answer and its reply, which were another question's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.enquiries.enquiry import Enquiry, Letter, LetterQuestion, Part
from rag.errors import WrongUse

LONGEST_QUESTION = 4_000
"""Characters of one question."""
MOST_QUESTIONS = 200
_LINE_BREAKS = re.compile(r"\s*\n\s*")


def reworded(enquiry: Enquiry, number: int, text: str) -> Enquiry:
    """The question of that number (from 1) in other words; where it stands in the letter is kept."""
    old = part_of(enquiry, number).question
    plain = _sound(text)
    if plain == old.text:
        return enquiry
    return _with(enquiry, number, 1, [replace(old, text=plain)])


def joined(enquiry: Enquiry, number: int) -> Enquiry:
    """A question and the one after it as one."""
    first = part_of(enquiry, number).question
    if number == len(enquiry.parts):
        raise WrongUse("This is the last question: there is none after it to join it with.")
    second = enquiry.parts[number].question
    return _with(enquiry, number, 2, [_one(enquiry.letter, first, second)])


def parted(enquiry: Enquiry, number: int, text: str) -> Enquiry:
    """A question as several: one for each line of the text."""
    old = part_of(enquiry, number).question
    lines = [line for line in _LINE_BREAKS.split(text.strip()) if line]
    if len(lines) < 2:
        raise WrongUse("Put each question on a line of its own (press Enter between them) first.")
    return _with(enquiry, number, 1, _several(enquiry.letter, old, [_sound(x) for x in lines]))


def removed(enquiry: Enquiry, number: int) -> Enquiry:
    """Without the question of that number."""
    part_of(enquiry, number)
    return _with(enquiry, number, 1, [])


def added(enquiry: Enquiry, words: str) -> Enquiry:
    """With one more question, whose words stand in the letter, at its place among the others."""
    plain = _sound(words)
    place = place_of(enquiry.letter.text, plain)
    if place is None:
        raise WrongUse("These words do not stand in the letter: copy them from it as they are.")
    if any((p.question.start, p.question.end) == place for p in enquiry.parts):
        raise WrongUse("These words are a question already.")
    question = LetterQuestion("", enquiry.letter.text[place[0] : place[1]], *place)
    at = sum(p.question.start <= place[0] for p in enquiry.parts)
    return _with(enquiry, at + 1, 0, [question])


def part_of(enquiry: Enquiry, number: int) -> Part:
    """The part of that number, from 1. Raises WrongUse where there is none."""
    if not 1 <= number <= len(enquiry.parts):
        raise WrongUse("There is no such question any more: choose another.")
    return enquiry.parts[number - 1]


def place_of(
    text: str, words: str, start: int = 0, end: int | None = None
) -> tuple[int, int] | None:
    """Where words stand in a text, whatever white space is between them; None where they do not."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    found = re.compile(pattern).search(text, start, len(text) if end is None else end)
    return found.span() if found and pattern else None


def _with(enquiry: Enquiry, number: int, old: int, questions: Sequence[LetterQuestion]) -> Enquiry:
    at = number - 1
    parts = (*enquiry.parts[:at], *(Part(q) for q in questions), *enquiry.parts[at + old :])
    if len(parts) > MOST_QUESTIONS:
        raise WrongUse(f"An enquiry has at most {MOST_QUESTIONS} questions: begin another one.")
    return replace(enquiry, parts=parts)


def _sound(text: str) -> str:
    plain = text.strip()
    if not plain:
        raise WrongUse("The question is empty: type its words, or remove it.")
    if len(plain) > LONGEST_QUESTION:
        told = f"This question has {len(plain):,} characters"
        raise WrongUse(f"{told}; at most {LONGEST_QUESTION:,} are taken: shorten it.")
    return plain


def _one(letter: Letter, first: LetterQuestion, second: LetterQuestion) -> LetterQuestion:
    cut = all(letter.text[q.start : q.end] == q.text for q in (first, second))
    follows = first.end <= second.start
    text = (
        letter.text[first.start : second.end] if cut and follows else f"{first.text} {second.text}"
    )
    return LetterQuestion(
        first.label, text, min(first.start, second.start), max(first.end, second.end), first.context
    )


def _several(letter: Letter, old: LetterQuestion, lines: Sequence[str]) -> list[LetterQuestion]:
    """Each line where it stands in the old question; one that was typed anew stands where that did."""
    found, after = [], old.start
    for at, line in enumerate(lines):
        place = place_of(letter.text, line, after, old.end)
        after = place[1] if place else after
        start, end = place or (old.start, old.end)
        found.append(LetterQuestion(old.label if at == 0 else "", line, start, end, old.context))
    return found
