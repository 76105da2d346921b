"""A letter to its questions: each cut from the letter by position, with what else it needs of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from rag.enquiries.asking_model import fitted
from rag.enquiries.enquiry import LetterQuestion
from rag.enquiries.gathering import Gathering
from rag.enquiries.judging import Judge, by_likelihood
from rag.enquiries.letter_context import Told
from rag.enquiries.letter_lines import Line, after_closing, body_of, subject_of
from rag.enquiries.letter_sentences import Sentences
from rag.enquiries.mails_below import mails_below, speaks_for_another, told
from rag.enquiries.outline import outline_of


def split_letter(text: str, judge: Judge | None = None) -> tuple[LetterQuestion, ...]:
    """The questions of a letter in order, each with the letter's own words that it needs.

    What is quoted of earlier mails, unless it is passed on, the greeting, the signature, and what is
    said of the reply (format, deadline, cost) is left out. Empty where the letter asks nothing.
    `judge` tells which clauses ask: the fitted model unless another is given.
    """
    judge = judge or by_likelihood(fitted().likelihood)
    found: list[LetterQuestion] = []
    below = list(mails_below(text))
    for lines in (body_of(text), *below):
        asked = _questions(text, lines, judge)
        found += (q for q in asked if not (below and speaks_for_another(q.text)))
        if found and not speaks_for_another(told(lines)):
            break
    return tuple(found or _questions(text, after_closing(text), judge))


def _questions(text: str, lines: Sequence[Line], judge: Judge) -> Iterator[LetterQuestion]:
    root, context = outline_of(text, lines), Told()
    first = root.children[0] if root.children else None
    subject = subject_of(text)
    if first is not None and first.is_heading:
        subject = subject or " ".join(text[first.start : first.end].split())
    context.note_subject(subject)
    found = Gathering(text, Sentences(text, root, judge), context).gather(root)
    for before, after in pairwise(found):
        after.previous = before
    for one in found:
        yield LetterQuestion(
            one.label, text[one.start : one.end], one.start, one.end, context.context_of(one)
        )
