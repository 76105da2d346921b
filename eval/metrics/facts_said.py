"""How many of the facts asked for are told."""

from __future__ import annotations

from eval.cases import Case
from eval.metrics.saying import says, words_shown
from rag.types import Answer


def facts_said(case: Case, answer: Answer) -> float | None:
    """Facts of `must_say` that stand in the answer's text or quotes / facts; None without any.

    Source: nugget recall (Voorhees, Overview of the TREC 2003 Question Answering Track), matched
    as words; numbers and dates count in any form.
    """
    if not case.must_say:
        return None
    shown = words_shown(answer)
    return sum(says(shown, ways) for ways in case.must_say) / len(case.must_say)
