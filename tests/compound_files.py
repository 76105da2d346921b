"""A writer of OLE compound files (MS-CFB), the container of Outlook messages and locked Office files."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field

Tree = Mapping[str, "bytes | Tree"]
"""Streams as bytes and storages as trees, by name."""

_SECTOR, _MINI = 512, 64
_SMALL = 4096
_END, _FREE, _FAT_SECTOR, _NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
_ROOT, _STORAGE, _STREAM = 5, 1, 2


@dataclass
class _Entry:
    name: str
    kind: int
    data: bytes = b""
    children: list[int] = field(default_factory=list)
    start: int = _END


def compound_file(tree: Tree) -> bytes:
    """The bytes of a file with these storages and streams."""
    entries = [_Entry("Root Entry", _ROOT)]
    _collect(tree, 0, entries)
    mini, mini_fat = _small_streams(entries)
    entries[0].data = mini
    sectors: list[bytes] = []
    fat: list[int] = []
    for entry in entries:
        if entry.data and (entry.kind == _ROOT or len(entry.data) >= _SMALL):
            entry.start = _chain(entry.data, sectors, fat)
    mini_fat_bytes = b"".join(struct.pack("<I", n) for n in mini_fat)
    mini_fat_start = _chain(mini_fat_bytes, sectors, fat, b"\xff") if mini_fat else _END
    directory_start = _chain(_directory(entries), sectors, fat)
    fat.append(_FAT_SECTOR)
    fat_at = len(sectors)
    assert len(fat) <= _SECTOR // 4, "a test's file needs only one sector of allocation table"
    fat += [_FREE] * (_SECTOR // 4 - len(fat))
    sectors.append(struct.pack(f"<{len(fat)}I", *fat))
    header = _header(directory_start, mini_fat_start, -(-len(mini_fat_bytes) // _SECTOR), fat_at)
    return header + b"".join(sectors)


def _collect(tree: Tree, parent: int, entries: list[_Entry]) -> None:
    for name, held in tree.items():
        index = len(entries)
        entries[parent].children.append(index)
        if isinstance(held, bytes):
            entries.append(_Entry(name, _STREAM, held))
        else:
            entries.append(_Entry(name, _STORAGE))
            _collect(held, index, entries)


def _small_streams(entries: list[_Entry]) -> tuple[bytes, list[int]]:
    mini, fat = b"", list[int]()
    for entry in entries:
        if entry.kind == _STREAM and 0 < len(entry.data) < _SMALL:
            entry.start = len(fat)
            count = -(-len(entry.data) // _MINI)
            fat += [*range(len(fat) + 1, len(fat) + count), _END]
            mini += entry.data.ljust(count * _MINI, b"\x00")
    return mini, fat


def _chain(data: bytes, sectors: list[bytes], fat: list[int], pad: bytes = b"\x00") -> int:
    start, count = len(sectors), -(-len(data) // _SECTOR)
    padded = data.ljust(count * _SECTOR, pad)
    sectors += [padded[i * _SECTOR : (i + 1) * _SECTOR] for i in range(count)]
    fat += [*range(start + 1, start + count), _END]
    return start


def _directory(entries: list[_Entry]) -> bytes:
    """Siblings hang on each other to the right: an unbalanced tree, which readers take."""
    right = dict.fromkeys(range(len(entries)), _NONE)
    for entry in entries:
        for one, other in zip(entry.children, entry.children[1:], strict=False):
            right[one] = other
    packed = b""
    for index, entry in enumerate(entries):
        name = entry.name.encode("utf-16-le") + b"\x00\x00"
        child = entry.children[0] if entry.children else _NONE
        packed += struct.pack(
            "<64sHBBIII16sIQQIQ", name, len(name), entry.kind, 1, _NONE, right[index], child,
            b"", 0, 0, 0, entry.start, len(entry.data),
        )  # fmt: skip
    return packed


def _header(directory: int, mini_fat: int, mini_fat_sectors: int, fat: int) -> bytes:
    return struct.pack(
        "<8s16s5H6s9I109I", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6,
        b"", 0, 1, directory, 0, _SMALL, mini_fat, mini_fat_sectors, _END, 0, fat, *[_FREE] * 108,
    )  # fmt: skip
