"""What a reader thinks of an answer is kept, in whatever order it comes."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag.records.feedback import Feedback, ShownAnswer, Verdict, read_feedback
from rag.types import Outcome
from rag.web.keeping import Keeping

SHOWN = ShownAnswer(Outcome.ANSWERED, "It was so.")


def opinion(verdict: Verdict, comment: str = "") -> Feedback:
    return Feedback("What was it worth?", verdict, SHOWN, comment=comment)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ([opinion(Verdict.WRONG), opinion(Verdict.WRONG, "The year.")], "The year."),
        ([opinion(Verdict.WRONG, "The year."), opinion(Verdict.WRONG)], "The year."),
        ([opinion(Verdict.WRONG, "The year."), opinion(Verdict.WRONG, "The day.")], "The day."),
        ([opinion(Verdict.WRONG, "The year."), opinion(Verdict.GOOD)], ""),
    ],
)
def test_a_comment_stays_with_its_opinion(tmp_path: Path, sent: list[Feedback], kept: str) -> None:
    keeping = Keeping.of(tmp_path)
    for said in sent:
        keeping.keep_feedback("a-1", said)
    [file] = keeping.feedback.iterdir()
    assert read_feedback(file) == opinion(sent[-1].verdict, kept)


def test_a_record_that_cannot_be_read_is_replaced(tmp_path: Path) -> None:
    keeping = Keeping.of(tmp_path)
    keeping.feedback.mkdir(parents=True)
    (keeping.feedback / "a-1.json").write_text("{", encoding="utf-8")
    keeping.keep_feedback("a-1", opinion(Verdict.WRONG))
    assert read_feedback(keeping.feedback / "a-1.json") == opinion(Verdict.WRONG)
