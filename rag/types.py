"""The nouns of the project, frozen, and the seams (protocols) to the outside world."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from rag.negatives import Negatives as Negatives
from rag.places import Box as Box
from rag.places import WordPlaces as WordPlaces

Pixels = NDArray[np.uint8]
"""A picture, shape (height, width, 3), red, green and blue."""

Vectors = NDArray[np.float32]
"""Rows of numbers, shape (texts, dimensions), or one row, shape (dimensions,)."""

Positions = NDArray[np.int64]
"""Places in a text, in characters, shape (places,)."""

Progress = Callable[[str, int, int], None]
"""Called with (stage, done, total) while long work goes on."""


class BlockKind(StrEnum):
    """What a reader takes a stretch of the page for."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"
    FOOTNOTE = "footnote"


class Speech(StrEnum):
    """Whose words a quote holds."""

    OWN = "own"
    REPORTED = "reported"
    QUOTED = "quoted"


class Outcome(StrEnum):
    """What became of a question."""

    ANSWERED = "answered"
    PARTLY_ANSWERED = "partly_answered"
    NOT_HELD = "not_held"
    NEEDS_CLARIFICATION = "needs_clarification"


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a document's canonical text, in characters: `document.text[start:end]`."""

    document_id: str
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span runs forward: {self.start} to {self.end}")

    def contains(self, other: Span) -> bool:
        """Whether the other span lies wholly inside this one."""
        return (
            self.document_id == other.document_id
            and self.start <= other.start
            and other.end <= self.end
        )

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one character."""
        return (
            self.document_id == other.document_id
            and self.start < other.end
            and other.start < self.end
        )


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, table row or footnote: `text[start:end]` of its document.

    `paragraph` counts as a reader would, from 1, and a list item has the number of the paragraph
    that governs it; it is None where a reader would not count (headings, footnotes, letterheads).
    `level` is a heading's depth from 1, and 0 for anything else.
    """

    kind: BlockKind
    start: int
    end: int
    page: int | None = None
    paragraph: int | None = None
    level: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """A metadata value and where it comes from.

    `confirmed` is true where a person stated it (front matter, sidecar), false where a reader
    guessed it from the text. `origin` names the place: "sidecar", "front matter", "file name"...
    """

    value: str
    confirmed: bool
    origin: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about a document; None where nothing is. Dates are ISO 8601 (YYYY-MM-DD).

    `role` is the author's, `attachments` are those the text mentions. Several values of a field are
    joined by "; ".
    """

    title: Known | None = None
    kind: Known | None = None
    author: Known | None = None
    role: Known | None = None
    organisation: Known | None = None
    addressee: Known | None = None
    date: Known | None = None
    reference: Known | None = None
    subject: Known | None = None
    attendees: Known | None = None
    attachments: Known | None = None
    published_at: Known | None = None
    licence: Known | None = None

    @staticmethod
    def keys() -> tuple[str, ...]:
        """The names of the fields, in the order of the contract."""
        return tuple(f.name for f in fields(Metadata))

    def get(self, key: str) -> str | None:
        """The value of a field, or None where it is unknown."""
        known: Known | None = getattr(self, key)
        return known.value if known else None


@dataclass(frozen=True, slots=True)
class Source:
    """The file a document was read from. `path` is relative to the indexed folder, with "/".

    `other_paths` names further files with the very same bytes. `parent` is the path of the file that
    this one is attached to: "mail.eml" for "mail.eml/report.pdf".
    """

    path: str
    sha256: str
    media_type: str
    size_bytes: int
    other_paths: tuple[str, ...] = ()
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class RecognisedPage:
    """A page whose words were recognised from its picture; `confidence` is 0 to 1."""

    page: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Document:
    """A document as a person reads it: canonical text, its blocks in order, source and metadata.

    The id is made from the bytes of the file, so that a renamed file stays the same document.
    Blocks do not overlap, stand in the order of the text and leave out only white space.
    `notes` are a reader's remarks for people ("2 characters could not be decoded"). `places` are
    the words' boxes where the file has pages that can be shown; `recognised` are the pages read by
    character recognition.
    """

    id: str
    text: str
    blocks: tuple[Block, ...]
    source: Source
    metadata: Metadata
    notes: tuple[str, ...] = ()
    places: WordPlaces | None = None
    recognised: tuple[RecognisedPage, ...] = ()

    @property
    def title(self) -> str:
        """The title, or the file's path where none is known."""
        return self.metadata.get("title") or self.source.path

    def cut(self, span: Span) -> str:
        """The words at a span of this document.

        Raises ValueError if the span belongs to another document or runs past the end.
        """
        if span.document_id != self.id or span.end > len(self.text):
            raise ValueError(f"span {span} does not lie in document {self.id}")
        return self.text[span.start : span.end]

    def block_at(self, position: int) -> Block | None:
        """The block that holds the character at a position, or None between blocks."""
        return next((b for b in self.blocks if b.start <= position < b.end), None)


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a document small enough to be found by its meaning, and where it stands.

    The passages of a document tile its text: they leave out only white space.
    """

    id: str
    span: Span
    text: str
    title: str
    heading_path: tuple[str, ...] = ()

    @property
    def indexed_text(self) -> str:
        """What is embedded: title and headings before the words, so that they count in a search."""
        return "\n".join(part for part in (self.title, *self.heading_path, self.text) if part)


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage and its score; higher is better. `cosine` is to the question, -1 to 1."""

    passage: Passage
    score: float
    cosine: float = 0.0
    keyword: float = 0.0


