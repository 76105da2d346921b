"""Characters that nobody sees, written out, so that text is what it looks like."""

from __future__ import annotations

import unicodedata

JOINERS = "\u200c\u200d"
"""Zero-width joiners: part of the spelling of some scripts and of emoji, a disguise elsewhere."""
SOFT_HYPHEN = "\u00ad"
LINE_ENDS = {"\r": "\n", "\u2028": "\n", "\u2029": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n"}
NO_CHARACTERS = "\ufffe\uffff"
"""Code points that XML refuses beside the controls and surrogates."""


def visible(text: str) -> str:
    """Text whose unseen characters (bidi overrides, zero-width, controls) are written out.

    A right-to-left override becomes ⟦U+202E⟧. Every kind of line end becomes a line feed. What is
    left may stand in XML.
    """
    plain = text.replace("\r\n", "\n")
    return "".join(_visible(c, plain[max(0, at - 1) : at]) for at, c in enumerate(plain))


def _visible(character: str, before: str) -> str:
    if character in LINE_ENDS:
        return LINE_ENDS[character]
    is_unseen = unicodedata.category(character) in ("Cc", "Cf", "Cs") or character in NO_CHARACTERS
    if character in "\n\t" or not is_unseen:
        return character
    if character == SOFT_HYPHEN or (character in JOINERS and before and not before.isascii()):
        return character
    return f"⟦U+{ord(character):04X}⟧"
