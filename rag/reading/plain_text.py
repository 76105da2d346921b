"""Plain text: paragraphs at blank lines, headings in capitals or underlined."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from rag.reading.footnotes import superscript_marks
from rag.reading.limits import nothing
from rag.reading.liveness import passing
from rag.reading.pages import split_pages
from rag.reading.raw import RawBlock
from rag.types import BlockKind

MEDIA_TYPE = "text/plain"
SUFFIXES = ("", ".txt", ".text")
_UNDERLINE = re.compile(r"=+|-+")
_QUOTED = re.compile(r"\s*(?:>\s?)+")
_RULE = re.compile(r"([-=_*~#])\1{2,}|(?:[-=_*~] ){2,}[-=_*~]")
_HEADING_LENGTH = 100
_HEADING_WORD = re.compile(r"[^\W\d_]{4,}")


def read_blocks(text: str, alive: Callable[[], None] = nothing) -> tuple[RawBlock, ...]:
    """The raw blocks of a plain text; `alive` is called while a long one is taken apart."""
    pages = split_pages(text)
    blocks = (b for page, words in pages for b in _page_blocks(superscript_marks(words), page))
    return tuple(_with_capital_headings(list(passing(blocks, alive))))


def _page_blocks(text: str, page: int | None) -> Iterator[RawBlock]:
    paragraph: list[str] = []
    for line in (*text.split("\n"), ""):
        stripped = line.strip()
        if paragraph and _underlines(stripped, paragraph[-1]):
            heading = paragraph.pop().strip()
            yield from _paragraph(paragraph, page)
            level = 1 if stripped[0] == "=" else 2
            yield RawBlock(BlockKind.HEADING, heading, page, level)
            paragraph = []
        elif not stripped.strip("> ") or _RULE.fullmatch(stripped):
            yield from _paragraph(paragraph, page)
            paragraph = []
        else:
            paragraph.append(line)


def _paragraph(lines: list[str], page: int | None) -> Iterator[RawBlock]:
    quoted = [_QUOTED.match(line) for line in lines]
    if len(lines) > 1 and all(quoted):  # an e-mail's ">" would end up in the midst of sentences
        lines = [line[match.end() :] for line, match in zip(lines, quoted, strict=True) if match]
    if lines:
        yield RawBlock(BlockKind.PARAGRAPH, "\n".join(lines), page)


def _underlines(line: str, above: str) -> bool:
    above = above.strip()
    long_enough = len(line) >= max(3, len(above) // 2)
    return long_enough and bool(_UNDERLINE.fullmatch(line)) and len(above) <= _HEADING_LENGTH


def _with_capital_headings(blocks: list[RawBlock]) -> Iterator[RawBlock]:
    for index, block in enumerate(blocks):
        is_last = index + 1 == len(blocks)
        if block.kind is BlockKind.PARAGRAPH and not is_last and _is_capital_heading(block.text):
            yield RawBlock(BlockKind.HEADING, block.text, block.page, 1)
        else:
            yield block


def _is_capital_heading(text: str) -> bool:
    line = text.strip()
    return (
        "\n" not in line
        and len(line) <= _HEADING_LENGTH
        and line.isupper()
        and line[-1] not in ".,;"
        and bool(_HEADING_WORD.search(line))
    )