@dataclass(frozen=True, slots=True)
class Filters:
    """Which documents a question is asked of. Empty means all.

    Text fields match when they occur in the document's value, ignoring case; `document` in its path,
    title or reference. Dates are inclusive.
    """

    document: str | None = None
    author: str | None = None
    addressee: str | None = None
    organisation: str | None = None
    kind: str | None = None
    date_from: date | None = None
    date_to: date | None = None

    def __bool__(self) -> bool:
        return any(getattr(self, f.name) is not None for f in fields(self))


NO_FILTERS = Filters()
"""Every document may answer."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words cut from a document by position. Only `rag.answering.quoting` makes one."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered quote, where it stands, and whose words it holds."""

    number: int
    quote: Quote
    document: str
    title: str
    author: str | None
    addressee: str | None
    date: str | None
    kind: str | None
    page: int | None
    paragraph: int | None
    speaker: str | None
    speech: Speech
    document_sha256: str = ""
    """Of the file's bytes, so that an old answer can be checked against a newer corpus."""
    organisation: str | None = None
    """Of the author."""
    role: str | None = None
    """The author's."""
    chain: tuple[str, ...] = ()
    """Through whom the words have come, from the document's author (not named here) inwards."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Sentences of one document that bear on the question, as one unbroken span, and how strongly."""

    span: Span
    score: float


@dataclass(frozen=True, slots=True)
class Draft:
    """What a composer wrote, unchecked: never shown to a reader.

    `spans` are the places it cites; marker [1] in `text` means the first of them.
    """

    text: str
    spans: tuple[Span, ...]
    short_answer: str | None = None


