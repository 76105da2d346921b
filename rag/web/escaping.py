"""Text from documents, questions and answers made inert: it is shown, never interpreted."""

from __future__ import annotations

import unicodedata

JOINERS = "\u200c\u200d"
"""Zero-width joiners: part of the spelling of some scripts and of emoji, a disguise elsewhere."""
SOFT_HYPHEN = "\u00ad"
LINE_ENDS = {"\r": "\n", "\u2028": "\n", "\u2029": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n"}
ENTITIES = {ord(c): f"&#{ord(c)};" for c in "<>&\"'\\`*_{}[]()#+-.!|~$:/@=^\n\t"}
"""Everything that HTML, Markdown, a bare address or a formula is made of, and line breaks."""


def inert(text: str) -> str:
    """Text as HTML entities that neither HTML nor Markdown takes for anything but itself.

    The result holds no line break, so that it cannot end the HTML block it stands in.
    """
    return visible(text).translate(ENTITIES)


def visible(text: str) -> str:
    """Text whose unseen characters (bidi overrides, zero-width, controls) are written out.

    A right-to-left override becomes ⟦U+202E⟧. Every kind of line end becomes a line feed.
    """
    plain = text.replace("\r\n", "\n")
    return "".join(_visible(c, plain[max(0, at - 1) : at]) for at, c in enumerate(plain))


def _visible(character: str, before: str) -> str:
    if character in LINE_ENDS:
        return LINE_ENDS[character]
    if character in "\n\t" or unicodedata.category(character) not in ("Cc", "Cf", "Cs"):
        return character
    if character == SOFT_HYPHEN or (character in JOINERS and before and not before.isascii()):
        return character
    return f"⟦U+{ord(character):04X}⟧"
