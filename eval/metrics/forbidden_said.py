"""Whether the answer says what it must not."""

from __future__ import annotations

from eval.cases import Case
from eval.metrics.saying import says, words_shown
from rag.types import Answer


def forbidden_said(case: Case, answer: Answer) -> float | None:
    """1 where anything of `must_not_say` stands in the text or quotes, else 0: lower is better.

    None where nothing is forbidden.
    """
    if not case.must_not_say:
        return None
    return float(says(words_shown(answer), case.must_not_say))
