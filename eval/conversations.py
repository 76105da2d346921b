"""Questions of conversations: are they found better with the turns before than the last turn alone?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from eval.interval import Figure, figure
from eval.question_sets import PublicQuestion
from rag.answering.conversation import leans_on_turns
from rag.types import Turn

MEASURE = "found@300w"
WAYS = ("last turn alone", "with the turns before", "with another conversation's turns")
GROUPS = ("leans on earlier turns", "stands alone after others")


def in_each_way(questions: Sequence[PublicQuestion]) -> dict[str, list[PublicQuestion]]:
    """The questions that have turns before them, asked in each of WAYS.

    Another conversation's turns make an unannounced change of subject; they are those of the next
    question whose conversation began otherwise.
    """
    talks = [q for q in questions if q.turns]
    return {
        WAYS[0]: [replace(q, turns=()) for q in talks],
        WAYS[1]: talks,
        WAYS[2]: [replace(q, turns=_elsewhere(talks, at)) for at, q in enumerate(talks)],
    }


def _elsewhere(talks: Sequence[PublicQuestion], at: int) -> tuple[Turn, ...]:
    begun = talks[at].turns[0].question
    following = (*talks[at + 1 :], *talks[:at])
    return next((q.turns for q in following if q.turns[0].question != begun), ())


def figures_of(
    questions: Sequence[PublicQuestion], rows: Mapping[str, Sequence[Mapping[str, Any]]]
) -> dict[str, dict[str, Figure]]:
    """By group of questions: the share found in each way, and what each way gains over the first.

    `rows` are the scoring tool's, by way; gains are means of differences question by question.
    """
    found = {
        way: {r["qid"]: float(r[MEASURE]) for r in of if MEASURE in r} for way, of in rows.items()
    }
    leaning = {q.id: leans_on_turns(q.question) for q in questions}
    tables: dict[str, dict[str, Figure]] = {}
    for group, leans in zip(GROUPS, (True, False), strict=True):
        ids = [i for i in found[WAYS[0]] if leaning[i] is leans]
        shown = {way: figure([found[way][i] for i in ids]) for way in WAYS}
        for way in WAYS[1:]:
            shown[f"gain {way}"] = figure([found[way][i] - found[WAYS[0]][i] for i in ids])
        tables[group] = {name: mean for name, mean in shown.items() if mean}
    return tables
