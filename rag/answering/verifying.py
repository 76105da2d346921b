"""Old answers against today's documents: does each cited passage still stand?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rag.answering.differences import Difference
from rag.answering.edges import turning_cut
from rag.answering.quote_check import QuoteChecker
from rag.answering.verdicts import CheckedQuote
from rag.types import Document, Span

_TELLING_WORDS = 6
"""Words of a quote below which the same words in another file need not be the same passage."""


class Standing(StrEnum):
    """What has become of a cited passage."""

    UNCHANGED = "unchanged"
    MOVED = "moved"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Recorded:
    """A citation as an old answer keeps it; what an older version did not write is empty or None."""

    number: int
    document: str
    quote: str
    start: int | None = None
    end: int | None = None
    sha256: str = ""
    title: str | None = None
    author: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Verified:
    """A citation with its standing, and where it stands now."""

    recorded: Recorded
    standing: Standing
    document: Document | None = None
    span: Span | None = None
    differences: tuple[Difference, ...] = ()

    @property
    def stands(self) -> bool:
        """Whether the words are still there."""
        return self.standing in {Standing.UNCHANGED, Standing.MOVED}


class Verifier:
    """Holds citations against the documents held today."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = documents
        self._by_sha256 = {d.source.sha256: d for d in documents}
        self._by_path = {
            path: d for d in documents for path in (*d.source.other_paths, d.source.path)
        }
        self._checkers: dict[str, QuoteChecker] = {}

    def verify(self, recorded: Recorded) -> Verified:
        """What has become of a citation: looked for in its own file, then in a renamed one."""
        same = self._by_sha256.get(recorded.sha256) or self._by_path.get(recorded.document)
        candidates = [same] if same else self._likely_renamed(recorded)
        found = [v for d in candidates if (v := self._within(recorded, d))]
        found.sort(key=lambda v: not v.stands)
        return found[0] if found else Verified(recorded, Standing.GONE)

    def _within(self, recorded: Recorded, document: Document) -> Verified | None:
        """The standing in one document, or None where nothing like the quote is in it."""
        span = _exactly(recorded, document)
        if span is None:
            checked = self._checked(recorded.quote, document)
            if checked.document is None or not checked.spans:
                return None
            span = Span(document.id, checked.spans[0].start, checked.spans[-1].end)
            standing = Standing.MOVED if checked.stands else Standing.CHANGED
            return Verified(recorded, standing, document, span, checked.differences)
        if document.source.sha256 != recorded.sha256 and (cut := turning_cut(document, span)):
            edge = Difference("edge", "", cut.words)
            return Verified(recorded, Standing.CHANGED, document, span, (edge,))
        standing = Standing.UNCHANGED if _in_place(recorded, document, span) else Standing.MOVED
        return Verified(recorded, standing, document, span)

    def _checked(self, quote: str, document: Document) -> CheckedQuote:
        if document.id not in self._checkers:
            self._checkers[document.id] = QuoteChecker([document])
        return self._checkers[document.id].check(quote)

    def _likely_renamed(self, recorded: Recorded) -> list[Document]:
        """Documents that may be the cited one under another name, with other words in it.

        Those of the same title, author and date; where these are not known, those that hold the
        very words, if these are more than a phrase.
        """
        if recorded.title not in (None, recorded.document):
            return [d for d in self._documents if _same_standing(recorded, d)]
        if len(recorded.quote.split()) < _TELLING_WORDS:
            return []
        return [d for d in self._documents if recorded.quote in d.text]


def _same_standing(recorded: Recorded, document: Document) -> bool:
    known = document.metadata
    return (recorded.title, recorded.author, recorded.date) == (
        document.title,
        known.get("author"),
        known.get("date"),
    )


def _exactly(recorded: Recorded, document: Document) -> Span | None:
    """The very words: in their old place if they stand there, or in the nearest one."""
    text, quote = document.text, recorded.quote
    old = recorded.start or 0
    if text.startswith(quote, old):
        return Span(document.id, old, old + len(quote))
    before, after = text.rfind(quote, 0, old), text.find(quote, old)
    places = sorted((abs(p - old), p) for p in (before, after) if p >= 0)
    return Span(document.id, places[0][1], places[0][1] + len(quote)) if places else None


def _in_place(recorded: Recorded, document: Document, span: Span) -> bool:
    paths = (document.source.path, *document.source.other_paths)
    return recorded.document in paths and recorded.start in (None, span.start)
