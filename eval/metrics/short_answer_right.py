"""Whether the short answer, where one is given, is one of the facts asked for."""

from __future__ import annotations

from eval.cases import Case
from eval.metrics.saying import says
from rag.types import Answer


def short_answer_right(case: Case, answer: Answer) -> float | None:
    """1 where the short answer says a fact of `must_say` or is part of one, else 0.

    None where there is no short answer or no fact. Source: answer matching of SQuAD (Rajpurkar et
    al., 2016), with the ways of writing a fact in place of its normalisation.
    """
    short = answer.short_answer
    if not short or not case.must_say:
        return None
    return float(
        any(says(short, ways) or any(says(w, [short]) for w in ways) for ways in case.must_say)
    )
