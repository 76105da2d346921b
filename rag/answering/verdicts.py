"""What became of a claimed quotation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rag.answering.differences import Difference
from rag.types import Document, Span


class Verdict(StrEnum):
    """What became of a claimed quotation."""

    VERBATIM = "verbatim"
    TYPOGRAPHIC = "typographic"
    ALTERED = "altered"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True)
class CheckedQuote:
    """A claimed quotation, judged. Spans are in reading order: several where an ellipsis parts it.

    `differences` say what is wrong where the verdict is altered, and what was passed over where it
    is typographic. `occurrences` counts the places where the words stand.
    """

    verdict: Verdict
    document: Document | None = None
    spans: tuple[Span, ...] = ()
    differences: tuple[Difference, ...] = ()
    occurrences: int = 0
    ascribed: str | None = None
    """Words just outside the quotation by which the document ascribes it to somebody."""

    @property
    def stands(self) -> bool:
        """Whether the words may be shown in quotation marks, as the source has them."""
        return self.verdict in {Verdict.VERBATIM, Verdict.TYPOGRAPHIC}


NOT_FOUND = CheckedQuote(Verdict.NOT_FOUND)
