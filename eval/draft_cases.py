"""Draft cases: written below those that a file holds already, for a person to confirm."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from eval import lined_yaml
from eval.case_file import BadCases, Status, read_case_file
from eval.cases import SHIPPED, SHIPPED_ASIDE
from eval.gold_places import starts_of
from rag.answering.words import content_words
from rag.types import Document, Outcome, Span, Turn

_WORDS_OF_AN_ID = 6
_LINE_WIDTH = 100


@dataclass(frozen=True, slots=True)
class WrittenWords:
    """Words as they are written under `evidence`; `occurrence` where they stand more than once."""

    document: str
    words: str
    occurrence: int | None = None


@dataclass(frozen=True, slots=True)
class DraftCase:
    """A case that nobody has confirmed; `evidence` are candidates.

    Its id is made when it is written, of the words of `named_by`, or else of the question's.
    """

    question: str
    outcome: Outcome
    note: str
    history: tuple[Turn, ...] = ()
    must_say: tuple[str, ...] = ()
    evidence: tuple[WrittenWords, ...] = ()
    said_by: str | None = None
    tags: tuple[str, ...] = ()
    named_by: str = ""


def words_at(document: Document, span: Span) -> WrittenWords | None:
    """How the words of a span are written, or None where that could not find them again."""
    words = " ".join(document.cut(span).split())
    starts = starts_of(words, document)
    if span.start not in starts:
        return None
    occurrence = starts.index(span.start) + 1 if len(starts) > 1 else None
    return WrittenWords(document.source.path, words, occurrence)


def append_drafts(drafts: Sequence[DraftCase], file: Path) -> tuple[str, ...]:
    """Writes drafts below the cases of a file, which may not exist yet; their ids, in order.

    What the file holds stays as it is, and no id is one of its own or of the shipped cases. Raises
    BadCases, with nothing written, where the file is no file of cases that can be written on.
    """
    before = _text_of(file)
    taken = _shipped_ids() | {case.id for case in _cases_of(file)}
    ids: list[str] = []
    for draft in drafts:
        ids.append(_free_id(draft.named_by or draft.question, taken | set(ids)))
    written = [_written(i, draft) for i, draft in zip(ids, drafts, strict=True)]
    added = _indented("\n".join(map(_as_yaml, written)), file)
    if before:
        added = ("\n" if before.endswith("\n") else "\n\n") + added
    _refuse_unreadable(before + added, file)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as out:
        out.write(added)
    return tuple(ids)


@cache
def _shipped_ids() -> frozenset[str]:
    return frozenset(case.id for f in (*SHIPPED, SHIPPED_ASIDE) for case in read_case_file(f))


def questions_in(file: Path) -> frozenset[str]:
    """The questions a file of cases asks; none where there is no such file. Raises BadCases."""
    return frozenset(case.question for case in _cases_of(file))


def _cases_of(file: Path) -> Sequence[Any]:
    return read_case_file(file) if _holds_anything(file) else ()


def _holds_anything(file: Path) -> bool:
    try:
        return file.exists() and lined_yaml.read(file).content is not None
    except lined_yaml.NotYaml as error:
        raise BadCases(str(error)) from None


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8") if file.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise BadCases(f"{file}: cannot be read ({error})") from None


def _free_id(text: str, taken: Set[str]) -> str:
    plain = unicodedata.normalize("NFKD", " ".join(content_words(text)[:_WORDS_OF_AN_ID]))
    letters = plain.encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", letters)[:60].strip("-") or "question"
    number = 1
    while (found := stem if number == 1 else f"{stem}-{number}") in taken:
        number += 1
    return found


def _written(id: str, draft: DraftCase) -> dict[str, Any]:
    """The case under the keys of questions/README.md; what is empty is left out."""
    evidence = [
        {"document": e.document, "words": e.words}
        | ({"occurrence": e.occurrence} if e.occurrence else {})
        for e in draft.evidence
    ]
    case = {
        "id": id,
        "status": Status.DRAFT.value,
        "question": _writable(draft.question),
        "history": [
            {"question": _writable(t.question), "answer": _writable(t.answer)}
            for t in draft.history
        ],
        "outcome": draft.outcome.value,
        "must_say": list(draft.must_say),
        "evidence": evidence,
        "said_by": draft.said_by,
        "tags": list(draft.tags),
        "note": _writable(draft.note),
    }
    return {key: value for key, value in case.items() if value}


def _writable(text: str) -> str:
    """The text without what YAML would not give back: other line breaks, halves of characters."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return re.sub("[\x85\u2028\u2029]", "\n", whole)


def _as_yaml(case: dict[str, Any]) -> str:
    return yaml.safe_dump([case], allow_unicode=True, sort_keys=False, width=_LINE_WIDTH)


def _indented(text: str, file: Path) -> str:
    """The text in the column in which the cases of the file begin."""
    column = lined_yaml.read(file).column if file.exists() else 0
    return re.sub(r"(?m)^(?=.)", " " * column, text)


def _refuse_unreadable(text: str, file: Path) -> None:
    with TemporaryDirectory(prefix="eval-") as folder:
        tried = Path(folder) / "cases.yaml"
        tried.write_text(text, encoding="utf-8")
        try:
            read_case_file(tried)
        except BadCases:
            remedy = "its cases must stand one below the other, each from '- id:'; name another"
            raise BadCases(
                f"{file}: nothing can be written below what it holds: {remedy}"
            ) from None
