"""Brackets and comments that open and never close: kept as text, and kept from slowing the parser."""

from __future__ import annotations

import re
from collections.abc import Iterator

# markdown-it-py 4 looks from each "[" and each "<!--" for its end: many that have none take quadratic
# time, and an unclosed comment at the start of a line swallows the rest of the text.
_STAND_INS = {"[": "\U000f5b5b", "<": "\U000f3c3c"}
STOP = "\U000f0000"
"""Stands before a marker that is to be text; `restore` takes it away."""
_STOOD_FOR = {ord(stand_in): character for character, stand_in in _STAND_INS.items()} | {
    ord(STOP): ""
}
_BRACKETS = re.compile(r"[\[\]]|\n[ \t]*\n")
_OPENERS = re.compile(r"<!--|<\?|<!\[CDATA\[")
_CLOSERS = {"<!--": "-->", "<?": "?>", "<![CDATA[": "]]>"}
_DEEPEST = 20


def calm(text: str) -> str:
    """The text with stand-ins for "[" and "<" that open nothing; `restore` puts them back."""
    if any(stand_in in text for stand_in in _STAND_INS.values()):
        return text
    places = sorted({*_idle_brackets(text), *_unclosed(text)})
    pieces: list[str] = []
    start = 0
    for place in places:
        pieces += [text[start:place], _STAND_INS[text[place]]]
        start = place + 1
    return "".join((*pieces, text[start:]))


def restore(text: str) -> str:
    """The text with the characters that had stand-ins."""
    return text.translate(_STOOD_FOR)


def _idle_brackets(text: str) -> Iterator[int]:
    """Places of "[" without "]" in their paragraph, and of those with too many pairs inside."""
    open_places: list[int] = []
    heights: list[int] = []
    for match in _BRACKETS.finditer(text):
        if match[0] == "[":
            open_places.append(match.start())
            heights.append(0)
        elif match[0] != "]":
            yield from open_places
            open_places, heights = [], []
        elif open_places:
            place, height = open_places.pop(), heights.pop()
            if heights:
                heights[-1] = max(heights[-1], height + 1)
            if height > _DEEPEST:
                yield place
    yield from open_places


def _unclosed(text: str) -> Iterator[int]:
    last = {opener: text.rfind(closer) for opener, closer in _CLOSERS.items()}
    for match in _OPENERS.finditer(text):
        if match.start() > last[match[0]]:
            yield match.start()
