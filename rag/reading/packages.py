"""Office files as the ZIP packages they are: opened within limits, parsed without expanding or fetching."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from typing import Any

from lxml import etree

from rag.errors import UnreadableFile
from rag.reading.contents import MOST_ENTRIES, ZIP_FAULTS, count_entries, main_part
from rag.reading.limits import Limits

LARGEST_TREE = 64_000_000
"""Bytes of XML that may be held as a tree, which takes about ten times as many."""

_UNSUSPECTED_BYTES = 30_000_000
_MOST_SHRUNK = 100
"""Text packs to a tenth, a repetitive table to a fortieth; what shrinks more was made to."""

_DAMAGED = "damaged: open it in Office and save it anew"
_ENCRYPTED_FLAG = 0x1
_XML_ENDINGS = (".xml", ".rels", ".vml")
_DECLARATIONS = re.compile(rb"<!(?:DOCTYPE|ENTITY)|<\x00!\x00[DE]\x00|\x00<\x00!\x00[DE]")
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_CORE = {
    "title": "{http://purl.org/dc/elements/1.1/}title",
    "author": "{http://purl.org/dc/elements/1.1/}creator",
    "subject": "{http://purl.org/dc/elements/1.1/}subject",
}
_COMPANY = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}Company"

Element = Any
"""An lxml element."""


class Package:
    """An Office file's parts.

    Raises UnreadableFile for one that is damaged, locked, too large when unpacked, or whose XML
    declares entities; so nothing that a part says can grow, and nothing in it is ever fetched.
    """

    def __init__(self, data: bytes, relative_path: str, limits: Limits) -> None:
        self.path = relative_path
        if count_entries(data) > MOST_ENTRIES:
            raise self.refusal(f"more than {MOST_ENTRIES:,} parts: {_DAMAGED}")
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            self.main = main_part(self._archive) or ""
        except ZIP_FAULTS:
            raise self.refusal(_DAMAGED) from None
        self._require_small(limits)

    def refusal(self, reason: str) -> UnreadableFile:
        """The error that says so of this file."""
        return UnreadableFile(self.path, reason)

    def _require_small(self, limits: Limits) -> None:
        """Sizes are as declared: zipfile never unpacks more of a part than that."""
        entries = self._archive.infolist()
        if any(entry.flag_bits & _ENCRYPTED_FLAG for entry in entries):
            raise self.refusal("needs a password: save it without one and index again")
        unpacked = sum(entry.file_size for entry in entries)
        packed = sum(entry.compress_size for entry in entries)
        is_bomb = unpacked > _UNSUSPECTED_BYTES and unpacked > _MOST_SHRUNK * packed
        if is_bomb or unpacked > limits.unpacked_bytes:
            most = min(limits.unpacked_bytes, _MOST_SHRUNK * packed)
            raise self.refusal(
                f"too large when unpacked: {unpacked:,} bytes, the limit is {most:,}; split the file"
            )

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its parts."""
        return tuple(self._archive.NameToInfo)

    def bytes_of(self, part: str) -> bytes:
        """What a part holds; nothing if it is not there."""
        if part not in self._archive.NameToInfo:
            return b""
        try:
            return self._archive.read(part)
        except ZIP_FAULTS:
            raise self.refusal(_DAMAGED) from None

    def tree(self, part: str) -> Element | None:
        """The root element of a part, or None if it is not there."""
        data = self.bytes_of(part)
        if not data:
            return None
        if len(data) > LARGEST_TREE:
            raise self.refusal(f"too large: {len(data):,} bytes of text markup; split the file")
        self._require_no_declarations(data)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )  # fmt: skip
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError:
            raise self.refusal(_DAMAGED) from None

    def require_no_declarations(self) -> None:
        """Checks every XML part, for libraries that parse them in ways of their own."""
        for name in self.names:
            if name.endswith(_XML_ENDINGS):
                self._require_no_declarations(self.bytes_of(name))

    def _require_no_declarations(self, data: bytes) -> None:
        if _DECLARATIONS.search(data):
            raise self.refusal(
                "its XML declares entities, which no Office program writes: leave it out"
            )

    def related(self, kind: str) -> str:
        """The part to which the main part is related in this way ("footnotes"), or ""."""
        folder, name = posixpath.split(self.main)
        relations = self.tree(f"{folder}/_rels/{name}.rels")
        for relation in relations.iter(_RELATION) if relations is not None else ():
            is_inside = relation.get("TargetMode") != "External"
            if is_inside and relation.get("Type", "").endswith(f"/{kind}"):
                target = posixpath.join(f"/{folder}", relation.get("Target", ""))
                return posixpath.normpath(target).lstrip("/")
        return ""

    def properties(self) -> dict[str, str]:
        """What the file says of itself."""
        core, more = self.tree("docProps/core.xml"), self.tree("docProps/app.xml")
        found = {key: _text(core, tag) for key, tag in _CORE.items()}
        found["organisation"] = _text(more, _COMPANY)
        return {k: v for k, v in found.items() if v}


def _text(root: Element | None, tag: str) -> str:
    found = root.find(tag) if root is not None else None
    return " ".join((found.text or "").split()) if found is not None else ""
