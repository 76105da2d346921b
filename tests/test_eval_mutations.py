"""Planted faults on a small library in memory: each changes answers, and is caught by its measure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

import pytest

from eval.cases import Case
from eval.mutations.planted import PLANTED, Planted, Stage, asking
from eval.mutations.trial import answered, trials, unchanged
from eval.saved_run import SavedRun
from rag.answering.assistant import Assistant
from rag.answering.composing import ExtractiveComposer
from rag.answering.retrieval import Retriever
from rag.types import Document, Outcome, Span, Turn
from tests.fakes import FakeEncoder, hold, make_document

THRESHOLD = 0.7
"""The fake encoder finds any two texts that share small words near each other."""

TOWNS = (
    ("Leeds", "Ann Archer", "42,000", "4 March 2021", "a roof of slate", "oil"),
    ("Hull", "Bob Baker", "31,500", "9 May 2019", "walls of brick", "gas"),
    ("Bath", "Cat Cooper", "17,250", "12 June 2018", "floors of oak", "coal"),
    ("York", "Dan Draper", "28,400", "23 July 2020", "gates of iron", "wood"),
    ("Ely", "Eve Earl", "11,900", "30 August 2017", "doors of glass", "steam"),
)


def lines(town: str, manager: str, staff: str, day: str, made: str, fuel: str) -> list[str]:
    return [
        f"The depot at {town} has {staff} staff in all its halls.",
        f"The depot at {town} was opened on {day} by the mayor.",
        f"The manager of the depot at {town} is {manager}, who came from the railway.",
        f"The depot at {town} has {made} and is open all week.",
        f"The depot at {town} is heated with {fuel}, as the others are not.",
    ]


def report(name: str, author: str, towns: Sequence[Sequence[str]]) -> Document:
    text = "\n\n".join(line for town in towns for line in lines(*town))
    return make_document(text, f"{name}.txt", title=name, author=author, addressee="The Board")


DOCUMENTS = (report("South", "Sue Stone", TOWNS[:3]), report("North", "Ned North", TOWNS[3:]))
ASKED = (
    ("How many staff has the depot at {0}?", 0, "{2}"),
    ("When was the depot at {0} opened by the mayor?", 1, "{3}"),
    ("Who is the manager of the depot at {0}?", 2, "{1}"),
    ("What is the depot at {0} heated with?", 4, "{5}"),
)
NOT_HELD = (
    "What is the ferry named after?",
    "Which singer won the contest in Oslo?",
    "How deep is the lake of Geneva?",
    "Why do swallows fly south?",
    "Whose portrait hangs in the museum?",
    "How is sourdough baked?",
    "Which planet has most moons?",
    "What did Newton write about light?",
    "Where do salmon spawn?",
    "How tall is the lighthouse?",
    "Which bishop crowned the emperor?",
    "What colour is a ripe quince?",
)


def held(id: str, question: str, line: int, *towns: Sequence[str]) -> Case:
    """A case whose gold is one line on each of the towns."""
    gold = []
    for town in towns:
        document = DOCUMENTS[TOWNS.index(town) // 3]
        start = document.text.index(lines(*town)[line])
        gold.append((Span(document.id, start, start + len(lines(*town)[line])),))
    fact = next(f for _, of_line, f in ASKED if of_line == line)
    author = DOCUMENTS[TOWNS.index(towns[0]) // 3].metadata.get("author") or ""
    return Case(
        id,
        question,
        Outcome.ANSWERED,
        must_say=tuple((fact.format(*town),) for town in towns),
        must_not_say=("Oxford",),
        gold=tuple(gold),
        said_by=(author,),
    )


def of_town(town: Sequence[str]) -> Iterator[Case]:
    turn = Turn(f"Is the depot at {town[0]} open?", f"The depot at {town[0]} is open.")
    for question, line, _ in ASKED:
        alone = held(f"{town[0]}-{line}", question.format(*town), line, town)
        yield alone
        then = question.replace("the depot at {0}", "it")
        yield replace(alone, id=f"{alone.id}-then", question=then, history=(turn,))


def of_pair(one: Sequence[str], other: Sequence[str]) -> Iterator[Case]:
    both = f"the depots at {one[0]} and {other[0]}"
    for question, line, _ in ASKED[1:2]:
        asked = question.replace("the depot at {0}", both)
        yield held(f"{one[0]}-{other[0]}-{line}", asked, line, one, other)


CASES = [
    *(case for town in TOWNS for case in of_town(town)),
    *(case for pair in combinations(TOWNS, 2) for case in of_pair(*pair)),
    *(
        Case(f"none-{n}", question, Outcome.NOT_HELD, must_not_say=("Oxford",))
        for n, question in enumerate(NOT_HELD)
    ),
]


def assistant(*documents: Document) -> Assistant:
    encoder, holdings = FakeEncoder(), hold(*documents)
    retriever = Retriever(holdings, encoder)
    return Assistant(holdings, ExtractiveComposer(), retriever, THRESHOLD)


@pytest.fixture(scope="module")
def stage() -> Stage:
    older = make_document(
        DOCUMENTS[0].text.replace("42,000", "40,000"), DOCUMENTS[0].source.path, title="South"
    )
    return Stage(assistant(*DOCUMENTS), assistant(older, *DOCUMENTS[1:]))


@pytest.fixture(scope="module")
def sound(stage: Stage) -> SavedRun:
    return answered("sound", CASES, asking(stage.assistant), DOCUMENTS)


@pytest.mark.parametrize("planted", PLANTED, ids=lambda p: p.name)
def test_each_fault_is_caught_by_its_measure(
    planted: Planted, stage: Stage, sound: SavedRun
) -> None:
    (trial,) = trials(CASES, stage, sound, [planted])
    assert trial.is_caught, trial.named


def test_an_unchanged_pipeline_raises_no_alarm(stage: Stage, sound: SavedRun) -> None:
    for found in unchanged(CASES, stage.assistant, sound, runs=2):
        assert found.regressions == ()
