"""What is wrong with an answer, in one line for people: the gravest fault first."""

from __future__ import annotations

from eval.metrics.saying import says, words_shown
from eval.runner import Result


def fault_of(result: Result) -> str | None:
    """The gravest fault of an answer, or None where it is as it should be."""
    case, answer, scores = result.case, result.answer, result.scores
    if result.is_below_one("quote_fidelity"):
        return "a quote is not the source's own words"
    if result.is_below_one("outcome_right"):
        return f"expected {case.outcome}, got {answer.outcome}"
    if scores["forbidden_said"]:
        return "says what it must not: " + " or ".join(case.must_not_say)
    if result.is_below_one("cited"):
        return "cites other places than the gold"
    if result.is_below_one("facts_said"):
        return "does not say: " + "; ".join(_unsaid(result))
    if result.is_below_one("said_by_right"):
        return f"does not give it to {' or '.join(case.said_by)}"
    return None


def _unsaid(result: Result) -> list[str]:
    shown = words_shown(result.answer)
    return [ways[0] for ways in result.case.must_say if not says(shown, ways)]
