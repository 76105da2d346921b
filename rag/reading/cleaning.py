"""Characters as a person reads them: composed, without the invisible ones, with plain spaces."""

from __future__ import annotations

import re
import unicodedata

from rag.reading.raw import HARD_BREAK, WRAP

_LINE_ENDS = re.compile("\r\n?|[\x0b\x85\u2028]")
_SOFT_HYPHEN_AT_LINE_END = re.compile("\u00ad[ \t]*\n[ \t]*(?=\\S)")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f"  # controls, but for tab, line feed and form feed
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff"
    "\U000e0000-\U000e001f]"
    # Joiners are read only in scripts and emoji that need them.
    "|(?<![\u0590-\u1fff\u2600-\U0010ffff])[\u200c\u200d]"
    # Tag letters spell hidden text, except in the flags of England, Scotland and Wales.
    "|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0020-\U000e007f]+"
    # More than one variation selector in a row shows nothing and can hide a message.
    "|(?<=[\ufe00-\ufe0f\U000e0100-\U000e01ef])[\ufe00-\ufe0f\U000e0100-\U000e01ef]+"
)
# Few texts hold any of these; looking for one is much quicker than the rules above.
_SUSPECT = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e01ef]"
)
_SPACES = re.compile(rf"[^\S\n\f{HARD_BREAK}{WRAP}]+")


def unify_lines(text: str) -> str:
    """The text with every kind of line end as "\\n" and words at soft hyphens whole again."""
    text = _LINE_ENDS.sub("\n", text).replace("\u2029", "\n\n")
    return _SOFT_HYPHEN_AT_LINE_END.sub("", text)


def clean(text: str) -> str:
    """The text in Unicode NFC, invisible characters gone, each run of spaces a single space.

    Line feeds, form feeds, HARD_BREAK and WRAP stay.
    """
    return unicodedata.normalize("NFC", _SPACES.sub(" ", remove_invisible(text)))


def remove_invisible(text: str) -> str:
    """The text without control, zero-width and direction characters; spaces stay as they are."""
    return _INVISIBLE.sub("", text) if _SUSPECT.search(text) else text
