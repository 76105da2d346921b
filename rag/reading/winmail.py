"""winmail.dat: the files that old Outlook versions pack into one (TNEF, Microsoft's MS-OXTNEF)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from rag.reading.raw import Attachment

_SIGNATURE = 0x223E9F78
_HEADER_BYTES = 6
_ATTRIBUTE = struct.Struct("<BII")
_CHECKSUM_BYTES = 2
_RENDERING, _TITLE, _DATA = 0x00069002, 0x00018010, 0x0006800F


def unpack(data: bytes) -> Iterator[Attachment]:
    """The files inside; none where it is cut or no such file."""
    name, content = "", b""
    for attribute, value in _attributes(data):
        if attribute == _RENDERING:  # begins the next file
            if content:
                yield Attachment(name or "attachment", content)
            name, content = "", b""
        elif attribute == _TITLE:
            name = value.rstrip(b"\x00").decode("cp1252", "replace")
        elif attribute == _DATA:
            content = value
    if content:
        yield Attachment(name or "attachment", content)


def _attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    if len(data) < _HEADER_BYTES or int.from_bytes(data[:4], "little") != _SIGNATURE:
        return
    position = _HEADER_BYTES
    while position + _ATTRIBUTE.size <= len(data):
        _, attribute, length = _ATTRIBUTE.unpack_from(data, position)
        start = position + _ATTRIBUTE.size
        if start + length > len(data):
            return
        yield attribute, data[start : start + length]
        position = start + length + _CHECKSUM_BYTES
