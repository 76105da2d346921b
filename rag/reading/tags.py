"""HTML inside Markdown: which tags there are, and the blocks of a stretch of it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from rag.reading.footnotes import to_superscript
from rag.reading.raw import HARD_BREAK, RawBlock
from rag.types import BlockKind

BLOCK_TAGS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
    ]
)
_INLINE_TAGS = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "area",
        "audio",
        "b",
        "bdi",
        "bdo",
        "big",
        "br",
        "button",
        "canvas",
        "cite",
        "code",
        "col",
        "colgroup",
        "data",
        "datalist",
        "del",
        "dfn",
        "em",
        "embed",
        "font",
        "i",
        "iframe",
        "img",
        "input",
        "ins",
        "kbd",
        "label",
        "legend",
        "link",
        "map",
        "mark",
        "meta",
        "meter",
        "noscript",
        "object",
        "optgroup",
        "option",
        "output",
        "param",
        "picture",
        "progress",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "select",
        "slot",
        "small",
        "source",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "svg",
        "td",
        "textarea",
        "th",
        "time",
        "track",
        "tt",
        "u",
        "var",
        "video",
        "wbr",
        "o:p",
    ]
)
DROPPED_TAGS = frozenset(("script", "style", "head", "template"))
_KNOWN_TAGS = BLOCK_TAGS | _INLINE_TAGS | DROPPED_TAGS
_TAG_NAME = re.compile(r"</?\s*([a-zA-Z][\w:-]*)")
_ONLY_MARKS = re.compile(r"[\d\s,;–-]+")


def tag_name(markup: str) -> str | None:
    """The name in a tag ("</b>" gives "b"), or None if HTML knows no such tag: then it is text."""
    match = _TAG_NAME.match(markup)
    name = match[1].lower() if match else ""
    return name if name in _KNOWN_TAGS else None


def raised(text: str) -> str:
    """What a superscript's text looks like: digits raised, anything else plain."""
    return text.translate(to_superscript) if _ONLY_MARKS.fullmatch(text) else text


def html_blocks(markup: str, page: int | None, run: int) -> list[RawBlock]:
    """The raw blocks of a stretch of HTML. Its list items and table rows belong to one run."""
    parser = _Blocks(page, run)
    parser.feed(markup)
    parser.close()
    parser.flush()
    return parser.blocks


class _Blocks(HTMLParser):
    """Collects text between block tags; line ends of the source mean nothing in HTML."""

    def __init__(self, page: int | None, run: int) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[RawBlock] = []
        self._page, self._run = page, run
        self._text: list[str] = []
        self._kind, self._level = BlockKind.PARAGRAPH, 0
        self._dropped: str | None = None
        self._pre = False
        self._raised: int | None = None

    def flush(self) -> None:
        """Ends the block being collected."""
        text = "".join(self._text)
        if text.strip(" |\n" + HARD_BREAK):
            run = self._run if self._kind in (BlockKind.LIST_ITEM, BlockKind.TABLE_ROW) else 0
            self.blocks.append(RawBlock(self._kind, text, self._page, self._level, run))
        self._text, self._raised = [], None
        self._kind, self._level = BlockKind.PARAGRAPH, 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._dropped:
            return
        if tag not in _KNOWN_TAGS:
            self._text.append(self.get_starttag_text() or "")
        elif tag in DROPPED_TAGS:
            self._dropped = tag
        elif tag in ("td", "th"):
            self._text.append(" | " if self._text else "")
        elif tag == "br":
            self._text.append(HARD_BREAK)
        elif tag == "img":
            self._text.append(dict(attrs).get("alt") or "")
        elif tag == "sup":
            self._raised = len(self._text)
        elif tag in BLOCK_TAGS:
            self._begin(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._dropped:
            self._dropped = None if tag == self._dropped else self._dropped
        elif tag not in _KNOWN_TAGS:
            self._text.append(f"</{tag}>")
        elif tag == "sup" and self._raised is not None:
            self._text[self._raised :] = [raised("".join(self._text[self._raised :]))]
            self._raised = None
        elif tag in BLOCK_TAGS and not self._in_row():
            self.flush()
            self._pre = False
        elif tag == "tr":
            self.flush()

    def handle_data(self, data: str) -> None:
        if not self._dropped:
            self._text.append(data.replace("\n", HARD_BREAK if self._pre else " "))

    def _begin(self, tag: str) -> None:
        if self._in_row() and tag not in ("tr", "table"):
            self._text.append(" ")
            return
        self.flush()
        self._pre = tag == "pre"
        if tag == "tr":
            self._kind = BlockKind.TABLE_ROW
        elif tag == "li":
            self._kind = BlockKind.LIST_ITEM
        elif re.fullmatch("h[1-6]", tag):
            self._kind, self._level = BlockKind.HEADING, int(tag[1])

    def _in_row(self) -> bool:
        return self._kind is BlockKind.TABLE_ROW
