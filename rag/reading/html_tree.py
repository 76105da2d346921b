"""HTML to a tree, and a walk through it that no depth of nesting can overflow."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree

from rag.errors import UnreadableFile

Element = Any
"""An lxml element."""

Event = tuple[str, Any]
"""("start", element), ("end", element) or ("text", characters)."""

_LEFT_OUT = frozenset(
    ["script", "style", "template", "noscript", "head", "nav", "svg", "iframe", "object", "embed",
     "canvas", "select", "button", "input", "textarea", "dialog", "audio", "video", "map", "datalist", "del"]
)  # fmt: skip
_ROLES = frozenset(
    ("navigation", "banner", "search", "contentinfo", "dialog", "alertdialog", "menu", "menubar")
)
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?![.\d])",
    re.IGNORECASE,
)
_HIDDEN_CLASS = re.compile(r"\b(?:sr-only|visually-?hidden|screen-reader-text)\b", re.IGNORECASE)
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:cookies?|breadcrumbs?|skip-?link|pagination|advert(?:isement)?s?|share-links"
    r"|social-share|newsletter-signup)(?:$|[\s_-])",
    re.IGNORECASE,
)


def parse_html(markup: str, relative_path: str) -> Element:
    """The root of a page, however broken. Nothing is ever fetched.

    Raises UnreadableFile where there is nothing, or elements nested deeper than the parser goes.
    """
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True
    )
    data = markup.replace("\x00", "").encode("utf-8", "replace")
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        root = None
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise UnreadableFile(relative_path, "nested too deep to be read: save it as text or PDF")
    if root is None:
        raise UnreadableFile(relative_path, "no text: nothing in it can be read; remove or mend it")
    return root


def walk(root: Element, skip: Callable[[Element], bool]) -> Iterator[Event]:
    """What stands in an element, in order, without the elements to skip."""
    stack: list[tuple[Element, Iterator[Element]]] = [(root, iter(root))]
    yield "text", root.text or ""
    while stack:
        element, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            if stack:
                yield "end", element
                yield "text", element.tail or ""
        elif not isinstance(child.tag, str) or skip(child):
            yield "text", child.tail or ""
        else:
            yield "start", child
            yield "text", child.text or ""
            stack.append((child, iter(child)))


def is_left_out(element: Element) -> bool:
    """Whether nobody reads an element: scripts, controls, hidden things, a site's furniture."""
    if element.tag in _LEFT_OUT or element.get("hidden") is not None:
        return True
    said = element.attrib
    return bool(said) and (
        said.get("role") in _ROLES
        or _HIDING.search(said.get("style", "")) is not None
        or _HIDDEN_CLASS.search(said.get("class", "")) is not None
        or (
            element.tag in ("div", "section", "aside", "ul", "ol")
            and _FURNITURE.search(f"{said.get('class', '')} {said.get('id', '')}") is not None
        )
    )
