"""`rag enquiry` as a user meets it, and how parts are answered."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from rag.enquiries.answering_parts import answered_parts
from rag.enquiries.enquiry import LetterQuestion
from rag.types import NO_FILTERS, Answer, Filters, Outcome, Searched, Turn
from tests.running import ROOT, rag

LETTER = """Dear Commissioner,

1. Who attended the meeting in Edinburgh?
2. What is the boiling point of tungsten?

Please reply by e-mail.

Yours faithfully
Ann Smith
"""


class ScriptedAssistant:
    """Answers what it was given; keeps what it was asked."""

    def __init__(self, held: dict[str, str]) -> None:
        self.held = held
        self.asked: list[tuple[str, tuple[str, ...]]] = []

    def ask(
        self, question: str, turns: Sequence[Turn] = (), filters: Filters = NO_FILTERS
    ) -> Answer:
        self.asked.append((question, tuple(t.question for t in turns)))
        text = self.held.get(question)
        outcome = Outcome.ANSWERED if text else Outcome.NOT_HELD
        searched = Searched(1, 1, "x")
        return Answer(
            "1",
            question,
            question,
            outcome,
            text or "Nothing.",
            None,
            (),
            (),
            0.9,
            searched,
            "x",
            {},
        )


def question(text: str, context: str = "") -> LetterQuestion:
    return LetterQuestion("", text, 0, len(text), context)


def test_each_part_is_asked_with_what_it_needs() -> None:
    assistant, seen = ScriptedAssistant({}), []
    asked = [question("When did they leave?", "The staff left."), question("to buy", "The cost:")]
    parts = answered_parts(asked, assistant, lambda *step: seen.append(step))
    assert assistant.asked == [
        ("When did they leave?", ("The staff left.",)),
        ("The cost: to buy", ()),
    ]
    assert [p.question for p in parts] == asked
    assert seen == [("answering", 1, 2), ("answering", 2, 2)]


def test_a_wrong_premise_is_met_with_what_the_documents_say() -> None:
    assistant = ScriptedAssistant({"Was the pier shut?": "“The pier was never shut.” [1]"})
    (part,) = answered_parts([question("Why was the pier shut?")], assistant)
    assert part.answer is not None
    assert part.answer.outcome is Outcome.PARTLY_ANSWERED
    assert part.answer.question == "Why was the pier shut?"
    assert part.answer.text.startswith("“The pier was never shut.” [1]")
    assert "- Why was the pier shut?" in part.answer.text


@pytest.mark.parametrize(
    ("arguments", "code", "names"),
    [
        pytest.param(["gone.txt", "--out", "r.txt"], 2, ["gone.txt", "no such file"], id="missing"),
        pytest.param(["l.txt", "--out", "r.xyz"], 2, ["r.xyz", ".docx"], id="ending"),
        pytest.param(["l.txt", "--out", "no/r.txt"], 2, ["no", "no such folder"], id="no folder"),
        pytest.param(["l.txt", "--out", "l.txt"], 2, ["the letter itself"], id="onto itself"),
        pytest.param(
            ["l.txt", "--out", "r.txt", "--received", "May"], 2, ["YYYY-MM-DD"], id="date"
        ),
        pytest.param(["bad.txt", "--out", "r.txt"], 1, ["bad.txt"], id="unreadable"),
        pytest.param(["mute.txt", "--out", "r.txt"], 2, ["no question found"], id="asks nothing"),
        pytest.param(["l.txt", "--out", "r.txt"], 1, ["rag index"], id="nothing indexed"),
    ],
)
def test_a_mistake_gets_one_clear_line(
    tmp_path: Path, arguments: list[str], code: int, names: list[str]
) -> None:
    (tmp_path / "l.txt").write_text(LETTER)
    (tmp_path / "bad.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00")
    (tmp_path / "mute.txt").write_text("Dear Sir\n\nThe ferry was late.\n\nYours faithfully\nAnn\n")
    done = rag("enquiry", *arguments, cwd=tmp_path)
    assert (done.code, done.err.count("\n")) == (code, 1), done
    assert done.err.startswith("rag: ")
    assert all(name in done.err for name in names), done.err
    assert not (tmp_path / "r.txt").exists()


def test_a_letter_is_answered_as_a_draft(tmp_path: Path) -> None:
    assert rag("index", str(ROOT / "corpus"), cwd=tmp_path).code == 0
    (tmp_path / "l.txt").write_text(LETTER)
    done = rag("enquiry", "l.txt", "--out", "r.txt", "--received", "2025-04-01", cwd=tmp_path)
    assert done.code == 0, done
    assert "question 1: answered: Who attended" in done.out
    assert "question 2: not held: What is the boiling point" in done.out
    assert "2 questions: 1 answered, 1 not held" in done.out
    assert "due 2025-05-01" in done.out
    reply = (tmp_path / "r.txt").read_text(encoding="utf-8")
    assert "DRAFT: 2 of 2 answers not approved" in reply
    assert "Justin Hollis" in reply
    assert rag("enquiry", "l.txt", "--out", "r.docx", cwd=tmp_path).code == 0
    assert (tmp_path / "r.docx").read_bytes()[:2] == b"PK"
