"""Whether what is quoted holds the office or the time that a question asks for."""

import pytest

from rag.answering.held_kinds import is_dated, may_hold, names_office


@pytest.mark.parametrize(
    ("question", "quoted", "dated"),
    [
        ("When was the depot opened?", ["The depot was opened by the mayor of the town."], False),
        ("When was the depot opened?", ["It was opened by the mayor.", "That was in May."], True),
        ("When was the depot opened?", ["It may be opened by the mayor."], False),
        ("When was the depot opened?", ["It was opened shortly after the fair."], True),
        ("When may a permit be revoked?", ["It may be revoked if the holder moves away."], True),
        ("What date was the lease signed?", ["The lease was signed by the tenant."], False),
        ("When a lease lapses, who is told?", ["The tenant is told."], True),
        ("Who signed the lease?", ["The lease was signed by the tenant."], True),
    ],
)
def test_a_when_wants_a_word_of_time(question: str, quoted: list[str], dated: bool) -> None:
    assert is_dated(question, quoted) is dated


@pytest.mark.parametrize(
    ("question", "line", "named"),
    [
        ("Who is the chairman of Acme?", "Ann Author, Chairman of Acme, wrote back.", True),
        ("Who is the chairman of Acme?", "Its chair, Ann Author, wrote back.", True),
        ("Who is the chairman of Acme?", "Ann Author, Vice Chairman of Acme, wrote back.", False),
        ("Who is the vice chairman of Acme?", "Ann Author, Vice Chairman of Acme", True),
        ("Who is the chairman of Acme?", "Ann Author of Acme wrote to the council.", False),
        ("Who is the chairman of Acme?", "The chairman of Acme wrote to the council.", False),
        ("Who is Acme's chairman?", "The chairman of ACME met the TUC.", False),
        (
            "What is the name of the Transport Commissioner?",
            "The Commissioner told Acme that the Transport Commissioner has no such power over it; "
            "for that matter nobody else has in the county, said Bob Hay.",
            True,
        ),
        (
            "What is the name of the Transport Commissioner?",
            "Bob Hay, Transport Commissioner",
            True,
        ),
        (
            "Who is the chief executive of Acme?",
            "Chief Security Officer Bob Hay looks into it.",
            False,
        ),
        ("Who is the chief executive of Acme?", "Bob Hay, Chief Executive, Acme", True),
        ("Who was elected mayor of Ely?", "The mayor of Ely is Ann Author.", True),
        ("Who is the mayor of Ely?", "Ely has no mayor.", True),
        ("Who is the Norse king?", "Under their king Rollo they swore peace to the Norse.", True),
        ("How is the name of the mayor's office spelt?", "THE OFFICE", True),
        ("Who won the cup?", "The cup was won again.", True),
    ],
)
def test_an_office_wants_its_holder_beside_it(question: str, line: str, named: bool) -> None:
    assert names_office(question, [line]) is named


def test_the_holder_of_an_office_may_stand_in_a_sentence_that_is_not_quoted() -> None:
    question, quoted = "Who is the mayor of Ely?", ["The mayor wrote to the council."]
    assert not may_hold(question, quoted, ["The town is old."])
    assert may_hold(question, quoted, ["The mayor, Ann Author, opened the fair."])
