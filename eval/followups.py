"""Follow-ups whose meaning is known: is each resolved as a person would resolve it?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.case_file import read_follow_up_file
from eval.cases import Ways, facts, place_of
from eval.gold_places import Place, Shelf
from eval.interval import Figure, figure
from eval.metrics.evidence_recall import first_words
from eval.metrics.places import is_found
from eval.metrics.saying import says
from rag.types import Answer, Document, Outcome, Turn

BUDGET_WORDS = 300


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A question that leans on the turns before it, and how a person would take it.

    Where `gold` is None a person would ask back. Otherwise the standalone question must hold one
    way of saying each of `names`, and nothing of `leaves_out`.
    """

    id: str
    question: str
    turns: tuple[Turn, ...]
    names: tuple[Ways, ...] = ()
    leaves_out: tuple[str, ...] = ()
    gold: Place | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """A follow-up, what became of it, and what is wrong with that, if anything."""

    follow_up: FollowUp
    answer: Answer

    @property
    def fault(self) -> str | None:
        """Why a person would have taken the follow-up otherwise, in one line, or None."""
        asks_back = self.answer.outcome is Outcome.NEEDS_CLARIFICATION
        if self.follow_up.gold is None:
            return None if asks_back else "a person would ask back"
        if asks_back:
            return "asks back where a person would not"
        standalone = self.answer.standalone_question
        missing = [n[0] for n in self.follow_up.names if not says(standalone, n)]
        if missing:
            return "does not name " + ", ".join(missing)
        carried = [w for w in self.follow_up.leaves_out if says(standalone, [w])]
        return "carries over " + ", ".join(carried) if carried else None

    @property
    def found(self) -> float | None:
        """1 where the words that answer stand at the top of the ranking, else 0; None if none do."""
        if self.follow_up.gold is None:
            return None
        top = first_words((hit.passage for hit in self.answer.passages), BUDGET_WORDS)
        return float(is_found(self.follow_up.gold, top))


def load_follow_ups(file: Path, documents: Sequence[Document]) -> tuple[FollowUp, ...]:
    """The follow-ups of a YAML file, in its order. Raises BadCases in one line."""
    shelf = Shelf(documents)
    return tuple(
        FollowUp(
            f.id,
            f.question,
            tuple(Turn(t.question, t.answer) for t in f.history),
            facts(f.names),
            tuple(f.leaves_out),
            place_of(file, f, f.evidence, shelf) if f.evidence else None,
        )
        for f in read_follow_up_file(file)
    )


def resolve(
    follow_ups: Sequence[FollowUp], ask: Callable[[FollowUp], Answer]
) -> tuple[Resolved, ...]:
    """Each follow-up put to the system."""
    return tuple(Resolved(f, ask(f)) for f in follow_ups)


def figures_of(resolved: Sequence[Resolved]) -> dict[str, Figure]:
    """The share resolved as a person would, and the share whose answer was found."""
    found = [share for r in resolved if (share := r.found) is not None]
    means = {
        "resolved": figure([float(r.fault is None) for r in resolved]),
        f"found@{BUDGET_WORDS}w": figure(found),
    }
    return {name: mean for name, mean in means.items() if mean}
