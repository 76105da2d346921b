"""Markdown: CommonMark and tables, with the markup gone and what a person reads kept."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from rag.reading.footnotes import superscript_marks
from rag.reading.openers import STOP, calm, restore
from rag.reading.pages import split_pages
from rag.reading.raw import HARD_BREAK, RawBlock
from rag.reading.tags import DROPPED_TAGS, html_blocks, raised, tag_name
from rag.types import BlockKind

MEDIA_TYPE = "text/markdown"
SUFFIXES = (".md", ".markdown")
_LEFT_OVERS = re.compile(
    r"\]\((?:[#/]|\.{1,2}/|https?://|www\.|mailto:)[^\s()]{0,2000}\)"
    r"|^#{1,6}[ \t]+\S"
    r"|<sup>",
    re.MULTILINE | re.IGNORECASE,
)
_FOOTNOTE_LINE = re.compile(r"^( {0,3})\[\^(\d{1,4})\]:", re.MULTILINE)
# The parser loses what is nested too deep: from the thirteenth level on, markers are text.
_MARKER = r"[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t])"
_DEEP_MARKERS = re.compile(rf"^((?:{_MARKER}){{12}})(?={_MARKER})", re.MULTILINE)
_DEEP_INDENT = re.compile(r"^[ \t]{40,}", re.MULTILINE)
_MAX_NESTING = 200


class _Parser(MarkdownIt):
    """CommonMark that shows addresses as they are written, not decoded."""

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link


def _make_parser() -> MarkdownIt:
    """Indented text stays prose: in documents that people typed, indents are not code."""
    parser = _Parser("commonmark", {"maxNesting": _MAX_NESTING})
    return parser.enable("table").disable("code")


_PARSER = _make_parser()


def has_markdown(text: str) -> bool:
    """Whether a text that calls itself plain carries links, "#" headings or <sup> of Markdown."""
    return _LEFT_OVERS.search(text) is not None


def read_blocks(text: str) -> tuple[RawBlock, ...]:
    """The raw blocks of a Markdown text."""
    walk = _Walk()
    for page, words in split_pages(text):
        words = calm(words)
        # Without the backslash, "[^1]: text" would be taken for a link's definition and vanish.
        words = _DEEP_MARKERS.sub(rf"\1{STOP}", _DEEP_INDENT.sub(" " * 40, words))
        source = _FOOTNOTE_LINE.sub(r"\1\\[^\2]:", words)
        walk.page = page
        walk.take(_PARSER.parse(source))
    return tuple(_without_lone_numbers(walk.blocks))


def _without_lone_numbers(blocks: Sequence[RawBlock]) -> Iterator[RawBlock]:
    """A single item that begins with a number ("1986. A great year") is no list."""
    items = Counter(b.run for b in blocks if b.kind is BlockKind.LIST_ITEM)
    for block in blocks:
        alone = block.kind is BlockKind.LIST_ITEM and items[block.run] == 1
        if alone and block.text[:1].isdigit():
            yield replace(block, kind=BlockKind.PARAGRAPH, run=0)
        else:
            yield block


@dataclass(slots=True)
class _Walk:
    """Goes through the parser's tokens and collects blocks."""

    blocks: list[RawBlock] = field(default_factory=list)
    page: int | None = None
    run: int = 0
    depth: int = 0
    heading: int = 0
    marker: str | None = None
    cells: list[str] | None = None

    def take(self, tokens: Sequence[Token]) -> None:
        """Collects the blocks of one page."""
        for token in tokens:
            self._take(token)

    def _take(self, token: Token) -> None:
        match token.type:
            case "inline":
                self._take_text(superscript_marks(restore(_inline(token.children or []))))
            case "fence" | "code_block":
                self._take_text(HARD_BREAK.join(restore(token.content).split("\n")))
            case "html_block":
                self.run += 1
                self.blocks += html_blocks(restore(token.content), self.page, self.run)
            case "heading_open" | "heading_close":
                self.heading = int(token.tag[1]) if token.nesting > 0 else 0
            case "bullet_list_open" | "ordered_list_open" | "table_open":
                self.run += self.depth == 0
                self.depth += token.type != "table_open"
            case "bullet_list_close" | "ordered_list_close":
                self.depth -= 1
            case "list_item_open":
                self.marker = f"{token.info}{token.markup} " if token.info else ""
            case "list_item_close":
                self._take_text("") if self.marker else None
            case "tr_open":
                self.cells = []
            case "tr_close":
                row = " | ".join(self.cells or [])
                self.cells = None
                if row.strip(" |"):
                    self.blocks.append(RawBlock(BlockKind.TABLE_ROW, row, self.page, 0, self.run))

    def _take_text(self, text: str) -> None:
        if self.cells is not None:
            self.cells.append(text.replace("\n", " ").replace(HARD_BREAK, " "))
            return
        text, self.marker = f"{self.marker or ''}{text}", None
        if self.heading:
            block = RawBlock(BlockKind.HEADING, text, self.page, self.heading)
        elif self.depth:
            block = RawBlock(BlockKind.LIST_ITEM, text, self.page, 0, self.run)
        else:
            block = RawBlock(BlockKind.PARAGRAPH, text, self.page)
        self.blocks.append(block)


def _inline(tokens: Sequence[Token]) -> str:
    """The text of inline tokens, as read."""
    out: list[str] = []
    links: list[tuple[int, str]] = []
    superscript: int | None = None
    dropped: str | None = None
    for token in tokens:
        name = tag_name(token.content) if token.type == "html_inline" else None
        closes = token.content.startswith("</")
        if dropped:
            dropped = None if closes and name == dropped else dropped
        elif name in DROPPED_TAGS:
            dropped = None if closes else name
        elif name == "sup" and not closes:
            superscript = len(out)
        elif name == "sup" and superscript is not None:
            out[superscript:] = [raised("".join(out[superscript:]))]
            superscript = None
        elif token.type == "link_open":
            links.append((len(out), str(token.attrGet("href") or "")))
        elif token.type == "link_close" and links:
            _mend_address(out, *links.pop())
        else:
            out.append(_words(token, name))
    return "".join(out)


def _words(token: Token, name: str | None) -> str:
    match token.type:
        case "softbreak":
            return "\n"
        case "hardbreak":
            return HARD_BREAK
        case "image":
            return _inline(token.children or [])
        case "html_inline":
            if name == "br":
                return HARD_BREAK
            return "" if name or token.content.startswith(("<!", "<?")) else token.content
        case "text" | "code_inline" | "text_special":
            return token.content
        case _:
            return ""


def _mend_address(out: list[str], start: int, address: str) -> None:
    """A link's text that is its own address was broken over lines: it is joined without a space."""
    text = "".join(out[start:])
    joined = "".join(text.split())
    out[start:] = [joined if "\n" in text and joined == address else text]
