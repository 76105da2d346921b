"""Footnotes: told from the text, and put after the paragraph or list they interrupt."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from rag.reading.raw import RawBlock
from rag.types import BlockKind

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
to_superscript: dict[int, str] = dict(zip(map(ord, "0123456789"), SUPERSCRIPTS, strict=True))
_MARK = re.compile(rf"[{SUPERSCRIPTS}]+")
_MARK_AT_LINE_START = re.compile(rf"\s*([{SUPERSCRIPTS}]+)")
_MARK_IN_TEXT = re.compile(rf"(?<=[^\s{SUPERSCRIPTS}])[{SUPERSCRIPTS}]+")
_BRACKETED = re.compile(r"\[\^(\d{1,4})\]:?")


def superscript_marks(text: str) -> str:
    """The text with Markdown's footnote marks, "[^1]" and "[^1]:", as they are printed: "¹"."""
    return _BRACKETED.sub(lambda match: match[1].translate(to_superscript), text)


def mark_footnotes(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """The blocks, with each paragraph that begins with a mark used in the text as a footnote."""
    used = {mark for block in blocks for mark in _MARK_IN_TEXT.findall(block.text)}
    return [marked for block in blocks for marked in _mark(block, used)]


def _mark(block: RawBlock, used: set[str]) -> Iterator[RawBlock]:
    opening = _MARK_AT_LINE_START.match(block.text)
    if block.kind is not BlockKind.PARAGRAPH or not opening or opening[1] not in used:
        yield block
        return
    notes: list[list[str]] = []
    for line in block.text.split("\n"):
        begins = _MARK_AT_LINE_START.match(line)
        if not notes or (begins and begins[1] in used):
            notes.append([])
        notes[-1].append(line)
    for note in notes:
        yield replace(block, kind=BlockKind.FOOTNOTE, text="\n".join(note))


def after_interruptions(
    blocks: Sequence[RawBlock], interrupts: Callable[[RawBlock, RawBlock], bool]
) -> list[RawBlock]:
    """The blocks with footnotes moved behind the run of blocks that they interrupt.

    `interrupts(before, after)` says whether the blocks around some footnotes belong together.
    """
    result: list[RawBlock] = []
    waiting: list[RawBlock] = []
    for block in blocks:
        if block.kind is BlockKind.FOOTNOTE:
            waiting.append(block)
            continue
        if waiting and not (result and interrupts(result[-1], block)):
            result += waiting
            waiting = []
        result.append(block)
    return result + waiting
