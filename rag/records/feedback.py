"""What a reader thinks of an answer, as one file of JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from rag.errors import WrongUse
from rag.types import Answer, Outcome, Turn


class Verdict(StrEnum):
    """What a reader says of an answer."""

    GOOD = "good"
    WRONG = "wrong"
    INCOMPLETE = "incomplete"


@dataclass(frozen=True, slots=True)
class ShownQuote:
    """Words that an answer cited, and the path of their document."""

    document: str
    quote: str


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """As much of an answer as feedback needs, under the keys of the answer's own JSON."""

    outcome: Outcome
    text: str
    citations: tuple[ShownQuote, ...] = ()


@dataclass(frozen=True, slots=True)
class Feedback:
    """A question, the answer that was shown, and what a reader thinks of it.

    Raises ValueError where the question or a turn before it is blank.
    """

    question: str
    verdict: Verdict
    answer: ShownAnswer
    history: tuple[Turn, ...] = ()
    comment: str = ""

    def __post_init__(self) -> None:
        said = [self.question, *(text for t in self.history for text in (t.question, t.answer))]
        if not all(text.strip() for text in said):
            raise ValueError("the question and every turn of the history need words")


_FEEDBACK = TypeAdapter(Feedback)


def shown(answer: Answer) -> ShownAnswer:
    """What feedback keeps of an answer."""
    cited = tuple(ShownQuote(c.document, c.quote.text) for c in answer.citations)
    return ShownAnswer(answer.outcome, answer.text, cited)


def write_feedback(feedback: Feedback, file: Path) -> None:
    """Writes the record as indented JSON, making the folder where it is missing."""
    file.parent.mkdir(parents=True, exist_ok=True)
    content = json.dumps(asdict(feedback), ensure_ascii=False, indent=1)
    file.write_text(content + "\n", encoding="utf-8")


def read_feedback(file: Path) -> Feedback:
    """The record in a file. Its answer may be a whole one: keys that are not needed are passed over.

    Raises WrongUse, in one line, where the file is missing or not such a record.
    """
    try:
        return _FEEDBACK.validate_json(file.read_bytes())
    except OSError as error:
        raise WrongUse(f"{file}: cannot be read ({error.strerror})") from None
    except ValidationError as error:
        fault = error.errors()[0]
        key = ".".join(str(part) for part in fault["loc"])
        where = f"{file}: key {key!r}" if key else str(file)
        said = fault["msg"].removeprefix("Value error, ")
        raise WrongUse(f"{where}: no record of feedback: {said}") from None
