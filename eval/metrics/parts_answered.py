"""How many of the things asked in a long enquiry are answered."""

from __future__ import annotations

from eval.case_file import HOLDS_AN_ANSWER
from eval.cases import Case, Part
from eval.metrics.places import is_touched
from eval.metrics.saying import says, words_shown
from rag.types import Answer


def parts_answered(case: Case, answer: Answer) -> float | None:
    """Parts that are held, cited and told / parts that are held; None where none is.

    A part is cited when a citation shares a character with a place of its gold, and told when the
    answer says each of its facts. Source: nugget recall (Voorhees, Overview of the TREC 2003
    Question Answering Track), a part being a nugget.
    """
    held = [part for part in case.parts if part.outcome in HOLDS_AN_ANSWER]
    if not held:
        return None
    shown = words_shown(answer)
    return sum(_is_answered(part, answer, shown) for part in held) / len(held)


def _is_answered(part: Part, answer: Answer, shown: str) -> bool:
    spans = [c.quote.span for c in answer.citations]
    cited = any(is_touched(place, spans) for place in part.gold)
    return cited and all(says(shown, ways) for ways in part.must_say)
