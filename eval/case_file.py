"""The YAML file of questions as people write it, checked key by key; nothing is looked up yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal, Self, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, model_validator

from rag.errors import WrongUse
from rag.types import Outcome

LINE = "__line__"  # under this key the loader notes where a mapping begins
HOLDS_AN_ANSWER = (Outcome.ANSWERED, Outcome.PARTLY_ANSWERED)


class BadCases(WrongUse):
    """A file of questions that cannot be used; names file, line, case and key."""


class _Written(BaseModel):
    """Anything written as a mapping: knows its line and refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    line: int = Field(alias="__line__")


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


class WrittenCase(_Written):
    """A question as it is written; see the head of questions/corpus.yaml for each key."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    question: str = Field(min_length=1)
    outcome: Outcome
    history: list[WrittenTurn] = []
    must_say: list[str | list[str]] = []
    must_not_say: list[str] = []
    evidence: list[WrittenEvidence] = []
    said_by: str | list[str] | None = None
    tags: list[str] = []
    note: str | None = None

    @model_validator(mode="after")
    def _gold_agrees_with_outcome(self) -> Self:
        if self.outcome in HOLDS_AN_ANSWER and not self.evidence:
            raise ValueError(f"outcome {self.outcome} needs evidence")
        if self.outcome not in HOLDS_AN_ANSWER and (self.evidence or self.must_say or self.said_by):
            raise ValueError(f"outcome {self.outcome} takes no evidence, must_say or said_by")
        return self


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
        raw = yaml.load(file.read_text(encoding="utf-8"), Loader=_LineLoader)
    except (OSError, UnicodeDecodeError) as error:
        raise BadCases(f"{file}: cannot be read ({error})") from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise BadCases(f"{file}:{line}: not readable as YAML: {error.problem}") from None
    try:
        cases = TypeAdapter(list[kind]).validate_python(raw)  # type: ignore[valid-type]
    except ValidationError as error:
        raise BadCases(_in_one_line(file, raw, error)) from None
    _refuse_repeated_ids(file, cases)
    return cases


class _LineLoader(yaml.SafeLoader):
    """Notes the line of each mapping and refuses a key given twice (YAML would keep the last)."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        mapping = super().construct_mapping(node, deep=deep)
        if len(mapping) < len(node.value):
            raise yaml.constructor.ConstructorError(
                problem="a key is given twice in one mapping", problem_mark=node.start_mark
            )
        return {**mapping, LINE: node.start_mark.line + 1}


def _refuse_repeated_ids(file: Path, cases: Sequence[Written]) -> None:
    counts = Counter(case.id for case in cases)
    for case in reversed(cases):
        if counts[case.id] > 1:
            raise BadCases(f"{file}:{case.line}: case {case.id!r}: key 'id': used more than once")


def _in_one_line(file: Path, raw: object, error: ValidationError) -> str:
    # A misspelt key is also a missing one: the unknown key says more.
    fault = min(error.errors(), key=lambda e: e["type"] != "extra_forbidden")
    line, case = _where(raw, fault["loc"])
    keys = [part for part in fault["loc"] if isinstance(part, str)]
    key = keys and (keys[-1] if fault["type"] in ("extra_forbidden", "missing") else keys[0])
    at = f"{file}:{line}: case {case!r}" + (f": key {key!r}" if key else "")
    return f"{at}: {_said(fault['type'], fault['msg'])}"


def _said(kind: str, message: str) -> str:
    if kind == "extra_forbidden":
        return "unknown key; correct or remove it"
    if kind == "string_type":
        return "must be text; put numbers and dates in quotation marks"
    return message.removeprefix("Value error, ")


def _where(raw: object, path: tuple[int | str, ...]) -> tuple[int, str]:
    """The line of the innermost mapping on the path to a fault, and the id of its case."""
    line, case = 1, "?"
    value: Any = raw
    for part in path:
        try:
            value = value[part]
        except (KeyError, IndexError, TypeError):
            break
        if isinstance(value, dict):
            line = value.get(LINE, line)
            case = str(value.get("id", case))
    return line, case