@dataclass(frozen=True, slots=True)
class Searched:
    """What a question was asked of."""

    documents: int
    passages: int
    corpus_version: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A checked answer. `near_misses` are the nearest things held where nothing answers."""

    id: str
    question: str
    standalone_question: str
    outcome: Outcome
    text: str
    short_answer: str | None
    citations: tuple[Citation, ...]
    passages: tuple[Hit, ...]
    confidence: float
    searched: Searched
    composer: str
    seconds: Mapping[str, float]
    document_paths: Mapping[str, str] = field(default_factory=dict)
    """Path by document id, for every document named in `passages`."""


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question of the conversation and the text of its answer."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class TokenVectors:
    """The word pieces of a text as an encoder reads them, each in the light of those around it.

    Shapes: `vectors` (pieces, dimensions); `starts` and `ends` (pieces,), in characters; `whole`
    (dimensions,), the text's own vector, as `encode` gives it, near which the mean of the pieces
    points. A text too long for the encoder ends early.
    """

    vectors: Vectors
    starts: Positions
    ends: Positions
    whole: Vectors


class Encoder(Protocol):
    """Turns texts into vectors of unit length."""

    @property
    def fingerprint(self) -> str:
        """Names the model's weights and the way of encoding; vectors of two fingerprints never mix."""

    @property
    def dimensions(self) -> int:
        """Length of a vector."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row per text, shape (len(texts), dimensions), float32, each of length 1."""

    def token_vectors(self, texts: Sequence[str]) -> list[TokenVectors]:
        """The word pieces of each text, and its vector."""


class Reranker(Protocol):
    """Reads a question and a passage together: slower than comparing vectors, and surer."""

    def scores(self, question: str, texts: Sequence[str]) -> Vectors:
        """How well each text answers the question, shape (len(texts),); higher is better."""


class Splitter(Protocol):
    """Splits text into pieces small enough for the encoder."""

    def split(self, text: str) -> list[str]:
        """The pieces in order; together they are the text but for white space between them."""


class VectorIndex(Protocol):
    """A published set of passage vectors, read only."""

    def count(self) -> int:
        """How many vectors there are."""

    def nearest(self, vector: Vectors, limit: int) -> list[tuple[str, float]]:
        """Passage ids and cosines (-1 to 1), best first, for one vector of shape (dimensions,)."""

    def vectors(self, passage_ids: Sequence[str]) -> Vectors:
        """Vectors in the order of the ids, shape (len(ids), dimensions).

        Raises KeyError if an id is not there.
        """

    def close(self) -> None:
        """Lets go of files and memory."""


class VectorWriter(Protocol):
    """A set of passage vectors being made, in a folder nobody reads yet."""

    def add(self, passage_ids: Sequence[str], vectors: Vectors) -> None:
        """Adds vectors of shape (len(passage_ids), dimensions); the ids must be new."""

    def remove(self, passage_ids: Sequence[str]) -> None:
        """Removes vectors."""

    def finish(self) -> None:
        """Writes everything to disk and closes; nothing may follow."""


class Library(Protocol):
    """The documents and passages of one published generation, with their keyword index; read only.

    Safe to use from several threads at once.
    """

    def documents(self) -> Sequence[Document]:
        """All documents, in order of path."""

    def document(self, document_id: str) -> Document:
        """One document. Raises KeyError if it is not held."""

    def document_ids(self, filters: Filters) -> frozenset[str]:
        """Ids of the documents that pass the filters."""

    def known(self, key: str) -> Mapping[str, str]:
        """The value of a metadata field by document id, where there is one."""

    def counts(self) -> tuple[int, int]:
        """Numbers of documents and of passages."""

    def passages(self, passage_ids: Sequence[str]) -> list[Passage]:
        """Passages in the order of the ids. Raises KeyError if one is not held."""

    def passages_of(self, document_id: str) -> list[Passage]:
        """The passages of a document in reading order."""

    def matches(
        self, words: Sequence[str], limit: int, document_ids: frozenset[str] | None = None
    ) -> list[tuple[str, float]]:
        """Passage ids that hold any of the words (or forms of them), with BM25, best first.

        Title, headings, parties, kind and date of the document count as words of each passage. Words
        of the passages beside it may count a little, and bring in a passage that holds none itself.
        """

    def passages_with(self, word: str) -> int:
        """In how many passages a word or a form of it stands."""

    def nearest_word(self, word: str) -> str | None:
        """The word of the passages that is spelt most nearly like this one, or None if none is near.

        Near are words with the same first letter that one slip of the pen parts, two in a long word.
        """

    def close(self) -> None:
        """Lets go of the files."""


