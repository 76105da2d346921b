"""Public question sets: made into a corpus, asked, and scored by the tool that came with them."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from rag.answering.answer_json import as_json, hits_as_json
from rag.errors import WrongUse
from rag.types import Answer, Hit, Turn

AskPlainly = Callable[[str, Sequence[Turn], str], Answer]
"""Asks (question, earlier turns, id)."""

SearchPlainly = Callable[[str, Sequence[Turn]], Sequence[Hit]]
"""Ranks passages for (question, earlier turns)."""

TOOL = Path("tools/question_sets.py")
LARGE = 1_000
"""Questions of a set of which some may be left out."""


@dataclass(frozen=True, slots=True)
class PublicQuestion:
    """A question of a public set and the turns before it."""

    id: str
    question: str
    turns: tuple[Turn, ...]
    answerable: bool


@dataclass(frozen=True, slots=True)
class QuestionSets:
    """The sets in a shared folder, by the tool kept beside them."""

    tool: ModuleType

    def write_corpus(self, name: str, folder: Path) -> None:
        """Writes a set's documents, one file each. Raises WrongUse if there is no such set."""
        try:
            self.tool.write_corpus(name, str(folder))
        except FileNotFoundError as error:
            raise WrongUse(f"no question set {name!r}: {error.filename} is missing") from None

    def file_name(self, document_id: str) -> str:
        """The name of the file that a document of a set is written to."""
        name: str = self.tool.safe(document_id)
        return name

    def questions(self, name: str, every: int = 1) -> list[PublicQuestion]:
        """The questions of a set; of more than LARGE every nth, from the first."""
        asked = self.tool.questions(name)
        return [
            PublicQuestion(
                q["qid"],
                q["question"],
                tuple(Turn(t["question"], t["answer"]) for t in q.get("history", ())),
                bool(q["answerable"]),
            )
            for q in asked[:: every if len(asked) > LARGE else 1]
        ]

    def score(self, name: str, answers: Path) -> dict[str, Any]:
        """The set's own figures for a file of answers; questions not asked are left out."""
        figures: dict[str, Any] = self.tool.score(name, str(answers))
        return figures

    def rows(self, name: str, answers: Path) -> list[dict[str, Any]]:
        """What the tool finds of each question of a set that a file of answers holds."""
        given = {a["id"]: a for a in self.tool.read(str(answers))}
        documents = {self.file_name(d["doc_id"]): d["doc_id"] for d in self.tool.documents(name)}
        asked = [q for q in self.tool.questions(name) if q["qid"] in given]
        _, rows = self.tool.scoring.score(
            asked, given, doc_of=lambda path: documents.get(Path(path).name, path)
        )
        return list(rows)

    def auroc(self, held: Sequence[float], others: Sequence[float]) -> float | None:
        """How well values tell two kinds apart, by the tool's own reckoning."""
        area: float | None = self.tool.scoring.auroc(held, others)
        return area


def load_sets(shared: Path) -> QuestionSets:
    """The sets of a shared folder (`tools/question_sets.py` beside `data/`).

    Raises WrongUse if the tool is not there.
    """
    file = (shared / TOOL).resolve()
    spec = importlib.util.spec_from_file_location("public_question_sets", file)
    if not file.is_file() or spec is None or spec.loader is None:
        raise WrongUse(f"{file}: not there; name the folder that holds {TOOL} with --shared")
    tool = importlib.util.module_from_spec(spec)
    path = list(sys.path)
    try:
        spec.loader.exec_module(tool)
    finally:
        sys.path[:] = path  # the tool puts its own folder first
    return QuestionSets(tool)


def write_answers(
    questions: Iterable[PublicQuestion],
    ask: AskPlainly,
    file: Path,
    told: Callable[[int], None] = lambda _done: None,
) -> None:
    """Asks the questions in order and writes one answer a line; `told` hears how many are done."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8") as stream:
        for done, q in enumerate(questions, start=1):
            answer = ask(q.question, q.turns, q.id)
            stream.write(json.dumps(as_json(answer), ensure_ascii=False) + "\n")
            told(done)


def write_rankings(
    questions: Iterable[PublicQuestion],
    search: SearchPlainly,
    paths: Mapping[str, str],
    file: Path,
    told: Callable[[int], None] = lambda _done: None,
) -> None:
    """Ranks passages for the questions and writes one line each, as an answer that cites nothing."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8") as stream:
        for done, q in enumerate(questions, start=1):
            hits = search(q.question, q.turns)
            line = {
                "id": q.id,
                "outcome": "answered",
                "confidence": max((h.cosine for h in hits), default=0.0),
                "passages": hits_as_json(hits, paths),
            }
            stream.write(json.dumps(line, ensure_ascii=False) + "\n")
            told(done)
