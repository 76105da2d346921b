"""What a Word file's styles say of a paragraph or run: heading or not, in which list, hidden or shown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.reading.packages import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING_NAME = re.compile(r"(?:heading|überschrift|titre|título)\s*(\d)", re.IGNORECASE)
_TITLE_NAMES = ("title", "subtitle")
_DEEPEST = 9
_LONGEST_CHAIN = 20
_OFF = ("0", "false", "off", "none")


def value(parent: Element | None, tag: str) -> str | None:
    """The "val" of a child, or None where there is no such child; "" where it has none."""
    child = parent.find(W + tag) if parent is not None else None
    return None if child is None else str(child.get(W + "val", ""))


def is_on(parent: Element | None, tag: str) -> bool | None:
    """Whether a property is switched on or off; None where nothing is said."""
    said = value(parent, tag)
    return None if said is None else said not in _OFF


class Styles:
    """The styles of a document, asked by id."""

    def __init__(self, root: Element | None) -> None:
        found = root.iterfind(f"{W}style") if root is not None else ()
        self._styles = {style.get(W + "styleId"): style for style in found}
        self._defaults = {
            style.get(W + "type"): style.get(W + "styleId")
            for style in self._styles.values()
            if style.get(W + "default") in ("1", "true")
        }

    def heading_level(self, properties: Element | None) -> int:
        """The depth from 1 of a paragraph that is a heading, and 0 for any other."""
        direct = _outline(properties)
        if direct is not None:
            return direct
        for style in self._chain(value(properties, "pStyle"), "paragraph"):
            name = (value(style, "name") or "").strip()
            if match := _HEADING_NAME.match(name):
                return int(match[1])
            if name.lower() in _TITLE_NAMES:
                return 1
            level = _outline(style.find(W + "pPr"))
            if level is not None:
                return level
        return 0

    def numbering(self, properties: Element | None) -> tuple[str, int] | None:
        """The list that a paragraph is in and its depth from 0, or None."""
        numbered = properties.find(W + "numPr") if properties is not None else None
        number, level = value(numbered, "numId"), value(numbered, "ilvl")
        for style in self._chain(value(properties, "pStyle"), "paragraph"):
            held = style.find(f"{W}pPr/{W}numPr")
            number = number if number is not None else value(held, "numId")
            level = level if level is not None else value(held, "ilvl")
        if not number or number == "0":
            return None
        return number, int(level) if level and level.isdigit() else 0

    def is_hidden(self, run: Element | None, paragraph: Element | None) -> bool:
        """Whether a run with these properties is marked as hidden text."""
        said = is_on(run, "vanish")
        for kind, style_id in (
            ("character", value(run, "rStyle")),
            ("paragraph", value(paragraph, "pStyle")),
        ):
            for style in self._chain(style_id, kind):
                said = said if said is not None else is_on(style.find(W + "rPr"), "vanish")
        return bool(said)

    def _chain(self, style_id: str | None, kind: str) -> Iterator[Element]:
        """A style and those that it is based on."""
        current = style_id or self._defaults.get(kind)
        for _ in range(_LONGEST_CHAIN):
            style = self._styles.get(current)
            if style is None:
                return
            yield style
            current = value(style, "basedOn")


def _outline(properties: Element | None) -> int | None:
    said = value(properties, "outlineLvl")
    if said is None or not said.isdigit():
        return None
    return int(said) + 1 if int(said) < _DEEPEST else 0