class LibraryWriter(Protocol):
    """A library being made, in a folder nobody reads yet."""

    def add(self, document: Document, passages: Sequence[Passage]) -> None:
        """Adds a document with its passages; the id must be new."""

    def remove(self, document_id: str) -> None:
        """Removes a document and its passages."""

    def rename(self, document_id: str, paths: Sequence[str], parent: str | None) -> None:
        """Gives a document other names, the first to cite it by, and the file it is attached to."""

    def finish(self) -> None:
        """Writes everything to disk and closes; nothing may follow."""


class VectorCache(Protocol):
    """Vectors by text and encoder, kept beside the generations, so that no text is encoded twice."""

    def get(self, texts: Sequence[str]) -> dict[str, Vectors]:
        """The vectors that are known, by text; each of shape (dimensions,)."""

    def put(self, texts: Sequence[str], vectors: Vectors) -> None:
        """Keeps one row per text."""

    def close(self) -> None:
        """Lets go of the file."""


class Composer(Protocol):
    """Writes a draft from evidence."""

    @property
    def name(self) -> str:
        """ "extractive", or the name of the language model."""

    def compose(
        self, question: str, evidence: Sequence[Evidence], documents: Mapping[str, Document]
    ) -> Draft:
        """A draft over the evidence, which is never empty; documents are keyed by id."""


@dataclass(frozen=True, slots=True)
class RecognisedLine:
    """A line of print found in a picture: its words, how sure (0 to 1), and its corners in pixels.

    The corners run clockwise from the top left of the writing, so that a slope can be told.
    """

    text: str
    confidence: float
    corners: tuple[tuple[float, float], ...]


class Recogniser(Protocol):
    """Reads the words in a picture of a page."""

    @property
    def version(self) -> str:
        """Names the model; changes when the same picture may give other words."""

    def lines(self, picture: Pixels) -> list[RecognisedLine]:
        """The lines of print, in no certain order."""


@dataclass(frozen=True, slots=True)
class Example:
    """What an encoder learns from: a question as it is asked, and an answering passage as it is embedded."""

    question: str
    passage: str


@dataclass(frozen=True, slots=True)
class Lesson:
    """How an encoder is adapted: questions at once, passes, step length, sharpness, negatives, seed.

    `temperature` divides the cosines before they are weighed against each other.
    """

    batch: int = 32
    passes: int = 1
    learning_rate: float = 2e-5
    temperature: float = 0.05
    negatives: Negatives = Negatives.TOPIC
    seed: int = 1


class Trainer(Protocol):
    """Adapts an encoder's weights to examples."""

    def train(
        self,
        examples: Sequence[Example],
        watch: Callable[[Callable[[Sequence[str]], Vectors]], float],
        work: Path,
        tell: Progress,
    ) -> Path:
        """The folder of the adapted model, inside `work`; goes on where a run was broken off there.

        `watch` is given a way to encode and says how good it is; training stops where it no longer
        helps, and the best is kept.
        """


class Reader(Protocol):
    """Reads one family of file formats."""

    def read(self, path: Path, relative_path: str) -> Document:
        """The document in a file. Raises UnreadableFile where there is none to be had."""


class Store(Protocol):
    """Opens what was published last."""

    def open(self) -> Holdings:
        """The live generation. Raises StoreError if there is none or it is damaged."""


class Holdings(Protocol):
    """One published generation, open for reading."""

    @property
    def library(self) -> Library:
        """Documents, passages and keywords."""

    @property
    def vectors(self) -> VectorIndex:
        """Passage vectors."""

    @property
    def corpus_version(self) -> str:
        """Names what is held; changes when any document, passage or setting of the index does."""

    @property
    def folder(self) -> Path:
        """The folder the documents were read from; it may have gone since."""

    @property
    def notice(self) -> str | None:
        """What staff must know about this generation ("an older index answers: ..."), or None."""

    def close(self) -> None:
        """Lets go of files and memory."""


Steps = Iterator[tuple[str, Answer | None]]
"""What streaming yields: (what is being done, None) while working, then ("done", answer)."""
