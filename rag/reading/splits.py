"""Sentences that a page end, a blank line or a footnote has split are joined again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.reading.lines import starts_lower
from rag.reading.raw import RawBlock
from rag.types import BlockKind

_FINISHED = re.compile(r"[.?!:;…][\"'”’)\]]*[⁰¹²³⁴⁵⁶⁷⁸⁹]*$")
_LEAST_WORDS = 6
_LIST_GOES_ON = ("and ", "or ")


def rejoin(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """The blocks with each split sentence whole; footnotes in its midst come after it.

    The halves are put together with a soft line break.
    """
    result: list[RawBlock] = []
    notes: list[RawBlock] = []
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.FOOTNOTE:
            notes.append(block)
            continue
        if result and _is_split(result[-1], block, _next_text(blocks, index), bool(notes)):
            # The rest of a long text may be joined in many steps: only ends are looked at.
            result[-1] = replace(result[-1], text=f"{result[-1].text}\n{block.text.lstrip()}")
            continue
        result += notes
        notes = []
        result.append(block)
    return result + notes


def _next_text(blocks: Sequence[RawBlock], index: int) -> RawBlock | None:
    return next((b for b in blocks[index + 1 :] if b.kind is not BlockKind.FOOTNOTE), None)


def _is_split(before: RawBlock, after: RawBlock, beyond: RawBlock | None, has_note: bool) -> bool:
    """Whether a block goes on with the sentence of the one before."""
    if after.kind is not BlockKind.PARAGRAPH or not _goes_on(before, after):
        return False
    if before.kind is BlockKind.LIST_ITEM:
        elsewhere = has_note or before.page != after.page
        return elsewhere and not after.text.startswith(_LIST_GOES_ON)
    return before.kind is BlockKind.PARAGRAPH and not _is_typed_list(before, after, beyond)


def _goes_on(before: RawBlock, after: RawBlock) -> bool:
    end = before.text[-200:].rstrip()
    return (
        starts_lower(after.text.lstrip())
        and not _FINISHED.search(end)
        and len(end.split()) >= _LEAST_WORDS
    )


def _is_typed_list(before: RawBlock, after: RawBlock, beyond: RawBlock | None) -> bool:
    """Whether the blocks look like items without bullets: all in lower case, none finished."""
    if starts_lower(before.text.lstrip()):
        return True
    unfinished = not _FINISHED.search(after.text[-200:].rstrip())
    return unfinished and beyond is not None and starts_lower(beyond.text.lstrip())
