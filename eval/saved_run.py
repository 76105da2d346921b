"""A run as it is kept: what was run, each question's answers and scores; read back to be compared."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from eval import records
from eval.case_file import HOLDS_AN_ANSWER
from eval.cases import Case
from eval.faults import fault_of
from eval.metrics import METRICS
from eval.runner import Result
from rag.answering.answer_json import as_json as answer_as_json
from rag.errors import WrongUse
from rag.types import Document, Outcome

ABOUT, ANSWERS, SCORES = "run.json", "answers.jsonl", "scores.jsonl"

Scores = Mapping[str, float]
"""By measure; one that does not apply is left out."""


@dataclass(frozen=True, slots=True)
class SavedAnswer:
    """What of an answer is needed to compare it; `fault` says what is wrong, None if nothing is."""

    outcome: str
    text: str
    short_answer: str | None
    confidence: float
    fault: str | None
    scores: Scores


@dataclass(frozen=True, slots=True)
class SavedCase:
    """A case with its answers, one a repeat. `digest` changes with anything an answer is held to."""

    id: str
    question: str
    expected: str
    tags: tuple[str, ...]
    digest: str
    answers: tuple[SavedAnswer, ...]

    def score(self, measure: str) -> float | None:
        """The mean over the repeats a measure applies to, None if to none."""
        given = [a.scores[measure] for a in self.answers if measure in a.scores]
        return sum(given) / len(given) if given else None

    @property
    def is_right(self) -> bool:
        """Whether no answer is at fault."""
        return all(a.fault is None for a in self.answers)

    @property
    def is_wrong(self) -> bool:
        """Whether every answer is at fault."""
        return all(a.fault is not None for a in self.answers)

    @property
    def is_held(self) -> bool:
        """Whether the documents hold an answer, wholly or in part."""
        return self.expected in HOLDS_AN_ANSWER


@dataclass(frozen=True, slots=True)
class SavedRun:
    """A run read back: a name for people, what was run, its cases by id, and a baseline's history."""

    name: str
    about: Mapping[str, Any]
    cases: Mapping[str, SavedCase]
    history: tuple[Mapping[str, Any], ...] = field(default=())

    def values(self, measure: str) -> list[float]:
        """A measure's values over the cases it applies to."""
        return [v for c in self.cases.values() if (v := c.score(measure)) is not None]


def keep(
    folder: Path, about: Mapping[str, Any], results: Sequence[Result], documents: Iterable[Document]
) -> SavedRun:
    """Writes a run into a folder, and gives it back as it will be read."""
    by_id = {d.id: d for d in documents}
    records.write(folder / ABOUT, about)
    _write_lines(
        folder / ANSWERS,
        ({"id": r.case.id, "answer": answer_as_json(r.answer)} for r in results),
    )
    _write_lines(folder / SCORES, (_scored(r, by_id) for r in results))
    return read_run(folder)


def as_saved(
    name: str, about: Mapping[str, Any], results: Sequence[Result], documents: Iterable[Document]
) -> SavedRun:
    """A run that was not written anywhere, in the form in which it would be read back."""
    by_id = {d.id: d for d in documents}
    return SavedRun(name, about, _gathered(_scored(r, by_id) for r in results))


def read_run(path: Path) -> SavedRun:
    """A run folder, or a baseline file, read back. Raises WrongUse, naming what is amiss."""
    try:
        if path.is_file():
            return _read_baseline(path)
        about = json.loads((path / ABOUT).read_text(encoding="utf-8"))
        lines = (path / SCORES).read_text(encoding="utf-8").splitlines()
        return SavedRun(path.name, about, _gathered(json.loads(line) for line in lines))
    except OSError as error:
        raise WrongUse(
            f"{path}: no run can be read there ({error.strerror}); "
            "name a folder that `python -m eval run --out` wrote"
        ) from None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise WrongUse(
            f"{path}: not a run as this version writes them ({type(error).__name__}: {error}); "
            "run it again"
        ) from None


def write_baseline(file: Path, run: SavedRun, history: Sequence[Mapping[str, Any]]) -> None:
    """Writes a run as one file, small, with a line a case so that changes can be read as such."""
    file.parent.mkdir(parents=True, exist_ok=True)
    head = {"about": dict(run.about), "history": list(history)}
    cases = ",\n".join(_one_line(asdict(case)) for case in run.cases.values())
    text = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
    file.write_text(f'{text},\n "cases": [\n{cases}\n ]\n}}\n', encoding="utf-8")


def digest_of(case: Case, documents: Mapping[str, Document]) -> str:
    """Twelve hex digits over what is asked and what the answer is held to; documents by id."""
    gold = [[documents[s.document_id].cut(s) for s in place] for place in case.gold]
    asked = [case.question, [asdict(t) for t in case.history]]
    facts = [case.must_say, case.must_not_say, case.said_by]
    held_to = [*asked, case.outcome.value, *facts, gold]
    return hashlib.sha256(_one_line(held_to).encode()).hexdigest()[:12]


def _scored(result: Result, documents: Mapping[str, Document]) -> dict[str, Any]:
    case, answer = result.case, result.answer
    return {
        "id": case.id,
        "question": case.question,
        "expected": case.outcome.value,
        "tags": list(case.tags),
        "digest": digest_of(case, documents),
        "answer": {
            "outcome": answer.outcome.value,
            "text": answer.text,
            "short_answer": answer.short_answer,
            "confidence": answer.confidence,
            "fault": fault_of(result),
            "scores": {n: round(s, 6) for n, s in result.scores.items() if s is not None},
        },
    }


def _gathered(lines: Iterable[Mapping[str, Any]]) -> dict[str, SavedCase]:
    """The repeats of each case together, cases in the order in which they first come."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for line in lines:
        found.setdefault(line["id"], []).append(line)
    return {i: _case(of_case[0], [c["answer"] for c in of_case]) for i, of_case in found.items()}


def _read_baseline(file: Path) -> SavedRun:
    read = json.loads(file.read_text(encoding="utf-8"))
    cases = {c["id"]: _case(c, c["answers"]) for c in read["cases"]}
    return SavedRun(f"baseline {file.stem}", read["about"], cases, tuple(read["history"]))


def _case(of: Mapping[str, Any], answers: Sequence[Mapping[str, Any]]) -> SavedCase:
    return SavedCase(
        id=of["id"],
        question=of["question"],
        expected=Outcome(of["expected"]),
        tags=tuple(of["tags"]),
        digest=of["digest"],
        answers=tuple(SavedAnswer(**{**a, "scores": _known(a["scores"])}) for a in answers),
    )


def _known(scores: Scores) -> Scores:
    """Scores of measures that there still are, in the order in which they are shown."""
    return {name: scores[name] for name in METRICS if name in scores}


def _write_lines(file: Path, lines: Iterable[object]) -> None:
    file.write_text("".join(f"{_one_line(line)}\n" for line in lines), encoding="utf-8")


def _one_line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
