"""Raw blocks to canonical text: what a person reads, made once, and the blocks that tile it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from rag.reading.cleaning import clean
from rag.reading.footnotes import after_interruptions, mark_footnotes
from rag.reading.letters import belong_together, govern, part_letters
from rag.reading.limits import nothing
from rag.reading.lines import Layout, resolve, study
from rag.reading.listing import find_lists
from rag.reading.liveness import passing
from rag.reading.long_lines import part_long_lines
from rag.reading.numbering import number, take_printed_numbers
from rag.reading.raw import RawBlock
from rag.reading.splits import rejoin
from rag.types import Block, BlockKind

_IN_RUNS = (BlockKind.LIST_ITEM, BlockKind.TABLE_ROW)


def make_canonical(
    raw: Sequence[RawBlock], alive: Callable[[], None] = nothing
) -> tuple[str, tuple[Block, ...]]:
    """The canonical text of a document and its blocks, which leave out only white space.

    `alive` is called while a long text is worked on.
    """
    cleaned = [replace(block, text=clean(block.text)) for block in passing(raw, alive)]
    listed = find_lists(mark_footnotes(part_long_lines(cleaned)))
    typed = take_printed_numbers(listed)
    layout = study(passing(typed, alive))
    rejoined = passing(rejoin(typed, layout), alive)
    lines = [_with_real_breaks(block, layout) for block in rejoined]
    parted = part_letters([block for block in lines if block.text])
    return _assemble(after_interruptions(govern(parted), belong_together))


def _with_real_breaks(block: RawBlock, layout: Layout) -> RawBlock:
    lines = (clean(line).strip() for line in resolve(block, layout))
    return replace(block, text="\n".join(line for line in lines if line))


def _assemble(blocks: Sequence[RawBlock]) -> tuple[str, tuple[Block, ...]]:
    pieces: list[str] = []
    placed: list[Block] = []
    position = 0
    before: RawBlock | None = None
    for block, paragraph in zip(blocks, number(blocks), strict=True):
        between = _between(before, block)
        start = position + len(between)
        position = start + len(block.text)
        pieces += [between, block.text]
        placed.append(Block(block.kind, start, position, block.page, paragraph, block.level))
        before = block
    return "".join(pieces), tuple(placed)


def _between(before: RawBlock | None, block: RawBlock) -> str:
    if before is None:
        return ""
    same_run = before.run == block.run != 0 and before.kind is block.kind
    return "\n" if same_run and block.kind in _IN_RUNS else "\n\n"
