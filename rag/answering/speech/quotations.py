"""Where quotation marks open and close: nested, of any style, and some never closed."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import islice

from rag.types import Block, BlockKind, Document

_PARTNERS = {"“": "”", "„": "“", "‘": "’", "«": "»", '"': '"', "'": "'", "``": "''"}
_CLOSING = {"”", "’", "»", '"', "'", "''"}
_MARK = re.compile(r"``|''|[“”„‘«»\"]|['’](?!\w)|(?<!\w)['’]")
"""A mark that may open or close a quotation; an apostrophe inside a word is none."""
_BEFORE_OPENING = frozenset("([{-–—/:,“‘«\"'`")
OPENING = "“„‘«\"'`"
"""Every character that opens a quotation."""
_SINGLE = ("'", "’")
_CLITIC = re.compile(r"(?:s|m|re|ll|ve|d|t|em|tis|n)\b", re.IGNORECASE)
"""What follows an apostrophe that a tokeniser has set apart: "the board 's view"."""
_LONGEST_SENTENCE = 600  # characters
_TWO_CHARACTERS = ("``", "''")
_MOST_MARKS = 400
"""Marks looked at in one stretch: a paragraph with more quotes nobody, and would take long."""
_DEEPEST = 6
"""Quotations open at a time: more are marks that stand for something else."""
_SENTENCE_END = re.compile(r"[.!?]+[\"'”’)\]]*(?=\s[\s\"'“‘(]?\w|\s?\Z)")
_BLOCKS_LOOKED_AT = 12
"""How far a quotation of several paragraphs is followed back."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks, marks included: `text[start:end]`.

    `depth` is 0 for one that stands in no other. `closed` is false where the closing mark is
    missing; such a one ends with its sentence, so that a lost mark does no more damage than that.
    """

    start: int
    end: int
    depth: int
    closed: bool


@dataclass(slots=True)
class _Open:
    """An opening mark whose partner has not come yet."""

    start: int
    mark: str


def find_quotations(text: str) -> list[Quotation]:
    """The quotations of a stretch of text, in the order in which they open.

    Straight and curly marks, single and double, guillemets, and `` with ''. An apostrophe is no
    mark. A double mark that is never closed gives a quotation that is not `closed`; a single one
    gives none. Straight marks inside straight marks are nested where all of them close.
    """
    nested = _parse(text, may_nest=True)
    return nested if all(q.closed for q in nested) else _parse(text, may_nest=False)


def within_marks(text: str, quotation: Quotation) -> tuple[int, int]:
    """Where the words of a quotation begin and end, its marks left out."""
    start = quotation.start + _width(text, quotation.start)
    end = quotation.end - (_width(text, quotation.end - 2) if quotation.closed else 0)
    return start, end


def _width(text: str, at: int) -> int:
    return 2 if text.startswith(_TWO_CHARACTERS, max(at, 0)) else 1


def _parse(text: str, may_nest: bool) -> list[Quotation]:
    """Quotations by a stack of open marks; `may_nest` is for a mark inside its own kind."""
    found: list[Quotation] = []
    opened: list[_Open] = []
    marks = list(islice(_MARK.finditer(text), _MOST_MARKS))
    for number, match in enumerate(marks):
        mark, at = match[0], match.start()
        if _closes(text, marks, number, opened):
            while opened:
                last = opened.pop()
                if _PARTNERS[last.mark] == mark:
                    found.append(Quotation(last.start, match.end(), 0, True))
                    break
                _give_up(text, last, found)
        elif _opens(text, at, mark):
            lost = not may_nest or mark not in ('"', "“")
            if lost and opened and opened[-1].mark == mark:  # its closing mark was lost
                _give_up(text, opened.pop(), found)
            if len(opened) == _DEEPEST:
                _give_up(text, opened.pop(0), found)
            opened.append(_Open(at, mark))
    while opened:
        _give_up(text, opened.pop(), found)
    return _nested(sorted(found, key=lambda q: (q.start, -q.end)))


def _nested(found: list[Quotation]) -> list[Quotation]:
    """The same quotations, each with the number of those around it for its depth."""
    around: list[Quotation] = []
    placed = []
    for q in found:
        while around and around[-1].end <= q.start:
            around.pop()
        end = min(q.end, around[-1].end) if around else q.end
        placed.append(Quotation(q.start, end, len(around), q.closed))
        around.append(placed[-1])
    return placed


def _give_up(text: str, lost: _Open, found: list[Quotation]) -> None:
    if lost.mark in ("'", "‘"):
        return  # more often a stray apostrophe than a quotation
    if lost.mark == '"' and text[lost.start + 1 : lost.start + 2].isspace():
        return  # a mark that stands alone
    end = _end_of_sentence(text, lost.start + len(lost.mark))
    found.append(Quotation(lost.start, end, 0, False))


def _end_of_sentence(text: str, start: int) -> int:
    """Where the sentence ends that begins at a place, by its look alone: looked for often."""
    line = text.find("\n", start, start + _LONGEST_SENTENCE)
    limit = min(len(text), start + _LONGEST_SENTENCE) if line < 0 else line
    match = _SENTENCE_END.search(text, start, limit)
    return match.end() if match else start + len(text[start:limit].rstrip())


def _opens(text: str, at: int, mark: str) -> bool:
    if mark in ("“", "„", "‘", "«", "``"):
        return True
    if mark not in ('"', "'"):
        return False
    before = text[at - 1] if at else " "
    after = text[at + 1 : at + 2]
    if not (before.isspace() or before in _BEFORE_OPENING):
        return False
    if mark == '"':
        return bool(after.strip()) or before.isspace()
    if _CLITIC.match(text, at + 1):
        return False
    return after.isalpha() or after in tuple('“"‘[.…')  # not '90s, not a lone mark


def _closes(text: str, marks: list[re.Match[str]], number: int, opened: list[_Open]) -> bool:
    mark, at = marks[number][0], marks[number].start()
    if mark not in _CLOSING or not any(_PARTNERS[o.mark] == mark for o in opened):
        return False
    if mark == '"':
        return not _looks_opening(text, at)
    if mark not in _SINGLE:
        return True
    if text[at + 1 : at + 2].isalnum():
        return False  # an apostrophe: isn’t
    return not _is_plural_possessive(text, marks, number)


def _looks_opening(text: str, at: int) -> bool:
    """Whether a straight double mark stands before a word and after none."""
    before, after = text[at - 1] if at else " ", text[at + 1 : at + 2]
    opens = before.isspace() or before in "([{–—"
    return opens and bool(after.strip()) and after not in ".,;:!?)]"


def _is_plural_possessive(text: str, marks: list[re.Match[str]], number: int) -> bool:
    """Whether a mark as in "the drivers’ union" is an apostrophe: another one closes after it."""
    mark, at = marks[number][0], marks[number].start()
    if text[at - 1 : at] != "s" or not re.match(r" [a-z]", text[at + 1 : at + 3]):
        return False
    for later in marks[number + 1 : number + 6]:
        if later[0] == mark and not text[later.end() : later.end() + 1].isalnum():
            return True
        if later[0] in ("‘", "“", "``"):
            return False
    return False


def quotations_around(document: Document, block: Block) -> list[Quotation]:
    """The quotations of a block, at places of the document.

    A quotation of several paragraphs holds every paragraph it runs through, whether each of them
    opens with a mark of its own or only the last one closes.
    """
    inside = [
        Quotation(q.start + block.start, q.end + block.start, q.depth, q.closed)
        for q in find_quotations(document.text[block.start : block.end])
    ]
    return [_to_block_end(q, document, block) for q in inside]


def _to_block_end(quotation: Quotation, document: Document, block: Block) -> Quotation:
    """An unclosed quotation made to run to the end of its block, where the next goes on with it."""
    if quotation.closed or quotation.depth or not _goes_on(document, block, quotation.start):
        return quotation
    return Quotation(quotation.start, block.end, 0, False)


def _goes_on(document: Document, block: Block, start: int) -> bool:
    """Whether the block after this one opens with the very mark that is still open here."""
    following = _neighbour(document, block, 1)
    if following is None:
        return False
    mark = _MARK.match(document.text, start)
    again = _MARK.match(document.text, following.start)
    return bool(mark and again and mark[0] == again[0])


def opening_block(document: Document, block: Block) -> Block:
    """The block in which the quotation that this block opens with began; often itself."""
    for _ in range(_BLOCKS_LOOKED_AT):
        before = _neighbour(document, block, -1)
        if before is None or not _MARK.match(document.text, block.start):
            return block
        last = find_quotations(document.text[before.start : before.end])
        if not last or last[-1].closed or last[-1].depth:
            return block
        if not _goes_on(document, before, before.start + last[-1].start):
            return block
        block = before
    return block


def _neighbour(document: Document, block: Block, step: int) -> Block | None:
    number = bisect_left(document.blocks, block.start, key=lambda b: b.start) + step
    if not 0 <= number < len(document.blocks):
        return None
    beside = document.blocks[number]
    return None if beside.kind is BlockKind.HEADING else beside
