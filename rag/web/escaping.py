"""Text from documents, questions and answers made inert: it is shown, never interpreted."""

from __future__ import annotations

import re

from rag.unseen import visible as visible

ENTITIES = {ord(c): f"&#{ord(c)};" for c in "<>&\"'\\`*_{}[]()#+-.!|~$:/@=^\n\t"}
"""Everything that HTML, Markdown, a bare address or a formula is made of, and line breaks."""

HALF_CHARACTER = re.compile("[\ud800-\udfff]")


def sound(text: object) -> str:
    """What a browser sent as text that can be stored: half characters (surrogates) are replaced."""
    return HALF_CHARACTER.sub("\ufffd", "" if text is None else str(text))


def inert(text: str) -> str:
    """Text as HTML entities that neither HTML nor Markdown takes for anything but itself.

    The result holds no line break, so that it cannot end the HTML block it stands in.
    """
    return visible(text).translate(ENTITIES)
