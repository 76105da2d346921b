"""Each fault planted, run and compared: was it caught, and was the right measure named?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from eval.cases import Case
from eval.comparing.comparison import Comparison, compare
from eval.mutations.planted import Planted, Stage, asking
from eval.remembering import remembering
from eval.runner import Ask, run
from eval.saved_run import SavedRun, as_saved
from rag.answering.assistant import Assistant
from rag.types import Document


@dataclass(frozen=True, slots=True)
class Trial:
    """What a comparison said of one fault."""

    planted: Planted
    found: Comparison

    @property
    def named(self) -> tuple[str, ...]:
        """The measures that fell."""
        return tuple(m.name for m in self.found.regressions)

    @property
    def is_caught(self) -> bool:
        """Whether one of the right measures fell."""
        return not set(self.named).isdisjoint(self.planted.measures)


def answered(name: str, cases: Sequence[Case], ask: Ask, documents: Sequence[Document]) -> SavedRun:
    """A run in memory."""
    return as_saved(name, {}, run(cases, ask, documents).results, documents)


def trials(
    cases: Sequence[Case], stage: Stage, sound: SavedRun, planted: Sequence[Planted]
) -> Iterator[Trial]:
    """Plants each fault in turn; scored by the documents as they are today."""
    documents = stage.assistant.documents()
    for fault in planted:
        after = answered(fault.name, cases, fault.plant(stage), documents)
        yield Trial(fault, compare(sound, after))


def unchanged(
    cases: Sequence[Case], assistant: Assistant, sound: SavedRun, runs: int
) -> Iterator[Comparison]:
    """Nothing is changed but the order of the questions and what the encoder has seen before."""
    documents = assistant.documents()
    for number in range(runs):
        order = list(cases)
        Random(number).shuffle(order)
        again = answered(f"again {number}", order, asking(remembering(assistant)), documents)
        yield compare(sound, again)


def as_values(found: Sequence[Trial], alarms: Sequence[tuple[str, ...]]) -> Mapping[str, object]:
    """What was found, for the record."""
    return {
        "planted": [
            {
                "fault": t.planted.name,
                "caught": t.is_caught,
                "expected": t.planted.measures,
                "named": {
                    m.name: [round(m.before.mean, 3), round(m.after.mean, 3), m.chance]
                    for m in t.found.regressions
                },
            }
            for t in found
        ],
        "unchanged": {"runs": len(alarms), "alarms": [a for a in alarms if a]},
    }
