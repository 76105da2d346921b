"""A paper as Markdown in which plain text cannot be anything but text."""

from __future__ import annotations

import re

from rag.exports.paper import Block, Heading, Mark, Paper, Pieces, Role, Source, Table, Text, joined
from rag.exports.plain_text import SOURCES
from rag.unseen import visible

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>&#|~$^=!]")
_OPENING = re.compile(r"^(\s*)([-+]|\d{1,9}(?=[.)]))")
"""What makes a line a list item or a rule."""
_ADDRESS = re.compile(r":(?=//)|(?<=[wW]{3})\.|@")
"""What some programs make a link of though nobody marked it as one."""
_PREFIX = {Role.BULLET: ("- ", "  "), Role.QUOTE: ("> ", "> "), Role.QUESTION: ("> ", "> ")}
_AROUND = {Role.ATTRIBUTION: "*"}
HARD_BREAK = "\\\n"


def as_markdown(paper: Paper) -> str:
    """The paper as CommonMark with pipe tables, its sources at the end.

    Its own marks are bold, which no text from elsewhere can be.
    """
    banner = [f"**{_line(paper.draft)}**"] if paper.draft else []
    body = joined(paper.blocks, [_block(b) for b in paper.blocks])
    parts = [*banner, f"# {_line(paper.title)}", body]
    return "\n\n".join([*parts, *_sources(paper), *banner]) + "\n"


def escaped(words: str) -> str:
    """Text of one line that Markdown takes for nothing but itself; unseen characters written out."""
    plain = " ".join(visible(words).split())
    safe = _SPECIAL.sub(lambda m: "\\" + m[0], plain)
    safe = _ADDRESS.sub(lambda m: f"&#{ord(m[0])};", safe)
    return _OPENING.sub(_opened, safe)


def _opened(found: re.Match[str]) -> str:
    words = found[2]
    return f"{found[1]}&#{ord(words[0])};{words[1:]}"


def _sources(paper: Paper) -> list[str]:
    if not paper.sources:
        return []
    return [f"## {SOURCES}", "\n".join(_source(s) for s in paper.sources)]


def _source(source: Source) -> str:
    return f"{source.number}. {_line(source.line)}"


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"{'#' * (block.level + 1)} {_line(block.text)}"
        case Text():
            return _text(block)
        case Table():
            rule = " | ".join("---" for _ in block.header)
            header = " | ".join(_line(name) for name in block.header)
            rows = [" | ".join(_cell(c) for c in row) for row in block.rows]
            return "\n".join(f"| {row} |" for row in (header, rule, *rows))


def _text(block: Text) -> str:
    first, after = _PREFIX.get(block.role, ("", ""))
    around = _AROUND.get(block.role, "")
    lines = [f"{around}{line}{around}" for line in _lines(block.pieces)]
    if block.role is Role.REMARK:
        lines = ["**For staff:** " + lines[0], *lines[1:]]
    return first + (HARD_BREAK + after).join(lines)


def _cell(pieces: Pieces) -> str:
    return "<br>".join(_lines(pieces))


def _lines(pieces: Pieces) -> list[str]:
    """The lines of a stretch of text that are not blank; there is always one."""
    lines: list[str] = [""]
    for piece in pieces:
        if isinstance(piece, Mark):
            lines[-1] += f"**\\[{piece.number}\\]**"
            continue
        first, *rest = visible(piece).split("\n")
        lines[-1] += _spaced(first, at_start=not lines[-1])
        lines += [_spaced(line, at_start=True) for line in rest]
    return [line.strip() for line in lines if line.strip()] or [""]


def _spaced(words: str, *, at_start: bool) -> str:
    """Escaped, with one space kept at each edge where there was any; text after a mark starts no line."""
    inner = escaped(words) if at_start else escaped("x" + words.lstrip())[1:]
    if not words.strip():
        inner = ""
    before = " " if words[:1].isspace() else ""
    after = " " if inner and words[-1:].isspace() else ""
    return f"{before}{inner}{after}"


def _line(words: str) -> str:
    return escaped(words)
