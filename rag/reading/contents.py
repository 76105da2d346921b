"""What a file's bytes are, whatever its name says: told by magic bytes, and of packed files by their parts."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass

import olefile

_EARLY = 1024
_BEFORE_PDF = b"\xef\xbb\xbf\x00\t\r\n "
_MAIN_PART = re.compile(rb"Target\s*=\s*[\"']/?((word|xl|ppt)/[^\"']+\.(xml|bin))[\"']")
_RELATIONS = "_rels/.rels"
_LARGEST_LISTED = 1_000_000
ZIP_FAULTS = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, OSError, EOFError,
              ValueError, KeyError, RuntimeError)  # fmt: skip
"""What zipfile raises on damaged archives."""

MOST_ENTRIES = 10_000
"""More parts than any real Office file has."""


@dataclass(frozen=True, slots=True)
class Content:
    """What bytes are: `kind` for programs, `name` for people, and the remedy where it stands wrongly."""

    kind: str
    name: str
    remedy: str


def _readable(kind: str, name: str, ending: str) -> Content:
    return Content(kind, name, f"give it the ending {ending}")


TEXT = _readable("text", "plain text", ".txt")
BINARY = Content("binary", "binary data", "export it anew or leave it out")
_DOCX = _readable("docx", "a Word file", ".docx")
_XLSX = _readable("xlsx", "an Excel file", ".xlsx")
_PPTX = _readable("pptx", "a PowerPoint file", ".pptx")
_MSG = _readable("msg", "an Outlook message", ".msg")
_OLD_WORD = Content("doc", "an old Word file", "save it as .docx")
_OLD_EXCEL = Content("xls", "an old Excel file", "save it as .xlsx")
_OLD_SLIDES = Content("ppt", "an old PowerPoint file", "save it as .pptx")
_RTF = Content("rtf", "a Rich Text file", "save it as .docx or plain text")
_LOCKED = Content(
    "locked", "an Office file that needs a password", "save it without one and index again"
)
_ZIP = Content("zip", "a ZIP archive", "unpack it")
_CUT = Content("damaged", "a ZIP file, damaged or cut off", "copy it anew from where it came")
_CROWDED = Content("crowded", f"a ZIP archive of more than {MOST_ENTRIES:,} files", "unpack it")
_OPEN_DOCUMENT = Content("odf", "an OpenDocument file", "save it as .docx, .xlsx or PDF")

_MAGIC: tuple[tuple[bytes, Content], ...] = (
    (b"{\\rtf", _RTF),
    (b"\x89PNG", _readable("png", "a PNG picture", ".png")),
    (b"\xff\xd8\xff", _readable("jpeg", "a JPEG picture", ".jpg")),
    (b"GIF8", _readable("gif", "a GIF picture", ".gif")),
    (b"II*\x00", _readable("tiff", "a TIFF picture", ".tif")),
    (b"MM\x00*", _readable("tiff", "a TIFF picture", ".tif")),
    (b"BM", _readable("bmp", "a BMP picture", ".bmp")),
    (b"RIFF", _readable("webp", "a WebP picture", ".webp")),
    (b"\x1f\x8b", Content("gzip", "a gzip archive", "unpack it")),
    (b"7z\xbc\xaf", Content("7z", "a 7-Zip archive", "unpack it")),
    (b"Rar!\x1a\x07", Content("rar", "a RAR archive", "unpack it")),
    (b"BZh", Content("bzip2", "a bzip2 archive", "unpack it")),
    (b"\xfd7zXZ\x00", Content("xz", "an xz archive", "unpack it")),
    (b"SQLite format 3\x00", Content("sqlite", "a database", "export it as text")),
    (b"\x7fELF", Content("program", "a program", "leave it out")),
    (b"MZ", Content("program", "a program", "leave it out")),
)
_SHORT_MAGIC = 3
_OLE_STREAMS: tuple[tuple[str, Content], ...] = (
    ("EncryptedPackage", _LOCKED),
    ("__properties_version1.0", _MSG),
    ("WordDocument", _OLD_WORD),
    ("Workbook", _OLD_EXCEL),
    ("Book", _OLD_EXCEL),
    ("PowerPoint Document", _OLD_SLIDES),
)
_OFFICE_PARTS = {b"word": _DOCX, b"xl": _XLSX, b"ppt": _PPTX}
_OLD_ENDINGS = {
    ".doc": _OLD_WORD,
    ".dot": _OLD_WORD,
    ".xls": _OLD_EXCEL,
    ".ppt": _OLD_SLIDES,
    ".rtf": _RTF,
    ".odt": _OPEN_DOCUMENT,
    ".ods": _OPEN_DOCUMENT,
    ".odp": _OPEN_DOCUMENT,
    ".zip": _ZIP,
}


def content_of(data: bytes) -> Content:
    """What the bytes are. TEXT is what is left when nothing else is recognised."""
    if data[:_EARLY].lstrip(_BEFORE_PDF).startswith(b"%PDF-"):
        return _readable("pdf", "a PDF", ".pdf")
    if data.startswith(b"PK\x03\x04"):
        return _packed(data)
    if data.startswith(olefile.MAGIC):
        return _compound(data)
    for magic, content in _MAGIC:
        if data.startswith(magic) and (len(magic) >= _SHORT_MAGIC or b"\x00" in data[:_EARLY]):
            return content
    return TEXT


def old_format(ending: str) -> Content | None:
    """The format that an ending promises and that is to be saved as another one, or None."""
    return _OLD_ENDINGS.get(ending)


def count_entries(data: bytes) -> int:
    """How many files a ZIP archive lists, found without building the list."""
    return data.count(b"PK\x01\x02")


def main_part(archive: zipfile.ZipFile) -> str | None:
    """The part of an Office file that holds its text, as its relations name it, or None."""
    match = _main_part(archive)
    return match[1].decode("ascii", "replace") if match else None


def _main_part(archive: zipfile.ZipFile) -> re.Match[bytes] | None:
    if _RELATIONS not in archive.NameToInfo:
        return None
    with archive.open(_RELATIONS) as relations:
        return _MAIN_PART.search(relations.read(_LARGEST_LISTED))


def _packed(data: bytes) -> Content:
    if count_entries(data) > MOST_ENTRIES:
        return _CROWDED
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            match = _main_part(archive)
            names = archive.NameToInfo
    except ZIP_FAULTS:
        return _CUT
    if match and match[3] == b"xml":
        return _OFFICE_PARTS[match[2]]
    if match:
        return Content("xlsb", "a binary Excel file", "save it as .xlsx")
    return _OPEN_DOCUMENT if "META-INF/manifest.xml" in names and "mimetype" in names else _ZIP


def _compound(data: bytes) -> Content:
    """The kind of an OLE file, the container of the old Office formats."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            for stream, content in _OLE_STREAMS:
                if container.exists(stream):
                    return content
    except (OSError, ValueError, IndexError):  # cut or damaged
        pass
    return Content("ole", "an old Office file", "save it as .docx, .xlsx or PDF")
