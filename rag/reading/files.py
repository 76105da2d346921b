"""A file's bytes, read once, or one line that says why they cannot be had."""

from __future__ import annotations

import stat
from pathlib import Path

from rag.errors import UnreadableFile


def read_bytes(path: Path, relative_path: str, file_bytes: int) -> bytes:
    """All bytes of a regular file.

    Raises UnreadableFile for one that is larger than `file_bytes`, empty, gone, forbidden or no file.
    """
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise UnreadableFile(relative_path, "not a regular file: only files can be read")
        if found.st_size > file_bytes:
            raise UnreadableFile(relative_path, too_large(found.st_size, file_bytes))
        data = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFile(relative_path, "not there: it was moved or removed") from None
    except PermissionError:
        raise UnreadableFile(relative_path, "cannot read: check the permission") from None
    except OSError as error:
        raise UnreadableFile(relative_path, f"cannot read: {error.strerror}") from None
    if not data:
        raise UnreadableFile(relative_path, "empty: the file has no bytes; remove or mend it")
    return data


def too_large(size_bytes: int, limit_bytes: int) -> str:
    """Why a file of this size is refused."""
    return f"too large: {size_bytes:,} bytes, the limit is {limit_bytes:,}; split the file"
