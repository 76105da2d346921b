"""One index run at a time on a store: a lock that ends with the processes that hold it."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from rag.errors import RagError, StoreBusy

LOCK = "lock"


@contextmanager
def lock_store(store: Path) -> Iterator[int]:
    """Holds the store's lock; gives its file descriptor, for a child process to hold it too.

    The kernel frees the lock when the last process that holds it is gone, however it ended. Raises
    StoreBusy, naming the holder, and RagError where the store cannot be written to.
    """
    try:
        store.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(store / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise cannot_write(store, error) from error
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StoreBusy(_busy(descriptor, store)) from None
        _sign(descriptor)
        yield descriptor
    finally:
        os.close(descriptor)


def cannot_write(store: Path, error: OSError) -> RagError:
    """The error for a store that takes no files, with what to do."""
    if error.errno == errno.ENOSPC:
        return RagError(f"the disk of the store {str(store)!r} is full; make room and run it again")
    return RagError(
        f"cannot write to the store {str(store)!r} ({error.strerror}); questions still work, but to"
        " index, mend its permissions or name another with --store"
    )


def _sign(descriptor: int) -> None:
    holder = {
        "pid": os.getpid(),
        "since": datetime.now(UTC).isoformat(timespec="seconds"),
        "command": " ".join(sys.argv),
    }
    with contextlib.suppress(OSError):  # a full disk: the lock holds without a name
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, json.dumps(holder).encode(), 0)


def run_under_way(store: Path) -> str | None:
    """Who holds the store's lock now; None where it is free. One that a killed run left is free."""
    try:
        descriptor = os.open(store / LOCK, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return holder_of(descriptor)
    finally:
        os.close(descriptor)
    return None


def holder_of(descriptor: int) -> str:
    """Who holds a lock, as far as its file says."""
    try:
        holder = json.loads(os.pread(descriptor, 10_000, 0))
        return f"process {holder['pid']}, since {holder['since']}"
    except (ValueError, KeyError, TypeError):
        return "another process"


def _busy(descriptor: int, store: Path) -> str:
    who = holder_of(descriptor)
    return f"another index run holds the store {str(store)!r} ({who}); wait until it has ended"
