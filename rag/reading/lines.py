"""Which line breaks are only wrapped prose, which are real, and how the halves are joined."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from rag.reading.raw import HARD_BREAK, WRAP, RawBlock
from rag.types import BlockKind

_LEAST_WIDTH = 40
_LEAST_EVIDENCE = 3
_LEAST_OWN_WIDTH = 25
_LEAST_PROSE_WIDTH = 65  # lines that are typed one by one are shorter
_ENDING_LENGTH = 1_000
_OPEN_ENDED = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "been",
        "but",
        "by",
        "for",
        "from",
        "had",
        "has",
        "have",
        "if",
        "in",
        "into",
        "is",
        "its",
        "nor",
        "not",
        "of",
        "on",
        "or",
        "our",
        "than",
        "that",
        "the",
        "their",
        "this",
        "those",
        "to",
        "was",
        "were",
        "which",
        "whose",
        "with",
        "your",
    ]
)
_PREFIXES = frozenset(
    [
        "anti",
        "co",
        "counter",
        "cross",
        "ex",
        "half",
        "ill",
        "long",
        "low",
        "high",
        "mid",
        "multi",
        "near",
        "non",
        "off",
        "on",
        "part",
        "post",
        "pre",
        "pro",
        "quasi",
        "re",
        "self",
        "semi",
        "short",
        "so",
        "sub",
        "third",
        "two",
        "three",
        "vice",
        "well",
        "wide",
    ]
)
_PARTICLES = frozenset(("up", "on", "to", "in", "of", "by", "off", "and", "the"))
"""What ends a compound ("follow-up") or stands within one, and no word that was only broken."""

_SUSPENDED = frozenset(("and", "or", "to", "and/or"))
_WORDS = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_LAST_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*-$")
_FIRST_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_ADDRESS_START = re.compile(r"(?:[a-z][a-z0-9+.-]*://|www\.)", re.IGNORECASE)
_ADDRESS_PIECE = re.compile(r"[^\s/._=?&%#-]+[/._=?&%#-]\S*")


@dataclass(frozen=True, slots=True)
class Layout:
    """What the document as a whole says about its lines.

    `width` is the column at which its prose is wrapped, or None where it is not; `words` are all its
    words in lower case.
    """

    width: int | None
    words: frozenset[str]


def study(blocks: Iterable[RawBlock]) -> Layout:
    """The layout of a document, from its raw blocks."""
    lengths: list[int] = []
    words: set[str] = set()
    for block in blocks:
        words.update(_WORDS.findall(block.text.lower()))
        lines = block.text.split("\n")
        if block.kind is BlockKind.PARAGRAPH:
            lengths += _wrapped_lengths(lines)
        elif block.kind is BlockKind.LIST_ITEM:
            lengths += [len(line.strip()) for line in lines[:-1]]
    lengths = sorted(n for n in lengths if n >= _LEAST_WIDTH)
    wide_enough = len(lengths) >= _LEAST_EVIDENCE
    return Layout(lengths[len(lengths) * 3 // 4] if wide_enough else None, frozenset(words))


def resolve(block: RawBlock, layout: Layout) -> list[str]:
    """The lines of a block as a reader sees them, wrapped ones joined.

    Only a paragraph's soft breaks can be real; in any other kind, and where a number is printed before
    it as before an item, they are wraps.
    """
    resolved: list[str] = []
    for stretch in block.text.split(HARD_BREAK):
        lines = [line.strip() for line in stretch.split("\n")]
        lines = [line for line in lines if line]
        if block.kind is BlockKind.PARAGRAPH and block.printed is None:
            resolved += _join_wrapped(lines, layout)
        elif lines:
            resolved.append(_join_all(lines, layout))
    return resolved


def starts_lower(line: str) -> bool:
    """Whether a line goes on with a lower-case letter."""
    return line[:1].islower()


def ends_in_wrap(text: str, after: str, layout: Layout) -> bool:
    """Whether a text breaks off at its last line only because the line is full."""
    if text.endswith(WRAP):
        return True
    lines = [line.strip() for line in text[-_ENDING_LENGTH:].split("\n")]
    return _is_wrap(lines[-1], after.split("\n", 1)[0], _own_width(lines, layout))


def _own_width(lines: list[str], layout: Layout) -> int | None:
    own = [n for n in _wrapped_lengths(lines) if n >= _LEAST_OWN_WIDTH]
    if own:
        return max(own)
    longest = max(map(len, lines), default=0)
    return layout.width or (longest if longest >= _LEAST_PROSE_WIDTH else None)


def _wrapped_lengths(lines: list[str]) -> list[int]:
    """Lengths of the lines that certainly were wrapped: the sentence goes on in the next one."""
    return [
        len(line)
        for line, after in pairwise(lines)
        if starts_lower(after) or line.rsplit(" ", 1)[-1] in _OPEN_ENDED
    ]


def _join_wrapped(lines: list[str], layout: Layout) -> list[str]:
    width = _own_width(lines, layout)
    groups: list[list[str]] = []
    for line in lines:
        if groups and _is_wrap(groups[-1][-1], line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_join_all(group, layout) for group in groups]


def _is_wrap(line: str, after: str, width: int | None) -> bool:
    """Whether a break is only a wrap.

    It is if the next word would not have fitted, the sentence or the word goes on, or both lines are
    capitals without numbers: a letterhead.
    """
    first, last = after.split(" ", 1)[0], line.rsplit(" ", 1)[-1]
    return (
        starts_lower(after)
        or last in _OPEN_ENDED
        or (width is not None and len(line) + 1 + len(first) > width)
        or (_is_capitals(line) and _is_capitals(after) and not line.endswith(","))
        or (_LAST_WORD.search(last) is not None and first[:1].isalnum())
    )


def _is_capitals(line: str) -> bool:
    return line.isupper() and not any(c.isdigit() for c in line)


def _join_all(lines: list[str], layout: Layout) -> str:
    """The lines as one; linear, since only the last word of what stands already is looked at."""
    lines = [part for line in lines for part in map(str.strip, line.split(WRAP)) if part]
    parts = [lines[0]]
    for after in lines[1:]:
        last = parts[-1].rsplit(" ", 1)[-1]
        first = after.split(" ", 1)[0]
        keep, between = _seam(last, first, layout.words)
        parts[-1] = parts[-1] if keep else parts[-1][:-1]
        parts += [between, after] if between else [after]
    return "".join(parts)


def _seam(last: str, first: str, words: frozenset[str]) -> tuple[bool, str]:
    """Whether the last character of a line is kept, and what stands between it and the next."""
    if _is_broken_address(last, first):
        return True, ""
    if len(last) > 1 and last[-1] in "—–/" and last[-2].isalnum() and first[:1].isalnum():
        return True, "" if last[-1] != "/" else " "
    match, after = _LAST_WORD.search(last), _FIRST_WORD.match(first)
    if not match or not after:
        return True, " "
    if first.strip(".,;:").lower() in _SUSPENDED:
        return True, " "
    return _keeps_hyphen(match[0][:-1], after[0], words), ""


def _keeps_hyphen(left: str, right: str, words: frozenset[str]) -> bool:
    """Whether "left-" and "right" make a hyphenated word; the document's own usage decides first."""
    if f"{left}-{right}".lower() in words:
        return True
    if f"{left}{right}".lower() in words:
        return False
    piece = left.rsplit("-", 1)[-1]
    is_plain = piece.isalpha() and right[:1].islower() and (piece[1:].islower() or piece.islower())
    in_compound = "-" in left and piece in _OPEN_ENDED  # "state-of-the-art"
    in_compound = in_compound or right.split("-", 1)[0] in _PARTICLES
    return not is_plain or in_compound or piece.lower() in _PREFIXES


def _is_broken_address(last: str, first: str) -> bool:
    """Whether a web address was broken at the end of a line, after one of its own marks."""
    return (
        last[-1:] in "/-_=?&%#"
        and bool(_ADDRESS_START.search(last))
        and bool(_ADDRESS_PIECE.match(first))
    )
