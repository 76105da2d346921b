"""Honest edges: a quote does not begin or end where the cut would turn what the source says.

A sentence that follows and begins with "However" or "But" is a statement of its own: quoting whole
sentences is honest by every convention, and where would one stop? It is not counted as a turning
edge; the place is named with every quote, so that a reader can read on.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass
from enum import StrEnum

from rag.answering import turning_words as words
from rag.sentences import sentences
from rag.types import BlockKind, Document, Span

LONGEST_HONEST = 3_000
"""Characters that a quote may grow to; what would need more is refused."""
_ROUNDS = 8
_OPENING_LINE = (":", "—", "–", " -")
_FINISHED = tuple('.!?”"’)]')


class Turning(StrEnum):
    """What a cut takes away from the words that are kept."""

    WORD = "word"
    NUMBER = "number"
    QUANTIFIER = "quantifier"
    NEGATION = "negation"
    MODAL = "modal"
    CONDITION = "condition"
    EXCEPTION = "exception"
    SAYING = "saying"
    QUESTION = "question"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class TurningCut:
    """A cut that turns the meaning: `words` of the source are left out which the quote needs.

    `needed` is where the words stand that would mend it, from the quote's own edge outwards.
    """

    turning: Turning
    words: str
    needed: Span


def turning_cut(document: Document, span: Span) -> TurningCut | None:
    """What a quote of exactly this span would leave out that turns its meaning, or None."""
    words_kept = document.cut(span)
    start = span.start + len(words_kept) - len(words_kept.lstrip())
    end = span.end - len(words_kept) + len(words_kept.rstrip())
    if start >= end:
        return None
    inner = Span(document.id, start, end)
    return _at_start(document, inner) or _at_end(document, inner)


def honest_span(document: Document, span: Span) -> Span | None:
    """The span, grown to whole sentences and governing lines until its edges are honest.

    None where that would take more than LONGEST_HONEST characters: such a quote is refused.
    """
    for _ in range(_ROUNDS):
        cut = turning_cut(document, span)
        if cut is None:
            return span
        start, end = min(span.start, cut.needed.start), max(span.end, cut.needed.end)
        grown = Span(document.id, start, end)
        if grown == span or end - start > LONGEST_HONEST:
            return None
        span = grown
    return None


def _at_start(document: Document, span: Span) -> TurningCut | None:
    sentence = _sentence_at(document, span.start)
    if sentence is None:
        return None
    text = document.text
    before = text[sentence.start : span.start]
    after = text[span.end : sentence.end]
    if before.strip() and (found := _turned_before(before, text[span.start : span.end], after)):
        return TurningCut(*found, Span(document.id, sentence.start, span.start))
    if before.strip() and text[sentence.start : sentence.end].rstrip('”" ').endswith("?"):
        return TurningCut(Turning.QUESTION, before.strip(), sentence)
    return _without_governing_line(document, span)


def _turned_before(before: str, kept: str, after: str) -> tuple[Turning, str] | None:
    """What the words left out before a quote, in its sentence, do to it."""
    if before[-1].isalnum() and kept[0].isalnum():
        return Turning.WORD, before.split()[-1]
    if kept[0].isdigit() and re.search(r"(?:\d[.,]|[£$€-])$", before):
        return Turning.NUMBER, before.split()[-1]
    since = before.rpartition(";")[2]
    clause = words.CLAUSE_BREAK.split(before)[-1]
    looked_for = (
        (Turning.NEGATION, _reaching(words.NEGATED, clause)),
        (Turning.NEGATION, words.NEGATED_THAT.search(since)),
        (Turning.CONDITION, _first(words.CONDITION, since)),
        (Turning.MODAL, words.MODAL_LAST.search(before)),
        (Turning.QUANTIFIER, words.QUANTIFIER_LAST.search(before)),
        (Turning.QUANTIFIER, kept[0].isdigit() and words.ROUGHLY_LAST.search(before)),
        (Turning.EXCEPTION, words.CONCESSION_LAST.search(before) if after.strip() else None),
    )
    for turn, match in looked_for:
        if match:
            return turn, match.group().strip()
    return _said_before(before, since, clause)


def _said_before(before: str, since: str, clause: str) -> tuple[Turning, str] | None:
    """Who says or thinks it, unless the quote begins inside somebody's quotation marks.

    There the attribution tells, and the words within the marks are whole.
    """
    if _quotation_open(before):
        return None
    match = (
        words.SAID_LAST.search(before)
        or words.SAID_THAT.search(since)
        or _reaching(words.SAID_IN_CLAUSE, clause)
    )
    return (Turning.SAYING, match.group().strip()) if match else None


def _quotation_open(text: str) -> bool:
    opened = sum(map(text.count, "“«")) - sum(map(text.count, "”»"))
    return opened > 0 or text.count('"') % 2 == 1


def _reaching(pattern: re.Pattern[str], clause: str) -> re.Match[str] | None:
    """The last match in a clause, unless a new clause begins behind it."""
    found = deque(pattern.finditer(clause), maxlen=1)
    return found[0] if found and not words.NEW_SUBJECT.search(clause, found[0].end()) else None


def _first(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The first match that is not part of a harmless turn of phrase."""
    return pattern.search(words.HARMLESS.sub(lambda m: "." * len(m.group()), text))


