"""A paper as plain text: quotes are indented, so that nothing in them can pass for anything else."""

from __future__ import annotations

from rag.exports.paper import Block, Heading, Mark, Paper, Pieces, Role, Source, Table, Text, joined
from rag.unseen import visible

INDENT = "    "
RULE = 72
"""Characters of a line across the page."""
SOURCES = "Sources"
_FIRST = {Role.BULLET: "- ", Role.REMARK: "[For staff: "}
_LAST = {Role.REMARK: "]"}
_NEXT = {Role.BULLET: "  "}
_INDENTED = (Role.QUOTE, Role.ATTRIBUTION, Role.QUESTION)


def as_text(paper: Paper) -> str:
    """The paper as plain text, its sources at the end; unseen characters are written out."""
    banner = [_banner(paper.draft)] if paper.draft else []
    body = joined(paper.blocks, [_block(b) for b in paper.blocks])
    parts = [*banner, _underlined(paper.title, "="), body, *_sources(paper), *banner]
    return "\n\n".join(parts) + "\n"


def _banner(draft: str) -> str:
    return f"*** {_one_line(draft)} ***"


def _sources(paper: Paper) -> list[str]:
    if not paper.sources:
        return []
    return [_underlined(SOURCES, "-"), "\n".join(_source(s) for s in paper.sources)]


def _source(source: Source) -> str:
    return f"[{source.number}] {_one_line(source.line)}"


def _block(block: Block) -> str:
    match block:
        case Heading():
            return _underlined(block.text, "-")
        case Text():
            return _text(block)
        case Table():
            return "\n\n".join(_row(block, row) for row in block.rows)


def _text(block: Text) -> str:
    role = block.role
    first, *rest = _words(block.pieces).split("\n")
    before = INDENT if role in _INDENTED else ""
    lines = [_FIRST.get(role, before) + first, *(_NEXT.get(role, before) + r for r in rest)]
    return "\n".join(line.rstrip() for line in lines) + _LAST.get(role, "")


def _row(table: Table, row: tuple[Pieces, ...]) -> str:
    """A row as lines: the first cell, then the others below it, each under its column's name."""
    first, *others = row
    lines = [f"{table.header[0]} {_words(first)}".strip()]
    for name, cell in zip(table.header[1:], others, strict=True):
        lines.append(f"{name}:")
        lines += [(INDENT + line).rstrip() for line in _words(cell).split("\n")]
    return "\n".join(lines)


def _words(pieces: Pieces) -> str:
    return "".join(f"[{p.number}]" if isinstance(p, Mark) else visible(p) for p in pieces).strip()


def _underlined(words: str, with_: str) -> str:
    line = _one_line(words)
    return f"{line}\n{with_ * min(len(line), RULE)}"


def _one_line(words: str) -> str:
    return " ".join(visible(words).split())
