"""Sentences that a page end, a blank line or a footnote has split are joined again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.reading.lines import Layout, ends_in_wrap, starts_lower
from rag.reading.raw import RawBlock
from rag.types import BlockKind

_FINISHED = re.compile(r"[.?!:;…][\"'”’)\]]*[⁰¹²³⁴⁵⁶⁷⁸⁹]*$")
_LEAST_WORDS = 6
_END_LENGTH = 200
_ITEM_LENGTH = 100
_LIST_GOES_ON = ("and ", "or ")


def rejoin(blocks: Sequence[RawBlock], layout: Layout) -> list[RawBlock]:
    """The blocks with each split sentence whole; footnotes in its midst come after it.

    The halves are put together with a soft line break.
    """
    result: list[RawBlock] = []
    notes: list[RawBlock] = []
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.FOOTNOTE:
            notes.append(block)
            continue
        if result and _is_split(result[-1], block, bool(notes), layout):
            if not _is_typed_list(result[-1], block, _next_text(blocks, index), bool(notes)):
                joined = f"{result[-1].text}\n{block.text.lstrip()}"
                result[-1] = replace(result[-1], text=joined)
                continue
        result += notes
        notes = []
        result.append(block)
    return result + notes


def _next_text(blocks: Sequence[RawBlock], index: int) -> RawBlock | None:
    return next((b for b in blocks[index + 1 :] if b.kind is not BlockKind.FOOTNOTE), None)


def _is_split(before: RawBlock, after: RawBlock, has_note: bool, layout: Layout) -> bool:
    """Whether a block goes on with the sentence of the one before."""
    if after.kind is not BlockKind.PARAGRAPH or not _is_unfinished(before):
        return False
    is_apart = has_note or before.page != after.page
    first = after.text.lstrip()
    if before.kind is BlockKind.LIST_ITEM:
        return is_apart and starts_lower(first) and not first.startswith(_LIST_GOES_ON)
    if before.kind is not BlockKind.PARAGRAPH:
        return False
    return starts_lower(first) or (is_apart and ends_in_wrap(before.text, first, layout))


def _is_unfinished(block: RawBlock) -> bool:
    """Whether a block is prose that stops in the midst of a sentence."""
    end = block.text[-_END_LENGTH:].rstrip()
    return not _FINISHED.search(end) and len(end.split()) >= _LEAST_WORDS


def _is_typed_list(
    before: RawBlock, after: RawBlock, beyond: RawBlock | None, has_note: bool
) -> bool:
    """Whether the blocks look like items without bullets: short, in lower case, none finished."""
    if has_note or before.page != after.page:
        return False
    if starts_lower(before.text.lstrip()):
        return True
    end = after.text[-_END_LENGTH:].rstrip()
    is_short = len(after.text) <= _ITEM_LENGTH and not _FINISHED.search(end)
    return is_short and beyond is not None and starts_lower(beyond.text.lstrip())