def _without_governing_line(document: Document, span: Span) -> TurningCut | None:
    """A list item whose governing line denies, conditions or ascribes what the items say."""
    line = governing_line(document, span.start)
    if line is None:
        return None
    said = document.cut(line)
    clause = words.CLAUSE_BREAK.split(said.rstrip(" :—–-"))[-1]
    match = (
        words.NEGATED.search(clause)
        or words.NEGATED_THAT.search(said)
        or _first(words.CONDITION, said)
        or _first(words.EXCEPTION_AFTER, said)
        or words.SAID_THAT.search(said)
        or words.SAID_LAST.search(said)
    )
    if match is None:
        return None
    return TurningCut(Turning.LIST, said, Span(document.id, line.start, span.start))


def governing_line(document: Document, position: int) -> Span | None:
    """The sentence that opens the list in which a position stands, or None outside a list."""
    blocks = document.blocks
    at = next((i for i, b in enumerate(blocks) if b.start <= position < b.end), None)
    if at is None or blocks[at].kind is not BlockKind.LIST_ITEM:
        return None
    while at and blocks[at].kind is BlockKind.LIST_ITEM:
        at -= 1
    opener = blocks[at]
    if opener.kind is BlockKind.LIST_ITEM:
        return None
    if not document.text[opener.start : opener.end].rstrip().endswith(_OPENING_LINE):
        return None
    inside = sentences(document, Span(document.id, opener.start, opener.end))
    return inside[-1] if inside else None


def _at_end(document: Document, span: Span) -> TurningCut | None:
    sentence = _sentence_at(document, span.end - 1)
    if sentence is None:
        return None
    text = document.text
    after = text[span.end : sentence.end]
    if after.strip(" .!?,;:”’\"'"):
        kept = text[max(span.start, sentence.start) : span.end]
        found = _turned_after(after, kept)
        if found is None and after.rstrip('”" ').endswith("?"):
            found = Turning.QUESTION, after.strip()
        if found:
            return TurningCut(*found, Span(document.id, span.end, sentence.end))
        return None
    return _taken_back_below(document, sentence)


def _turned_after(after: str, kept: str) -> tuple[Turning, str] | None:
    """What the words left out behind a quote, in its sentence, do to it."""
    if after[0].isalnum() and kept[-1].isalnum():
        return Turning.WORD, after.split()[0]
    if kept[-1].isdigit() and (re.match(r"[.,]\d", after) or words.SCALE_AFTER.match(after)):
        return Turning.NUMBER, after.split()[0]
    clause = words.CLAUSE_BREAK.split(after)[0]
    negated = words.NEGATED_AFTER.search(clause)
    if negated and words.NEW_SUBJECT.search(clause, 0, negated.start()):
        negated = None
    looked_for = (
        (Turning.NEGATION, negated),
        (Turning.NEGATION, words.CALLED_FALSE_AFTER.match(after)),
        (Turning.EXCEPTION, _first(words.EXCEPTION_AFTER, after)),
    )
    for turn, match in looked_for:
        if match:
            return turn, match.group().strip()
    said = None if after[0] in '”"»' or _quotation_open(kept) else words.SAID_AFTER.search(after)
    return (Turning.SAYING, said.group().strip()) if said else None


def _taken_back_below(document: Document, sentence: Span) -> TurningCut | None:
    """An unfinished sentence that the next block goes on with "unless ..." or "but ...".

    So do laws below a list of paragraphs.
    """
    at = next((i for i, b in enumerate(document.blocks) if b.end == sentence.end), None)
    if at is None or document.cut(sentence).endswith(_FINISHED):
        return None
    if at + 1 == len(document.blocks):
        return None
    following = document.blocks[at + 1]
    rest = sentences(document, Span(document.id, following.start, following.end))
    if not rest or following.kind is BlockKind.LIST_ITEM:
        return None
    said = document.cut(rest[0])
    match = words.EXCEPTION_AFTER.match(said)
    if match is None or not said[0].islower():
        return None
    return TurningCut(
        Turning.EXCEPTION, match.group(), Span(document.id, sentence.end, rest[0].end)
    )


def _sentence_at(document: Document, position: int) -> Span | None:
    near = sentences(document, Span(document.id, position, position + 1))
    return near[0] if near else None
