"""Whose words a sentence holds: labelled sentences, what the rules say of them, and the figures."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError
from rich.table import Table

from eval.interval import figure
from eval.metrics.saying import says
from eval.question_sets import QuestionSets
from rag.answering.attribution import speaker_of
from rag.answering.quoting import cut_quote
from rag.errors import WrongUse
from rag.reading import read_document
from rag.sentences import sentences
from rag.types import Document, Span, Speech

CORPUS = "corpus"
GONE = "not found"
LONGEST_NAME = 14
"""Words: a speaker longer than this names nobody, whatever words it holds."""

OpenDocument = Callable[[str, str], Document]
"""Opens a document by (set, id)."""


class Label(BaseModel):
    """A sentence and whose words it holds; see the head of the file of labels."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    set: str
    document: str
    start: int
    sentence: str
    speech: Speech | tuple[Speech, ...]
    speaker: tuple[str | None, ...]

    @property
    def speeches(self) -> tuple[Speech, ...]:
        """The ways a careful reader may take it, the likeliest first."""
        return (self.speech,) if isinstance(self.speech, Speech) else self.speech


@dataclass(frozen=True, slots=True)
class Judged:
    """A label, and what the rules say; `speech` is None where the sentence is no longer found."""

    label: Label
    text: str
    speech: Speech | None
    speaker: str | None
    author: str | None = None
    """The document's, as far as it is known: its own words are the author's."""

    @property
    def speech_is_right(self) -> bool:
        """Whether own, reported or quoted is as labelled."""
        return self.speech in self.label.speeches

    @property
    def speaker_is_right(self) -> bool:
        """Whether the speaker is named in one of the ways labelled."""
        if self.speech is None:
            return False
        is_author = self.speech is Speech.OWN and self.speaker == self.author
        if self.speaker is None or (is_author and None in self.label.speaker):
            return None in self.label.speaker
        ways = [way for way in self.label.speaker if way]
        return len(self.speaker.split()) <= LONGEST_NAME and says(self.speaker, ways)

    @property
    def is_right(self) -> bool:
        """Whether both are."""
        return self.speech_is_right and self.speaker_is_right


def load_labels(file: Path) -> list[Label]:
    """The labels of a file. Raises WrongUse, in one line, if it is not as it should be."""
    try:
        return TypeAdapter(list[Label]).validate_python(yaml.safe_load(file.read_text("utf-8")))
    except (OSError, yaml.YAMLError) as error:
        raise WrongUse(f"{file}: cannot be read as labels ({error}); mend it") from None
    except ValidationError as error:
        fault = error.errors()[0]
        raise WrongUse(f"{file}: label {fault['loc'][0]}: {fault['msg']}; mend it") from None


def documents_of(sets: QuestionSets, corpus: Path, folder: Path) -> OpenDocument:
    """Opens documents of the corpus, and of public sets, which it writes into a folder as needed."""

    def open_document(name: str, document: str) -> Document:
        if name == CORPUS:
            return read_document(corpus / document, document)
        if not (folder / name).exists():
            sets.write_corpus(name, folder / name)
        file = sets.file_name(document)
        return read_document(folder / name / file, file)

    return open_document


def judge(labels: Sequence[Label], open_document: OpenDocument) -> list[Judged]:
    """What the rules say of each labelled sentence, in order."""
    opened: dict[tuple[str, str], Document] = {}
    judged = []
    for label in labels:
        where = (label.set, label.document)
        document = opened.get(where) or opened.setdefault(where, open_document(*where))
        span = find_sentence(document, label)
        if span is None:
            judged.append(Judged(label, GONE, None, None))
            continue
        quote = cut_quote(document, span)
        speaker, speech = speaker_of(document, quote)
        author = document.metadata.get("author")
        judged.append(Judged(label, quote.text, speech, speaker, author))
    return judged


def find_sentence(document: Document, label: Label) -> Span | None:
    """The labelled sentence, the one nearest to its old place if there are several."""
    found = [s for s in sentences(document) if key_of(document.cut(s)) == label.sentence]
    return min(found, key=lambda s: abs(s.start - label.start), default=None)


def key_of(sentence: str) -> str:
    """What a sentence is known by: its letters and digits, whatever stands between them."""
    plain = "".join(c for c in sentence.casefold() if c.isalnum())
    return hashlib.sha256(plain.encode()).hexdigest()[:12]


def figures(judged: Sequence[Judged]) -> dict[str, Any]:
    """Shares right, with a 95 % interval for speech and speaker together, and the confusions."""
    return {
        "sentences": len(judged),
        "speech_and_speaker": _share(j.is_right for j in judged),
        "interval": _interval(judged),
        "speech": _share(j.speech_is_right for j in judged),
        "speaker": _share(j.speaker_is_right for j in judged),
        "by_speech": {
            speech.value: _share(j.is_right for j in judged if j.label.speeches[0] is speech)
            for speech in Speech
        },
        "by_set": {
            name: _share(j.is_right for j in judged if j.label.set == name)
            for name in sorted({j.label.set for j in judged})
        },
        "confusions": confusions(judged),
    }


def confusions(judged: Iterable[Judged]) -> dict[str, dict[str, int]]:
    """How often each labelled speech (where both are right: the one said) was taken for each."""
    counts: Counter[tuple[str, str]] = Counter()
    for j in judged:
        said = j.speech.value if j.speech else GONE
        labelled = j.speech if j.speech and j.speech_is_right else j.label.speeches[0]
        counts[labelled.value, said] += 1
    columns = [*(s.value for s in Speech), GONE]
    return {row.value: {c: counts[row.value, c] for c in columns} for row in Speech}


def table(title: str, found: Mapping[str, Any]) -> Table:
    """The figures as a table: labelled speech down, said speech across."""
    low, high = found["interval"]
    head = f"{title}: {found['speech_and_speaker']:.3f} right ({low:.3f} to {high:.3f})"
    drawn = Table(title=f"{head}, speech {found['speech']:.3f}, speaker {found['speaker']:.3f}")
    drawn.add_column("labelled")
    for column in (*(s.value for s in Speech), GONE, "both right"):
        drawn.add_column(column, justify="right")
    for row, cells in found["confusions"].items():
        share = found["by_speech"][row]
        shown = "-" if share is None else f"{share:.3f}"
        drawn.add_row(row, *map(str, cells.values()), shown)
    return drawn


def fault_lines(judged: Iterable[Judged]) -> list[str]:
    """One line for each sentence that is wrong: what was said, and what the label says."""
    return [
        f"{j.label.set} {j.label.document}: said {j.speech or GONE} {j.speaker}; "
        f"labelled {', '.join(j.label.speeches)} {' / '.join(map(str, j.label.speaker))}: {j.text}"
        for j in judged
        if not j.is_right
    ]


def _interval(judged: Sequence[Judged]) -> tuple[float, float] | None:
    found = figure([float(j.is_right) for j in judged])
    return (round(found.low, 4), round(found.high, 4)) if found else None


def _share(right: Iterable[bool]) -> float | None:
    values = list(right)
    return round(sum(values) / len(values), 4) if values else None
