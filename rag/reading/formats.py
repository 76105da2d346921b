"""What a format is to the table of formats: its endings, what its bytes must be, and its reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rag.errors import UnreadableFile
from rag.reading.contents import BINARY, TEXT, Content
from rag.reading.decoding import is_binary
from rag.reading.limits import Limits
from rag.reading.raw import Reading

Read = Callable[[bytes, str, Limits], Reading]
"""Reads bytes; the path is only for messages. Raises UnreadableFile."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format that can be read.

    `name` is for people ("a PDF"), `kinds` are what `content_of` may take its bytes for.
    """

    name: str
    endings: tuple[str, ...]
    kinds: tuple[str, ...]
    read: Read

    def require(self, content: Content, data: bytes, relative_path: str) -> None:
        """Raises UnreadableFile, naming what the bytes really are, if they are not of this format."""
        if content.kind in self.kinds:
            return
        if content.kind == "locked":
            raise UnreadableFile(relative_path, f"needs a password: {content.remedy}")
        if content is TEXT and is_binary(data):
            content = BINARY
        raise UnreadableFile(
            relative_path, f"not {self.name}: it is {content.name}; {content.remedy}"
        )
