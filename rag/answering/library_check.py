"""Quotations checked against a whole library, however large, without reading it anew each time."""

from __future__ import annotations

from functools import cached_property

from rag.answering.likely_sources import SMALL, likely_sources
from rag.answering.quote_check import QuoteChecker
from rag.answering.verdicts import CheckedQuote
from rag.types import Library


class LibraryChecker:
    """Checks quotations against the documents of a library; made once, asked often.

    A small library is prepared once; of a large one, only the likely documents, for each quotation.
    Safe to share between threads.
    """

    def __init__(self, library: Library) -> None:
        self.library = library

    def check(self, text: str) -> CheckedQuote:
        """The verdict on a claimed quotation; one of more than 10,000 characters is not found."""
        if self.library.counts()[0] <= SMALL:
            return self._all.check(text)
        return QuoteChecker(likely_sources(self.library, text)).check(text)

    @cached_property
    def _all(self) -> QuoteChecker:
        return QuoteChecker(self.library.documents())
