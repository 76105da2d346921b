"""The bytes of each found file as a hash: what decides whether a file has changed, never its time."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rag.errors import UnreadableFile
from rag.indexing.scanning import FoundFile

SIDECAR_SUFFIX = ".meta.yaml"


@dataclass(frozen=True, slots=True)
class HashedFile:
    """A file with the hash of its bytes and of what its sidecars hold ("" without any)."""

    found: FoundFile
    sha256: str
    sidecar: str


def hash_file(found: FoundFile, file_bytes: int) -> HashedFile:
    """Reads a file through for its hash. Raises UnreadableFile, also if it is too large."""
    name = found.relative_path
    try:
        # Not to wait for ever, should a pipe stand there by now.
        descriptor = os.open(found.path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as stream:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise UnreadableFile(name, "not a regular file")
            if status.st_size > file_bytes:
                limit = f"{status.st_size:,} bytes, the limit is {file_bytes:,}"
                raise UnreadableFile(name, f"too large: {limit}; split the file")
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        return HashedFile(found, sha256, _hash_sidecars(found.path))
    except FileNotFoundError:
        raise UnreadableFile(name, "not there: it was moved or removed") from None
    except PermissionError:
        raise UnreadableFile(name, "cannot read: check the permission") from None
    except OSError as error:
        raise UnreadableFile(name, f"cannot read: {error.strerror}") from None


def _hash_sidecars(path: Path) -> str:
    """A hash that changes whenever the reader could see another sidecar; "" where there is none."""
    parts = [f"{p.name}\0".encode() + p.read_bytes() for p in _sidecars(path)]
    return hashlib.sha256(b"\0\0".join(parts)).hexdigest() if parts else ""


def _sidecars(path: Path) -> Iterator[Path]:
    full = path.with_name(path.name + SIDECAR_SUFFIX)
    short = path.with_name(path.stem + SIDECAR_SUFFIX)
    return (p for p in dict.fromkeys((full, short)) if _is_file(p))


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # the name is too long to exist
        return False
