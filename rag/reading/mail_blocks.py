"""An e-mail's headers and body as blocks; what it quotes of earlier ones begins with ">"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from email.utils import getaddresses, parsedate_to_datetime
from itertools import groupby

from rag.errors import UnreadableFile
from rag.reading import plain_text
from rag.reading.cleaning import remove_invisible, unify_lines
from rag.reading.html_blocks import blocks_of
from rag.reading.html_tree import parse_html
from rag.reading.raw import HARD_BREAK, Attachment, RawBlock, Reading
from rag.types import BlockKind

HEADERS = ("From", "To", "Cc", "Date", "Subject")
"""Those that are shown, in this order."""

ORIGIN = "e-mail header"
_QUOTED = re.compile(r"(?:>[ \t]?)+")
_SIGNATURE_MARK = "-- "


@dataclass(frozen=True, slots=True)
class Body:
    """A text of an e-mail. `is_flowed` says that lines ending in a space go on (RFC 3676)."""

    text: str
    is_html: bool
    is_flowed: bool = False

    def blocks(self) -> list[RawBlock]:
        """Its raw blocks."""
        if self.is_html:
            try:
                return blocks_of(parse_html(self.text, ""))
            except UnreadableFile:
                return []
        return list(_plain_blocks(remove_invisible(unify_lines(self.text)), self.is_flowed))

    def words(self) -> str:
        """Everything it says."""
        return " ".join(block.text for block in self.blocks())


@dataclass(frozen=True, slots=True)
class Mail:
    """An e-mail: `headers` by the names of HEADERS, "" where there is none."""

    headers: Mapping[str, str]
    bodies: tuple[Body, ...]
    attachments: tuple[Attachment, ...]

    def reading(self, media_type: str, notes: tuple[str, ...] = ()) -> Reading:
        """What was read: the headers as one block, then the body."""
        blocks = [block for body in self.bodies for block in body.blocks()]
        return Reading(
            (self._header_block(), *blocks),
            media_type,
            notes=notes,
            properties=self._properties(),
            properties_origin=ORIGIN,
            attachments=self.attachments,
        )

    def _header_block(self) -> RawBlock:
        lines = [f"{name}: {self.headers[name]}" for name in HEADERS if self.headers[name]]
        if names := "; ".join(attachment.name for attachment in self.attachments):
            lines.append(f"Attachments: {names}")
        return RawBlock(BlockKind.PARAGRAPH, HARD_BREAK.join(lines))

    def _properties(self) -> dict[str, str]:
        subject = self.headers["Subject"]
        found = {
            "title": subject,
            "subject": subject,
            "kind": "e-mail",
            "author": _people(self.headers["From"]),
            "addressee": _people(self.headers["To"]),
            "date": _day(self.headers["Date"]),
            "attachments": "; ".join(attachment.name for attachment in self.attachments),
        }
        return {key: value for key, value in found.items() if value}


def _people(addresses: str) -> str:
    """The names in a header, or the addresses of those without one."""
    try:
        found = [name or address for name, address in getaddresses([addresses])]
    except RecursionError:  # thousands of brackets: nobody's address
        return ""
    return "; ".join(dict.fromkeys(person for person in found if person))


def _day(value: str) -> str:
    """The date of a Date header, where its sender was, as YYYY-MM-DD; "" if it is none."""
    try:
        return parsedate_to_datetime(value).date().isoformat()
    except (ValueError, TypeError, IndexError):
        return ""


def _plain_blocks(text: str, is_flowed: bool) -> Iterator[RawBlock]:
    lines = [_parted(line) for line in text.split("\n")]
    for depth, quoted in groupby(lines, key=lambda line: line[0]):
        stretch = [line for _, line in quoted]
        if is_flowed:
            stretch = _joined(stretch)
        words = "\n".join("" if line == _SIGNATURE_MARK else line for line in stretch)
        for block in plain_text.read_blocks(words):
            yield replace(block, text="> " * depth + block.text.lstrip()) if depth else block


def _parted(line: str) -> tuple[int, str]:
    """How deep a line is quoted, and the line without its marks."""
    marks = _QUOTED.match(line)
    return (marks[0].count(">"), line[marks.end() :]) if marks else (0, line)


def _joined(lines: list[str]) -> list[str]:
    """Flowed lines made whole."""
    whole: list[str] = []
    goes_on = False
    for line in lines:
        words = line.removeprefix(" ")
        if goes_on:
            whole[-1] += words
        else:
            whole.append(words)
        goes_on = words.endswith(" ") and words != _SIGNATURE_MARK
    return whole
