"""Sentences that a page end, a blank line or a footnote has split are joined again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.reading.lines import Layout, ends_in_wrap, starts_lower
from rag.reading.raw import WRAP, RawBlock
from rag.types import BlockKind

_FINISHED = re.compile(r"[.?!:;…—][\"'”’)\]]*[⁰¹²³⁴⁵⁶⁷⁸⁹]*$")
_LEAST_WORDS = 6
_LEAST_WORDS_APART = 3
_END_LENGTH = 200
_ITEM_LENGTH = 100
_LIST_GOES_ON = ("and ", "or ")


def rejoin(blocks: Sequence[RawBlock], layout: Layout) -> list[RawBlock]:
    """The blocks with each split sentence whole; footnotes in its midst come after it.

    The halves are put together with a WRAP.
    """
    groups: list[list[RawBlock]] = []
    notes: list[RawBlock] = []
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.FOOTNOTE:
            notes.append(block)
            continue
        if groups and _is_split(groups[-1][-1], block, bool(notes), layout):
            beyond = _next_text(blocks, index)
            if not _is_typed_list(groups[-1], block, beyond, bool(notes)):
                groups[-1].append(block)
                continue
        groups += [[note] for note in notes]
        notes = []
        groups.append([block])
    return [_joined(group) for group in groups] + notes


def _joined(group: list[RawBlock]) -> RawBlock:
    return (
        replace(group[0], text=WRAP.join(b.text.strip() for b in group)) if group[1:] else group[0]
    )


def _next_text(blocks: Sequence[RawBlock], index: int) -> RawBlock | None:
    return next((b for b in blocks[index + 1 :] if b.kind is not BlockKind.FOOTNOTE), None)


def _is_split(before: RawBlock, after: RawBlock, has_note: bool, layout: Layout) -> bool:
    """Whether a block goes on with the sentence of the one before."""
    is_full = before.text.endswith(WRAP)
    is_apart = has_note or is_full or before.page != after.page
    least_words = _LEAST_WORDS_APART if is_apart else _LEAST_WORDS
    if after.kind is not BlockKind.PARAGRAPH or not _is_unfinished(before, least_words):
        return False
    first = after.text.lstrip()
    if before.kind is BlockKind.LIST_ITEM:  # the first of a group keeps its kind for all of it
        goes_on = starts_lower(first) and not first.startswith(_LIST_GOES_ON)
        return is_full or (is_apart and goes_on)
    if before.kind is not BlockKind.PARAGRAPH:
        return False
    return starts_lower(first) or (is_apart and ends_in_wrap(before.text, first, layout))


def _is_unfinished(block: RawBlock, least_words: int) -> bool:
    """Whether a block is prose that stops in the midst of a sentence."""
    end = block.text[-_END_LENGTH:].rstrip()
    return not _FINISHED.search(end) and len(end.split()) >= least_words


def _is_typed_list(
    group: list[RawBlock], after: RawBlock, beyond: RawBlock | None, has_note: bool
) -> bool:
    """Whether the blocks look like items without bullets: short, in lower case, none finished."""
    if has_note or group[-1].page != after.page:
        return False
    if starts_lower(group[0].text.lstrip()):
        return True
    end = after.text[-_END_LENGTH:].rstrip()
    is_short = len(after.text) <= _ITEM_LENGTH and not _FINISHED.search(end)
    return is_short and beyond is not None and starts_lower(beyond.text.lstrip())
