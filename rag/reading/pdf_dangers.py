"""What is wrong with a PDF before it is opened: cut short, or made to unpack without end."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from itertools import pairwise

from rag.errors import UnreadableFile
from rag.reading.limits import Limits

_END = b"%%EOF"
_END_WITHIN = 4_096
_STREAM = re.compile(rb"stream\r?\n")
_DICTIONARY = 2_000
_DEFLATED = re.compile(rb"/(?:FlateDecode|Fl)\b")
_GREATEST_RATIO = 1_032
"""Deflate cannot pack a byte of the input into less than 1/1032 of a byte."""
_STEP = 1 << 20


def require_harmless(data: bytes, relative_path: str, limits: Limits) -> None:
    """Raises UnreadableFile for a PDF without an end, or with a stream that unpacks beyond the limit."""
    if _END not in data.rstrip(b"\x00\r\n\t ")[-_END_WITHIN:]:
        raise UnreadableFile(relative_path, "damaged: the PDF is cut short; re-export it")
    for start, layers in _suspects(data, limits.unpacked_bytes):
        if _unpacks_beyond(data, start, layers, limits.unpacked_bytes):
            raise UnreadableFile(
                relative_path,
                f"too large when unpacked: more than {limits.unpacked_bytes:,} bytes in one part;"
                " re-export it",
            )


def _suspects(data: bytes, limit: int) -> Iterator[tuple[int, int]]:
    """(start, times packed) of each stream that is long enough to unpack beyond the limit."""
    starts = [match.end() for match in _STREAM.finditer(data)]
    for start, after in pairwise([*starts, len(data)]):
        head = data[max(0, start - _DICTIONARY) : start]
        layers = len(_DEFLATED.findall(head[head.rfind(b" obj") :]))
        if layers and (after - start) * _GREATEST_RATIO**layers > limit:
            yield start, layers


def _unpacks_beyond(data: bytes, start: int, layers: int, limit: int) -> bool:
    pieces: Iterator[bytes] = iter((data[start:],))
    for _ in range(layers):
        pieces = _inflated(pieces, limit)
    total = 0
    for piece in pieces:
        total += len(piece)
        if total > limit:
            return True
    return False


def _inflated(pieces: Iterator[bytes], limit: int) -> Iterator[bytes]:
    """What packed pieces unpack to, step by step; damaged packing ends it."""
    unpacker = zlib.decompressobj()
    given = 0
    for piece in pieces:
        waiting = piece
        while waiting and not unpacker.eof and given <= limit:
            try:
                out = unpacker.decompress(waiting, _STEP)
            except zlib.error:
                return
            waiting = unpacker.unconsumed_tail
            given += len(out)
            yield out
