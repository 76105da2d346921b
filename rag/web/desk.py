"""What the pages stand on, as they see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from rag.answering.verdicts import CheckedQuote
from rag.types import NO_FILTERS, Document, Filters, Hit, Searched, Steps, Turn


@dataclass(frozen=True, slots=True)
class Readiness:
    """How far the desk is: at a stage with `done` of `total`, ready, or stopped by an error."""

    stage: str = "Opening the index"
    done: int = 0
    total: int = 0
    ready: bool = False
    error: str | None = None


class Desk(Protocol):
    """What the pages ask; used by many threads at once."""

    @property
    def notice(self) -> str | None:
        """What staff must know about what answers, or None."""

    def prepare(self) -> None:
        """Begins opening (and where nothing is indexed, indexing), unless under way or done."""

    def readiness(self) -> Readiness:
        """How far that is."""

    def steps(self, question: str, turns: Sequence[Turn], filters: Filters = NO_FILTERS) -> Steps:
        """What is being done, then ("done", the answer). Raises RagError."""

    def search(self, question: str, limit: int, filters: Filters = NO_FILTERS) -> list[Hit]:
        """The best passages for a question, best first. Raises RagError."""

    def check_quote(self, text: str) -> CheckedQuote:
        """The verdict on a claimed quotation. Raises RagError."""

    def searched(self, filters: Filters) -> Searched:
        """How much a question with these filters is asked of. Raises RagError."""

    def document(self, document_id: str) -> Document:
        """One document. Raises KeyError if it is not held."""

    def page_picture(self, document_id: str, page: int, marked: tuple[int, int]) -> bytes:
        """A page as PNG, the words between two positions of the text marked.

        Raises KeyError if the document is not held or the words are not in it, UnreadableFile if its
        file is not there as it was read.
        """

    def documents(self) -> Sequence[Document]:
        """All documents held, in order of path."""
