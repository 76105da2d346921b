"""Web pages: their main part, without what stands on every page of a site."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from rag.errors import UnreadableFile
from rag.reading.cleaning import clean
from rag.reading.decoding import decode_declared, decode_text, is_binary
from rag.reading.html_blocks import blocks_of, depth_of, words_of
from rag.reading.html_tree import Element, parse_html
from rag.reading.limits import Limits
from rag.reading.raw import RawBlock, Reading
from rag.types import BlockKind

MEDIA_TYPE = "text/html"
SUFFIXES = (".html", ".htm", ".xhtml")
_DECLARED = re.compile(
    rb"<(?:meta[^>]{1,200}?charset|\?xml[^>]{1,100}?encoding)\s*=\s*[\"']?\s*([\w.:-]{1,40})",
    re.IGNORECASE,
)
_EARLY = 4096
_MAIN = "//main | //*[@role='main']"
_MOST_MARKED = 20
_MOSTLY = 0.5
_SPACES = re.compile(r"\s+")
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_DEEPEST_SEARCHED = 200
_LONGEST_SEARCHED = 1_000_000
_HEADINGS_BEFORE = 3
_META = {
    "author": ("author", "dc.creator", "dcterms.creator", "article:author"),
    "date": ("article:published_time", "dcterms.issued", "dc.date", "dcterms.date", "date"),
}


def read(data: bytes, relative_path: str, _: Limits) -> Reading:
    """The blocks of a page's main part. Raises UnreadableFile for what is not text."""
    markup, notes = _decode(data, relative_path)
    root = parse_html(markup, relative_path)
    blocks = _main_blocks(root, markup)
    return Reading(
        tuple(blocks),
        MEDIA_TYPE,
        notes=notes,
        properties=_properties(root, blocks),
        properties_origin="page properties",
    )


def _decode(data: bytes, relative_path: str) -> tuple[str, tuple[str, ...]]:
    """As the page declares its encoding, else as any text."""
    if is_binary(data):
        raise UnreadableFile(relative_path, "not a web page: it holds binary data")
    declared = _DECLARED.search(data[:_EARLY])
    text = decode_declared(data, declared[1].decode("ascii")) if declared else None
    return decode_text(data, relative_path) if text is None else (text, ())


def _main_blocks(root: Element, markup: str) -> list[RawBlock]:
    """Where a page marks its main part, that; where nothing stands around it, all; else the part found."""
    marked = max(root.xpath(_MAIN)[:_MOST_MARKED], key=lambda e: len(words_of(e)), default=None)
    if marked is not None and words_of(marked).strip():
        return blocks_of(marked)
    articles = root.xpath("//article")
    every = blocks_of(root)
    size = sum(len(block.text) for block in every)
    if len(articles) == 1 and len(words_of(articles[0])) > _MOSTLY * size:
        return blocks_of(articles[0])
    has_surroundings = bool(root.xpath("//nav | //header | //footer | //aside | //form"))
    if not has_surroundings and len(root.xpath("//a[@href]")) < max(5, len(every)):
        return every
    return _found_in(every, _searched(root, markup))


def _searched(root: Element, markup: str) -> str:
    """The main text as trafilatura sees it; it works by recursion, so not on trees that are too deep.

    Pages that are longer than any a site makes are not searched either, but read whole.
    """
    if len(markup) > _LONGEST_SEARCHED or depth_of(root) > _DEEPEST_SEARCHED:
        return ""
    import trafilatura  # noqa: PLC0415 - takes a second to import, and few pages need it

    found = trafilatura.extract(markup, include_comments=False, include_tables=True, fast=True)
    return _squeezed(found or "")


def _found_in(blocks: Sequence[RawBlock], main: str) -> list[RawBlock]:
    """The blocks from the first to the last that stand in the main text, and a heading just before."""
    found = [i for i, block in enumerate(blocks) if main and _squeezed(block.text) in main]
    if not found:
        return list(blocks)
    first = found[0]
    for i in range(first - 1, max(first - 1 - _HEADINGS_BEFORE, -1), -1):
        if blocks[i].kind is BlockKind.HEADING:
            first = i
    return list(blocks[first : found[-1] + 1])


def _squeezed(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def _properties(root: Element, blocks: Sequence[RawBlock]) -> dict[str, str]:
    said = {(m.get("name") or m.get("property") or "").lower(): m for m in root.iter("meta")}
    values = {
        key: next((_content(said[name]) for name in names if name in said), "")
        for key, names in _META.items()
    }
    date = _ISO_DATE.match(values["date"])
    values["date"] = date[0] if date else ""
    title: Any = root.find(".//title")
    if title is not None and not any(b.kind is BlockKind.HEADING for b in blocks):
        values["title"] = _SPACES.sub(" ", clean(title.text or "")).strip()
    return {key: value for key, value in values.items() if value}


def _content(meta: Element) -> str:
    return _SPACES.sub(" ", clean(meta.get("content") or "")).strip()
