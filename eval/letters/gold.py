"""Letters with their questions as a person splits them, read from one YAML file each.

How they are split, as somebody would who has to answer: each numbered, lettered or bulleted part of
the lowest level is one question, with all its sentences; what only its parts complete is context. A
table to be filled is one question with the sentence that asks for it. In running prose a sentence
is one question, "and if so, how many?" and all, unless it makes two requests, each with a verb of
its own ("please send X, and I request Y"). A sentence that explains is none, nor is one about how
or when to reply, nor one that only complains. Context is what a question cannot be understood
without: an earlier question where it says "those", the heading where it says "the scheme".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from eval import lined_yaml
from rag.enquiries.enquiry import LetterQuestion
from rag.errors import WrongUse

HALVES = {half: Path(__file__).parent / half for half in ("dev", "aside")}
"""Letters to look at while the splitter is made, and those to be opened once, at the end.

Letters set aside that have been scored and read join the first, and new ones are written by somebody
who has not seen the splitter.
"""


LEARN = Path(__file__).parent / "learn"
"""Letters that the model which tells what asks is fitted on (`python -m eval fit-letters`)."""
CLAUSES = Path(__file__).parent / "clauses"
"""Clauses it is fitted on besides: one a line, "?" before one that asks, "." before another."""


class BadLetter(WrongUse):
    """A file of a known letter that cannot be used; names file, line and key."""


@dataclass(frozen=True, slots=True)
class KnownLetter:
    """A letter, of which kind it is, and what it asks, in order; `name` is its file's."""

    name: str
    kind: str
    text: str
    questions: tuple[LetterQuestion, ...]


class _Written(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    line: int = Field(alias="__line__")  # lined_yaml.LINE; mypy wants it written out


class _WrittenQuestion(_Written):
    label: str
    text: str = Field(min_length=1)
    occurrence: int | None = Field(None, ge=1)
    context: list[str] = []


class _WrittenLetter(_Written):
    kind: str = Field(min_length=1)
    text: str = Field(min_length=1)
    questions: list[_WrittenQuestion]


def load_letters(folder: Path) -> tuple[KnownLetter, ...]:
    """The known letters of a folder, by name. Raises BadLetter in one line."""
    files = sorted(folder.glob("*.yaml"))
    if not files:
        raise BadLetter(f"{folder}: holds no letters; they are YAML files")
    return tuple(load_letter(file) for file in files)


def load_letter(file: Path) -> KnownLetter:
    """One known letter. Raises BadLetter in one line, with what is wrong and where."""
    try:
        lined = lined_yaml.read(file)
        written = _WrittenLetter.model_validate(lined.content)
    except lined_yaml.NotYaml as error:
        raise BadLetter(str(error)) from None
    except ValidationError as error:
        raise BadLetter(f"{file}:{_in_one_line(lined, error)}") from None
    questions = [_placed(file, written.text, q) for q in written.questions]
    _refuse_overlaps(file, written.questions, questions)
    return KnownLetter(file.stem, written.kind, written.text, tuple(questions))


def _placed(file: Path, text: str, written: _WrittenQuestion) -> LetterQuestion:
    for words in written.context:
        if words not in text:
            raise BadLetter(f"{file}:{written.line}: context is not in the letter: {words!r}")
    starts = _starts(text, written.text)
    if not starts:
        raise BadLetter(f"{file}:{written.line}: question is not in the letter: {written.text!r}")
    if written.occurrence is None and len(starts) > 1:
        raise BadLetter(
            f"{file}:{written.line}: question is {len(starts)} times in the letter: "
            "say which with 'occurrence: 1', 2..."
        )
    number = written.occurrence or 1
    if number > len(starts):
        raise BadLetter(
            f"{file}:{written.line}: occurrence is {number}, but the question is in the letter "
            f"only {len(starts)} time(s)"
        )
    start = starts[number - 1]
    context = " ".join(written.context)
    return LetterQuestion(written.label, written.text, start, start + len(written.text), context)


def _starts(text: str, words: str) -> list[int]:
    return [at for at in range(len(text)) if text.startswith(words, at)]


def _refuse_overlaps(
    file: Path, written: Sequence[_WrittenQuestion], placed: Sequence[LetterQuestion]
) -> None:
    for (_, before), (line, after) in pairwise(zip((w.line for w in written), placed, strict=True)):
        if after.start < before.end:
            raise BadLetter(
                f"{file}:{line}: question begins before the one above it ends: list questions in "
                f"the order of the letter, none inside another: {after.text!r}"
            )


def _in_one_line(lined: lined_yaml.Lined, error: ValidationError) -> str:
    # A misspelt key is also a missing one: the unknown key says more.
    fault = min(error.errors(), key=lambda e: e["type"] != "extra_forbidden")
    path = fault["loc"]
    if not path:
        return "1: a letter is made of the keys kind, text and questions"
    key = next((part for part in reversed(path) if isinstance(part, str)), "?")
    return f"{lined.line_of(path)}: key {key!r}: {fault['msg'].lower()}"
