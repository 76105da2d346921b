"""Where a claimed quotation was cut: whether what stands just outside turns its sense."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.answering.differences import Difference
from rag.answering.edges import Turning, turning_cut
from rag.answering.folding import fold, spelled
from rag.answering.scan_errors import explain
from rag.answering.sense_words import UNITS
from rag.answering.word_list import is_listed
from rag.types import Block, Document, Span

_LONGEST_BLOCK, _AROUND = 8_000, 1_500
"""Characters of a line that is looked at whole, and around a quotation in a longer one."""

_TAKING_BACK = ("but", "however", "unless", "except", "although")
_LOOKED_AT = 40
"""Characters behind a quotation in which a word that takes it back may be misread."""


@dataclass(frozen=True, slots=True)
class Cuts:
    """What the cuts of a quotation leave out: what turns it, and by whom its document says it is said."""

    turned: tuple[Difference, ...]
    ascribed: str | None


def cuts_of(document: Document, spans: Sequence[Span]) -> Cuts:
    """What the cuts at the edges of some spans do. Who said it is no part of the sense."""
    turned: list[Difference] = []
    ascribed: str | None = None
    for span in spans:
        cut = turning_cut(*_nearby(document, span))
        if cut is not None and cut.turning is Turning.SAYING:
            ascribed = ascribed or cut.words
        words = cut.words if cut is not None and cut.turning is not Turning.SAYING else None
        if words := words or _unit_cut(document, span) or _misread_turn(document, span):
            turned.append(Difference("edge", "", words))
    return Cuts(tuple(turned), ascribed)


def _nearby(document: Document, span: Span) -> tuple[Document, Span]:
    """The document, or of one whose lines have no end, what stands around the span.

    A sentence is looked through for words that turn the quotation: one of 100,000 characters is no
    sentence, and would take long.
    """
    block = document.block_at(span.start)
    if block is None or block.end - block.start <= _LONGEST_BLOCK:
        return document, span
    low = max(block.start, span.start - _AROUND)
    high = max(min(block.end, span.end + _AROUND), span.end)
    around = Block(block.kind, 0, high - low, block.page, block.paragraph)
    cut = replace(document, text=document.text[low:high], blocks=(around,))
    return cut, Span(document.id, span.start - low, span.end - low)


def _unit_cut(document: Document, span: Span) -> str | None:
    """The unit that follows a number at the quotation's end: "rose by 5" of "rose by 5 %"."""
    if not document.text[span.end - 1].isdigit():
        return None
    after = fold(document.text[span.end : span.end + _LOOKED_AT])
    if not len(after) or after.between(-1, 0).strip():
        return None
    return after.raw(0, 1) if after.keys[0] in UNITS else None


def _misread_turn(document: Document, span: Span) -> str | None:
    """A word misread in scanning that takes the quotation back, first behind its end."""
    after = fold(document.text[span.end : span.end + _LOOKED_AT])
    if not len(after) or set(after.between(-1, 0)) - set(" ,;"):
        return None
    read = spelled(after.raw(0, 1)).lower()
    if is_listed(read):
        return None
    return read if any(explain(word, read) for word in _TAKING_BACK) else None
