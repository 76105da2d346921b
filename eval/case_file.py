"""The YAML file of questions as people write it, checked key by key; nothing is looked up yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Any, Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, model_validator

from eval import lined_yaml
from rag.errors import WrongUse
from rag.types import Outcome

HOLDS_AN_ANSWER = (Outcome.ANSWERED, Outcome.PARTLY_ANSWERED)


class BadCases(WrongUse):
    """A file of questions that cannot be used; names file, line, case and key."""


class Status(StrEnum):
    """Whether a person has confirmed a case against the documents."""

    DRAFT = "draft"
    CONFIRMED = "confirmed"


class _Written(BaseModel):
    """Anything written as a mapping: knows its line and refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    line: int = Field(alias="__line__")  # lined_yaml.LINE; mypy wants it written out


class WrittenTurn(_Written):
    """An earlier question and its answer."""

    question: str = Field(min_length=1)
    answer: str = Field(min_length=1)


class WrittenPlace(_Written):
    """Words of a document; `occurrence` (from 1) where they stand in it more than once."""

    document: str = Field(min_length=1)
    words: str = Field(min_length=1)
    occurrence: int | None = Field(None, ge=1)


class WrittenEvidence(WrittenPlace):
    """A piece of gold, and (`or`) other places that say the same."""

    same: list[WrittenPlace] = Field([], alias="or")


class WrittenPart(_Written):
    """One of the things asked in a long enquiry."""

    asks: str = Field(min_length=1)
    outcome: Literal[Outcome.ANSWERED, Outcome.NOT_HELD]
    must_say: list[str | list[str]] = []
    evidence: list[WrittenEvidence] = []


class WrittenCase(_Written):
    """A question as it is written; see questions/README.md for each key."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    question: str = Field(min_length=1)
    outcome: Outcome
    status: Status = Status.CONFIRMED
    history: list[WrittenTurn] = []
    must_say: list[str | list[str]] = []
    must_not_say: list[str] = []
    evidence: list[WrittenEvidence] = []
    parts: list[WrittenPart] = []
    said_by: str | list[str] | None = None
    tags: list[str] = []
    note: str | None = None

    @model_validator(mode="after")
    def _gold_agrees_with_outcome(self) -> Self:
        if self.status is Status.DRAFT:
            return self
        for part in self.parts:
            _refuse_contradiction(
                f"part {part.asks!r}: ", part.outcome, part.evidence, part.must_say
            )
        held = self.evidence or [e for part in self.parts for e in part.evidence]
        _refuse_contradiction("", self.outcome, held, self.must_say or self.said_by)
        if self.parts and self.outcome is not _outcome_of(self.parts):
            raise ValueError(f"its parts together make outcome {_outcome_of(self.parts)}")
        return self


def _refuse_contradiction(of: str, outcome: Outcome, evidence: object, more: object) -> None:
    if outcome in HOLDS_AN_ANSWER and not evidence:
        raise ValueError(f"{of}outcome {outcome} needs evidence")
    if outcome not in HOLDS_AN_ANSWER and (evidence or more):
        raise ValueError(f"{of}outcome {outcome} takes no evidence, must_say or said_by")


def _outcome_of(parts: Sequence[WrittenPart]) -> Outcome:
    outcomes = {part.outcome for part in parts}
    return outcomes.pop() if len(outcomes) == 1 else Outcome.PARTLY_ANSWERED


class WrittenFollowUp(_Written):
    """A follow-up as it is written; see the head of questions/followups.yaml for each key."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    question: str = Field(min_length=1)
    history: list[WrittenTurn]
    names: list[str | list[str]] = []
    leaves_out: list[str] = []
    evidence: WrittenEvidence | None = None
    outcome: Literal[Outcome.NEEDS_CLARIFICATION] | None = None

    @model_validator(mode="after")
    def _is_resolved_or_asks_back(self) -> Self:
        if (self.outcome is None) != bool(self.names and self.evidence):
            raise ValueError("give either names and evidence or outcome needs_clarification")
        return self


Written = TypeVar("Written", WrittenCase, WrittenFollowUp)


def read_case_file(file: Path) -> list[WrittenCase]:
    """The cases of a file, in order. Raises BadCases, in one line, at the first fault."""
    return _read(file, WrittenCase)


def read_follow_up_file(file: Path) -> list[WrittenFollowUp]:
    """The follow-ups of a file, in order. Raises BadCases, in one line, at the first fault."""
    return _read(file, WrittenFollowUp)


def _read(file: Path, kind: type[Written]) -> list[Written]:
    try:
        lined = lined_yaml.read(file)
    except lined_yaml.NotYaml as error:
        raise BadCases(str(error)) from None
    try:
        cases = TypeAdapter(list[kind]).validate_python(lined.content)  # type: ignore[valid-type]
    except ValidationError as error:
        raise BadCases(f"{file}:{_in_one_line(lined, error)}") from None
    _refuse_repeated_ids(file, cases)
    return cases


def _refuse_repeated_ids(file: Path, cases: Sequence[Written]) -> None:
    counts = Counter(case.id for case in cases)
    for case in reversed(cases):
        if counts[case.id] > 1:
            raise BadCases(f"{file}:{case.line}: case {case.id!r}: key 'id': used more than once")


def _in_one_line(lined: lined_yaml.Lined, error: ValidationError) -> str:
    # A misspelt key is also a missing one: the unknown key says more.
    fault = min(error.errors(), key=lambda e: e["type"] != "extra_forbidden")
    path = fault["loc"]
    if not path:
        return "1: a file of cases is a list; begin each case with '- id: ...'"
    keys = [part for part in path if isinstance(part, str)]
    whole = fault["type"] in ("extra_forbidden", "missing")
    key = keys and (keys[-1] if whole else keys[0])
    at = f"{lined.line_of(path)}: case {_id_at(lined.content, path[0])!r}"
    at += f": key {key!r}" if key else ""
    return f"{at}: {_said(fault['type'], fault['msg'], str(key))}"


_KEYS = WrittenCase.model_fields.keys() | {
    "asks",
    "document",
    "words",
    "occurrence",
    "or",
    "answer",
}


def _said(kind: str, message: str, key: str) -> str:
    if kind == "extra_forbidden":
        near = get_close_matches(key, _KEYS, 1, cutoff=0.5)
        return f"unknown key; did you mean {near[0]!r}?" if near else "unknown key; remove it"
    if kind in ("string_type", "list_type"):
        wanted = "text; put numbers and dates in quotation marks"
        return f"must be {'a list, as in [one, two]' if kind == 'list_type' else wanted}"
    if kind == "model_type":
        return "must be made of 'key: value' lines"
    if kind == "string_pattern_mismatch":
        return "write small letters, figures and hyphens only"
    return message.removeprefix("Value error, ")


def _id_at(content: Any, number: Any) -> str:
    case = content[number]
    return str(case.get("id", "?")) if isinstance(case, dict) else "?"
