"""Questions of conversations in each way, and what is told of them."""

from __future__ import annotations

from eval.conversations import GROUPS, WAYS, figures_of, in_each_way
from eval.question_sets import PublicQuestion
from rag.types import Turn

QUESTIONS = [
    PublicQuestion("1", "When was it bought?", (Turn("Who owns the boat?", "Ann."),), True),
    PublicQuestion("2", "Who mends the roads?", (Turn("Where is the depot?", "Here."),), True),
    PublicQuestion("3", "Who is Ann?", (), True),
]


def test_each_way_asks_the_same_questions_after_other_turns() -> None:
    ways = in_each_way(QUESTIONS)
    assert [[q.id for q in asked] for asked in ways.values()] == [["1", "2"]] * 3
    alone, after, elsewhere = ways.values()
    assert not any(q.turns for q in alone)
    assert [q.turns for q in elsewhere] == [q.turns for q in reversed(after)]


def test_gains_are_taken_question_by_question_in_each_group() -> None:
    found = {WAYS[0]: (0, 1), WAYS[1]: (1, 1), WAYS[2]: (0, 0)}
    rows = {
        way: [{"qid": str(i), "found@300w": hit} for i, hit in enumerate(hits, 1)]
        for way, hits in found.items()
    }
    leaning, others = (figures_of(QUESTIONS, rows)[group] for group in GROUPS)
    assert leaning[f"gain {WAYS[1]}"].mean == 1
    assert (others[f"gain {WAYS[1]}"].mean, others[f"gain {WAYS[2]}"].mean) == (0, -1)
