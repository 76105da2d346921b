"""Signs of life while a long text is worked on: they come with the text that has been done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from rag.reading.raw import RawBlock

CHARACTERS_BETWEEN = 1_000_000


def passing(blocks: Iterable[RawBlock], alive: Callable[[], None]) -> Iterator[RawBlock]:
    """The blocks; `alive` is called each time another million characters have been taken."""
    taken = 0
    for block in blocks:
        yield block
        taken += len(block.text)
        if taken >= CHARACTERS_BETWEEN:
            alive()
            taken = 0
